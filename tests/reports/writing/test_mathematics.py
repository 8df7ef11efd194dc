"""Formulas are drawn, each with its size; what cannot be drawn says why."""

import re
import sys
import threading
from importlib.metadata import PackageNotFoundError
from types import ModuleType, SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from autograder.reports.document import Formula
from autograder.reports.writing import mathematics
from autograder.reports.writing.mathematics import Drawing, Fault, Mathematics
from autograder.reports.writing.page import written
from tests.notebooks.sources import LABS, read


@pytest.fixture(scope="module")
def engine():
    return Mathematics()


@pytest.mark.parametrize("lab", LABS)
def test_every_formula_of_the_labs_is_drawn(engine, lab):
    from autograder.reports.reading.formulas import set_aside

    texts = [cell.source for cell in read(lab).cells if cell.cell_type == "markdown"]
    formulas = [formula for text in texts for _, formula in set_aside(text)[1]]
    assert formulas
    assert [one for one in formulas if isinstance(engine.drawn(one), Fault)] == []


def test_a_taller_formula_is_taller_and_one_with_an_index_goes_deeper(engine):
    x, fraction, index = (engine.drawn(Formula(tex)) for tex in ("x", r"\frac{x}{y}", "x_i"))
    assert fraction.height > x.height
    assert index.depth > x.depth >= 0
    assert index.width > x.width


def test_letters_have_no_outline_and_lines_have_one(engine):
    letters = engine.drawn(Formula(r"\sum_i W^{[l]}")).svg
    assert "stroke" not in letters
    for tex in (r"\cancel{x}", r"\boxed{x}", r"\begin{array}{c|c}a&b\\\hline c&d\end{array}"):
        lines = [
            element.attrib
            for element in ET.fromstring(engine.drawn(Formula(tex)).svg).iter()
            if element.tag.rpartition("}")[2] in ("line", "rect")
        ]
        assert lines
        assert all(one["stroke"] == "currentColor" for one in lines), tex
        assert all(float(one["stroke-width"]) > 0 for one in lines), tex


def test_a_tag_stands_beside_its_formula(engine):
    plain, tagged = (engine.drawn(Formula(tex, True)) for tex in ("a = b", r"a = b \tag{1}"))
    assert isinstance(tagged, Drawing)
    assert tagged.width > plain.width


def test_what_a_formula_defines_others_may_use():
    engine = Mathematics()
    assert isinstance(engine.drawn(Formula(r"\RR")), Fault)
    assert isinstance(engine.drawn(Formula(r"\newcommand{\RR}{\mathbb{R}}\RR^n")), Drawing)
    assert isinstance(engine.drawn(Formula(r"\RR^2")), Drawing)


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo", r"Undefined control sequence \\foo"),
        (r"\frac{1", "Missing close brace"),
        (r"\href{javascript:x}{y}", r"Undefined control sequence \\href"),
        (r"\require{html}", r"Undefined control sequence \\require"),
        (r"\def\a{\a\a}\a", "maximum macro substitution"),
        ("x" * 6000, "formula.long"),
    ],
)
def test_what_cannot_be_drawn_says_why_and_the_next_one_is_drawn(engine, tex, reason):
    fault = engine.drawn(Formula(tex))
    assert isinstance(fault, Fault)
    assert re.search(reason, fault.reason)
    assert isinstance(engine.drawn(Formula("x + 1")), Drawing)


def test_an_engine_that_has_run_out_of_room_goes_on_with_the_next_formula():
    engine = Mathematics()
    assert isinstance(engine.drawn(Formula("{" * 2400 + "}" * 2400)), Fault)
    assert isinstance(engine.drawn(Formula("y")), Drawing)


def test_an_engine_that_was_stopped_starts_anew(monkeypatch):
    engine = Mathematics()
    engine.drawn(Formula("x"))

    def stopped(*_):
        raise RuntimeError("interrupted")

    monkeypatch.setattr(engine._engine, "_draw", stopped)
    assert engine.drawn(Formula("slow")) == Fault("formula.undrawn")
    assert isinstance(engine.drawn(Formula("y")), Drawing)


def test_what_runs_beside_takes_nothing_of_the_time_for_formulas(monkeypatch):
    def draws_while_another_thread_works(*_: object) -> Fault:
        worker = threading.Thread(target=lambda: sum(range(10_000_000)))
        worker.start()
        worker.join()
        return Fault("so be it")

    monkeypatch.setattr(mathematics, "SECONDS_IN_ALL", 0.05)
    monkeypatch.setattr(mathematics._Engine, "draw", draws_while_another_thread_works)
    drawn = Mathematics()
    drawn.drawn(Formula("x", display=False))
    assert drawn.drawn(Formula("y", display=False)) != Fault("formula.late")


def test_without_the_engine_or_its_program_there_is_a_fault_without_a_reason(monkeypatch):
    monkeypatch.setattr(mathematics, "_PACKAGE", "no-such-package")
    assert Mathematics().drawn(Formula("x")) == Fault()


def test_an_ampersand_in_a_text_does_no_harm(engine):
    assert isinstance(engine.drawn(Formula(r"\text{a \& b < c}")), Drawing)


class _Other(ModuleType):
    """A module of the engine's name that is something else."""


@pytest.mark.parametrize("lack", ["no wheel", "another module", "no MathJax", "no file of it"])
def test_without_an_engine_every_formula_is_a_fault_without_a_reason(monkeypatch, tmp_path, lack):
    def missing(name):
        raise PackageNotFoundError(name)

    if lack in ("no wheel", "another module"):
        module = None if lack == "no wheel" else _Other("quickjs")
        monkeypatch.setitem(sys.modules, "quickjs", module)
    else:
        found = SimpleNamespace(locate_file=lambda folder: tmp_path / folder)
        monkeypatch.setattr(
            mathematics, "distribution", missing if lack == "no MathJax" else lambda _: found
        )
    drawing = Mathematics()
    assert drawing.drawn(Formula("x^2")) == drawing.apart().drawn(Formula("y")) == Fault()
    html = written(Formula(r"\frac{a}{b} < c", True), drawing)
    assert '<code class="tex">\\frac{a}{b} &lt; c</code>' in html
