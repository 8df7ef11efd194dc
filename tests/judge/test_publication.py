"""Which public cases are out of date, and that only these are written."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from autograder.checks import public
from autograder.checks.name import CheckpointName
from autograder.course import CourseError
from autograder.judge import publication
from autograder.judge.publication import stale_cases, write_cases
from autograder.labs import LABS, find

GD, VELOCITY, GONE = (
    CheckpointName.of("optimization", name) for name in ("gd", "velocity", "gone")
)


@pytest.fixture
def course(project, monkeypatch):
    """A course with one lab of two checkpoints."""
    monkeypatch.setitem(LABS, "optimization", (find(GD), find(VELOCITY)))
    return SimpleNamespace(
        public_cases=project.public_cases,
        labs=lambda: ["optimization", "unknown"],
        source=project.source,
    )


@pytest.mark.slow
def test_only_cases_that_lack_or_differ_are_written(course, tmp_path):
    assert stale_cases(course, tmp_path) == [GD, VELOCITY]
    paths = [tmp_path / f"{name}.npz" for name in (GD, VELOCITY)]
    assert write_cases(course, tmp_path) == paths
    assert stale_cases(course, tmp_path) == write_cases(course, tmp_path) == []
    exam = public.load(VELOCITY, tmp_path)
    pairs = public.sketches(VELOCITY, tmp_path)
    public.save(replace(exam, growing="something else"), pairs, tmp_path)
    public.save(replace(exam, checkpoint=GONE), pairs, tmp_path)
    assert stale_cases(course, tmp_path) == [VELOCITY, GONE]
    assert write_cases(course, tmp_path) == paths[1:]
    older = replace(public.sketches(GD, tmp_path), form=0)
    public.save(public.load(GD, tmp_path), older, tmp_path)
    assert stale_cases(course, tmp_path) == [GD, GONE]
    assert write_cases(course, tmp_path) == paths[:1]
    assert stale_cases(course, tmp_path) == [GONE], "what nobody asks for is told, and left there"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({}, "no test cell of optimization has the grade_id 'gd'"),
        ({"gd": 99.0}, "optimization.gd is worth .* points, and its test cell says 99"),
    ],
)
def test_a_test_cell_that_lacks_or_carries_other_points_is_refused(
    course, tmp_path, monkeypatch, cells, says
):
    monkeypatch.setattr(publication, "test_cells", lambda *_: cells)
    with pytest.raises(CourseError, match=says):
        write_cases(course, tmp_path)
    assert list(tmp_path.iterdir()) == []
