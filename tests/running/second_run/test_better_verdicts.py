"""What is said of a verdict beside what the judge found, whatever language that is in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_notebook

from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack, unpack
from autograder.checks.verdict import CriterionResult, Verdict
from autograder.running.execution import Execution, Failed
from autograder.running.plan import Step
from autograder.running.second_run.better_verdicts import (
    OWN_CHOICE,
    _explained,
    _says,
    _with_own_choice,
    together,
)
from autograder.running.second_run.contents import Contents
from autograder.running.second_run.own_statements import code_cell
from autograder.running.second_run.troubles import Troubles
from autograder.settings import DEFAULTS
from autograder.words import Phrase, as_sentence, phrase, shown, term

NET, MAKER = CheckpointName("tiny.net"), CheckpointName("tiny.he")
IS_MISSING = phrase("accuracy.missing", subject=term("the net 'he'"), name="he")


@pytest.fixture(params=["en", "zh"])
def spoken(request, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", request.param)
    return request.param


def explained(
    found,
    status="failed",
    lacks=None,
    maker="failed",
    failed=(),
    through=None,
    by="values",
    remark="",
):
    verdict = Verdict(
        NET,
        status,
        1.0,
        4.0,
        message=f"{as_sentence(shown(found))} {remark}".strip(),
        criteria=(CriterionResult("accuracy", "failed", shown(found), found),),
    )
    contents = SimpleNamespace(
        lacks=lambda checkpoint, *, through_lab=False: through if through_lab else lacks,
        makers=lambda checkpoint: {MAKER},
    )
    troubles = SimpleNamespace(missing=lambda message, failed: "")
    verdicts = {NET: verdict, MAKER: Verdict(MAKER, maker, criteria=(CriterionResult(by, maker),))}
    return _explained(verdict, verdicts, contents, troubles, failed)


def test_a_headline_with_a_remark_behind_it_tells_the_same_as_its_criterion(spoken):
    plain, remarked = explained(IS_MISSING), explained(IS_MISSING, remark="Accepted all the same.")
    assert plain.message != as_sentence(shown(IS_MISSING))
    assert remarked.message == f"{plain.message} Accepted all the same."


def test_who_should_have_made_what_is_missing_is_named_where_they_failed(spoken):
    told = {
        "en": "the net 'he' is missing, because 'he' has not passed",
        "zh": "缺少网络 'he'，因为 'he' 还没有通过",
    }
    assert explained(IS_MISSING).criteria[0].message == told[spoken]
    assert explained(IS_MISSING).message == as_sentence(told[spoken])
    assert explained(IS_MISSING, maker="passed").criteria[0].message == shown(IS_MISSING)


def test_what_is_missing_since_a_cell_stopped_is_told_with_why_it_did(spoken):
    lacking = phrase("accuracy.missing", subject=term("the net 'chosen'"), name="chosen")
    source = "nets = train()\nchosen = nets[0]"
    step = Step(source, code_cell(source))
    stopped = Failed(step, "ValueError: b1 should have shape (2, 1)")
    told = {
        "en": "The net 'chosen' is missing, because the cell that begins with 'nets = train()' "
        "stopped with ValueError: b1 should have shape (2, 1).",
        "zh": "缺少网络 'chosen'，因为以 'nets = train()' 开头的单元格运行时引发了 "
        "ValueError: b1 should have shape (2, 1)。",
    }
    assert explained(lacking, failed=[stopped]).message == told[spoken]
    elsewhere = Failed(Step("worst = 1", code_cell("worst = 1")), "ValueError: no")
    assert explained(lacking, failed=[elsewhere]).criteria[0].message == shown(lacking)


def test_a_net_that_recognises_little_since_its_loss_is_wrong_is_told_so(spoken):
    low = phrase(OWN_CHOICE, subject=term("the net 'chosen'"), share=0.1, wanted=0.76)
    told = explained(low)
    assert {"en": "your answer to 'he', which has not passed", "zh": "'he' 里的函数"}[
        spoken
    ] in told.message
    assert "10%" in told.message
    assert "76%" in told.message
    assert explained(low, maker="passed").criteria[0].message == shown(low)
    assert explained(low, by="vectorised").criteria[0].message == shown(low)
    fault = phrase("net.infinite", name="W1")
    diverged = phrase("accuracy.form", subject=term("the net 'chosen'"), fault=fault)
    blamed = {"en": "diverged, because 'he' has not passed", "zh": "因为 'he' 还没有通过"}
    assert blamed[spoken] in explained(diverged).message
    assert explained(diverged, maker="passed").criteria[0].message == shown(diverged)


def test_a_low_share_that_a_students_process_made_up_may_lack_its_numbers(spoken):
    made = unpack(pack(Phrase("it recognises little", OWN_CHOICE, {})))
    assert explained(made).criteria[0].message == shown(made)


def test_what_is_missing_for_an_exercise_before_it_is_told_by_what_is_not_written(spoken):
    lacking = phrase("accuracy.missing", subject=term("the net 'chosen'"), name="chosen")
    stopped = Failed(Step("chosen = fit()", code_cell("chosen = fit()")), "NotImplementedError: ")
    through = phrase("run.lacks", name="loss")
    told = {
        "en": "The net 'chosen' is missing, because it cannot be made without loss, which is not "
        "written yet.",
        "zh": "缺少网络 'chosen'，因为要得到它需要先写好 loss。",
    }
    assert explained(lacking, failed=[stopped], through=through).message == told[spoken]
    assert "NotImplementedError" in explained(lacking, failed=[stopped]).message


@pytest.mark.parametrize("name", [{}, {"name": 3}])
def test_a_phrase_that_a_students_process_made_up_may_lack_its_parts(spoken, name):
    found = unpack(pack(phrase("accuracy.missing", subject="it", **name)))
    assert explained(found).criteria[0].message == shown(found)


def test_what_is_not_written_is_told_by_what_it_lacks(spoken):
    told = {
        "en": "this needs double, which is not written yet",
        "zh": "这里需要 double，而它还没有写",
    }
    unwritten, lacks = phrase("returns.unwritten"), phrase("run.lacks", name="double")
    assert explained(unwritten, "not attempted", lacks).message == told[spoken]
    assert explained(unwritten, "not attempted").message == as_sentence(shown(unwritten))
    assert explained(IS_MISSING, lacks=lacks).message == explained(IS_MISSING).message


def test_a_problem_that_a_reason_tells_is_told_once(spoken):
    problem = phrase("trouble.ended", cell="the cell 'a'", error="ValueError: no")
    reason = phrase("missing.trouble", name="double", trouble=problem)
    assert _says(reason, problem)
    assert _says(problem, problem)
    assert not _says(problem, reason)
    assert not _says(phrase("missing.where", name="double", where=shown(problem)[:9]), problem)


def verdict(status, points, *criteria) -> Verdict:
    return Verdict(NET, status, points, 15.0, message="It is so.", criteria=criteria)


def test_a_net_that_was_chosen_badly_is_not_replaced_by_the_one_that_the_lab_chooses(spoken):
    low = phrase(OWN_CHOICE, subject=term("the net 'chosen'"), share=0.4, wanted=0.76)
    failed = CriterionResult("accuracy", "failed", shown(low), low, weight=2)
    right = [CriterionResult(name, "passed", weight=14) for name in ("returns", "values")]
    first = verdict("failed", 1.0, CriterionResult("returns", "failed"), failed)
    later = _with_own_choice(first, verdict("passed", 15.0, *right, CriterionResult("accuracy")))
    assert (later.status, later.criteria[-1]) == ("failed", failed)
    assert 13.0 < later.points < 15.0
    assert shown(low)[1:-1] in later.message
    passed = verdict("passed", 15.0, *right)
    assert (
        _with_own_choice(verdict("failed", 1.0, CriterionResult("values", "failed")), passed)
        is passed
    )
    assert _with_own_choice(None, passed) is passed


def test_what_the_judge_doubts_in_the_run_that_counts_is_told():
    doubt = phrase("run.problem", name=NET.grade_id, problem="it loops")
    first, second = Execution(DEFAULTS), Execution(DEFAULTS)
    first.verdicts = {NET: verdict("failed", 1.0)}
    second.verdicts, second.doubts = {NET: verdict("failed", 3.0)}, {NET: doubt}
    notebook = new_notebook()
    contents = Contents(notebook, "tiny", ())
    troubles = Troubles(notebook, (), {})
    told = together(notebook, "tiny", [first, second], contents, troubles).problems
    assert doubt in told
    second.verdicts = {NET: verdict("failed", 1.0)}
    assert doubt not in together(notebook, "tiny", [first, second], contents, troubles).problems


def test_where_a_missing_name_is_stands_once_in_a_message():
    said = "the function raised NameError: name 'x' is not defined"
    verdict = Verdict(
        NET,
        "failed",
        0.0,
        4.0,
        message=f"{as_sentence(said)} And more.",
        criteria=(CriterionResult("returns", "failed", said),),
    )
    contents = SimpleNamespace(lacks=lambda checkpoint: None)
    where = "x, which is not defined anywhere in the notebook"
    troubles = SimpleNamespace(
        missing=lambda message, failed: where if "NameError" in message else ""
    )
    told = _explained(verdict, {}, contents, troubles)
    assert told.criteria[0].message == f"{said}: {where}"
    assert told.message == f"{as_sentence(said).rstrip('.')}: {where}. And more."
