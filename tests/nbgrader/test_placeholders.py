"""nbgrader's own command grades what it would pass over, and leaves nothing behind."""

from __future__ import annotations

import nbformat
import pytest

from autograder.nbgrader.placeholders import hold_places
from autograder.submissions.files import PLACEHOLDER
from autograder.submissions.finding.folders import hand_ins
from tests.nbgrader.test_commands import errors, nbgrader, scores
from tests.tiny.course import copy_of, grade

PLACES = {
    "ending": "tiny/tiny.ipynb.json",
    "deeper": "tiny/tiny/tiny.ipynb",
    "spelt": "TINY/tiny.ipynb",
    "loose": "tiny.ipynb",
    "usual": "tiny/tiny.ipynb",
}


@pytest.fixture
def scattered(released_course, solved, tmp_path):
    """A class of which one student alone has put the notebook where nbgrader looks for it."""
    course = copy_of(released_course, tmp_path / "course")
    for student, place in PLACES.items():
        path = course.submitted / student / place
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.writes(solved()))
    return course


def everything(course) -> list[str]:
    return sorted(str(path.relative_to(course.submitted)) for path in course.submitted.rglob("*"))


@pytest.mark.slow
def test_every_place_gives_the_same_score_with_nbgraders_command(scattered, sandboxed, tmp_path):
    ours = copy_of(scattered, tmp_path / "ours")
    grade(ours, "tiny", report=lambda line: None)
    before = everything(scattered)
    done = nbgrader(scattered, "autograde", "tiny", "--create")
    assert done.returncode == 0, errors(done.stderr)
    assert scores(scattered) == scores(ours)
    assert set(scores(ours).values()) == {5.0}
    assert everything(scattered) == before


def test_a_place_is_held_only_where_nbgrader_would_find_nothing(scattered, monkeypatch):
    ends = []
    monkeypatch.setattr("atexit.register", ends.append)
    before = everything(scattered)
    hold_places(scattered.root, ["nbgrader", "autograde", "--assignment=tiny"])
    held = {path.parents[1].name for path in scattered.submitted.rglob(PLACEHOLDER)}
    assert held == PLACES.keys() - {"usual"}
    (end,) = ends
    end()
    assert everything(scattered) == before


@pytest.mark.parametrize("words", [["generate_feedback", "tiny"], ["autograde", "other"], []])
def test_no_other_command_holds_a_place(scattered, words):
    hold_places(scattered.root, ["nbgrader", *words])
    assert not list(scattered.submitted.rglob(PLACEHOLDER))


def test_a_place_that_was_held_when_a_command_was_killed_changes_nothing(scattered):
    def found():
        return list(hand_ins(scattered.submitted, "tiny", ["tiny"]))

    before = found()
    for student in PLACES:
        (scattered.submitted / student / "tiny" / PLACEHOLDER).mkdir(parents=True, exist_ok=True)
    assert found() == before


def test_a_place_that_was_left_held_is_given_up_by_the_next_command(scattered, monkeypatch):
    ends = []
    monkeypatch.setattr("atexit.register", ends.append)
    (scattered.submitted / "ending" / "tiny" / PLACEHOLDER).mkdir()
    hold_places(scattered.root, ["nbgrader", "autograde", "tiny"])
    ends[0]()
    assert not list(scattered.submitted.rglob(PLACEHOLDER))
