"""What was released, for a submission to be compared with."""
