from __future__ import annotations

import json

import pytest

from autograder.submissions.problems import Problems
from autograder.submissions.reading import damaged
from autograder.submissions.reading.parsing import parse
from autograder.submissions.sanitise import sanitise
from tests.tiny.course import cell_of


def read(text: str) -> tuple[list[str], list[str]]:
    problems = Problems()
    cells = parse(text.encode(), problems).cells
    return [cell.source for cell in cells], list(problems.listed())


def written(solved) -> str:
    return json.dumps(solved(), indent=1)


def test_of_a_notebook_that_is_cut_off_the_cells_before_count(solved, definition):
    text = written(solved)
    place = text.index("triple")
    clean = sanitise(text[:place].encode(), definition)
    assert "return 2 * x" in cell_of(clean.notebook, "double_answer").source
    line = text[:place].count("\n") + 1
    damage = next(problem for problem in clean.problems if "damaged" in problem)
    assert int(damage.split("line ")[1].split(" ")[0]) <= line


@pytest.mark.parametrize("end", ["", "]", '], "metadata": {', "<html>", ",", ", {", "\x00" * 40])
def test_whatever_follows_the_last_whole_cell_costs_nothing(solved, end):
    notebook = solved()
    cells = ", ".join(json.dumps(cell) for cell in notebook.cells)
    sources, problems = read('{"cells": [' + cells + end)
    assert sources == [cell.source for cell in notebook.cells]
    expected = f"damaged in line 1 or after it: {len(sources)} cells could be read"
    assert problems == [f"the notebook's file is {expected}"]


def spoilt(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("spoil", "lost"),
    [
        (lambda t: spoilt(t, "  },\n  {", "  }\n  {"), 0),
        (lambda t: spoilt(t, "  },\n  {", "  },\n>>>>>>> 3fa2c1b (mine)\n  {"), 0),
        (lambda t: spoilt(t, '"source": "def double', '"source": def double'), 1),
        (lambda t: spoilt(t, "return 2 * x", "return 2 * x\x00\x01"), 0),
        (lambda t: spoilt(t, '"cell_type": "code"', "'cell_type': \"code\""), 1),
        (lambda t: spoilt(t, "def double(x):\\n", "def double(x):\n"), 0),
        (lambda t: spoilt(t, "    return 2 * x", "\treturn 2 * x"), 0),
    ],
)
def test_one_damaged_spot_costs_no_more_than_its_cell(solved, spoil, lost):
    whole = [cell.source for cell in solved().cells]
    sources, problems = read(spoil(json.dumps(solved(), indent=1)))
    assert len(problems) == 1
    assert len(sources) == len(whole) - lost
    assert len(set(sources) - set(whole)) <= 1


@pytest.mark.parametrize("middle", ["=======\n", "||||||| base\nold\n=======\n"])
def test_an_unfinished_merge_is_read_as_one_of_its_versions(solved, middle):
    text = written(solved)
    line = next(line for line in text.splitlines(keepends=True) if "return 2 * x" in line)
    theirs = line.replace("2 * x", "x + x")
    merged = text.replace(line, f"<<<<<<< HEAD\n{line}{middle}{theirs}>>>>>>> main\n")
    sources, problems = read(merged)
    assert any("return 2 * x" in source for source in sources)
    assert not any("x + x" in source for source in sources)
    number = text[: text.index(line)].count("\n") + 1
    assert len(problems) == 1
    assert f"merge with git was not finished (line {number}): the first was read" in problems[0]


@pytest.mark.parametrize("mine", [0, 1])
@pytest.mark.parametrize("whole", [False, True])
def test_of_two_versions_the_one_is_read_in_which_more_is_filled_in(solved, released, mine, whole):
    work, blank = (written(one).splitlines(keepends=True) for one in (solved, released))
    places = [at for at, line in enumerate(work) if "return 2 * x" in line]
    if whole:
        sides = ["".join(work), "".join(blank)]
        above, below = "", ""
    else:
        (at,) = places
        other = next(line for line in blank if "NotImplementedError" in line)
        sides, above, below = [work[at], other], "".join(work[:at]), "".join(work[at + 1 :])
    first, second = sides if mine == 0 else sides[::-1]
    merged = f"{above}<<<<<<< HEAD\n{first}\n=======\n{second}\n>>>>>>> main\n{below}"
    sources, problems = read(merged)
    assert any("return 2 * x" in source for source in sources)
    assert f"the {('first', 'second')[mine]} was read, since it has more exercises" in problems[0]


def test_of_two_versions_the_one_is_read_that_is_whole(solved):
    text = written(solved)
    line = next(line for line in text.splitlines(keepends=True) if "return 2 * x" in line)
    merged = text.replace(line, f'<<<<<<< HEAD\n"\n=======\n{line}>>>>>>> main\n')
    sources, problems = read(merged)
    assert any("return 2 * x" in source for source in sources)
    assert "the second was read" in problems[0]


WHOLE = '{"cell_type": "code", "source": []}, '


@pytest.mark.parametrize(
    "broken",
    [
        '{"cell_type": "' + "x" * 10,
        '{"cell_type": 1',
        '{"cell_type": ' + "[" * 2000,
        '{"cell_type": [',
    ],
)
def test_what_is_read_of_a_damaged_file_is_bounded_by_its_length(monkeypatch, broken):
    """Its errors are counted: each costs what was read before it, and the lines above it."""
    text = f'{{"cells": [{WHOLE}' + broken * (400_000 // len(broken))
    read = []

    class Counting(json.JSONDecoder):
        def raw_decode(self, text, place):
            try:
                return super().raw_decode(text, place)
            except json.JSONDecodeError as error:
                read.append(error.pos - place + error.pos / 16)
                raise

    monkeypatch.setattr(damaged, "_READER", Counting(strict=False))
    content, told = damaged.mended(text)
    assert content["cells"] == [{"cell_type": "code", "source": []}]
    assert "one cell could be read" in told
    assert sum(read) < 10 * len(text)
