"""What a checkpoint's verdict depends on besides the answer: so that it is known what changed.

A verdict is judged again when its own checkpoint changed: its reference, its test cell, its points,
its cases or its catalogue. What all depend on (the checks, the judge, the helpers, the course's
configuration) changes all of them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import nbformat

import autograder
from autograder.course import CONFIG, Course
from autograder.grading.ledger import fingerprint
from autograder.labs import LABS
from autograder.labs.checkpoint import Checkpoint
from autograder.submissions.released.definition import Definition

SHARED = "*"
"""Stands for what all checkpoints depend on."""

_LABS = "autograder.labs"
_CODE = ("checks", "judge", "labs/checkpoint.py")


def fingerprints(course: Course, definition: Definition) -> dict[str, str]:
    """Fingerprints of what each checkpoint depends on, and under `SHARED` of what all do.

    Parameters
    ----------
    course : Course
    definition : Definition

    Returns
    -------
    dict
        By full name of the checkpoint.
    """
    lab = definition.lab
    written = nbformat.read(course.source(lab), as_version=4).cells
    solutions = [c.source for c in written if c.metadata.get("nbgrader", {}).get("solution")]
    locked = [cell for cell in definition.cells if cell.locked and not cell.tests]
    imports = [
        ast.unparse(statement)
        for cell in written
        if cell.cell_type == "code"
        for statement in _statements(cell.source)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    ]
    top = Path(autograder.__file__).parent
    code = [top / name for name in _CODE] + [course.root / "helpers", course.root / CONFIG]
    code += sorted((course.root / "helpers" / "data").glob("*.npz"))
    prints = {SHARED: fingerprint((locked, imports, [_content(path) for path in code]))}
    known = {checkpoint.grade_id: checkpoint for checkpoint in LABS.get(lab, ())}
    for cell in definition.tests:
        checkpoint = known.get(cell.grade_id)
        parts = [cell, _reference(checkpoint.function, solutions) if checkpoint else solutions]
        for module in _modules(lab, checkpoint) if checkpoint else ():
            parts += [_content(module), *map(_content, sorted(module.parent.glob("*.npz")))]
        prints[definition.checkpoint(cell)] = fingerprint(parts)
    return prints


def changed(old: dict[str, str], new: dict[str, str]) -> set[str]:
    """Names of the checkpoints whose verdicts no longer hold."""
    names = set(new) - {SHARED}
    if old.get(SHARED) != new[SHARED]:
        return names
    return {name for name in names if old.get(name) != new[name]}


def _reference(function: str, solutions: list[str]) -> list[str]:
    """The solution cells that define a function, and what it uses of other solution cells."""
    wanted, found = {function}, dict[str, None]()
    while True:
        more = [text for text in solutions if text not in found and wanted & _defined(text)]
        if not more:
            return sorted(found)
        found |= dict.fromkeys(more)
        for text in more:
            for statement in _statements(text):
                wanted |= {n.id for n in ast.walk(statement) if isinstance(n, ast.Name)}


def _defined(text: str) -> set[str]:
    names = set()
    for statement in _statements(text):
        if isinstance(statement, ast.FunctionDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    return names


def _statements(text: str) -> list[ast.stmt]:
    """Of a solution cell; a written answer, or anything else that is not Python, has none."""
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError):
        return []


def _modules(lab: str, checkpoint: Checkpoint) -> list[Path]:
    """Files of the modules in which a checkpoint is made, and of all that they import of labs."""
    waiting = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(f"{_LABS}.{lab}.") and checkpoint in vars(module).values()
    ] or [sys.modules[checkpoint.cases.__module__]]
    found: dict[str, ModuleType] = {}
    while waiting:
        module = waiting.pop()
        if module.__name__ not in found:
            found[module.__name__] = module
            waiting += [import_module(name) for name in _imported(module)]
    return sorted(Path(str(module.__file__)) for module in found.values())


def _imported(module: ModuleType) -> Iterator[str]:
    for statement in ast.parse(Path(str(module.__file__)).read_bytes()).body:
        if not isinstance(statement, ast.ImportFrom):
            continue
        name = statement.module or ""
        if name.startswith(f"{_LABS}."):
            yield name
            # What is taken from a package may be a module.
            inside = (f"{name}.{alias.name}" for alias in statement.names)
            yield from filter(sys.modules.__contains__, inside)


def _content(path: Path) -> list[tuple[str, bytes]]:
    """Names and contents of the Python files at or below a path."""
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [(file.name, file.read_bytes()) for file in files if file.is_file()]
