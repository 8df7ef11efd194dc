"""What is the student's own in a notebook, beside what was released."""

from autograder.checks.home import released
from autograder.reports.lab import own
from autograder.reports.reading.notebook import Cell

MARKS = {"schema_version": 3, "grade": False, "solution": False, "task": False, "locked": False}
STUB = 'def f(x):\n    """Doubles."""\n    # YOUR CODE HERE\n    raise NotImplementedError()'


def stored(name, kind, source, **marks):
    about = {"nbgrader": {**MARKS, "grade_id": name, **marks}} if marks else {}
    return {"id": name, "cell_type": kind, "metadata": about, "source": source}


LAB = released.read(
    [
        stored("title", "markdown", "# A lab"),
        stored("f_solution", "code", STUB, solution=True),
        stored("f", "code", 'check("lab.f", f)', grade=True, locked=True),
        stored("show", "code", "print(f(2))"),
        stored("why", "markdown", "Why?", task=True, locked=True),
        stored("why-answer", "markdown", "**Your answer:**"),
    ]
)
KINDS = {cell.id: cell.cell_type for cell in LAB}


def theirs(**texts):
    """The notebook with some cells changed; in their order."""
    found = []
    for cell in LAB:
        grade_id = cell.grade_id
        text = texts.get(cell.id.replace("-", "_"), cell.source)
        about = cell.metadata.get("nbgrader", {})
        number = len(found) + 1
        found.append(Cell(number, cell.cell_type, text, cell.id, grade_id, about))
    return found


def whose(cells, lab=LAB):
    return {one.cell.id: one for one in own.sorted_out(cells, lab)}


def test_nothing_is_the_students_in_a_notebook_as_it_was_released():
    found = whose(theirs())
    assert not any(one.own for one in found.values())
    assert {name for name, one in found.items() if one.blank} == {"f_solution", "why-answer"}
    assert found["f"].check
    assert found["why"].question


def test_an_answer_is_the_students_and_so_is_a_cell_of_the_lab_that_they_changed():
    found = whose(
        theirs(
            f_solution="def f(x):\n    return 2 * x", why_answer="**Your answer:** So.", show="1"
        )
    )
    assert {name for name, one in found.items() if one.own} == {"f_solution", "why-answer", "show"}


def test_white_space_makes_nobody_an_author():
    assert not whose(theirs(show="print( f(2))".replace("( ", "(") + "\n\n"))["show"].own


def test_a_check_and_a_question_stay_the_labs_whatever_they_say():
    found = whose(theirs(f="check('lab.f', g)", why="Why not?"))
    assert not found["f"].own
    assert not found["why"].own


def test_a_cell_that_the_student_added_is_theirs():
    cells = [*theirs(), Cell(7, "markdown", "My note.", "mine")]
    assert whose(cells)["mine"].own


def test_cells_are_known_by_their_text_where_ids_are_lost():
    cells = [Cell(one.number, one.kind, one.text) for one in theirs()]
    assert not any(one.own for one in own.sorted_out(cells, LAB))


def test_without_the_released_text_only_exercises_are_the_students():
    found = whose(theirs(f_solution="def f(x):\n    return 2 * x", why_answer="So."), None)
    assert {name for name, one in found.items() if one.own} == {"f_solution", "why-answer"}


def test_in_a_notebook_of_no_lab_everything_is_the_students():
    cells = [Cell(1, "markdown", "A"), Cell(2, "code", "1")]
    assert all(one.own for one in own.sorted_out(cells, None))


def test_code_is_shown_without_the_description_that_came_with_it():
    answer = STUB.partition("    # YOUR")[0] + "    return 2 * x"
    assert own.code(answer, STUB) == "def f(x):\n    return 2 * x"
    other = 'def f(x):\n    """Mine."""\n    return 2 * x'
    assert own.code(other, STUB) == other, "what the student has described is theirs"


def test_marks_of_the_source_are_not_shown():
    text = "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    assert own.code(text) == "def f(x):\n    return 2 * x"
    scheme = "Why?\n\n=== BEGIN MARK SCHEME ===\n\n3: because\n\n=== END MARK SCHEME ==="
    assert own.prose(scheme).strip() == "Why?"
    assert own.prose("Why? === BEGIN MARK SCHEME === 3").strip() == "Why?", "even half of it"
