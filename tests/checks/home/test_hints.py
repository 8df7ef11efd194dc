"""Help comes in steps, and begins with what the last try has shown."""

from __future__ import annotations

import json
import re

import pytest

from autograder.checks import check, hint, public
from autograder.checks.channel import JUDGE
from autograder.checks.home import tries
from autograder.checks.words.chinese import ENTRIES
from autograder.checks.words.languages import VARIABLE

GD = "optimization.gd"
HINTS = public.load(GD).hints


def gd(parameters, grads, learning_rate):
    return {name: array - learning_rate * grads[f"d{name}"] for name, array in parameters.items()}


def uphill(parameters, grads, learning_rate):
    return gd(parameters, grads, -learning_rate)


def without_rate(parameters, grads, learning_rate):
    return gd(parameters, grads, 1)


def biased(parameters, grads, learning_rate):
    return {name: array + 0.123 for name, array in gd(parameters, grads, learning_rate).items()}


def step(text: str) -> int:
    return int(re.match(r"Hint (\d)", text)[1])


def test_each_call_gives_one_step_more_and_the_last_one_leads_to_the_lesson(home):
    check(GD, uphill)
    shown = [repr(hint(GD)) for _ in HINTS]
    assert [step(text) for text in shown] == [1, 2, 3]
    for said, text in zip(HINTS, shown, strict=True):
        assert said in text
        assert sum(other in text for other in HINTS) == 1
    last = repr(hint(GD))
    assert last.startswith("Hint 4 of 4: optimization.gd")
    assert "2 Gradient descent" in last
    for _ in range(2):
        after = repr(hint(GD))
        assert "That was all" in after
        assert "2 Gradient descent" in after


def test_the_first_step_repeats_the_mistake_of_the_last_try(home):
    verdict = check(GD, uphill).verdict
    first, second = repr(hint(GD)), repr(hint(GD))
    sentence = next(one.sentence for one in public.load(GD).mistakes() if one.id == "uphill")
    assert verdict.mistake == "uphill"
    assert f"Your last try: {sentence}\n" in first
    assert sentence not in second


def test_what_another_try_has_shown_is_told_with_the_next_step(home):
    check(GD, uphill)
    hint(GD)
    check(GD, without_rate)
    text = repr(hint(GD))
    assert step(text) == 2
    assert "The learning rate has no effect" in text
    assert "uphill" not in text


def test_a_try_that_names_no_mistake_begins_with_the_authors_first_step(home):
    assert check(GD, biased).verdict.mistake is None
    first = hint(GD)
    assert first.lines == [HINTS[0]]


def test_in_another_language_the_mistake_and_the_steps_are_told_in_it(home, monkeypatch):
    monkeypatch.setenv(VARIABLE, "zh")
    check(GD, uphill)
    text = repr(hint(GD))
    assert ENTRIES["optimization.gd.hint-1"] in text
    told = text.splitlines()[1]
    assert told.endswith(ENTRIES["optimization.gd.uphill"])
    assert "W1" not in told, "the mistake alone"
    assert HINTS[0] not in text
    assert 'lang="zh-Hans"' in hint(GD)._repr_html_()


def test_without_any_try_the_check_is_recommended(home):
    first = repr(hint(GD))
    assert step(first) == 1
    assert "You have not run the check" in first
    assert HINTS[0] in first


def test_the_hints_begin_anew_once_the_check_has_passed(home):
    check(GD, uphill)
    hint(GD)
    hint(GD)
    check(GD, gd)
    text = repr(hint(GD))
    assert step(text) == 1
    assert "Your last try" not in text


def test_each_exercise_has_steps_of_its_own(home):
    hint(GD)
    assert step(repr(hint("optimization.adam"))) == 1
    assert step(repr(hint(GD))) == 2


def test_hints_leave_the_tries_alone_and_tries_the_hints(home):
    check(GD, uphill)
    hint(GD)
    check(GD, uphill)
    assert len(tries.read()[GD]) == 2
    assert step(repr(hint(GD))) == 2


@pytest.mark.parametrize(
    "hints",
    [3, [], None, {GD: 2}, {GD: [2]}, {GD: [-1, 0]}, {GD: [True, 0]}, {GD: ["2", 0]}],
)
def test_a_broken_count_gives_the_first_step_and_keeps_the_tries(home, hints):
    check(GD, uphill)
    stored = json.loads((home / tries.FILE).read_text())
    (home / tries.FILE).write_text(json.dumps({**stored, "hints": hints}))
    assert step(repr(hint(GD))) == 1
    assert len(tries.read()[GD]) == 1


def test_after_a_check_that_has_passed_the_first_step_says_well_done_and_the_next_does_not(home):
    check(GD, gd)
    first, second = repr(hint(GD)), repr(hint(GD))
    assert (step(first), "well done" in first) == (1, True)
    assert (step(second), "well done" in second) == (2, False)
    check(GD, uphill)
    assert "well done" not in repr(hint(GD))


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000])
def test_a_broken_file_gives_the_first_step(home, text):
    (home / tries.FILE).write_text(text)
    assert step(repr(hint(GD))) == 1
    assert step(repr(hint(GD))) == 2


def test_where_nothing_can_be_written_the_steps_are_remembered_as_long_as_the_kernel_lives(
    home, monkeypatch
):
    monkeypatch.setattr(tries.Path, "write_text", lambda *_, **__: (_ for _ in ()).throw(OSError))
    assert [step(repr(hint(GD))) for _ in range(3)] == [1, 2, 3]
    assert list(home.iterdir()) == []


def update_parameters_with_gd(parameters, grads, learning_rate):
    return parameters


@pytest.mark.parametrize(
    "name",
    [
        update_parameters_with_gd,
        f" {GD} ",
        "gd",
        "GD",
        "Optimization.gd",
        "update_parameters_with_gd",
    ],
)
def test_an_exercise_is_known_by_its_function_and_by_what_stands_behind_the_dot(home, name):
    assert hint(name).head == f"Hint 1 of {len(HINTS) + 1}: {GD}"


def test_a_name_that_two_labs_have_has_to_be_said_whole(home):
    assert repr(hint("boundary")).startswith("There is no checkpoint 'boundary'")


def test_a_hint_for_nothing_asks_for_which_exercise(home):
    assert repr(hint()).startswith("Say for which exercise: hint('")


def test_where_the_present_folder_is_gone_the_first_step_is_given(home):
    home.rmdir()
    assert step(repr(hint(GD))) == 1


def test_a_try_of_an_earlier_version_still_counts(home):
    old = {"time": "2026-01-01 10:00", "passed": False, "points": 0.5, "says": "W1 is wrong."}
    (home / tries.FILE).write_text(json.dumps({GD: [old]}))
    assert hint(GD).lines == [HINTS[0]]


@pytest.mark.parametrize("name", ["optimization.adm", gd, None, 3])
def test_a_wrong_name_is_told_which_names_there_are(home, name):
    text = repr(hint(name))
    assert text.startswith("There is no checkpoint")
    assert "optimization.adam" in text
    assert list(home.iterdir()) == []


def test_an_exercise_without_hints_says_so(home, monkeypatch):
    exam = public.load(GD)
    bare = exam.__class__(**{**vars(exam), "hints": (), "section": ""})
    monkeypatch.setattr(public, "load", lambda _: bare)
    assert "There are no hints" in repr(hint(GD))
    assert "There are no hints" in hint(GD)._repr_html_()


def test_the_html_has_a_link_to_the_heading_and_nothing_that_can_run(home):
    verdict = check(GD, uphill).verdict
    stored = json.loads((home / tries.FILE).read_text())
    stored[GD][-1]["mistake"] = "<script>alert(1)</script>"
    (home / tries.FILE).write_text(json.dumps(stored))
    pages = [hint(GD)._repr_html_() for _ in range(4)]
    assert verdict.mistake
    assert "&lt;script&gt;" in pages[0]
    assert "<script" not in "".join(pages)
    assert 'href="#2-Gradient-descent"' in pages[3]
    assert "<a " not in "".join(pages[:3])


def test_where_a_judge_listens_a_hint_looks_for_nothing_and_writes_nothing(home, monkeypatch):
    monkeypatch.setenv(JUDGE, "somewhere")
    monkeypatch.setattr(public, "load", lambda *_: pytest.fail("it looks for cases"))
    assert repr(hint(GD)) == repr(hint("nothing")) == "Hints are given at home, not at grading."
    assert list(home.iterdir()) == []
