"""What goes on around one call of a student's function, in the student's own process."""
