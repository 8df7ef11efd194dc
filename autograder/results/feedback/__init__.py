"""The feedback page of a submission: what it earned and why, then the notebook with the reasons."""
