"""How a notebook is run a second time, so that what stands around an answer costs it nothing.

The lab's own cells run as they were released and in their order, whatever has become of them. Of
the student's statements those run that something needs, each by itself: one that fails is left
out. A checkpoint is asked when what its function needs is there, also where that stands further
down. What is still unanswered then is asked once more, after all the other statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable
from dataclasses import replace

from nbformat import NotebookNode

from autograder.kernels.kernel import CellResult
from autograder.running.plan import Plan, Step, Steps, Unanswered
from autograder.running.second_run.contents import Contents, Item, copy_of
from autograder.running.second_run.definitions import ways
from autograder.running.second_run.inner_statements import unless_bound
from autograder.running.second_run.own_statements import TRIES, Own, code_cell, want
from autograder.running.second_run.stand_ins import DEFINITION, NAME, stand_in
from autograder.submissions.outputs import error_of

_LONGEST = 300
"""Names that one after the other may be needed by a cell."""
_LAZY = "from __future__ import annotations"


class Piecewise:
    """The second run of a notebook.

    Parameters
    ----------
    contents : Contents
        Of the notebook.
    seconds : float
        What the statements may take that nothing is known to need.
    without : collection of str
        Statements that are left out, since they end the kernel.
    stand_ins : bool
        Whether something that does nothing stands in the place of a package that is missing.
    """

    def __init__(
        self,
        contents: Contents,
        seconds: float,
        without: Collection[str] = (),
        *,
        stand_ins: bool = False,
    ) -> None:
        self._contents, self._seconds = contents, seconds
        self._instead = NAME if stand_ins else ""
        self._first = [_anew(item) for item in contents.first]
        kept = (item for item in contents.items if item.step.source not in without)
        self._items = [_anew(item) for item in kept]
        self._own = [replace(own) for own in contents.own]
        for own in self._own:
            own.barred = own.barred or own.piece.source in without
        given = (*contents.first, *contents.items)
        want(
            self._own,
            _used(item for item in self._items if not item.is_given),
            _used(item for item in given if item.is_given),
            contents.made,
            contents.fixed,
        )
        self._binding = defaultdict[str, list[Own]](list)
        for own in self._own:
            for name in own.piece.binds if own.wanted else ():
                self._binding[name].append(own)
        self._opened = set[str]().union(*(item.binds for item in self._first))
        self._have = set(self._opened)

    def plan(self) -> Plan:
        """The plan of this run."""
        return Plan(tuple(item.step for item in self._first), self._go)

    def show(self, notebook: NotebookNode) -> None:
        """Let the lab's own cells show in the notebook what they showed in this run.

        Where they ended well here, and did not in the notebook.
        """
        for item in (*self._first, *self._items):
            if item.missing or not item.is_given:
                continue
            shown, made = notebook.cells[item.place], item.step.cell
            if error_of(shown.outputs) and made.outputs and not error_of(made.outputs):
                shown.outputs = made.outputs

    def _go(self, unanswered: Unanswered) -> Steps:
        if self._instead:
            yield Step(DEFINITION, code_cell(DEFINITION))
        for item in self._items:
            yield from self._reach(item)
        left = self._contents.attempted() & set(unanswered())
        if not left:
            return
        yield from self._rest()
        for own in self._own:
            # What it lacked may be there now: a file, or a module, that nothing names.
            own.tries = min(own.tries, TRIES - 1)
        left |= self._contents.relying()
        for item in self._items:
            if item.is_given or item.step.checkpoint in left:
                yield from self._reach(item)

    def _reach(self, item: Item) -> Steps:
        """Run a cell, after what the student has above it and what it needs from below."""
        for own in self._own:
            if own.wanted and own.place < item.place and not (own.tries or own.barred):
                yield from self._try(own)
        yield from self._provide(item.uses, set())
        if not item.is_given:
            # What the lab's own cells should have made and could not is handed in as None.
            made, theirs = self._contents.made, self._contents.theirs
            for name in sorted((item.uses & made) - theirs - self._opened):
                yield Step(f"{name} = globals().get({name!r})", item.step.cell)
        yield item.step
        self._have |= item.binds

    def _provide(self, wanted: Iterable[str], seen: set[str]) -> Steps:
        """Run what binds some names, wherever it stands, and first what that needs."""
        for name in sorted(set(wanted) - seen):
            if len(seen) > _LONGEST:
                return
            seen.add(name)
            binding = self._binding.get(name, [])
            done = [own for own in binding if own.done]
            if done:
                yield from self._provide(done[-1].piece.uses, seen)
            elif name not in self._have:
                for own in binding:
                    yield from self._provide(own.piece.uses, seen)
                    if own.tries < TRIES and not own.barred:
                        yield from self._try(own)
                    if own.done:
                        break

    def _rest(self) -> Steps:
        spent = 0.0
        for own in sorted(self._own, key=lambda own: not own.answers):
            needless = own.blank or (own.unless_bound and not own.wanted)
            if not (needless or own.done or own.barred) and spent < self._seconds:
                result = yield from self._try(own)
                spent += result.seconds

    def _try(self, own: Own) -> Generator[Step, CellResult, CellResult]:
        own.tries += 1
        written = ways(own.piece, self._instead)
        if own.unless_bound:
            written = [unless_bound(own.piece, source) for source in written]
        result = yield Step(written[0], own.cell)
        for source in written:
            if result.error and own.piece.defines and not (result.died or result.interrupted):
                # Names in annotations may be missing, and decorators: nothing needs them.
                result = yield Step(f"{_LAZY}\n{source}", own.cell)
        if result.error and self._instead and (source := stand_in(own.piece)):
            result = yield Step(source, own.cell)
        own.barred = bool(result.died or result.interrupted)
        own.done = not (result.error or own.barred)
        return result


def _anew(item: Item) -> Item:
    """The same for another run, with outputs of its own."""
    return replace(item, step=replace(item.step, cell=copy_of(item.step.cell)))


def _used(items: Iterable[Item]) -> set[str]:
    return set[str]().union(*(item.uses for item in items))
