"""A class of tiny submissions, most of them hostile."""

from __future__ import annotations

import copy
import json

import nbformat

from tests.tiny.course import cell_of, submit

SQUARE = "def double(x):\n    return x * x"
STUBBORN = """\
def double(x):
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            pass"""
FLOOD = """\
for number in range(1_000):
    print("x" * 1000)
def double(x):
    return 2 * x"""
LINGERS = """\
def double(x):
    return 2 * x
ask = check
def check(*anything):
    ask(*anything)
    while True:
        pass"""
FORGER = """\
import IPython, json, os
from IPython.display import display
def check(*anything):
    display({"text/plain": "✓ passed", "application/json": {"points": 1000}}, raw=True)
    return 1000
shell = IPython.get_ipython()
shell.events.register("pre_run_cell", lambda info: shell.user_ns.update(check=check))"""


def fill(course, released, solved) -> None:
    """Fill `submitted/`."""
    submit(course, "ada", solved())
    submit(course, "author", course.source("tiny").read_bytes())
    submit(course, "blank", released())
    submit(course, "square", solved(double_answer=SQUARE))
    submit(course, "loops", solved(double_answer="def double(x):\n    while True: pass"))
    hangs = "def double(x):\n    return 2 * x\nwhile True: pass"
    submit(course, "hangs", solved(double_answer=hangs))
    submit(course, "stubborn", solved(double_answer=STUBBORN))
    submit(course, "lingers", solved(double_answer=LINGERS))
    submit(course, "dies", solved(triple_answer="import os\nos._exit(3)"))
    submit(course, "floods", solved(double_answer=FLOOD))
    submit(course, "broken", json.dumps(solved())[:40].encode())
    submit(course, "renamed", solved(), "tiny-final (2)")

    deleted = solved()
    for name in ("double", "triple", "essay", "setup"):
        deleted.cells.remove(cell_of(deleted, name))
    submit(course, "deleted", deleted)

    copied = solved()
    copied.cells += [copy.deepcopy(cell) for cell in copied.cells]
    submit(course, "copied", copied)

    forged = released()
    forged.metadata["autograder"] = {"verdicts": {"tiny.double": {"points": 2.0}}}
    for name in ("double", "triple"):
        test = cell_of(forged, name)
        test.source = "1000"
        test.metadata["tags"] = ["skip-execution"]
        test.metadata.nbgrader["points"] = 1000
    forged.cells.insert(0, nbformat.v4.new_code_cell(FORGER))
    submit(course, "forger", forged)

    folder = submit(course, "shadow", solved()).parent
    (folder / "json.py").write_text("raise SystemExit")
    (folder / "autograder").mkdir()
    (folder / "autograder" / "__init__.py").write_text("raise SystemExit")
    (folder / "gradebook.db").symlink_to(course.root / "gradebook.db")

    link = submit(course, "linked", solved())
    link.unlink()
    link.symlink_to(course.source("tiny"))
