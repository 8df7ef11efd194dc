"""Public cases: an exam in a file, with inputs, expected outputs and what known mistakes give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.comparing.comparison import Within
from autograder.checks.comparing.distribution import Sample
from autograder.checks.comparing.masks import Masked, MaskTraits
from autograder.checks.exam import Accuracy, Call, Case, Clue, Exam, Mistake, Situation
from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack, unpack
from autograder.checks.plain import Tree, renewed
from autograder.checks.recognition.two_mistakes import Sketches, sketched
from autograder.checks.words import Phrase, entry, say

FOLDER = Path(__file__).parent / "public"


class NoSuchCheckpoint(KeyError):
    """There are no public cases for a checkpoint of this name."""

    def __str__(self) -> str:
        return str(self.args[0])


def checkpoints(folder: Path = FOLDER) -> list[CheckpointName]:
    """Names of the checkpoints that have public cases in a folder."""
    return sorted(CheckpointName(path.stem) for path in folder.glob("*.npz"))


def load(checkpoint: str, folder: Path = FOLDER) -> Exam:
    """Read the public exam of a checkpoint.

    Raises
    ------
    NoSuchCheckpoint
        The folder has no cases for it; the message lists those that it has.
    """
    if callable(checkpoint) and checkpoints(folder):
        raise NoSuchCheckpoint(say("check.name-first", known=checkpoints(folder)[0]))
    path = folder / f"{checkpoint}.npz"
    if checkpoint not in checkpoints(folder):
        known = ", ".join(checkpoints(folder))
        key = "check.no-checkpoint" if known else "check.no-checkpoints"
        raise NoSuchCheckpoint(say(key, name=repr(checkpoint), known=known))
    return _read(CheckpointName(checkpoint), folder, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(checkpoint: CheckpointName, folder: Path, _written: int) -> Exam:
    """An exam as it was written at some time: it is the same in every check."""
    path = folder / f"{checkpoint}.npz"
    with np.load(path, allow_pickle=False) as stored:
        exam, mistakes = stored["exam"].tobytes(), stored["mistakes"].tobytes()
        answers = stored["answers"].tobytes()
        if "pairs" not in stored:
            raise KeyError("pairs")
    kept = cache(lambda: sketches(checkpoint, folder))
    return replace(
        from_tree({**unpack(exam, bounded=False), "mistakes": []}),
        # Only a wrong answer needs them, and they take longer to read than all the rest.
        mistakes=cache(lambda: _known(checkpoint, unpack(mistakes, bounded=False), answers)),
        together=lambda answers: kept().matching(
            answers.exam, {number: answers.cases[number] for number in sketched(answers.exam)}
        ),
    )


def sketches(checkpoint: str, folder: Path = FOLDER) -> Sketches:
    """The sketches of pairs of mistakes that lie beside a checkpoint's public exam."""
    with np.load(folder / f"{checkpoint}.npz", allow_pickle=False) as stored:
        return Sketches(**{"form": 0, **unpack(stored["pairs"].tobytes(), bounded=False)})


def save(exam: Exam, pairs: Sketches, folder: Path) -> Path:
    """Write an exam as the public cases of its checkpoint, with sketches of pairs of mistakes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{exam.checkpoint}.npz"
    tree = to_tree(exam)
    mistakes, answers = tree.pop("mistakes"), bytearray()
    for mistake in mistakes:
        ends = []
        for answer in mistake["answers"]:
            answers += pack(_in_english(answer))
            ends.append(len(answers))
        mistake["answers"] = ends
    parts = {"exam": _bytes(tree), "mistakes": _bytes(mistakes), "pairs": _bytes(vars(pairs))}
    parts["answers"] = np.frombuffer(answers, np.uint8)
    np.savez_compressed(path, **parts)  # type: ignore[arg-type]
    return path


def _bytes(tree: Tree) -> np.ndarray:
    return np.frombuffer(pack(_in_english(tree)), np.uint8)


def _in_english(tree: Tree) -> Tree:
    return str(tree) if isinstance(tree, Phrase) else renewed(_in_english, tree)


def to_tree(exam: Exam) -> Tree:
    """An exam as plain data."""
    tree = {field.name: getattr(exam, field.name) for field in fields(exam)}
    del tree["together"], tree["probes"]
    tree["situations"] = [asdict(situation) for situation in exam.situations]
    tree["clues"] = [asdict(clue) for clue in exam.clues]
    tree["cases"] = [
        {
            "call": asdict(case.call),
            "expected": _stored(case.expected),
            "rtol": case.rtol,
            "grid": case.grid,
            "bowl": case.bowl,
            "extreme": case.extreme,
        }
        for case in exam.cases
    ]
    tree["growth"] = [asdict(call) for call in exam.growth]
    tree["draws"] = [asdict(call) for call in exam.draws]
    tree["accuracies"] = [asdict(accuracy) for accuracy in exam.accuracies]
    tree["variants"] = [_stored_mistake(variant) for variant in exam.variants()]
    tree["mistakes"] = [_stored_mistake(mistake) for mistake in exam.mistakes()]
    return tree


def from_tree(tree: Tree) -> Exam:
    """The exam that `to_tree` wrote."""
    checkpoint = tree["checkpoint"]
    variants, mistakes = (_mistakes(checkpoint, tree[key]) for key in ("variants", "mistakes"))
    return Exam(
        **{
            **tree,
            "cases": tuple(
                Case(
                    Call(**case["call"]),
                    _restored(case["expected"]),
                    case["rtol"],
                    tuple(case["grid"]),
                    tuple(case["bowl"]),
                    case.get("extreme", False),
                )
                for case in tree["cases"]
            ),
            "growth": tuple(Call(**call) for call in tree["growth"]),
            "draws": tuple(Call(**call) for call in tree["draws"]),
            "accuracies": tuple(
                Accuracy(**{**accuracy, "call": accuracy["call"] and Call(**accuracy["call"])})
                for accuracy in tree["accuracies"]
            ),
            "situations": tuple(Situation(**_told(checkpoint, one)) for one in tree["situations"]),
            "clues": tuple(Clue(**_told(checkpoint, one)) for one in tree["clues"]),
            "variants": lambda: variants,
            "mistakes": lambda: mistakes,
        }
    )


def _stored_mistake(mistake: Mistake) -> Tree:
    answers = [_stored(answer) for answer in mistake.answers]
    return {"id": mistake.id, "sentence": mistake.sentence, "answers": answers}


def _mistakes(checkpoint: str, trees: list[Tree]) -> list[Mistake]:
    told = (_told(checkpoint, tree) for tree in trees)
    return [Mistake(**{**one, "answers": tuple(map(_restored, one["answers"]))}) for one in told]


class _Answers(Sequence[Tree]):
    """What a known mistake gives, read case by case: most are told from an answer by the first."""

    def __init__(self, whole: bytes, start: int, ends: list[int]) -> None:
        self._whole, self._places = memoryview(whole), list(pairwise([start, *ends]))
        self._read: dict[int, Tree] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: Any) -> Tree:
        if number not in self._read:
            start, end = self._places[number]
            self._read[number] = _restored(unpack(self._whole[start:end], bounded=False))
        return self._read[number]


def _known(checkpoint: str, trees: list[Tree], answers: bytes) -> list[Mistake]:
    """The known mistakes of a file, in which their answers lie one after the other."""
    found, start = [], 0
    for tree in trees:
        ends = tree["answers"]
        told = _told(checkpoint, tree)
        found.append(Mistake(**{**told, "answers": _Answers(answers, start, ends)}))
        start = ends[-1] if ends else start
    return found


def _told(checkpoint: str, tree: dict[str, Tree]) -> dict[str, Tree]:
    """An entry of a catalogue, in whose file all sentences are English."""
    return {**tree, "sentence": entry(checkpoint, tree["id"], tree["sentence"])}


_KINDS: dict[str, Callable[[dict[str, Tree]], Tree]] = {
    "<Sample>": lambda parts: Sample(**parts),
    "<Within>": lambda parts: Within(**parts),
    "<Masked>": lambda parts: Masked(**{**parts, "traits": MaskTraits(**parts["traits"])}),
    "<Division>": lambda parts: Division(**{**parts, "traits": Traits(**parts["traits"])}),
}


def _stored(answer: Tree) -> Tree:
    """Replace what stands for an output by a dict, under a key that no output has."""
    if isinstance(answer, Sample | Within | Division | Masked):
        return {f"<{type(answer).__name__}>": asdict(answer)}
    return renewed(_stored, answer)


def _restored(answer: Tree) -> Tree:
    if isinstance(answer, dict) and len(answer) == 1:
        ((key, parts),) = answer.items()
        if key in _KINDS:
            return _KINDS[key](parts)
    return renewed(_restored, answer)
