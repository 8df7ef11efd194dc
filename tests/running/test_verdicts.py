"""Every test cell gets a verdict: the judge's, or that nobody asked."""

from __future__ import annotations

import pytest

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.running.verdicts import concluded

DOUBLE = CheckpointName("tiny.double")


@pytest.mark.parametrize("points", [1000.0, -1.0, float("nan"), float("inf"), float("-inf")])
def test_no_verdict_is_worth_more_than_its_cell_or_less_than_nothing(solved, points):
    notebook = solved()
    given = {DOUBLE: Verdict(DOUBLE, "passed", points, 9.0)}
    verdict = concluded(notebook, "tiny", given, {})[DOUBLE]
    assert (verdict.points, verdict.max_points) == (0.0, 2.0)


@pytest.mark.parametrize(("points", "earns"), [(9.0, 2.0), (4.5, 1.0), (0.0, 0.0)])
def test_a_cell_of_other_points_than_its_checkpoint_is_worth_the_same_share(solved, points, earns):
    given = {DOUBLE: Verdict(DOUBLE, "passed", points, 9.0)}
    verdict = concluded(solved(), "tiny", given, {})[DOUBLE]
    assert (verdict.points, verdict.max_points) == (earns, 2.0)


def test_a_check_that_nobody_asked_for_is_not_run(solved):
    verdicts = concluded(solved(), "tiny", {}, {"double": "it rained"})
    assert {verdict.status for verdict in verdicts.values()} == {"not run"}
    assert [verdict.message for verdict in verdicts.values()] == [
        "it rained",
        "the check was never asked",
    ]


def test_a_verdict_on_what_is_no_test_cell_is_in_no_list(solved):
    bonus = {CheckpointName("tiny.bonus"): Verdict("tiny.bonus", "passed", 9, 9)}
    assert set(concluded(solved(), "tiny", bonus, {})) == {"tiny.double", "tiny.triple"}
