"""Checks, judging and grading of the course's labs; only `autograder.checks` ships to students."""
