"""What comes out of a judged notebook: scores, marks, the gradebook, the feedback page."""
