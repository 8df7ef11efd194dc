"""What grading notes down in an autograded notebook: one entry in its metadata."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.checks.verdict import Verdict

KEY = "autograder"
MAX_PROBLEMS = 20


@dataclass(frozen=True)
class Record:
    """How one submission was graded.

    `rejected` is the reason why it could not be read at all, `problems` are sentences on what was
    set right or went wrong, `seed` is what its inputs were drawn from.
    """

    problems: tuple[str, ...] = ()
    rejected: str | None = None
    seed: int | None = None
    seconds: float = 0.0
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[str, ...]:
        """The problems that are worth reading: a hostile notebook can have thousands."""
        more = len(self.problems) - MAX_PROBLEMS
        rest = (f"and {more} more problems",) if more > 0 else ()
        return (*self.problems[:MAX_PROBLEMS], *rest)

    def with_problems(self, *problems: str) -> Record:
        return replace(self, problems=(*self.problems, *problems))

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
        verdicts = {name: Verdict.from_json(value) for name, value in data["verdicts"].items()}
        return cls(**{**data, "problems": tuple(data["problems"]), "verdicts": verdicts})
