"""The Makefile's verbs that go over labs.

    python tools/labs.py release [LAB ...]
    python tools/labs.py grade [LAB ...]

Where no lab is named, it is all labs of the course. Where nobody has handed in anything, grading
first writes an example class. After each lab it says where the feedback pages are, and writes the
class report; of the example class also a lab report, on the notebook with the lab's solutions.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

from autograder.course import Course
from autograder.submissions.example_class import is_example


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
        course = Course.find()
        print(f"{course.feedback}/<student>/{lab}/{lab}.html", flush=True)
        yield autograder("overview", lab)
        if is_example(course, lab):
            reports = course.root / "build" / "reports"
            reports.mkdir(parents=True, exist_ok=True)
            # A copy: beside it comes a file about whose report it is.
            yield autograder("report", shutil.copy(course.source(lab), str(reports)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
