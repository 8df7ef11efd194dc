"""nbgrader's own command gives troubled notebooks what ours gives them."""

from __future__ import annotations

import pytest
from nbgrader.api import Gradebook

from tests.nbgrader.test_commands import errors, nbgrader
from tests.tiny.course import copy_of, submit_troubled
from tests.tiny.troubled import TROUBLED

EACH_KIND = (
    "nothing",
    "a package, above an answer",
    "a module of their own",
    "a package of their own, in a folder",
    "another file that is run: mine.py",
    "another file that is run: mine.ipynb",
    "a package that the function imports and does not need: 'import einops'",
    "a file that would hide a module",
    "figures by '%matplotlib qt'",
    "syntax of a newer Python in an experiment",
    "a check too early",
    "a check above its function",
    "a helper in the check's cell",
    "the imports deleted",
    "another sum",
)


@pytest.fixture(scope="module")
def autograded(released_course, solved, sandboxed, tmp_path_factory):
    course = copy_of(released_course, tmp_path_factory.mktemp("troubled") / "course")
    chosen = [one for one in TROUBLED if one.what in EACH_KIND]
    assert len(chosen) == len(EACH_KIND)
    for number, one in enumerate(chosen):
        submit_troubled(course, f"s{number:02}", one, solved())
    done = nbgrader(course, "autograde", "tiny", "--create")
    assert done.returncode == 0, errors(done.stderr)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        scores = {
            submission.student.id: submission.score
            for submission in gradebook.assignment_submissions("tiny")
        }
    return {one.what: (scores[f"s{number:02}"], one.earns) for number, one in enumerate(chosen)}


@pytest.mark.parametrize("what", EACH_KIND)
def test_with_nbgraders_command_a_right_function_earns_its_points_too(autograded, what):
    score, expected = autograded[what]
    assert score == expected
