"""What was tried at home, and the table that is made of it."""

from __future__ import annotations

import json
import sys

import pytest

from autograder import checks
from autograder.checks import check, progress
from autograder.checks.channel import JUDGE
from autograder.checks.home import tries
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict

GD = "optimization.gd"


def gd(parameters, grads, learning_rate):
    return {name: array - learning_rate * grads[f"d{name}"] for name, array in parameters.items()}


def uphill(parameters, grads, learning_rate):
    return gd(parameters, grads, -learning_rate)


def row(name: str) -> tuple[str, ...]:
    (found,) = [row for row in progress().rows if row[1] == name]
    return found


def test_every_try_in_a_notebook_is_noted_and_shown(home):
    check(GD, uphill)
    mark, _, points, count, first, last, left = row("gd")
    assert (mark, points, count) == ("✗", "1.03 of 10", "1")
    assert first == last
    assert "uphill" in left
    check(GD, gd)
    mark, _, points, count, *_, left = row("gd")
    assert (mark, points, count, left) == ("✓", "10 of 10", "2", "")


def test_what_has_passed_once_and_does_not_now_is_told_as_such(home):
    check(GD, gd)
    check(GD, uphill)
    mark, _, points, *_, left = row("gd")
    assert (mark, points) == ("✗", "10 of 10")
    assert left.startswith("it has passed before; the last try did not: ")


def test_what_was_not_tried_is_not_attempted_and_other_labs_are_not_shown(home):
    check(GD, gd)
    rows = progress().rows
    assert {row[1] for row in rows} == {
        name.grade_id for name in checks.public.checkpoints() if name.lab == "optimization"
    }
    assert row("adam")[2:] == ("0 of 20", "0", "", "", "not attempted yet")
    assert rows[0][1] == "gd", "what was tried comes first"


def test_rows_stand_in_the_order_of_the_notebook_whatever_was_tried(home, monkeypatch):
    order = [CheckpointName(GD), CheckpointName("optimization.adam")]
    monkeypatch.setattr("autograder.checks.home.progress._as_they_stand", lambda: order)
    check(GD, gd)
    assert [row[1] for row in progress().rows[:2]] == ["gd", "adam"]


def test_the_table_says_when_all_is_done(home):
    for name in checks.public.checkpoints():
        if name.lab == "optimization":
            verdict = Verdict(checkpoint=name, status="passed", points=9.0, message="")
            tries.note(verdict)
    assert progress().line.endswith("Well done: every check has passed.")
    check(GD, uphill)
    assert progress().line.endswith("but your last try did not pass for gd.")


def test_the_table_is_text_and_html_in_which_nothing_can_run(home):
    verdict = Verdict(checkpoint=GD, status="failed", points=1.0, message="<script>x</script>")
    tries.note(verdict)
    shown = progress()
    assert "checkpoint" in repr(shown)
    assert "<script>" not in shown._repr_html_()
    assert "&lt;script&gt;" in shown._repr_html_()


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "3", '{"a": 3}', '{"a": [3]}', '{"a": [{"time": 3}]}',
        '{"a": [{"time": "x", "passed": 1, "points": true, "says": ""}]}', "[" * 100_000,
        "\ud800",
    ],
)  # fmt: skip
def test_a_broken_file_is_as_good_as_none(home, text):
    (home / tries.FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert tries.read() == {}
    check(GD, gd)
    assert row("gd")[3] == "1"


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000, " " * (tries.LARGEST + 1)])
def test_of_a_file_that_cannot_be_read_the_table_tells_and_it_is_kept(home, text):
    (home / tries.FILE).write_text(text)
    assert f"the file that kept them, {tries.FILE}, cannot be read" in progress().line
    check(GD, gd)
    assert f"the file that kept them, {tries.ASIDE}, cannot be read" in progress().line
    assert ".." not in progress().line
    assert (home / tries.ASIDE).read_text() == text
    assert row("gd")[3] == "1"


@pytest.mark.parametrize("text", [None, "{}"])
def test_of_a_file_that_is_not_there_or_empty_nothing_is_told(home, text):
    if text is not None:
        (home / tries.FILE).write_text(text)
    assert "cannot be read" not in progress().line
    check(GD, gd)
    assert "cannot be read" not in progress().line


def test_of_a_file_that_is_partly_broken_the_whole_tries_count(home):
    check(GD, gd)
    stored = json.loads((home / tries.FILE).read_text())
    stored[GD].append({"time": 1})
    stored["other"] = None
    (home / tries.FILE).write_text(json.dumps(stored))
    assert row("gd")[3] == "1"


def test_where_nothing_can_be_written_a_check_answers_all_the_same(home, monkeypatch):
    monkeypatch.setattr(tries.Path, "write_text", lambda *_, **__: (_ for _ in ()).throw(OSError))
    assert check(GD, gd).verdict.status == "passed"
    assert list(home.iterdir()) == []


def test_where_the_present_folder_is_gone_a_check_answers_all_the_same(home):
    home.rmdir()
    assert check(GD, gd).verdict.status == "passed"
    assert row(GD)[3] == "0"


def test_a_file_does_not_grow_without_end(home):
    verdict = Verdict(checkpoint=GD, status="failed", points=0.0, message="x" * 10_000)
    for _ in range(tries._KEPT + 20):
        tries.note(verdict)
    assert (home / tries.FILE).stat().st_size < 200_000
    assert len(tries.read()[GD]) == tries._KEPT


@pytest.mark.parametrize("judged", [True, False])
def test_where_a_judge_listens_nothing_is_noted(home, monkeypatch, judged):
    monkeypatch.setenv(JUDGE, "somewhere")
    monkeypatch.setattr(checks.client, "answer", lambda *_: judged)
    check(GD, gd)
    assert list(home.iterdir()) == []


def test_a_test_or_a_command_notes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    check(GD, gd)
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_several_labs_each_checkpoint_has_its_whole_name(home):
    names = [row[1] for row in progress().rows]
    assert "optimization.boundary" in names
    assert "initialization.boundary" in names
