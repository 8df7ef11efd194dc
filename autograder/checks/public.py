"""Public cases: an exam in a file, with inputs, expected outputs and what known mistakes give."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import numpy as np

from autograder.checks.distribution import Sample
from autograder.checks.exam import Accuracy, Call, Case, Exam, Mistake
from autograder.checks.plain import Tree, pack, unpack

FOLDER = Path(__file__).parent / "public"


class NoSuchCheckpoint(KeyError):
    """There are no public cases for a checkpoint of this name."""

    def __str__(self) -> str:
        return str(self.args[0])


def checkpoints(folder: Path = FOLDER) -> list[str]:
    """Names of the checkpoints that have public cases in a folder."""
    return sorted(path.name.removesuffix(".npz") for path in folder.glob("*.npz"))


def load(checkpoint: str, folder: Path = FOLDER) -> Exam:
    """Read the public exam of a checkpoint.

    Raises
    ------
    NoSuchCheckpoint
        The folder has no cases for it; the message lists those that it has.
    """
    path = folder / f"{checkpoint}.npz"
    if checkpoint not in checkpoints(folder):
        known = ", ".join(checkpoints(folder)) or "none"
        raise NoSuchCheckpoint(f"there is no checkpoint {checkpoint!r} here (there are: {known})")
    with np.load(path, allow_pickle=False) as stored:
        return from_tree(unpack(stored["exam"].tobytes()))


def save(exam: Exam, folder: Path) -> Path:
    """Write an exam as the public cases of its checkpoint."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{exam.checkpoint}.npz"
    np.savez_compressed(path, exam=np.frombuffer(pack(to_tree(exam)), np.uint8))
    return path


def to_tree(exam: Exam) -> Tree:
    """An exam as plain data."""
    tree = {field.name: getattr(exam, field.name) for field in fields(exam)}
    tree["cases"] = [
        {
            "call": asdict(case.call),
            "expected": _stored(case.expected),
            "rtol": case.rtol,
            "grid": case.grid,
        }
        for case in exam.cases
    ]
    tree["growth"] = [asdict(call) for call in exam.growth]
    tree["draws"] = [asdict(call) for call in exam.draws]
    tree["accuracy"] = asdict(exam.accuracy) if exam.accuracy else None
    tree["mistakes"] = [
        {
            "id": mistake.id,
            "sentence": mistake.sentence,
            "answers": [_stored(a) for a in mistake.answers],
        }
        for mistake in exam.mistakes()
    ]
    return tree


def from_tree(tree: Tree) -> Exam:
    """The exam that `to_tree` wrote."""
    mistakes = [
        Mistake(stored["id"], stored["sentence"], tuple(map(_restored, stored["answers"])))
        for stored in tree["mistakes"]
    ]
    accuracy = tree["accuracy"]
    return Exam(
        **{
            **tree,
            "cases": tuple(
                Case(
                    Call(**case["call"]),
                    _restored(case["expected"]),
                    case["rtol"],
                    tuple(case["grid"]),
                )
                for case in tree["cases"]
            ),
            "growth": tuple(Call(**call) for call in tree["growth"]),
            "draws": tuple(Call(**call) for call in tree["draws"]),
            "accuracy": Accuracy(**{**accuracy, "call": Call(**accuracy["call"])})
            if accuracy
            else None,
            "mistakes": lambda: mistakes,
        }
    )


def _stored(answer: Tree) -> Tree:
    """Replace each `Sample` by a dict under a key that no output has."""
    if isinstance(answer, Sample):
        return {"<sample>": asdict(answer)}
    if isinstance(answer, dict):
        return {key: _stored(part) for key, part in answer.items()}
    if isinstance(answer, list | tuple):
        return type(answer)(_stored(part) for part in answer)
    return answer


def _restored(answer: Tree) -> Tree:
    if isinstance(answer, dict):
        if set(answer) == {"<sample>"}:
            return Sample(**answer["<sample>"])
        return {key: _restored(part) for key, part in answer.items()}
    if isinstance(answer, list | tuple):
        return type(answer)(_restored(part) for part in answer)
    return answer
