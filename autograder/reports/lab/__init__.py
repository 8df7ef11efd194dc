"""The lab report: what it takes from a finished notebook, and from the student's own files."""
