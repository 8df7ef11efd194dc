"""What goes wrong with Adam, by the part of it: averages, correction, epsilon, step, return."""
