"""What stands on a feedback page, and that it is written in bounded time, whatever is handed in."""

from __future__ import annotations

import sys
import time

import pytest
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)

from autograder.checks.verdict import CriterionResult, Verdict
from autograder.reports.document import Card, Form, Heading, Paragraph, Quote, Table, plain, walk
from autograder.results.feedback import content, exercises, naming
from autograder.results.feedback.pages import Pages
from autograder.results.feedback.story import COLOURED, Lesson
from autograder.results.feedback.submission import Submission
from autograder.results.marks import CellMarks
from autograder.results.note import NOTE
from autograder.results.record import Record
from autograder.words import use

LAB = "optimization"
SECTION = "2 Gradient descent"
GOES_ON = "The lesson goes on."


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "en")
    use("en")


def graded(kind, grade_id, text="", **about):
    make = {"code": new_code_cell, "markdown": new_markdown_cell}[kind]
    flags = {"grade": False, "solution": False, "task": False} | about
    return make(text, metadata={"nbgrader": {"grade_id": grade_id, "schema_version": 3, **flags}})


def cells():
    """A lab of one exercise and one question, as a student hands it in."""
    return [
        new_markdown_cell("# Optimization\n\nHow to go down."),
        new_markdown_cell(
            f"## {SECTION}\n\nDownhill: $w - \\alpha\\, dw$.\n\n### Exercise 1: `gd`"
        ),
        graded("code", "gd_solution", "def gd(): return 1", solution=True),
        graded("code", "gd", 'check("optimization.gd", gd)', grade=True, points=10),
        graded("markdown", "why", "### Question 1: why? (5 points)\n\nWhy?", task=True, points=5),
        new_markdown_cell("Because."),
        new_markdown_cell("## What to keep"),
    ]


def submission(notebook_cells=None, *, verdict=None, record=None, **more) -> Submission:
    verdict = verdict or Verdict(f"{LAB}.gd", "passed", 10.0, 10.0, None, "Well done.")
    record = record or Record(verdicts={verdict.checkpoint: verdict})
    marks = {
        "gd": CellMarks(auto_score=verdict.points),
        "why": CellMarks(needs_manual_grade=True),
    } | more.pop("marks", {})
    notebook = new_notebook(cells=cells() if notebook_cells is None else notebook_cells)
    return Submission(notebook, LAB, "ada", record, marks, **more)


def test_a_blank_exercise_has_a_whole_sentence_and_has_missed_nothing():
    criteria = (CriterionResult("returns", "failed", "the function is not written yet"),)
    for status in ("not attempted", "not run"):
        clause = "this needs gd, which is not written yet"
        blank = Verdict(f"{LAB}.gd", status, 0.0, 10.0, None, clause, criteria)
        card = exercises.check(blank, CellMarks(auto_score=0.0), 10.0, None)
        assert plain(card.lines) == "This needs gd, which is not written yet."
        assert bool(card.criteria) == (status == "not run")


def source():
    """The same as it is handed out; the lesson goes on below the answer."""
    return [
        *cells()[:5],
        new_markdown_cell("**Your answer:**"),
        new_markdown_cell(GOES_ON),
        cells()[6],
    ]


def document(*given, known=None, **more):
    return content.feedback(submission(*given, **more), known or Lesson(LAB))


def known_lesson() -> Lesson:
    return content.lesson(submission(source()))


def of(kind, found) -> list:
    return [one for one in walk(found.blocks) if isinstance(one, kind)]


def rows(found) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in of(Table, found)[0].rows]


def head(found) -> dict[str, str]:
    return {label: value for row in of(Form, found)[0].rows for label, value in row}


def html(*given, pages=None, **more) -> str:
    return (pages or Pages(LAB)).write(submission(*given, **more)).decode()


def test_without_what_draws_formulas_they_are_shown_as_they_are_written(monkeypatch):
    monkeypatch.setitem(sys.modules, "quickjs", None)
    pages = Pages(LAB)
    pages.learn(new_notebook(cells=source()))
    page = html(pages=pages, marks={"why": CellMarks(manual_score=1.0, manual_comment="$x_1$")})
    assert '<code class="tex">w - \\alpha\\, dw</code>' in page
    assert '<code class="tex">x_1</code>' in page


# --- points --------------------------------------------------------------------------------------


def test_each_exercise_has_its_name_its_state_and_its_points_and_leads_to_its_card():
    found = document()
    assert rows(found) == [
        ["Exercise 1: gd", "✓ passed", "10 / 10"],
        ["Question 1: why?", "not marked yet", "– / 5"],
        ["Total", "", "10 / 15"],
    ]
    anchors = {f"#{card.anchor}" for card in of(Card, found)}
    leading = {
        cell.address
        for row in of(Table, found)[0].rows
        for cell in row[0]
        if hasattr(cell, "address")
    }
    assert leading == anchors
    assert found.title == "Feedback: Optimization"
    assert head(found) == {
        "Student": "ada",
        "Score": "10 of 15 points",
        "Not marked yet": "1 (up to 5 points)",
    }


def test_a_mark_a_comment_and_lateness_are_told_where_there_are_any():
    mark = CellMarks(manual_score=3.5, needs_manual_grade=True, manual_comment="Say **more**.")
    found = document(marks={"why": mark}, late_penalty=2.0)
    assert rows(found)[1:] == [
        ["Question 1: why?", "marked", "3.5 / 5"],
        ["Total", "", "13.5 / 15"],
    ]
    assert head(found)["Score"] == "11.5 of 15 points"
    assert head(found)["Late penalty"] == "2 points"
    assert "Not marked yet" not in head(found)
    (quote,) = of(Quote, found)
    assert plain(quote.inside) == "CommentSay more."


def test_marks_that_people_give_count_for_a_check_and_its_function_may_have_a_comment():
    marks = {"gd": CellMarks(0.0, manual_score=8.0), "gd_solution": CellMarks(manual_comment="Ah.")}
    found = document(marks=marks, verdict=Verdict(f"{LAB}.gd", "failed", 0.0, 10.0, None, "No."))
    assert rows(found)[0] == ["Exercise 1: gd No.", "marked", "8 / 10"]
    card = of(Card, found)[0]
    assert card.points == "8 of 10 points"
    assert [plain(line) for line in card.lines] == [
        "No.",
        "These points were given by a person, not by the check.",
    ]
    assert "Ah." in plain(of(Quote, found)[0].inside)


def test_an_answer_that_is_not_there_is_told_apart_from_one_that_nobody_has_marked():
    silent = CellMarks(auto_score=0.0, auto_comment="No response.")
    assert rows(document(marks={"why": silent}))[1] == ["Question 1: why?", "○ no answer", "0 / 5"]


@pytest.mark.parametrize(
    ("left", "place"),
    [
        ([0, 1, 2, 3, 4, 5, 6], 2),
        ([0, 1, 2, 3, 4, 6], 1),
        ([0, 1, 2, 3, 4], 1),
        ([0, 1, 2, 3, 4, 5], 2),
    ],
    ids=["whole", "without the answer", "ending with the question", "ending with the answer"],
)
def test_the_mark_for_a_question_stands_below_its_answer(left, place):
    every = cells()
    found = document([every[number] for number in left])
    blocks = list(found.blocks)
    card = next(n for n, block in enumerate(blocks) if isinstance(block, Card) and not block.name)
    told = [plain(block) for block in blocks[:card] if isinstance(block, Paragraph)]
    assert told[-1] == ("Because." if place == 2 else "Why?")
    if 6 in left:
        assert "What to keep" in "".join(map(plain, blocks[card:]))


@pytest.mark.parametrize(
    ("answer", "last"),
    [
        ([new_markdown_cell("Because.\n\n## And also\n\nThat.")], "That."),
        ([new_markdown_cell("Because."), new_markdown_cell("And because.")], "And because."),
        ([new_markdown_cell("# Mine\n\nBecause.")], "Because."),
        ([new_code_cell("because = True")], "because = True"),
        ([new_raw_cell("Because.")], "Because."),
        ([new_markdown_cell("**Your answer:**"), new_markdown_cell("Late.")], "Late."),
    ],
    ids=["a heading in it", "two cells", "a heading above it", "code", "raw", "a cell of its own"],
)
def test_the_mark_stands_below_the_whole_answer_and_above_where_the_lesson_goes_on(answer, last):
    every = [*cells()[:5], *answer, new_markdown_cell(GOES_ON), cells()[6]]
    found = document(every, known=known_lesson())
    assert rows(found)[1][:2] == ["Question 1: why?", "not marked yet"]
    blocks = list(found.blocks)
    card = next(n for n, block in enumerate(blocks) if isinstance(block, Card) and not block.name)
    assert (plain(blocks[card - 1]), plain(blocks[card + 1])) == (last, GOES_ON)


@pytest.mark.parametrize("left", [[new_markdown_cell("**Your answer:**  ")], []])
def test_an_answer_that_was_left_blank_is_called_so_though_a_person_has_to_say_it(left):
    every = [*cells()[:5], *left, new_markdown_cell(GOES_ON)]
    found = document(every, known=known_lesson())
    assert rows(found)[1] == ["Question 1: why?", "○ no answer", "– / 5"]
    assert plain(found.blocks).count(GOES_ON) == 1


def test_points_have_two_decimals_at_most():
    mark = CellMarks(manual_score=10 / 3)
    found = document(marks={"why": mark}, late_penalty=1 / 3)
    assert head(found)["Score"] == "13 of 15 points"
    assert head(found)["Late penalty"] == "0.33 points"
    assert rows(found)[1:] == [
        ["Question 1: why?", "marked", "3.33 / 5"],
        ["Total", "", "13.33 / 15"],
    ]


# --- cards ---------------------------------------------------------------------------------------


def wrong() -> Verdict:
    criteria = [
        CriterionResult("returns", "passed"),
        CriterionResult("values", "failed", "All 4 entries of W1 are wrong."),
        CriterionResult("arguments unchanged", "failed", "W1 was changed."),
        CriterionResult("vectorised", "not judged", "not judged, because of values"),
    ]
    message = "All 4 entries of W1 are wrong. The step goes uphill."
    return Verdict(f"{LAB}.gd", "failed", 2.0, 10.0, "uphill", message, tuple(criteria))


def test_a_card_says_what_the_mistake_is_and_leads_to_where_the_lesson_explains_it():
    found = document(verdict=wrong())
    card = of(Card, found)[0]
    assert [plain(line) for line in card.lines] == [
        "All 4 entries of W1 are wrong. The step goes uphill.",
        "arguments unchanged: W1 was changed.",
    ]
    assert [(sign, word) for sign, word, _ in card.criteria] == [
        ("✓", "returns"),
        ("✗", "values"),
        ("✗", "arguments unchanged"),
    ]
    assert plain(card.link.inside) == f"Where the lesson explains this: {SECTION}"
    heading = next(
        one for one in walk(found.blocks) if getattr(one, "anchor", "") == card.link.address[1:]
    )
    assert plain(heading.inside) == SECTION
    assert of(Card, document())[0].link is None, "what has passed needs no explanation"


def test_a_heading_that_comes_twice_is_led_to_where_it_comes_first():
    twice = [*cells(), new_markdown_cell(f"## {SECTION}")]
    anchors = [one.anchor for one in of(Heading, document(twice)) if plain(one) == SECTION]
    assert [bool(anchor) for anchor in anchors] == [True, False]


def test_a_students_own_heading_takes_nothing_of_the_lab_s_place():
    every = [new_markdown_cell(f"# Li Lei, 2030123\n\n## {SECTION}"), *cells()]
    found = document(every, known=known_lesson(), verdict=wrong())
    assert found.title == "Feedback: Optimization"
    anchors = [one.anchor for one in of(Heading, found) if plain(one) == SECTION]
    assert [bool(anchor) for anchor in anchors] == [False, True]
    assert of(Card, found)[0].link.address == f"#{anchors[1]}"


def test_what_went_wrong_stands_in_the_table_as_well():
    assert rows(document(verdict=wrong()))[0][0] == (
        "Exercise 1: gd All 4 entries of W1 are wrong. The step goes uphill."
    )


def test_a_check_that_was_not_run_says_so_and_why():
    verdict = Verdict(f"{LAB}.gd", "not run", 0.0, 10.0, None, "it imports seaborn")
    found = document(verdict=verdict)
    assert rows(found)[0][1] == "○ not run"
    assert plain(of(Card, found)[0].lines) == "It imports seaborn."


def test_the_code_of_a_check_is_not_shown_and_the_students_own_is():
    page = html()
    assert "check(" not in page
    assert "return" in page


# --- what went wrong -----------------------------------------------------------------------------


def test_what_was_left_out_is_listed_above_everything():
    record = Record(problems=("line 1 imports <b>seaborn</b>, so it was left out", "and *more*"))
    page = html(record=record)
    assert page.index("Please read this first") < page.index("Your points")
    assert "imports &lt;b&gt;seaborn&lt;/b&gt;, so" in page
    assert "And *more*." in page


def test_the_note_for_markers_is_not_told_twice():
    note = new_markdown_cell("**About this submission** twice", id=NOTE)
    assert "twice" not in html([note, *cells()])


def test_what_could_not_be_read_has_its_reason_and_the_names_of_what_it_should_have_held():
    pages = Pages(LAB)
    pages.learn(new_notebook(cells=cells()))
    bare = [cell for cell in cells() if cell.metadata]
    page = html(bare, pages=pages, record=Record(rejected="it is no notebook"))
    assert "This submission could not be read: it is no notebook. The checks could not run" in page
    assert "Exercise 1: " in page
    assert "Feedback: Optimization" in page
    assert "Your notebook" not in page
    assert 'href="#' not in page, "there is nothing to lead to"


def test_a_comment_on_what_could_not_be_read_is_shown():
    mark = CellMarks(manual_score=3.0, manual_comment="You sent it by e-mail.")
    found = document(marks={"why": mark}, record=Record(rejected="it is no notebook"))
    assert "You sent it by e-mail." in plain(tuple(of(Quote, found)))


def test_no_penalty_makes_less_than_nothing_of_a_score():
    assert head(document(late_penalty=50.0))["Score"] == "0 of 15 points"


def test_marks_of_people_have_no_sign_of_praise_unless_they_are_full():
    states = {}
    for score in (-3.0, 0.0, 2.0, 5.0, 6.0):
        found = document(marks={"why": CellMarks(manual_score=score)})
        states[score] = of(Card, found)[-1].state
    assert states == {-3.0: "open", 0.0: "open", 2.0: "open", 5.0: "passed", 6.0: "passed"}


# --- what is not for students --------------------------------------------------------------------


def test_no_mark_scheme_no_place_on_the_grading_machine_and_no_traceback_is_shown():
    error = new_output(
        "error", ename="ValueError", evalue=f"no {sys.prefix}/x", traceback=["Traceback", "line 77"]
    )
    warning = new_output("stream", name="stderr", text=f"{sys.prefix}/lib/numpy.py:3: Warning\n")
    scheme = "Why?\n\n=== BEGIN MARK SCHEME ===\n\n2: secret\n\n=== END MARK SCHEME ==="
    page = html(
        [
            *cells()[:2],
            new_code_cell("f()", outputs=[error, warning]),
            graded("markdown", "why", scheme, task=True, points=5),
        ]
    )
    assert "ValueError: no …/x" in page
    assert "…/lib/numpy.py:3: Warning" in page
    raised = Verdict(f"{LAB}.gd", "failed", 0.0, 10.0, None, f"it raised: no {sys.prefix}/lib")
    page += html(verdict=raised) + html(record=Record(problems=(f"no {sys.prefix}/x.py",)))
    assert sys.prefix not in page
    assert "line 77" not in page
    assert "secret" not in page


@pytest.mark.parametrize("places", [[], ["/opt/env", "/opt"]], ids=["the system's own", "two"])
def test_a_text_without_such_a_place_is_left_as_it_is(monkeypatch, places):
    monkeypatch.setattr(naming, "_PLACES", places)
    shown = new_output("stream", name="stdout", text="it is 3 /opt/env/x\n")
    page = html([new_code_cell("f()", outputs=[shown])])
    assert ("it is 3 …/x" if places else "it is 3 /opt/env/x") in page


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing():
    picture = new_markdown_cell('![x](https://spy.invalid/x.png) <img src="https://spy.invalid/y">')
    script = new_markdown_cell("<script>alert(1)</script> <b onclick='x()'>bold</b>")
    shown = new_output("display_data", data={"text/html": "<script>alert(2)</script>"})
    page = html([picture, script, new_code_cell("", outputs=[shown]), new_raw_cell("<script>")])
    assert "<img" not in page
    assert page.count("[Picture left out: ") == 2
    assert "<script" not in page
    assert "onclick" not in page
    assert "default-src 'none'" in page


# --- mathematics ---------------------------------------------------------------------------------


def test_formulas_are_drawn():
    page = html()
    assert page.count("<svg") == 1
    assert "\\alpha" in page.split('aria-label="')[1].partition('"')[0]


def test_what_one_student_defines_changes_no_other_page():
    pages = Pages(LAB)
    defining = [new_markdown_cell(r"$\newcommand{\speed}{v} \renewcommand{\beta}{B} \speed$")]
    using = [new_markdown_cell(r"$\speed$ and $\beta$")]
    assert html([*defining, *using], pages=pages).count("<svg") == 3
    alone = html(using, pages=Pages(LAB))
    assert html(using, pages=pages) == alone
    assert alone.count("<svg") == 1, "an unknown command is shown as it is written"


def test_pages_are_the_same_whether_the_lab_is_known_beforehand_or_not():
    known = Pages(LAB)
    known.learn(new_notebook(cells=source()))
    assert html(pages=known) == html(pages=Pages(LAB))


# --- bounds --------------------------------------------------------------------------------------


def test_more_code_than_can_be_coloured_is_shown_plain():
    many = [new_code_cell('f"{' * 4_000) for _ in range(COLOURED // 8_000)]
    started = time.process_time()
    page = html([new_code_cell("for x in y: pass"), *many, new_code_cell("for z in y: pass")])
    assert time.process_time() - started < 30
    assert '<span class="keyword">for</span> x' in page
    assert "for z in y" in page


def test_many_cells_of_many_marks_are_shown_as_they_are():
    started = time.process_time()
    page = html(
        [*[new_markdown_cell("![" * 900) for _ in range(60)], new_markdown_cell("**last**")]
    )
    assert time.process_time() - started < 30
    assert "**last**" in page


def test_formulas_that_take_too_long_are_shown_as_they_are_written(monkeypatch):
    monkeypatch.setattr("autograder.reports.writing.mathematics.SECONDS_IN_ALL", -1)
    page = html([new_markdown_cell("$x^2$")])
    assert "<svg" not in page
    assert "x^2" in page
