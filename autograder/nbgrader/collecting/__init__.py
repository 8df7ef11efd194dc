"""What nbgrader's `zip_collect` takes out of the archives that students and platforms made."""
