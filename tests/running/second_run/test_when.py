"""When a notebook is run a second time."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.running.execution import Execution, Failed
from autograder.running.plan import Step
from autograder.running.runner import _may_gain
from autograder.settings import DEFAULTS

STANDS, WRONG = CheckpointName("tiny.double"), CheckpointName("tiny.boundary")


@pytest.mark.parametrize(("settled", "gains"), [(set(), True), ({STANDS}, False)])
def test_a_check_whose_verdict_stands_is_no_failure_of_the_notebooks(settled, gains):
    first = Execution(DEFAULTS, tests={STANDS, WRONG})
    first.verdicts = {STANDS: Verdict(STANDS, "passed"), WRONG: Verdict(WRONG, "failed")}
    asked = Step("check(...)", new_code_cell(), STANDS)  # which the judge did not answer
    first.failed = [Failed(asked, "Closed")]
    contents = SimpleNamespace(
        whole=True,
        differs=lambda: True,
        meddles=lambda: False,
        split=set,
        relying=lambda: {WRONG},
        attempted=lambda: {STANDS, WRONG},
    )
    troubles = SimpleNamespace(not_installed=lambda message: "")
    assert _may_gain(first, contents, troubles, settled) is gains
