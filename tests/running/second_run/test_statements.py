"""A cell is taken apart into what can be run by itself, whatever stands in it."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.running.second_run import statements
from autograder.running.second_run.statements import INVISIBLE, names, pieces


def sources(text: str) -> list[str]:
    return [piece.source for piece in pieces(text)]


def the(text: str):
    (piece,) = pieces(text)
    return piece


def test_every_statement_is_a_piece_and_knows_its_line():
    found = pieces("import a\n\n# a remark\nx = [\n  1,\n]\n@deco\ndef f():\n    return 1\n")
    assert [(piece.line, piece.source) for piece in found] == [
        (1, "import a"),
        (4, "x = [\n  1,\n]"),
        (7, "@deco\ndef f():\n    return 1"),
    ]


def test_what_stands_on_one_line_is_apart_all_the_same():
    assert sources("a = 1; b = a\nc = 2") == ["a = 1", "b = a", "c = 2"]
    assert sources("a = (1,\n 2); b = 3") == ["a = (1,\n 2)", "b = 3"]


@pytest.mark.slow
def test_statements_on_one_line_are_cut_by_their_characters():
    assert sources("a = 'é'; b = 'ü'; c = 1") == ["a = 'é'", "b = 'ü'", "c = 1"]
    assert sources("if a: b = 1; c = 2") == ["if a: b = 1; c = 2"]
    assert sources("x = 1; f(2,\n  'é')") == ["x = 1", "f(2,\n  'é')"]
    assert len(pieces("x;" * 20_000)) == 20_000


def test_of_several_imports_in_one_statement_each_stands_for_itself():
    assert sources("import a.b, c as d") == ["import a.b", "import c as d"]
    assert sources("from a import (\n    b,\n    c as d,\n)") == [
        "from a import b",
        "from a import c as d",
    ]
    assert [piece.binds for piece in pieces("import a.b, c as d")] == [{"a"}, {"d"}]


def test_a_cell_that_is_indented_as_a_whole_is_read_as_ipython_reads_it():
    assert sources("    a = 1\n    b = 2") == ["a = 1", "b = 2"]


@pytest.mark.parametrize(
    ("text", "binds", "uses"),
    [
        ("x = y + 1", {"x"}, {"y"}),
        ("x += y", {"x"}, {"x", "y"}),
        ("import a.b", {"a"}, set()),
        ("import c as d", {"d"}, set()),
        ("def f(a, b=c):\n    d = a\n    return d + e", {"f"}, {"c", "e"}),
        ("def f():\n    global g\n    g = 1", {"f", "g"}, set()),
        ("class A(B):\n    c = d", {"A"}, {"B", "d"}),
        ("f = lambda x: x + y", {"f"}, {"y"}),
        ("z = [x for x in y]", {"z"}, {"y"}),
        ("for i in r:\n    s = i", {"i", "s"}, {"i", "r"}),
        ("with o as f:\n    pass", {"f"}, {"o"}),
        ("try:\n    import a\nexcept ImportError as e:\n    a = None", {"a", "e"}, set()),
        ("print(len(x))", set(), {"x"}),
        ("(a, *b), c = d", {"a", "b", "c"}, {"d"}),
    ],
)
def test_the_names_that_a_statement_binds_and_uses_are_those_of_the_notebook(text, binds, uses):
    piece = the(text)
    assert piece.binds == binds
    assert piece.uses == uses


@pytest.mark.parametrize(
    ("text", "touches"),
    [
        ("nets['he'] = 1", {"nets"}),
        ("nets['a'].b[0] = 1", {"nets"}),
        ("nets.update(a=1)", {"nets"}),
        ("del nets['he']", {"nets"}),
        ("f(nets)", {"f"}),
        ("x = nets['he']", set()),
    ],
)
def test_what_changes_a_thing_is_told_from_what_reads_it(text, touches):
    assert the(text).touches == touches


def test_packages_are_known_by_their_first_part():
    assert the("import a.b as c").imports == {"a"}
    assert the("from d.e import f").imports == {"d"}
    assert the("try:\n    import g\nexcept ImportError: pass").imports == {"g"}
    assert the("from h import *").star


@pytest.mark.parametrize(
    ("text", "unwritten"),
    [
        ("def f():\n    raise NotImplementedError", True),
        ('def f():\n    """What it does."""\n    raise NotImplementedError("later")', True),
        ("def f():\n    raise ValueError", False),
        ("def f():\n    x = 1\n    raise NotImplementedError", False),
        ("x = 1", False),
    ],
)
def test_a_function_that_is_not_written_yet_is_seen(text, unwritten):
    assert the(text).unwritten is unwritten


TORN = "def f(x):\n    y = 2\n{}\n    return y * x"


@pytest.mark.parametrize(
    "text",
    [
        TORN.format("now the loop"),
        TORN.format("for n in x:\n    y = n"),
        TORN.format("<<<<<<< HEAD"),
        "def f(x):\n    y = 2\nreturn y * x",
    ],
)
def test_the_first_half_of_a_function_is_none(text):
    found = pieces(f"{text}\nz = 1")
    assert not any(piece.defines for piece in found)
    assert [piece.source for piece in found][-1] == "z = 1"
    assert "f" in found[0].binds


@pytest.mark.parametrize(
    "below", ["note", "def g(x) return x\n    x", "print 'x'\n", "%time\n    x"]
)
def test_a_function_that_is_whole_stays_one_above_what_is_no_python(below):
    whole = "def f(x):\n    return 2 * x"
    assert pieces(f"{whole}\n{below}")[0].source.rstrip() == whole


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 1", "%%capture out", "%%unknown"])
def test_a_magic_for_the_cell_does_not_hide_its_python(magic):
    (piece,) = pieces(f"{magic}\nx = 1")
    assert (piece.source, piece.line, piece.binds) == ("x = 1", 2, {"x"})


def test_what_is_run_elsewhere_is_not_taken_for_python():
    assert the("%%bash\nx=1").binds == frozenset()
    assert the("%%writefile a.py\nx = 1").binds == frozenset()


BROKEN = [
    "print 'hello'",
    "print(f'{a['b']}')",
    "x = (1,",
    "def broken(x) return x",
    "%matplotlib inline",
    "!pip install x",
    "type Point = tuple",
    "?help",
    "    indented = 1",
    "x = = 1",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_python_can_not_read_costs_nothing_around_it(broken):
    before, after = "a = 1", "def f(x):\n    if x:\n        return x\n    else:\n        return a"
    assert {before, after} <= set(sources(f"{before}\n{broken}\n{after}"))


def test_what_can_not_be_read_tells_what_it_would_have_bound():
    (piece,) = pieces("def f(x):\n    return f'{x['a']}' !")
    assert piece.binds == {"f"}


def test_text_at_the_margin_does_not_end_a_string():
    text = 'def f():\n    """\nat the margin\n"""\n    return 1\nx = = 1'
    assert sources(text)[0] == 'def f():\n    """\nat the margin\n"""\n    return 1'


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*BROKEN, "x = 1", "", ")", "'''", "\\"])).map("\n".join)
)
def test_whatever_a_cell_holds_its_pieces_are_lines_of_it(text):
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    written = [each.translate(way) for each in (shown, dedent(shown)) for way in ({}, INVISIBLE)]
    for piece in pieces(text):
        own = piece.source.strip()
        assert piece.imports or any(own in each for each in written)


def test_characters_that_nobody_sees_are_left_out_where_the_text_is_no_python_with_them():
    assert sources("\u200bx =\u00a01") == ["x = 1"]
    assert sources("x = '\u00a0\u200b'") == ["x = '\u00a0\u200b'"]


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "x = [" * 3_000, "a.b" * 50_000, "\0", "x" * 10**6]
)
def test_a_cell_without_end_is_one_that_is_not_looked_into(text):
    assert len(pieces(text)) <= 1


def test_names_that_a_text_needs_are_those_that_it_does_not_bind_before():
    assert names("a = b\nc = a + d\nd = 1") == {"b", "d"}


@pytest.mark.parametrize(
    "text",
    [
        "x = (\n" + "y = 1\n" * 300,
        "x = (\n" * 300,
        "def f():\n    a = 1\n" + "    return 1\n  b\n" * 300 + "    x = = 1\n",
        "if x\n" + "    y = 1\n" * 300,
    ],
)
@pytest.mark.parametrize("times", [1, 8, 64])
def test_how_much_is_read_to_take_a_text_apart_is_bounded_by_its_length(monkeypatch, text, times):
    text, read, parse = text * times, [], ast.parse

    def counted(source):
        read.append(len(source))
        return parse(source)

    monkeypatch.setattr(statements.ast, "parse", counted)
    pieces.cache_clear()
    assert "".join("".join(sources(text)).split()) == "".join(text.split())
    tried = max(statements._LEAST, min(statements._EFFORT * len(text), statements._MOST))
    assert sum(read) <= tried + 2 * len(text)  # as a whole it is read before, and then in parts
