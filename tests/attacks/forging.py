"""Marks that are claimed: in outputs, in metadata, in copies of cells."""

from __future__ import annotations

import copy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from tests.attacks.attack import STUB, Attack, cell, turns, writes

TESTS = ("zeros", "symmetry", "random", "he", "boundary")
PASSED = {"status": "passed", "points": 1000.0, "max_points": 1000.0, "message": "passed"}
FORGED_CARD = {
    "text/plain": "✓ passed: initialization.he",
    "text/html": "<b>passed</b>",
    "application/vnd.autograder.verdict+json": PASSED,
    "application/json": PASSED,
}


def every_test(**metadata: object):
    def change(notebook: NotebookNode) -> None:
        for name in TESTS:
            cell(notebook, name).metadata.nbgrader.update(metadata)

    return change


def tagged(notebook: NotebookNode) -> None:
    for name in TESTS:
        cell(notebook, name).metadata["tags"] = [
            "skip-execution",
            "raises-exception",
            "demonstration",
        ]


def recorded(notebook: NotebookNode) -> None:
    verdicts = {f"initialization.{name}": PASSED for name in TESTS}
    notebook.metadata["autograder"] = {"verdicts": verdicts, "seed": 1, "problems": []}
    notebook.metadata["nbgrader"] = {"score": 1000, "max_score": 1000}


def shown(notebook: NotebookNode) -> None:
    for name in TESTS:
        cell(notebook, name).outputs = [
            new_output("execute_result", data=dict(FORGED_CARD), execution_count=1),
            new_output("stream", text="1000"),
        ]


def renamed(notebook: NotebookNode) -> None:
    """The check of an exercise that is solved, under the name of one that is not."""
    twin = copy.deepcopy(cell(notebook, "zeros"))
    twin.metadata.nbgrader.grade_id = "he"
    notebook.cells.insert(0, twin)


def copied(notebook: NotebookNode) -> None:
    notebook.cells += [copy.deepcopy(cell(notebook, "zeros")) for _ in range(20)]


def unlocked(notebook: NotebookNode) -> None:
    asked = 'check("initialization.zeros", initialize_parameters_zeros)'
    cell(notebook, "he").source = asked
    cell(notebook, "boundary").source = "1000"
    cell(notebook, "boundary").metadata.nbgrader.locked = False


def turned(notebook: NotebookNode) -> None:
    for name, kind in (("he", "markdown"), ("random", "raw"), ("boundary", "code")):
        cell(notebook, name).update(cell_type=kind)
        cell(notebook, name).pop("outputs", None)


def invented(notebook: NotebookNode) -> None:
    """A test cell of one's own, worth a lot."""
    twin = new_code_cell("1000", metadata=copy.deepcopy(cell(notebook, "he").metadata))
    twin.metadata.nbgrader.update(grade_id="bonus", points=1000)
    notebook.cells.append(twin)


def described(notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec = {
        "name": "evil",
        "display_name": "sh -c reboot",
        "language": "sh",
    }
    notebook.metadata.language_info = {"name": "sh", "pygments_lexer": "../../etc/passwd"}


ATTACKS: list[Attack] = [
    turns("tags", tagged),
    turns("record-in-metadata", recorded),
    turns("points-in-metadata", every_test(points=1000, max_points=1000, checksum="0" * 32)),
    turns("schema-99", every_test(schema_version=99, points=-5)),
    turns("tests-as-answers", every_test(solution=True, grade=True, locked=False)),
    turns("tests-as-tasks", every_test(task=True, grade=False)),
    turns("outputs", shown),
    turns("another-cells-name", renamed, says="more than once"),
    turns("copied-tests", copied, says="more than once"),
    turns("rewritten-tests", unlocked, says="their text was put back"),
    turns("turned-tests", turned, says="turned back"),
    turns("own-tests", invented, says="earn nothing"),
    turns("kernelspec", described),
    writes(
        "check-overridden",
        f"""
{STUB}
def check(*anything, **more):
    from IPython.display import display
    display({FORGED_CARD!r}, raw=True)
    return 1000
""",
        says="never asked",
    ),
    writes(
        "prints-marks",
        f"""
{STUB}
import sys
print("1000")
print("✓ passed", file=sys.stderr)
__score__ = 1000
1000
""",
        says="not written yet",
    ),
]
