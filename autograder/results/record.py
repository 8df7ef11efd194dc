"""What grading notes down of a submission; in an autograded notebook, an entry in its metadata."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.running.pool import KernelPool
from autograder.running.runner import run
from autograder.running.verdicts import concluded
from autograder.words import say, shown

KEY = "autograder"
MAX_PROBLEMS = 20
SEED_BITS = 48


@dataclass(frozen=True)
class Record:
    """How one submission was graded.

    `rejected` is the reason why it could not be read at all, `problems` are sentences on what was
    set right or went wrong, both in the language of the course; `seed` is what its inputs were
    drawn from. `seconds` are by the clock; `memory` is what the notebook's kernel held at most, in
    bytes.
    """

    problems: tuple[str, ...] = ()
    rejected: str | None = None
    seed: int | None = None
    seconds: float = 0.0
    verdicts: Mapping[CheckpointName, Verdict] = field(default_factory=dict)
    memory: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "problems", tuple(map(shown, self.problems)))
        if self.rejected is not None:
            object.__setattr__(self, "rejected", shown(self.rejected))

    @property
    def shown(self) -> tuple[str, ...]:
        """The problems that are worth reading: a hostile notebook can have thousands."""
        more = len(self.problems) - MAX_PROBLEMS
        rest = (say("note.more", count=more),) if more > 0 else ()
        return (*self.problems[:MAX_PROBLEMS], *rest)

    def write(self, notebook: NotebookNode) -> None:
        """Put the record into the notebook's metadata, in the place of any other."""
        notebook.metadata[KEY] = from_dict(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON data."""
        verdicts = {name: verdict.to_json() for name, verdict in self.verdicts.items()}
        return {**asdict(self), "verdicts": verdicts}

    @classmethod
    def read(cls, notebook: NotebookNode) -> Record:
        """The record that `write` left; one without verdicts where there is none."""
        data: dict[str, Any] = dict(notebook.metadata.get(KEY, {}))
        return cls.from_json(data) if data else cls()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Record:
        """The record that `to_json` wrote."""
        verdicts = {
            CheckpointName(name): Verdict.from_json(value)
            for name, value in data["verdicts"].items()
        }
        return cls(**{**data, "problems": tuple(data["problems"]), "verdicts": verdicts})


def judged(
    notebook: NotebookNode,
    record: Record,
    lab: str,
    seed: int,
    pool: KernelPool,
    *,
    settled: Mapping[CheckpointName, Verdict] | None = None,
    files: Mapping[str, bytes] | None = None,
    left_out: Mapping[str, str] | None = None,
    every_cell: bool = False,
) -> Record:
    """Run a clean notebook and have it judged, unless there was nothing to read.

    Parameters
    ----------
    notebook : NotebookNode
        Shows its outputs and cards afterwards.
    record : Record
        What is known of it so far.
    lab, seed, pool, settled, files, left_out, every_cell
        As for `running.runner.run`.

    Returns
    -------
    Record
        With the verdicts.

    Raises
    ------
    NoKernelError
        No kernel could be started.
    """
    if record.rejected is not None:
        return replace(record, verdicts=concluded(notebook, lab, {}, {}, record.rejected))
    started = time.monotonic()
    ran = run(
        notebook,
        lab,
        seed,
        settled or {},
        pool,
        pool.settings,
        files=files,
        left_out=left_out,
        every_cell=every_cell,
    )
    return Record(
        problems=(*record.problems, *ran.problems),
        seed=seed,
        seconds=round(time.monotonic() - started, 3),
        memory=ran.memory,
        verdicts=ran.verdicts,
    )
