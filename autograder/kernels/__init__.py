"""Where student code runs: the sandbox and the kernels inside it; knows nothing of labs or marks.

May import `autograder.course` and Jupyter's client; only grading and the command line import it.
"""

from autograder.kernels.library import library

__all__ = ["library"]
