"""Check the functions in a file: ``python -m autograder.checks CHECKPOINT FILE [FUNCTION ...]``.

At home it prints the card; where a judge is listening, the judge asks the questions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from autograder.checks import answered, public
from autograder.checks.calling.interrupts import Interrupts
from autograder.checks.calling.originals import Originals
from autograder.checks.calling.raised import one_line
from autograder.checks.calling.surroundings import usual
from autograder.checks.words import phrase, say


def load(path: Path, names: Sequence[str]) -> tuple[list[Callable[..., Any]], str]:
    """Run a file and take functions from it.

    Returns
    -------
    functions : list
        The functions, in the order of `names`.
    problem : str
        Why they could not be taken, or empty.
    """
    sys.path.insert(0, str(path.parent))
    # A module like any other: dataclasses and pickle look theirs up by name.
    module = sys.modules["answer"] = ModuleType("answer")
    namespace = vars(module)
    namespace["__file__"] = str(path)
    try:
        exec(_compiled(path), namespace)
    except SyntaxError as error:
        key = "file.invalid-line" if error.lineno else "file.invalid"
        return [], phrase(key, error=error.msg, number=error.lineno or 0)
    except BaseException as error:  # noqa: BLE001 - whatever a file raises is told
        return [], phrase("file.stopped", error=one_line(error))
    missing = [name for name in names if not callable(namespace.get(name))]
    if missing:
        return [], phrase("file.no-function", name=missing[0])
    return [namespace[name] for name in names], ""


def _compiled(path: Path) -> CodeType:
    """The file's code; that null bytes are no Python, not every version says by a SyntaxError."""
    try:
        return compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except ValueError as error:
        raise SyntaxError(str(error)) from error


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    if len(arguments) < 2:
        print(say("check.usage"), file=sys.stderr)
        return 2
    checkpoint, path, *names = arguments
    try:
        names = names or list(public.load(checkpoint).functions)
        with Interrupts():
            functions, problem = load(Path(path), names)
        with Originals(), usual():
            print(answered(checkpoint, functions, None, problem))
    except public.NoSuchCheckpoint as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
