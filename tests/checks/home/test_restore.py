"""What a broken cell said is shown, and put back only where that was asked and costs no answer."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.checks import restore
from autograder.checks.channel import JUDGE
from autograder.checks.home import released
from autograder.release.kept import kept

STUB = "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
ANSWER = "def double(x):\n    return 2 * x"
CHECK = 'check("tiny.double", double)'
QUESTION = "### Why?\n\nSay it in a sentence."


def about(grade_id: str, **flags: object) -> dict[str, object]:
    nothing = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"grade_id": grade_id, "schema_version": 3, **nothing, **flags}}


def handed_out(lab: str = "tiny") -> nbformat.NotebookNode:
    """A lab with one of everything that can break."""
    check = CHECK.replace("tiny", lab)
    task = about("why", locked=True, task=True, points=1)
    test = about("double", grade=True, locked=True, points=2)
    return new_notebook(
        cells=[
            new_markdown_cell("# Tiny", id="title"),
            new_code_cell("from autograder.checks import check", id="imports"),
            new_markdown_cell("Write `double`.", id="exercise"),
            new_code_cell(STUB, id="solution", metadata=about("double_answer", solution=True)),
            new_code_cell(check, id="double-check", metadata=test),
            new_code_cell("shown = double(4)", id="show"),
            new_markdown_cell(QUESTION, id="question", metadata=task),
            new_markdown_cell("**Your answer:**", id="answer"),
        ]
    )


class Homework:
    """A student's folder: the notebook in it, and what was released."""

    def __init__(self, folder: Path, copies: Path) -> None:
        self.folder, self.copies = folder, copies
        self.path = folder / "tiny.ipynb"
        self.notebook = handed_out()
        copies.mkdir()
        self.release("tiny")

    def release(self, lab: str) -> None:
        text = nbformat.writes(handed_out(lab))
        (self.copies / f"{lab}{released.ENDING}").write_bytes(kept(text.encode()))

    def cell(self, name: str) -> nbformat.NotebookNode:
        (found,) = [cell for cell in self.notebook.cells if cell.id == name]
        return found

    def delete(self, *names: str) -> None:
        self.notebook.cells = [cell for cell in self.notebook.cells if cell.id not in names]

    def save(self, name: str = "") -> None:
        nbformat.write(self.notebook, self.folder / (name or self.path.name))

    @property
    def saved(self) -> list[nbformat.NotebookNode]:
        """The cells in the file, which is a sound notebook."""
        notebook = nbformat.read(self.path, as_version=4)
        nbformat.validate(notebook)
        return notebook.cells

    @property
    def ids(self) -> list[str]:
        return [cell.id for cell in self.saved]

    @property
    def copied(self) -> list[Path]:
        return sorted(self.folder.glob("*-before-restore-*"))

    def write(self, name: str, **options: str) -> str:
        """Save, and have a cell restored."""
        self.save()
        return repr(restore(name, write=True, **options))


@pytest.fixture
def homework(home, tmp_path_factory, monkeypatch) -> Homework:
    copies = tmp_path_factory.mktemp("bundle") / "released"
    monkeypatch.setattr(released, "FOLDER", copies)
    made = Homework(home, copies)
    made.save()
    return made


# --- what differs --------------------------------------------------------------------------------


def test_what_differs_is_shown_beside_what_was_released(homework):
    homework.cell("double-check").source = 'check("tiny.double")'
    homework.save()
    before = homework.path.read_bytes()
    shown = restore("tiny.double")
    assert '  - check("tiny.double", double)\n  + check("tiny.double")' in repr(shown)
    assert "restore('tiny.double', write=True)" in repr(shown)
    page = shown._repr_html_()
    assert "- check(&quot;tiny.double&quot;, double)" in page
    assert "+ check(&quot;tiny.double&quot;)" in page
    assert homework.path.read_bytes() == before
    assert list(homework.folder.iterdir()) == [homework.path]


def test_an_answer_is_shown_beside_its_stub(homework):
    homework.cell("solution").source = ANSWER
    homework.save()
    text = repr(restore("tiny.double"))
    assert "tiny.double_answer: your answer" in text
    assert "    def double(x):\n  -     # YOUR CODE HERE" in text
    assert "  +     return 2 * x" in text
    assert "tiny.double:" not in text, "the check is as it was"


def test_a_cell_that_is_gone_is_shown_as_such(homework):
    homework.delete("double-check")
    homework.save()
    assert "tiny.double: gone\n  - check(" in repr(restore("tiny.double"))


@pytest.mark.parametrize(
    "name", ["tiny.double_answer", "double_answer", "tiny.solution", "solution"]
)
def test_a_cell_has_several_names(homework, name):
    homework.cell("solution").source = ANSWER
    homework.cell("double-check").source = ""
    homework.save()
    text = repr(restore(name))
    assert "tiny.double_answer" in text
    assert "tiny.double:" not in text


def test_a_check_alone_is_named_by_its_id(homework):
    homework.cell("solution").source = ANSWER
    homework.cell("double-check").source = ""
    homework.save()
    text = repr(restore("tiny.double-check"))
    assert "tiny.double: changed" in text
    assert "tiny.double_answer" not in text


def test_blanks_at_the_ends_of_lines_are_no_difference(homework):
    homework.cell("show").source = "shown = double(4)  \n\n"
    homework.save()
    assert repr(restore("tiny.show")).startswith("Nothing differs")


def test_all_cells_that_differ_are_listed_but_for_answers(homework):
    homework.cell("solution").source = ANSWER
    homework.cell("answer").source = "**Your answer:** because"
    homework.cell("show").source = "print(double(5))"
    homework.cell("question").source = "what?"
    homework.delete("exercise")
    homework.save()
    for shown in (restore(), restore("tiny")):
        assert repr(shown).splitlines()[1:-1] == [
            "  tiny.exercise: gone",
            "  tiny.show: changed",
            "  tiny.why: changed",
        ]
    assert "restore('tiny.exercise') shows how." in repr(shown)


def test_what_is_not_yet_changed_differs_in_nothing(homework):
    for name in ("tiny.double", "tiny.show", ""):
        assert repr(restore(name)).startswith("Nothing differs")


def test_nothing_in_a_cell_can_run_in_the_page(homework):
    homework.cell("show").source = "<script>alert(1)</script>"
    homework.save()
    assert "<script" not in restore("tiny.show")._repr_html_()


# --- putting back --------------------------------------------------------------------------------


def test_a_check_gets_its_text_back_and_loses_the_outputs_of_another(homework):
    cell = homework.cell("double-check")
    cell.source, cell.execution_count = "1000", 7
    cell.metadata = {"collapsed": True}
    text = homework.write("tiny.double")
    assert "tiny.double: the released text is back" in text
    assert "Reload Notebook from Disk" in text
    restored = homework.saved[4]
    assert (restored.source, restored.execution_count, restored.outputs) == (CHECK, None, [])
    assert restored.metadata.nbgrader.grade_id == "double"
    assert restored.metadata.collapsed


def test_an_answer_stays_and_the_stub_stands_below_it_in_a_cell_that_does_not_run(homework):
    homework.cell("solution").source = ANSWER
    homework.cell("double-check").source = ""
    text = homework.write("tiny.double")
    assert "your answer is as it was" in text
    answer, below, check = homework.saved[3:6]
    assert answer.source == ANSWER
    assert (below.cell_type, below.source, "nbgrader" in below.metadata) == ("raw", STUB, False)
    assert check.source == CHECK


def test_what_was_restored_is_not_restored_again(homework):
    homework.cell("solution").source = ANSWER
    homework.cell("double-check").source = ""
    homework.write("tiny.double")
    before = homework.path.read_bytes()
    assert repr(restore("tiny.double", write=True)).startswith("Nothing was written")
    assert homework.path.read_bytes() == before
    assert len(homework.copied) == 1


def test_an_exercise_that_was_emptied_gets_its_stub_back(homework):
    homework.cell("solution").source = " \n"
    homework.write("tiny.double")
    assert homework.saved[3].source == STUB
    assert len(homework.saved) == 8


@pytest.mark.parametrize(
    "name", ["title", "imports", "exercise", "double-check", "show", "question"]
)
def test_a_cell_that_is_gone_comes_back_between_its_neighbours(homework, name):
    ids = homework.ids
    homework.delete(name)
    text = homework.write(f"tiny.{name}")
    assert "it is back in its place" in text
    assert homework.ids == ids


def test_several_that_are_gone_come_back_in_their_order(homework):
    ids = homework.ids
    homework.delete("solution", "double-check", "show", "exercise")
    for name in ("show", "double", "exercise"):
        homework.write(f"tiny.{name}")
        homework.notebook = nbformat.read(homework.path, as_version=4)
    assert homework.ids == ids
    assert homework.saved[3].metadata.nbgrader.grade_id == "double_answer"


def test_an_exercise_that_is_gone_comes_back_above_what_the_student_wrote_in_its_place(homework):
    homework.delete("solution", "double-check")
    homework.notebook.cells.insert(3, new_code_cell(ANSWER, id="own"))
    homework.write("tiny.double")
    assert homework.ids[2:7] == ["exercise", "solution", "own", "double-check", "show"]


def test_what_was_written_into_a_question_is_kept_below_it(homework):
    homework.cell("question").source = f"{QUESTION}\n\nBecause it is twice as much."
    assert "what you wrote into it is in a new cell below" in homework.write("tiny.why")
    question, below, answer = homework.saved[6:9]
    assert question.source == QUESTION
    assert (below.cell_type, below.source) == ("markdown", "Because it is twice as much.")
    assert answer.source == "**Your answer:**"


def test_a_picture_that_was_pasted_into_a_question_goes_with_the_text_that_shows_it(homework):
    question = homework.cell("question")
    question.source = f"{QUESTION}\n\n![sketch](attachment:sketch.png)"
    question.attachments = {"sketch.png": {"image/png": "aGVsbG8="}}
    homework.write("tiny.why")
    question, below = homework.saved[6:8]
    assert "attachments" not in question
    assert below.attachments == {"sketch.png": {"image/png": "aGVsbG8="}}
    assert below.source == "![sketch](attachment:sketch.png)"


def test_an_answer_that_was_merged_into_its_check_stands_above_it_in_a_cell_that_runs(homework):
    homework.delete("solution")
    homework.cell("double-check").source = f"{ANSWER}\n\n{CHECK}"
    assert "lines that you had added are kept in a cell" in homework.write("tiny.double")
    cells = {cell.id: cell for cell in homework.saved}
    own = cells["double-check-kept"]
    assert (own.cell_type, own.source) == ("code", ANSWER)
    assert cells["double-check"].source == CHECK
    assert homework.ids.index("double-check-kept") < homework.ids.index("double-check")


@pytest.mark.parametrize(
    ("text", "kind"), [("limit = 3", "code"), ("limit = (3", "raw"), ("    limit = 3", "code")]
)
def test_lines_of_ones_own_in_a_cell_of_the_lab_are_kept_below_it(homework, text, kind):
    homework.cell("show").source = f"shown = double(4)\n{text}"
    homework.write("tiny.show")
    show, own = homework.saved[5:7]
    assert show.source == "shown = double(4)"
    assert (own.cell_type, own.source) == (kind, text.strip())


def test_a_broken_line_of_the_lab_is_replaced_and_not_kept(homework):
    homework.cell("double-check").source = CHECK.replace("double)", "doubel)")
    homework.write("tiny.double")
    assert homework.saved[4].source == CHECK
    assert len(homework.saved) == 8


def test_a_question_that_only_lost_text_is_put_back_and_no_more(homework):
    homework.cell("question").source = "### Why?"
    homework.write("tiny.why")
    assert homework.saved[6].source == QUESTION
    assert len(homework.saved) == 8


def test_a_written_answer_is_never_replaced(homework):
    homework.cell("answer").source = "**Your answer:** because"
    homework.write("tiny.answer")
    assert homework.saved[7].source == "**Your answer:** because"


def test_a_check_that_has_become_prose_is_code_again(homework):
    cell = homework.cell("double-check")
    for key in ("outputs", "execution_count"):
        del cell[key]
    cell.cell_type = "markdown"
    homework.save()
    assert "tiny.double: another kind of cell" in repr(restore())
    homework.write("tiny.double")
    assert homework.saved[4].cell_type == "code"


def test_prose_that_has_become_code_is_prose_again(homework):
    number = homework.ids.index("exercise")
    output = nbformat.v4.new_output("stream", text="x")
    homework.notebook.cells[number] = new_code_cell("1", id="exercise", outputs=[output])
    homework.write("tiny.exercise")
    assert homework.saved[number].cell_type == "markdown"
    assert "outputs" not in homework.saved[number]


def test_an_answer_that_has_become_prose_keeps_its_text(homework):
    cell = homework.cell("solution")
    for key in ("outputs", "execution_count"):
        del cell[key]
    cell.cell_type, cell.source = "markdown", ANSWER
    homework.write("tiny.double")
    assert homework.saved[3].source == ANSWER


def test_of_two_copies_of_a_check_the_released_one_is_put_back(homework):
    copy = new_code_cell("mine", id="copy", metadata=homework.cell("double-check").metadata)
    homework.notebook.cells.insert(0, copy)
    homework.cell("double-check").source = ""
    homework.write("tiny.double")
    assert homework.saved[0].source == "mine"
    assert homework.saved[5].source == CHECK


# --- the file ------------------------------------------------------------------------------------


def test_the_notebook_as_it_was_is_kept_beside_it_with_the_date(homework):
    homework.cell("show").source = "broken"
    homework.save()
    before = homework.path.read_bytes()
    text = repr(restore("tiny.show", write=True))
    (copy,) = homework.copied
    assert copy.read_bytes() == before
    assert copy.name in text
    assert copy.name.startswith("tiny-before-restore-20")
    homework.cell("show").source = "broken again"
    homework.write("tiny.show")
    assert len(homework.copied) == 2


def test_what_is_not_restored_stays_as_it_is_in_the_file(homework):
    homework.notebook.metadata["mine"] = {"ü": 1.5}
    homework.notebook.cells.append(new_code_cell("1", id="own", metadata={"tags": ["x"]}))
    homework.save()
    before = json.loads(homework.path.read_text())
    homework.cell("show").source = "broken"
    homework.write("tiny.show")
    text = homework.path.read_text()
    assert json.loads(text) == before
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


def test_where_the_file_cannot_be_replaced_it_is_as_it_was(homework, monkeypatch):
    homework.cell("show").source = "broken"
    homework.save()
    before = homework.path.read_bytes()

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    assert "cannot be written (Permission denied)" in repr(restore("tiny.show", write=True))
    assert homework.path.read_bytes() == before
    left = {path.name for path in homework.folder.iterdir()}
    assert left == {"tiny.ipynb", homework.copied[0].name}


def test_a_link_to_the_notebook_stays_one(homework, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.ipynb"
    homework.cell("show").source = "broken"
    homework.save()
    homework.path.rename(elsewhere)
    homework.path.symlink_to(elsewhere)
    restore("tiny.show", write=True)
    assert homework.path.is_symlink()
    assert homework.saved[5].source == "shown = double(4)"


def test_a_notebook_that_was_not_saved_since_is_left_alone(homework, shell):
    call = 'restore("tiny.show", write=True)'
    shell.history_manager.input_hist_raw = ["", "something else", call]
    homework.cell("show").source = "broken"
    homework.save()
    before = homework.path.read_bytes()
    assert "not saved yet" in repr(restore("tiny.show", write=True))
    assert homework.path.read_bytes() == before
    homework.notebook.cells.append(new_code_cell(f"{call}\n", id="call"))
    assert "the released text is back" in homework.write("tiny.show")


def test_an_older_notebook_gets_no_ids(homework):
    homework.delete("show")
    homework.save()
    old = json.loads(homework.path.read_text())
    for cell in old["cells"]:
        del cell["id"]
    homework.path.write_text(json.dumps({**old, "nbformat_minor": 4}))
    assert repr(restore()).splitlines()[1:-1] == ["  tiny.show: gone"]
    restore("tiny.show", write=True)
    written = json.loads(homework.path.read_text())
    assert [cell for cell in written["cells"] if "id" in cell] == []
    assert "".join(written["cells"][5]["source"]) == "shown = double(4)"


# --- which notebook ------------------------------------------------------------------------------


def test_a_notebook_of_another_name_is_found_by_its_checks(homework):
    homework.cell("show").source = "broken"
    homework.path.unlink()
    homework.save("my work.ipynb")
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), homework.folder / "other.ipynb")
    assert "my work.ipynb as you last saved it" in repr(restore("tiny.show"))
    homework.path = homework.folder / "my work.ipynb"
    restore("tiny.show", write=True)
    assert "is in my work.ipynb" in repr(restore("tiny.show")), "the copy is not meant"


def test_of_several_notebooks_one_has_to_be_named(homework):
    homework.cell("show").source = "broken"
    homework.path.unlink()
    for name in ("b.ipynb", "a.ipynb"):
        homework.save(name)
    text = repr(restore("tiny.show"))
    assert "a.ipynb, b.ipynb" in text
    assert 'notebook="..."' in text
    assert "b.ipynb as you last saved it" in repr(restore("tiny.show", notebook="b.ipynb"))
    assert "There is no notebook c.ipynb" in repr(restore("tiny.show", notebook="c.ipynb"))


def test_the_notebook_in_which_it_is_called_is_meant_where_that_is_known(homework, monkeypatch):
    homework.cell("show").source = "broken"
    homework.save("copy.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(homework.folder / "copy.ipynb"))
    assert "copy.ipynb as you last saved it" in repr(restore("tiny.show"))
    monkeypatch.setenv("JPY_SESSION_NAME", str(homework.folder / "renamed since.ipynb"))
    assert "in tiny.ipynb as it was released" in repr(restore("tiny.show"))


def test_without_a_notebook_of_the_lab_it_says_so(homework):
    homework.path.unlink()
    text = repr(restore("tiny.show"))
    assert text.startswith("There is no notebook of the lab tiny in this folder")


# --- what is asked and cannot be -----------------------------------------------------------------


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "it is damaged"),
        ('{"cells": [', "it is damaged"),
        ("[" * 100_000, "it is damaged"),
        ("[]", "it has no cells"),
        ('{"cells": 3}', "it has no cells"),
        ('{"cells": [3]}', "it has no cells"),
        ('{"cells": [{"cell_type": "code"}]}', "it has no cells"),
        ('{"worksheets": []}', "it has no cells"),
        ("\xff", "it is damaged"),
    ],
)
def test_a_notebook_that_cannot_be_read_is_told_in_a_sentence(homework, content, says, write):
    homework.path.write_bytes(content.encode("latin-1"))
    text = repr(restore("tiny.show", write=write))
    assert text.startswith("tiny.ipynb cannot be read as a notebook")
    assert says in text
    assert list(homework.folder.iterdir()) == [homework.path]


@pytest.mark.parametrize("name", ["tiny.triple", "other.double", "triple", None, 3, ["tiny"]])
def test_an_unknown_name_is_told_which_there_are(homework, name):
    text = repr(restore(name))
    assert text.startswith("There is no cell")
    assert "The exercises are tiny.double;" in text


def test_where_nothing_was_named_nothing_is_written_and_it_says_so(homework):
    homework.cell("double-check").source = "check()"
    homework.save()
    text = repr(restore(write=True))
    assert "  tiny.double: changed" in text
    assert text.endswith("as in restore('tiny.double', write=True).")
    assert list(homework.folder.iterdir()) == [homework.path]


def test_of_several_labs_the_name_says_which(homework):
    homework.release("small")
    nbformat.write(handed_out("small"), homework.folder / "small.ipynb")
    assert "small.ipynb" in repr(restore("small.double"))
    assert "tiny.ipynb" in repr(restore("tiny.double"))
    assert "tiny.double" in repr(restore("double"))


def test_without_a_copy_of_what_was_released_it_says_so(homework):
    next(homework.copies.iterdir()).unlink()
    assert repr(restore("tiny.double")).startswith("There is no copy of the released notebook")


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b"[3]", b'[{"id": "a"}]', b"\xff"])
def test_a_damaged_copy_is_told_in_a_sentence(homework, content):
    next(homework.copies.iterdir()).write_bytes(content)
    text = repr(restore("tiny.double"))
    assert text.startswith("The copy of the released notebook")


def test_where_the_present_folder_is_gone_it_says_so(homework):
    homework.path.unlink()
    homework.folder.rmdir()
    assert repr(restore("tiny.double")).startswith("This folder cannot be looked at")


def test_where_a_judge_listens_nothing_is_read_or_written(homework, monkeypatch):
    homework.cell("show").source = "broken"
    homework.save()
    before = homework.path.read_bytes()
    monkeypatch.setenv(JUDGE, "somewhere")
    for write in (False, True):
        text = repr(restore("tiny.show", write=write))
        assert text == "Cells are restored at home, not at grading."
    assert homework.path.read_bytes() == before
    assert list(homework.folder.iterdir()) == [homework.path]


def test_an_answer_that_was_run_and_not_saved_is_not_written_over(homework, shell):
    call = "restore('tiny.double', write=True)"
    homework.cell("solution").source = ANSWER
    homework.notebook.cells.append(new_code_cell(call))
    homework.cell("double-check").source = ""
    homework.save()
    before = homework.path.read_bytes()
    shell.history_manager.input_hist_raw = ["", ANSWER, ANSWER.replace("2", "1 + x"), call]
    assert "not saved" in repr(restore("tiny.double", write=True))
    assert homework.path.read_bytes() == before
    shell.history_manager.input_hist_raw = ["", "def gone():\n    pass", STUB, ANSWER, call]
    assert "the released text is back" in repr(restore("tiny.double", write=True))


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_whose_cell_became_another_kind_is_listed_and_turned_back(homework, kind):
    made = new_code_cell(ANSWER, id="solution", metadata=about("double_answer", solution=True))
    homework.notebook.cells[3] = made
    made.cell_type = kind
    del made["outputs"], made["execution_count"]
    homework.save()
    assert "tiny.double_answer: another kind of cell" in repr(restore())
    assert "with all that you wrote" in homework.write("tiny.double_answer")
    (cell,) = [cell for cell in homework.saved if cell.id == "solution"]
    assert (cell.cell_type, cell.source) == ("code", ANSWER)
    assert repr(restore()).startswith("Nothing differs")
