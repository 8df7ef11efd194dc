"""Cards in Chinese, at home and at grading: the same verdicts in other words."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from autograder.checks import Card, check, progress, public
from autograder.checks.card import MIME_TYPE, mimebundle
from autograder.checks.client import answer
from autograder.checks.exam import Accuracy, Call, Clue, Mistake, Situation
from autograder.checks.home import tries
from autograder.checks.name import CheckpointName
from autograder.checks.recognition.parts import both
from autograder.checks.recognition.two_mistakes import Sketches, sketch
from autograder.checks.verdict import Verdict
from autograder.checks.words import chinese, entry, key_of, shown, use
from autograder.judge.exams import set_exam
from autograder.judge.server import Judge
from tests.checks.conftest import doubling, put
from tests.labs.naming import judged, students

ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")
SYMMETRY = CheckpointName("initialization.symmetry")
ODD = {
    "none": None,
    "a number": 0.5,
    "a list": [[1.0], [2.0]],
    "a tuple": (1, 2),
    "a dict": {"W1": np.ones((2, 2)), "W9": 1j},
    "nothing": {},
    "half": np.ones((3, 1), np.float16),
    "objects": np.array([object()]),
    "empty batches": [(np.ones((2, 0)), np.ones((1, 0)))],
}


@pytest.fixture(autouse=True)
def _chinese(_undecided, speaks):
    speaks("zh")


def answers(value):
    return lambda *_, **__: value


CARD = """\
✗ 还没通过：arithmetic.double，1.03 分（满分 10 分）
  the double 的 2 个元素里有 2 个不对：例如 [0, 0] 处是 3，应该是 2。This is three times as much.
  ✓ 返回值   ✓ 形状   ✓ 有限值   ✗ 数值   – 未评判：参数未改动
  调用时传入：x = [[1., 2.]]
  你的 the double：[[3., 6.]]
  应该是：[[2., 4.]]
  简而言之：所有元素是正确值的 1.5 倍"""


def test_the_card_is_chinese_as_text_and_as_html():
    card = Card.at_home(put(doubling(), lambda x: 3 * x))
    assert card.text() == CARD
    html = card.html()
    assert html.startswith('<div lang="zh-Hans" style="')
    assert html.count("lang=") == 1
    for text in ("还没通过", "1.03 分（满分 10 分）", "未评判：参数未改动", "调用时传入"):
        assert text in html


def test_in_english_html_names_no_language():
    use("en")
    assert "lang=" not in Card.at_home(put(doubling(), lambda x: 3 * x)).html()


def test_what_is_compared_and_stored_stays_english():
    verdict = put(doubling(), lambda x: None).verdict
    first, second, *_ = verdict.criteria
    assert [one.name for one in verdict.criteria][:2] == ["returns", "shape"]
    assert (first.status, second.status) == ("failed", "not judged")
    assert first.message == "函数返回了 None：是不是漏了 `return`？"
    assert second.message == "因为“返回值”没有通过，这一项没有评判"
    assert (verdict.message, key_of(first.found)) == (first.message, "returns.none")
    assert "found" not in verdict.to_json()["criteria"][0]
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict
    assert mimebundle(verdict)[MIME_TYPE] == verdict.to_json()


def test_a_verdict_from_a_record_is_shown_in_the_present_language():
    use("en")
    stored = put(doubling(), lambda x: 3 * x).verdict.to_json()
    use("zh")
    text = mimebundle(Verdict.from_json(stored))["text/plain"]
    assert text.startswith("✗ 还没通过：arithmetic.double")
    assert "✗ 数值" in text


def decided(verdict: Verdict) -> tuple:
    criteria = [(one.name, one.status, bool(one.message)) for one in verdict.criteria]
    return verdict.status, verdict.points, verdict.mistake, criteria


@pytest.mark.slow
@pytest.mark.parametrize("name", public.checkpoints())
def test_odd_answers_are_judged_alike_and_told_in_chinese(name):
    exam = public.load(name)
    for what, value in ODD.items():
        use("en")
        english = put(exam, answers(value)).verdict
        use("zh")
        examined = put(exam, answers(value))
        assert decided(examined.verdict) == decided(english), what
        for text in (
            Card.at_home(examined).text(),
            *(c.message for c in examined.verdict.criteria),
        ):
            assert not ENGLISH.search(text), what


def one_empty(X, Y, size, rng):
    order = rng.permutation(X.shape[1])
    starts = range(0, X.shape[1] + size, size)
    parts = [order[start : start + size] for start in starts]
    return [(X[:, part], Y[:, part]) for part in parts]


def test_what_is_told_by_the_form_of_an_answer_is_told_in_any_language():
    exam = public.load("optimization.mini_batches")
    use("en")
    english = put(exam, one_empty).verdict
    use("zh")
    verdict = put(exam, one_empty).verdict
    assert decided(verdict) == decided(english)
    assert verdict.mistake == "empty-batch"
    assert verdict.message.endswith(chinese.SENTENCES["division.empty-batch"])


def test_a_sketch_of_an_answer_is_the_same_in_any_language():
    exam, sketches = doubling(), []
    for spoken in ("en", "zh"):
        use(spoken)
        sketches.append(sketch(exam, {0: np.ones((3, 3)), 1: np.ones((3, 1))}))
    assert np.array_equal(*sketches)


@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("student", list(students("known"))[::10], ids=lambda one: one.what)
def test_wrong_answers_of_students_are_judged_alike_and_told_in_chinese(project, student):
    use("en")
    english = judged(project, student, "public")
    use("zh")
    verdict = judged(project, student, "public")
    assert decided(verdict) == decided(english)
    assert re.search("[\u4e00-\u9fff]", verdict.message)
    assert "。" in verdict.message or verdict.message.endswith("？")


def test_every_sentence_of_a_catalogue_is_told_in_chinese():
    for name in public.checkpoints():
        exam = public.load(name)
        known = (*exam.mistakes(), *exam.variants(), *exam.situations, *exam.clues)
        for one in known:
            assert shown(one.sentence) == chinese.ENTRIES[f"{name}.{one.id}"]
            assert not re.search("[\u4e00-\u9fff]", one.sentence)


def test_the_judges_own_exams_are_told_in_chinese_too(project):
    for lab in (
        "initialization.boundary",
        "optimization.adam",
        "gradient_checking.gradient_check_n",
    ):
        exam = set_exam(project, CheckpointName(lab), 1)
        known = (*exam.mistakes(), *exam.variants(), *exam.situations, *exam.clues)
        assert {shown(one.sentence) for one in known} <= {*chinese.ENTRIES.values()}


@pytest.mark.slow
def test_public_cases_are_written_in_english_whatever_is_spoken(project, tmp_path):
    exam = set_exam(project, CheckpointName("optimization.mini_batches"), 1)
    held = {}
    for spoken in ("en", "zh"):
        use(spoken)
        with np.load(public.save(exam, Sketches(), tmp_path)) as stored:
            held[spoken] = [stored[part].tobytes() for part in ("exam", "mistakes")]
    assert held["zh"] == held["en"]
    assert b'"phrase"' not in b"".join(held["zh"])


def test_two_mistakes_are_two_sentences_with_nothing_between_them():
    named = [
        Mistake(name, entry("optimization.gd", name, "?"), ()) for name in ("biases", "weights")
    ]
    biases, weights = (chinese.ENTRIES[f"optimization.gd.{one.id}"] for one in named)
    assert shown(both(named).sentence) == f"这里有两处错误。{biases}{weights}"


def test_a_clue_and_a_situation_are_told_by_their_ids():
    clue = Clue("seen", entry("optimization.gd", "biases", "?"), wrong=("the double",))
    exam = doubling(mistakes=tuple, clues=(clue,))
    message = put(exam, lambda x: 3 * x).verdict.message
    assert message.endswith(chinese.ENTRIES["optimization.gd.biases"])
    when = Situation("seen", entry("optimization.gd", "weights", "?"), (1,))
    exam = doubling(mistakes=tuple, situations=(when,))
    message = put(exam, lambda x: 2 * x if x.shape == (1, 2) else 0 * x).verdict.message
    assert message.endswith(chinese.ENTRIES["optimization.gd.weights"])


def test_whoever_should_have_made_what_is_missing_is_told_by_its_key():
    call = Call({"parameters": {"evidence": ["parameters", "he"]}, "x": np.ones((2, 3))})
    wanted = Accuracy(call, np.ones((1, 3)), 0.9, "the net 'he'")
    examined = put(doubling(accuracies=(wanted,)), lambda x: 2 * x, {})
    (missing,) = [one for one in examined.verdict.criteria if one.status == "failed"]
    assert missing.message == "缺少网络 'he'"
    assert (missing.found, key_of(missing.found)) == ("the net 'he' is missing", "accuracy.missing")
    assert missing.found.parts["name"] == "he"


def failing(W, tolerance):
    raise ValueError("bad")


def test_what_was_raised_is_told_in_chinese_but_for_what_python_says():
    text = Card.at_home(put(doubling(), lambda x: failing(x, 0))).text()
    assert re.search(r"  引发了：ValueError: bad（第 \d+ 行：.*）$", text, re.MULTILINE)


def test_what_a_function_loops_over_is_named_in_chinese():
    small, large = (Call({"x": np.ones((1, size))}, count_work=True) for size in (5, 500))
    exam = doubling(growth=(small, large), growing="the samples")
    looping = put(exam, lambda x: np.array([[2 * one for one in row] for row in x]))
    assert looping.verdict.message == "函数用循环逐个处理各个样本：请让 NumPy 一次算完。"


def test_what_a_student_process_says_in_english_is_told_in_chinese_at_grading(project):
    with Judge(project, "initialization", seed=1) as judge:
        use("en")
        answer(str(judge.address), SYMMETRY, [failing])
    use("zh")
    message = judge.verdicts()[SYMMETRY].message
    assert re.fullmatch(
        r'函数引发了 ValueError: bad（第 \d+ 行：raise ValueError\("bad"\)）。', message
    )


def test_a_problem_of_a_student_process_is_told_in_chinese_at_grading(project, monkeypatch):
    with Judge(project, "initialization", seed=1) as judge:
        monkeypatch.setenv("AUTOGRADER_JUDGE", str(judge.address))
        assert repr(check(SYMMETRY, 3)) == "已收到"
    message = judge.verdicts()[SYMMETRY].message
    assert message == "交给 check 的是 int 类型的值 3：请传入函数本身，不要加括号。"


def test_a_problem_that_is_made_up_is_cut_off(project):
    with Judge(project, "initialization", seed=1) as judge:
        answer(str(judge.address), SYMMETRY, [failing], problem="x" * 100_000)
    verdict = judge.verdicts()[SYMMETRY]
    assert len(verdict.message) <= 1000
    assert all(len(one.message + one.found) <= 1000 for one in verdict.criteria)


def test_the_table_of_ones_progress_is_chinese_and_its_columns_stand_straight(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("optimization.gd", "optimization.adam"):
        tries.note(put(public.load(name), answers(None)).verdict)
    head, *rows, line = repr(progress()).splitlines()
    assert head.split() == ["目前", "检查点", "分数", "尝试次数", "第一次", "最近一次", "还差什么"]
    assert line.startswith("自己检查的得分：0 分（满分 ")
    (row,) = [row for row in rows if " gd " in row]
    before = head[: head.index("分数")]
    assert row.index("0 / 10") == len(before.encode("gbk"))
    assert "<th scope" in progress()._repr_html_()


def test_a_checkpoint_that_is_not_there_is_named_in_chinese():
    with pytest.raises(
        public.NoSuchCheckpoint, match=r"这里没有名为 'a\.b' 的检查点（现有：gradient_"
    ):
        check("a.b", len)
