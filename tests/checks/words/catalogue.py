"""What there is to translate, and what the code uses of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from autograder.checks.criteria import CRITERIA
from autograder.labs import LABS

CODE = Path(__file__).parents[3] / "autograder"
OURS = {lab: points for lab, points in LABS.items() if (CODE / "labs" / lab).is_dir()}
"""The labs of the course; a test may have one of its own."""
LANGUAGES = ("english", "chinese")
WORDS = re.compile("[A-Za-z]+ [a-z]+ [a-z]+")


def entries() -> dict[str, str]:
    """The sentences of all catalogues, by their keys."""
    found = {}
    for lab, checkpoints in OURS.items():
        for point in checkpoints:
            known = (*point.mistakes, *point.bugs, *point.variants, *point.situations, *point.clues)
            texts = {entry.id: entry.sentence for entry in known}
            texts |= {f"hint-{number}": text for number, text in enumerate(point.hints, start=1)}
            found |= {f"{lab}.{point.grade_id}.{name}": text for name, text in texts.items()}
    return found


def terms() -> set[str]:
    """What criteria and catalogues call things; a name of the code is the same everywhere."""
    points = [point for checkpoints in OURS.values() for point in checkpoints]
    return {
        *(criterion.name for criterion in CRITERIA),
        *(name for point in points for name in point.outputs if " " in name),
        *(point.growing for point in points),
        *(f"the net {trained.key!r}" for point in points for trained in point.trained),
    }


def placeholders(sentence: str) -> list[tuple[str, str, str]]:
    """Name, form and conversion of each placeholder, sorted."""
    parts = Formatter().parse(sentence)
    return sorted((name, form or "", how or "") for _, name, form, how in parts if name is not None)


def compared(english: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """What keeps the sentences of another language from being those of English, key by key."""
    faults = [f"{key} is not translated" for key in english if key not in other]
    faults += [f"{key} has no English any more" for key in other if key not in english]
    for key in english.keys() & other.keys():
        if not other[key].strip():
            faults.append(f"{key} is empty")
        if placeholders(english[key]) != placeholders(other[key]):
            faults.append(f"{key} has other placeholders")
        if english[key] == other[key] and re.search("[A-Za-z]", re.sub("{.*?}", "", english[key])):
            faults.append(f"{key} is still English")
    return sorted(faults)


@dataclass
class Used:
    """What the code names: texts of any kind, keys that it says, and beginnings of such keys."""

    texts: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)

    def faults(self, sentences: Iterable[str]) -> list[str]:
        """Keys that nobody names, and those that are said without being there."""
        known = set(sentences)
        made = {begin + text for begin in self.beginnings for text in self.texts} & known
        faults = [f"nothing says {key}" for key in known - self.texts - made]
        faults += [f"there is no {key} to say" for key in self.keys - known]
        faults += [
            f"there is nothing that begins with {begin}"
            for begin in self.beginnings
            if not any(key.startswith(begin) for key in known)
        ]
        return sorted(faults)


def used(sources: Iterable[str]) -> Used:
    """What some modules name."""
    found = Used()
    for node in (node for source in sources for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.texts.add(node.value)
        if isinstance(node, ast.Call) and _name(node.func) in ("say", "phrase") and node.args:
            for key in _keys(node.args[0]):
                if isinstance(key, ast.Constant):
                    found.keys.add(str(key.value))
                elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                    found.beginnings.add(str(key.values[0].value))
    return found


def modules(folder: Path = CODE) -> Iterator[str]:
    """The source of every module that may say something by a key, the tables left out."""
    words, grading = CODE / "checks" / "words", CODE / "sentences"
    reports, overview = CODE / "reports" / "words", CODE / "overview" / "words"
    tables = {words / "english.py"}
    tables |= {
        folder / f"{name}.py" for folder in (grading, reports, overview) for name in LANGUAGES
    }
    for path in sorted(folder.rglob("*.py")):
        if path.parent == CODE / "release" / "bundle":
            continue  # what runs alone has a table of its own
        if words / "chinese" not in path.parents and path not in tables:
            yield path.read_text()


def sentences_in(source: str, telling: Collection[str] = ()) -> list[str]:
    """Texts of several words that stand in the code, but for docstrings and what is raised.

    What is raised of a class among the `telling` ones is told to a student.
    """
    tree = ast.parse(source)
    other = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Raise) and not _tells(node, telling))
    ]
    left_out = {
        id(part)
        for node in other
        for part in (ast.walk(node) if isinstance(node, ast.Raise) else [node.value])
    }
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        node.value
        for node in texts
        if isinstance(node.value, str) and id(node) not in left_out and WORDS.search(node.value)
    ]


def _tells(raised: ast.Raise, telling: Collection[str]) -> bool:
    return isinstance(raised.exc, ast.Call) and _name(raised.exc.func) in telling


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _keys(key: ast.expr) -> list[ast.expr]:
    """What a key may be: one of two, where that depends on something."""
    return [*_keys(key.body), *_keys(key.orelse)] if isinstance(key, ast.IfExp) else [key]
