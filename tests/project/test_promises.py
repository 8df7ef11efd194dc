"""The page on the sandbox is right: the test that it names for each promise exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "sandbox.md"
NAMED = re.compile(r"`(test_\w+)`")
PLACE = re.compile(r"\b(\w+)/(\w+)(?=[:,]? (?:`test_|and \w+/\w+))")
PROMISES = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]


def test_the_page_has_many_promises():
    assert sum(bool(NAMED.search(line)) for line in PROMISES) > 40


@pytest.mark.parametrize("promise", [line for line in PROMISES if NAMED.search(line)])
def test_the_test_of_a_promise_is_where_the_page_says(promise):
    files = [ROOT / "tests" / folder / f"test_{name}.py" for folder, name in PLACE.findall(promise)]
    assert files
    for file in files:
        for name in NAMED.findall(promise):
            assert f"def {name}(" in file.read_text()
