"""What a notebook holds: the lab's own cells, the student's statements, and what needs what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.checks.name import CheckpointName
from autograder.running.plan import Step, checkpoint_of
from autograder.running.second_run.inner_statements import with_inner
from autograder.running.second_run.own_statements import (
    code_cell,
    defined,
    demonstration,
    own_statements,
    written,
)
from autograder.running.second_run.renamed import renamed
from autograder.running.second_run.statements import names, pieces
from autograder.submissions.released.sources import SourceCell, lines, opening
from autograder.words import Phrase, phrase


@dataclass(frozen=True)
class Item:
    """A cell that is run in any case, before which the student's notebook has come to a place."""

    step: Step
    place: int
    uses: frozenset[str]
    binds: frozenset[str]
    touches: frozenset[str]
    missing: bool = False

    @property
    def is_given(self) -> bool:
        """Whether it is one of the lab's own cells, and no test."""
        return self.step.checkpoint is None


class Contents:
    """The statements of a notebook, and the lab's own cells that they stand between.

    Parameters
    ----------
    notebook : NotebookNode
        A clean one; nothing in it is changed.
    lab : str
    released : tuple of SourceCell
        The code cells of the lab.

    Attributes
    ----------
    whole : bool
        Whether the notebook has all code cells of the lab, unchanged and in their order.
    first, items : list of Item
        The lab's cells that come before everything, and all after them.
    own : list of Own
    renamed : list of Own
        Those among them that nobody wrote: they give functions the names that the tests ask for.
    made, fixed : set of str
        Names that the lab's own cells bind, and those among them that they import or define.
    theirs : set of str
        Names that the student's statements bind.
    """

    def __init__(self, notebook: NotebookNode, lab: str, released: tuple[SourceCell, ...]) -> None:
        cells = [copy_of(cell) for cell in notebook.cells]
        places = _places(cells, released)
        items = [
            _item(source, cells[place] if is_there else None, place, lab)
            for source, (place, is_there) in zip(released, places, strict=True)
            if source.kind == "given" or (source.kind == "test" and is_there)
        ]
        standing = [place for place, is_there in places if is_there]
        self.whole = len(standing) == len(places) and standing == sorted(standing)
        begin = sum(cell.kind == "given" for cell in opening(released))
        self.first, self.items = items[:begin], items[begin:]
        taken = {place for place, is_there in places if is_there}
        shown = (
            demonstration(source.text, place)
            for source, (place, _) in zip(released, places, strict=True)
            if source.kind == "demonstration"
        )
        written_here = list(own_statements(cells, taken))
        own = list(with_inner(written_here))
        tests = [item.step for item in items if not item.is_given]
        self.renamed = list(renamed(written_here, tests, released))
        self.own = sorted((*own, *shown, *self.renamed), key=lambda own: own.place)
        self.theirs = set[str]().union(*(own.piece.binds for own in self.own))
        self.made = set[str]().union(*(item.binds for item in items if item.is_given))
        given = (pieces(item.step.source) for item in items if item.is_given)
        fixed = (one for found in given for one in found if one.imports or one.defines)
        self.fixed = set[str]().union(*(piece.binds for piece in fixed))
        self._written = written(self.own)

    def differs(self) -> bool:
        """Whether the notebook is more, or less, than the lab with answers in their places."""
        stray = any(not own.blank and not own.answers for own in self.own)
        stubs = [own for own in self.own if own.blank and own.piece.unwritten]
        hiding = any(not own.piece.binds.isdisjoint(self._written) for own in stubs)
        # Of what is imported together, the second run imports what is there.
        guarded = any(own.piece.imports and own.piece.source.startswith("try") for own in self.own)
        return bool(self.renamed) or stray or hiding or guarded or not self.whole

    def replaced(self) -> list[NotebookNode]:
        """The lab's own cells that the notebook does not have as they were released."""
        return [item.step.cell for item in (*self.first, *self.items) if item.missing]

    def meddles(self) -> bool:
        """Whether a statement of the student's makes, or changes, what the lab's own cells make."""
        made = _makes((*self.first, *self.items))
        own = (own.piece for own in self.own if not own.blank)
        return any(not made.isdisjoint(piece.binds | piece.touches) for piece in own)

    def rebinds(self) -> bool:
        """Whether something else is put in the place of what the lab makes, or of a function."""
        made, functions = _makes((*self.first, *self.items)), defined(self.own)
        own = (own.piece for own in self.own if not own.blank and not own.piece.imports)
        return any(made & piece.binds or (made | functions) & piece.results for piece in own)

    def attempted(self) -> set[CheckpointName]:
        """The checkpoints for which nothing that they need was left as it was handed out."""
        return {name for name in self._tests() if self.lacks(name) is None}

    def tests_of(self, checkpoints: Collection[CheckpointName]) -> list[str]:
        """What the tests of some checkpoints execute."""
        return [i.step.source for i in self.items if i.step.checkpoint in checkpoints]

    def lacks(self, checkpoint: CheckpointName, *, through_lab: bool = False) -> Phrase | None:
        """What a checkpoint needs, itself or for what it needs, that is not written yet.

        Also through what the lab's own cells make, or only through the student's statements.
        """
        for name in self._needed(checkpoint, through_lab=through_lab):
            answers = [own for own in self.own if name in own.piece.binds and own.answers]
            if answers and all(own.blank for own in answers) and name not in self._written:
                return phrase("run.lacks", name=name)
        return None

    def makers(self, checkpoint: CheckpointName) -> set[CheckpointName]:
        """The other checkpoints whose functions make what one is handed, such as a net."""
        own = {name for i in self.items if i.step.checkpoint == checkpoint for name in i.uses}
        needed = set(self._needed(checkpoint, through_lab=True)) - own
        return {
            name
            for item in self.items
            if (name := item.step.checkpoint) is not None and not needed.isdisjoint(item.uses)
        }

    def is_attempted(self, checkpoint: CheckpointName) -> bool:
        """Whether the function that a test hands in was begun; what it uses may be lacking."""
        lacking = self.lacks(checkpoint)
        handed_in = (item.uses for item in self.items if item.step.checkpoint == checkpoint)
        return lacking is None or all(lacking.parts["name"] not in names for names in handed_in)

    def split(self) -> set[CheckpointName]:
        """The checkpoints that need something from a cell that was split."""
        joined = set[str]().union(*(own.piece.binds for own in self.own if own.joined))
        needed = {name: self._needed(name, through_lab=False) for name in self._tests()}
        return {name for name in needed if not joined.isdisjoint(needed[name])}

    def relying(self) -> set[CheckpointName]:
        """The checkpoints that need what the lab's own cells make of answers, such as nets."""
        made = _makes(self.items)
        needed = {name: self._needed(name, through_lab=True) for name in self._tests()}
        return {name for name in needed if not made.isdisjoint(needed[name])}

    def _tests(self) -> set[CheckpointName]:
        found = (item.step.checkpoint for item in self.items)
        return {name for name in found if name is not None}

    def _needed(self, checkpoint: CheckpointName, *, through_lab: bool) -> list[str]:
        """Names that a test uses, and those that what binds them uses, and so on.

        Also through what the lab's own cells make, or only through the student's statements.
        """
        needed = [
            name
            for item in self.items
            if item.step.checkpoint == checkpoint
            for name in sorted(item.uses)
        ]
        seen = set(needed)
        for name in needed:  # which grows
            makers = [own.piece.uses for own in self.own if name in own.piece.binds]
            if through_lab:
                makers += [i.uses for i in self.items if name in i.binds | i.touches]
            more = set[str]().union(*makers) - seen
            seen |= more
            needed += sorted(more)
        return needed


def _makes(items: Iterable[Item]) -> set[str]:
    """What the lab's own cells among some make, or change."""
    return set[str]().union(*(item.binds | item.touches for item in items if item.is_given))


def copy_of(cell: NotebookNode) -> NotebookNode:
    """A cell for outputs that nobody is shown."""
    return NotebookNode({**cell, "outputs": [], "execution_count": None})


def _places(cells: list[NotebookNode], released: tuple[SourceCell, ...]) -> list[tuple[int, bool]]:
    """Where each released cell stands, and whether it is there; else where the next one stands."""
    texts: dict[tuple[str, ...], list[int]] = {}
    ids: dict[str, int] = {}
    for place, cell in enumerate(cells):
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id is not None:
            ids[grade_id] = place
        elif cell.cell_type == "code":
            texts.setdefault(lines(cell.source), []).append(place)
    found: list[int | None] = []
    for source in released:
        same = texts.get(lines(source.text), [])
        found.append(ids.get(source.grade_id) if source.grade_id else same.pop(0) if same else None)
    places: list[tuple[int, bool]] = []
    below = len(cells)
    for own in reversed(found):
        below = below if own is None else own
        places.append((below, own is not None))
    return places[::-1]


def _item(source: SourceCell, cell: NotebookNode | None, place: int, lab: str) -> Item:
    if source.kind == "test":
        assert cell is not None
        step = Step(cell.source, cell, checkpoint_of(cell, lab))
    else:
        step = Step(source.text, code_cell(source.text))
    found = pieces(step.source)
    binds = frozenset[str]().union(*(piece.binds for piece in found))
    touches = frozenset[str]().union(*(piece.touches for piece in found))
    return Item(step, place, names(step.source), binds, touches, missing=cell is None)
