"""From what a student handed in to a notebook that is safe to run and to mark.

Nothing of the submission is carried over except what is named here: the text of its cells, their
kinds, their order, pictures pasted into prose, which released cell a cell says it is, and the
outputs of cells that are not run again. Everything else (metadata, other outputs, ids, versions,
tags) is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook
from nbgrader.utils import is_grade

from autograder.settings import DEFAULTS, Settings
from autograder.submissions.intake import Intake
from autograder.submissions.problems import Kind, Problems, RejectedError, listed, quoted
from autograder.submissions.reading.parsing import SubmittedCell, parse
from autograder.submissions.released import demonstrations
from autograder.submissions.released.definition import CellType, Definition, ReleasedCell
from autograder.submissions.released.sources import lines
from autograder.submissions.released.untouched import ANSWERED_BESIDE, left_alone
from autograder.words import phrase, shown

KERNEL = {
    "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
    "language_info": {"name": "python"},
}
_DOCUMENT = re.compile(
    r"(?!readme|requirements|licen[cs]e|notice).*\.(md|txt|tex|pdf|docx?|odt|rtf|pages|jpe?g|png"
    r"|heic|webp|gif)",
    re.IGNORECASE,
)
"""What somebody may have written an answer into; not what a bundle has."""
IN_THE_QUESTION = phrase("question.added")


@dataclass(frozen=True)
class Clean:
    """A notebook that is safe to run, and what had to be set right for that, in sentences.

    `rejected` is the reason why there was nothing to read: then it is that of somebody who did
    nothing.
    """

    notebook: NotebookNode
    problems: tuple[str, ...] = ()
    rejected: str | None = None


def clean(intake: Intake, definition: Definition, settings: Settings = DEFAULTS) -> Clean:
    """Make a clean notebook of what was taken; of what cannot be read, a blank one."""
    try:
        if intake.rejected is not None:
            raise RejectedError(intake.rejected)
        sanitised = sanitise(intake.data, definition, settings)
    except RejectedError as reason:
        blank = _notebook([_put_back(cell) for cell in definition.cells])
        return Clean(blank, rejected=reason.sentence)
    documents = sorted(filter(_DOCUMENT.fullmatch, intake.files))
    unread = _answered_in(documents, sanitised.notebook)
    return replace(sanitised, problems=(*intake.problems, *sanitised.problems, *unread))


def sanitise(data: bytes, definition: Definition, settings: Settings = DEFAULTS) -> Clean:
    """Make a clean notebook of a submitted one.

    Parameters
    ----------
    data : bytes
        The submitted file.
    definition : Definition
        What was released.
    settings : Settings

    Raises
    ------
    RejectedError
        The file cannot be read as a notebook.
    """
    problems = Problems()
    submitted = parse(data, problems, settings)
    cells = submitted.cells
    chosen = _choose(cells, definition, problems)
    made: list[NotebookNode] = []
    for index, cell in enumerate(cells):
        if index in chosen:
            made += _released(cell, chosen[index], problems)
        else:
            made.append(_plain(cell, definition, settings))
    _restore(made, definition, problems)
    _find_answers(made, definition, problems)
    return Clean(_notebook(made, submitted.python), problems.listed())


def _plain(cell: SubmittedCell, definition: Definition, settings: Settings) -> NotebookNode:
    if cell.cell_type == "code" and definition.only_shows(cell.source):
        only_shows = _new_cell("code", cell.source, {"tags": [demonstrations.TAG]})
        only_shows.outputs = demonstrations.handed_in(cell.outputs, settings)
        return only_shows
    if cell.cell_type == "raw":
        # A raw cell would go into a page as it is, and is else not shown at all.
        return _new_cell("markdown", _quoted(cell.source), {})
    return _with_pictures(_new_cell(cell.cell_type, cell.source, {}), cell)


def _quoted(text: str) -> str:
    """A text that Markdown shows letter by letter."""
    fence = "~" * max(3, 1 + max(map(len, re.findall("~+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _with_pictures(clean: NotebookNode, cell: SubmittedCell) -> NotebookNode:
    if cell.attachments and clean.cell_type != "code":
        clean.attachments = NotebookNode(cell.attachments)
    return clean


def _choose(
    cells: list[SubmittedCell], definition: Definition, problems: Problems
) -> dict[int, ReleasedCell]:
    """Which submitted cell stands for which released one.

    The first of several with the same grade_id does; but where a student was to write, and left the
    first as it was, the first copy that was written in.
    """
    places: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        if cell.grade_id is not None:
            places.setdefault(cell.grade_id, []).append(index)
    chosen: dict[int, ReleasedCell] = {}
    for grade_id, indices in places.items():
        released = definition.find(grade_id)
        if released is None:
            problems.note(Kind.ADDED, grade_id)
            continue
        pick = indices[0]
        if released.solution:
            written = (i for i in indices if cells[i].source.strip() != released.source.strip())
            pick = next(written, pick)
        chosen[pick] = released
        if len(indices) > 1:
            kind = Kind.COPIED if pick == indices[0] else Kind.COPIED_ANSWER
            if released.solution and released.cell_type == "code":
                kind = Kind.REPEATED
            problems.note(kind, grade_id)
    return chosen | _known_by_text(cells, [one for one in definition.cells if one.locked], places)


def _known_by_text(
    cells: list[SubmittedCell], locked: list[ReleasedCell], known: Collection[str]
) -> dict[int, ReleasedCell]:
    """Locked cells that have lost who they are, as some editors and converters leave them."""
    texts: dict[tuple[str, ...], list[int]] = {}
    for index, cell in enumerate(cells):
        if cell.grade_id is None:
            texts.setdefault((cell.cell_type, *lines(cell.source)), []).append(index)
    found: dict[int, ReleasedCell] = {}
    for released in locked:
        for text in () if released.grade_id in known else (released.shown, released.source):
            if lines(text) and (places := texts.get((released.cell_type, *lines(text)))):
                found[places.pop(0)] = released
                break
    return found


def _released(
    cell: SubmittedCell, released: ReleasedCell, problems: Problems
) -> list[NotebookNode]:
    """A released cell as it is run and marked, and beside it what was written where none should be.

    Code stands above it, since a test may need it; prose below, since it is about it.
    """
    source = cell.source
    above: list[NotebookNode] = []
    below: list[NotebookNode] = []
    if cell.cell_type != released.cell_type:
        problems.note(Kind.TURNED, released.grade_id)
    if released.locked and source != released.source:
        # Line ends and blanks at the end of a file are the editor's doing, not the student's.
        if lines(source) not in (lines(released.shown), lines(released.source)):
            problems.note(Kind.CHANGED, released.grade_id)
            if released.cell_type == "code":
                above = [_new_cell("code", source, {})]
            elif added := _added(source, released):
                text = f"{shown(IN_THE_QUESTION)}\n\n{added}"
                below = [_with_pictures(_new_cell("markdown", text, {}), cell)]
        source = released.source
    made = _with_pictures(_new_cell(released.cell_type, source, released.metadata()), cell)
    return [*above, made, *below]


def _added(text: str, released: ReleasedCell) -> str:
    """What a text has that the released one has not, line by line."""
    before, now = released.shown.splitlines(), text.splitlines()
    if lines(released.source)[: len(now)] == lines(text):
        return ""
    steps = SequenceMatcher(a=before, b=now, autojunk=False).get_opcodes()
    return "\n".join("\n".join(now[c:d]) for kind, _, _, c, d in steps if kind != "equal").strip()


def _restore(clean: list[NotebookNode], definition: Definition, problems: Problems) -> None:
    """Put deleted cells back between the released cells that stood before and after them.

    A test goes as far down there as it can, since it needs what the cells above it make; the others
    go up. A solution cell is not put back: its stub would replace what is defined elsewhere.
    """
    above = 0
    for number, released in enumerate(definition.cells):
        place = _place(clean, released.grade_id)
        if place is None and released.solution and not released.grade:
            problems.note(Kind.GONE, released.grade_id)
            continue
        if place is None:
            problems.note(Kind.DELETED, released.grade_id)
            places = [_place(clean, later.grade_id) for later in definition.cells[number + 1 :]]
            below = next((index for index in places if index is not None), len(clean))
            place = max(above, below) if released.tests else above
            clean.insert(place, _put_back(released))
        above = place + 1


def _find_answers(clean: list[NotebookNode], definition: Definition, problems: Problems) -> None:
    """Look beside a question that was left blank for prose of the student's: a person reads it."""
    for place, cell in enumerate(clean):
        if not (cell.cell_type == "markdown" and is_grade(cell) and left_alone(cell)):
            continue
        beside = (
            *takewhile(_is_plain, clean[place + 1 :]),
            *takewhile(_is_plain, clean[:place][::-1]),
        )
        if any(_is_own(other, definition) for other in beside):
            cell.metadata["tags"] = [ANSWERED_BESIDE]
            problems.note(Kind.BESIDE, cell.metadata.nbgrader.grade_id)


def _answered_in(documents: list[str], notebook: NotebookNode) -> list[str]:
    """Leave questions that were left blank to a person, where documents lie beside the notebook."""
    blank = [cell for cell in notebook.cells if is_grade(cell) and left_alone(cell)]
    blank = [cell for cell in blank if cell.cell_type == "markdown" and "tags" not in cell.metadata]
    if not blank or not documents:
        return []
    for cell in blank:
        cell.metadata["tags"] = [ANSWERED_BESIDE]
    names = listed([quoted(cell.metadata.nbgrader.grade_id) for cell in blank])
    files = listed([quoted(name) for name in documents])
    return [phrase("problem.beside-file", files=files, names=names)]


def _is_plain(cell: NotebookNode) -> bool:
    return "nbgrader" not in cell.metadata


def _is_own(cell: NotebookNode, definition: Definition) -> bool:
    text = lines(cell.source)
    return cell.cell_type == "markdown" and bool(text) and text not in definition.prose


def _put_back(released: ReleasedCell) -> NotebookNode:
    return _new_cell(released.cell_type, released.source, released.metadata())


def _place(cells: list[NotebookNode], grade_id: str) -> int | None:
    return next(
        (
            index
            for index, cell in enumerate(cells)
            if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
        ),
        None,
    )


def _new_cell(cell_type: CellType, source: str, metadata: dict[str, Any]) -> NotebookNode:
    # nbformat's own functions check each cell; they are checked all at once, in their notebook.
    cell: NotebookNode = from_dict(
        {"cell_type": cell_type, "source": source, "metadata": metadata, "id": ""}
    )
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def _notebook(cells: list[NotebookNode], version: str = "") -> NotebookNode:
    for index, cell in enumerate(cells):
        cell.id = f"cell-{index}"
    notebook: NotebookNode = new_notebook(cells=cells, metadata=from_dict(KERNEL))
    if version:
        notebook.metadata.language_info.version = version
    return notebook
