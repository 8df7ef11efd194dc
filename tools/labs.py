"""The Makefile's verbs that go over labs.

    python tools/labs.py release [LAB ...]
    python tools/labs.py grade [LAB ...]

Where no lab is named, it is all labs of the course. Where nobody has handed in anything, grading
first writes an example class. After each lab it writes the class report, and says where that is.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from autograder.course import Course


def autograder(*arguments: str) -> int:
    """Run the course's command line, and return its exit status."""
    return subprocess.run([sys.executable, "-m", "autograder", *arguments]).returncode


def main(arguments: list[str]) -> int:
    """Run one verb over labs, and return the worst exit status."""
    verb, *labs = arguments
    course = Course.find()
    if verb == "grade" and not any(course.submitted.glob("[!.]*")) and autograder("example") != 0:
        return 1
    return max((status for lab in labs or course.labs() for status in _over(verb, lab)), default=0)


def _over(verb: str, lab: str) -> Iterator[int]:
    """Run a verb over one lab; what is graded is told about as well."""
    yield (status := autograder(verb, lab))
    if verb == "grade" and status < 2:  # something was graded
        yield autograder("overview", lab)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
