"""Where student code runs: what it sees of this machine, how much of it it may use, how it ends."""

from autograder.sandbox.library import library

__all__ = ["library"]
