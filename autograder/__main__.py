"""``python -m autograder``."""

import gc
import sys

from autograder.cli import main

status = main()
gc.freeze()  # what is imported stays to the end: to look through it there would take half a second
sys.exit(status)
