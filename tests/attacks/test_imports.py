from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

_IMPORT = re.compile(r"from (autograder[\w.]*) import ([\w, ]+)")
TRIED = {
    (found[1], name.strip())
    for path in Path(__file__).parent.glob("*.py")
    for found in _IMPORT.finditer(path.read_text())
    for name in found[2].split(",")
}


@pytest.mark.parametrize(("module", "name"), sorted(TRIED))
def test_what_an_attack_imports_is_there_to_be_attacked(module, name):
    """Else an attack ends with an ImportError, and gains nothing for that reason."""
    found = importlib.import_module(module)
    assert hasattr(found, name) or importlib.import_module(f"{module}.{name}")
