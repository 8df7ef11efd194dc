"""How a notebook is run a second time, so that what stands around an answer costs it nothing.

The lab's own cells run as they were released and in their order, whatever has become of them. Of
the student's statements those run that something needs, each by itself: one that fails is left
out. A checkpoint is asked when what its function needs is there, also where that stands further
down. What is still unanswered then is asked once more, after all the other statements.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.checks.name import CheckpointName
from autograder.kernels.kernel import CellResult
from autograder.running.own import TRIES, Own, demonstration, own_statements, want, written
from autograder.running.plan import Plan, Step, Steps, Unanswered, checkpoint_of
from autograder.running.statements import names, pieces
from autograder.submissions.outputs import error_of
from autograder.submissions.sources import SourceCell, lines, opening

_LAZY = "from __future__ import annotations"


@dataclass(frozen=True)
class Item:
    """A cell that is run in any case, before which the student's notebook has come to a place."""

    step: Step
    place: int
    uses: frozenset[str]
    binds: frozenset[str]
    touches: frozenset[str]
    missing: bool = False


class Piecewise:
    """The statements of a notebook, and the lab's own cells that they stand between.

    Parameters
    ----------
    notebook : NotebookNode
        A clean one; only `show` changes anything in it.
    lab : str
    released : tuple of SourceCell
        The code cells of the lab.
    seconds : float
        What the statements may take that nothing is known to need.
    without : collection of str
        Statements that are left out, since they end the kernel.

    Attributes
    ----------
    whole : bool
        Whether the notebook has all code cells of the lab, unchanged and in their order.
    """

    def __init__(
        self,
        notebook: NotebookNode,
        lab: str,
        released: tuple[SourceCell, ...],
        seconds: float,
        without: Collection[str] = (),
    ) -> None:
        self._seconds = seconds
        self._notebook = notebook
        cells = [_copy(cell) for cell in notebook.cells]
        places = _places(cells, released)
        items = [
            _item(source, cells[place] if is_there else None, place, lab)
            for source, (place, is_there) in zip(released, places, strict=True)
            if source.kind == "given" or (source.kind == "test" and is_there)
        ]
        given = [item for item in items if item.step.checkpoint is None]
        items = [item for item in items if item.step.source not in without]
        standing = [place for place, is_there in places if is_there]
        self.whole = len(standing) == len(places) and standing == sorted(standing)
        begin = sum(cell.kind == "given" for cell in opening(released))
        self._first, self._items = items[:begin], items[begin:]
        taken = {place for place, is_there in places if is_there}
        shown = (
            demonstration(source.text, place)
            for source, (place, _) in zip(released, places, strict=True)
            if source.kind == "demonstration"
        )
        self._own = sorted((*own_statements(cells, taken), *shown), key=lambda own: own.place)
        for own in self._own:
            own.tries = TRIES if own.piece.source in without else 0
        self._written = written(self._own)
        self._theirs = set[str]().union(*(own.piece.binds for own in self._own))
        tests = [item for item in items if item.step.checkpoint is not None]
        self._given = given
        self._made = set[str]().union(*(item.binds for item in given))
        want(
            self._own,
            set[str]().union(*(item.uses for item in tests)),
            set[str]().union(*(item.uses for item in given)),
            self._made,
        )
        self._opened = set[str]().union(*(item.binds for item in self._first))
        self._have = set(self._opened)

    def plan(self) -> Plan:
        """The plan of the second run."""
        return Plan(tuple(item.step for item in self._first), self._go)

    def show(self) -> None:
        """Let the lab's own cells show in the notebook what they showed in the second run.

        Where they ended well there, and did not in the first.
        """
        for item in (*self._first, *self._items):
            if item.missing or item.step.checkpoint is not None:
                continue
            shown, made = self._notebook.cells[item.place], item.step.cell
            if error_of(shown.outputs) and made.outputs and not error_of(made.outputs):
                shown.outputs = made.outputs

    def differs(self) -> bool:
        """Whether the notebook is more, or less, than the lab with answers in their places."""
        stray = any(not own.blank and not own.answers for own in self._own)
        return stray or not self.whole

    def replaced(self) -> list[NotebookNode]:
        """The lab's own cells that the notebook does not have as they were released."""
        return [item.step.cell for item in (*self._first, *self._items) if item.missing]

    def meddles(self) -> bool:
        """Whether a statement of the student's makes, or changes, what the lab's own cells make."""
        made = _makes(self._given)
        own = (own.piece for own in self._own if not own.blank)
        return any(not made.isdisjoint(piece.binds | piece.touches) for piece in own)

    def attempted(self) -> set[CheckpointName]:
        """The checkpoints for which nothing that they need was left as it was handed out."""
        return {name for name in self._tests() if self.lacks(name) is None}

    def lacks(self, checkpoint: CheckpointName) -> str | None:
        """What a checkpoint needs, itself or for what it needs, that is not written yet."""
        for name in self._needed(checkpoint, through_lab=False):
            answers = [own for own in self._own if name in own.piece.binds and own.answers]
            if answers and all(own.blank for own in answers) and name not in self._written:
                return f"this needs {name}, which is not written yet"
        return None

    def relying(self) -> set[CheckpointName]:
        """The checkpoints that need what the lab's own cells make of answers, such as nets."""
        made = _makes(item for item in self._items if item.step.checkpoint is None)
        needed = {name: self._needed(name, through_lab=True) for name in self._tests()}
        return {name for name in needed if not made.isdisjoint(needed[name])}

    def _tests(self) -> set[CheckpointName]:
        found = (item.step.checkpoint for item in self._items)
        return {name for name in found if name is not None}

    def _needed(self, checkpoint: CheckpointName, *, through_lab: bool) -> list[str]:
        """Names that a test uses, and those that what binds them uses, and so on.

        Also through what the lab's own cells make, or only through the student's statements.
        """
        needed = [
            name
            for item in self._items
            if item.step.checkpoint == checkpoint
            for name in sorted(item.uses)
        ]
        seen = set(needed)
        for name in needed:  # which grows
            makers = [own.piece.uses for own in self._own if name in own.piece.binds]
            if through_lab:
                makers += [i.uses for i in self._items if name in i.binds | i.touches]
            more = set[str]().union(*makers) - seen
            seen |= more
            needed += sorted(more)
        return needed

    def _go(self, unanswered: Unanswered) -> Steps:
        for item in self._items:
            yield from self._reach(item)
        left = self.attempted() & set(unanswered())
        if not left:
            return
        yield from self._rest()
        left |= self.relying()
        for item in self._items:
            if item.step.checkpoint is None or item.step.checkpoint in left:
                yield from self._reach(item)

    def _reach(self, item: Item) -> Steps:
        """Run a cell, after what the student has above it and what it needs from below."""
        for own in self._own:
            if own.wanted and own.place < item.place and not own.tries:
                yield from self._try(own)
        yield from self._provide(item.uses, set())
        if item.step.checkpoint is not None:
            # What the lab's own cells should have made and could not is handed in as None.
            for name in sorted((item.uses & self._made) - self._theirs - self._opened):
                yield Step(f"{name} = globals().get({name!r})", item.step.cell)
        yield item.step
        self._have |= item.binds

    def _provide(self, wanted: Iterable[str], seen: set[str]) -> Steps:
        """Run what binds some names, wherever it stands, and first what that needs."""
        for name in sorted(set(wanted) - seen):
            seen.add(name)
            binding = [own for own in self._own if own.wanted and name in own.piece.binds]
            done = [own for own in binding if own.done]
            if done:
                yield from self._provide(done[-1].piece.uses, seen)
            elif name not in self._have:
                for own in binding:
                    yield from self._provide(own.piece.uses, seen)
                    if own.tries < TRIES:
                        yield from self._try(own)
                    if own.done:
                        break

    def _rest(self) -> Steps:
        spent = 0.0
        for own in sorted(self._own, key=lambda own: not own.answers):
            if not own.done and not own.blank and spent < self._seconds:
                result = yield from self._try(own)
                spent += result.seconds

    def _try(self, own: Own) -> Generator[Step, CellResult, CellResult]:
        own.tries += 1
        result = yield Step(own.piece.source, own.cell)
        if result.error and own.piece.defines:
            # Names in annotations may be missing, and nothing needs them.
            result = yield Step(f"{_LAZY}\n{own.piece.source}", own.cell)
        own.done = not (result.error or result.died or result.interrupted)
        return result


def _makes(items: Iterable[Item]) -> set[str]:
    return set[str]().union(*(item.binds | item.touches for item in items))


def _copy(cell: NotebookNode) -> NotebookNode:
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
        step = Step(source.text, new_code_cell(source.text))
    found = pieces(step.source)
    binds = frozenset[str]().union(*(piece.binds for piece in found))
    touches = frozenset[str]().union(*(piece.touches for piece in found))
    return Item(step, place, names(step.source), binds, touches, missing=cell is None)
