"""Which modules of `helpers` a lab needs: those that its notebook imports, and what these import.

The others stay at home: among them are those that an exercise of the lab asks for.
"""

from __future__ import annotations

import json
import re
from modulefinder import ModuleFinder
from pathlib import Path
from tempfile import TemporaryDirectory

_NO_PYTHON = re.compile(r"^\s*[%!].*", re.MULTILINE)
_HIDDEN = re.compile(r"import_module|__import__")


def modules(root: Path, notebook: bytes) -> list[Path]:
    """Files of the modules that a notebook needs.

    Parameters
    ----------
    root : Path
        The course folder, where `helpers` lies.
    notebook : bytes
        A lab's notebook, as it is handed out.

    Returns
    -------
    list of Path
        In the order of their names. All of `helpers`, where a cell cannot be read, or imports
        something under a name that is made when it runs.
    """
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    sources = [_NO_PYTHON.sub("", "".join(cell["source"])) for cell in cells]
    others = [path.stem for path in root.iterdir() if path.name != "helpers"]
    finder = ModuleFinder([str(root)], excludes=others)
    with TemporaryDirectory() as folder:
        program = Path(folder) / "cells.py"
        program.write_text("\n".join(sources), encoding="utf-8")
        try:
            finder.run_script(str(program))
        except SyntaxError:
            return _all(root)
    if any(map(_HIDDEN.search, sources)):
        return _all(root)
    names = (name for name in finder.modules if name.partition(".")[0] == "helpers")
    files = (getattr(finder.modules[name], "__file__", None) for name in names)
    return sorted(Path(file) for file in files if file)


def _all(root: Path) -> list[Path]:
    return sorted((root / "helpers").rglob("*.py"))
