"""What `nbgrader_config.py` puts in the place of nbgrader's own steps."""
