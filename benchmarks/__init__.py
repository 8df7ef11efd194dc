"""Measurements of the course's own code beside a library on the same work. Nothing imports this."""
