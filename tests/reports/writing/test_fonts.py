"""Letters that no font here has are known, and no others."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import typst
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font

from autograder.reports.writing import fonts
from autograder.reports.writing.coverage import without
from tests.reports.notebooks import notebook, prose, written

SOME = fonts.folders()
LATIN = "Plain, naïve, Ελληνικά, кириллица, x² ≤ ∑, שלום"


def typst_fonts(folder):
    """The fonts of the extra, as a computer has them on which they are installed."""
    return [SimpleNamespace(path=str(path)) for path in sorted(Path(folder).rglob("*.[ot]t[fc]"))]


@pytest.fixture
def bare(monkeypatch):
    """A computer on which no font is installed, and none comes with the extra."""
    monkeypatch.setattr(fonts, "folders", list)
    monkeypatch.setattr(typst, "Fonts", lambda **_: SimpleNamespace(fonts=list))


def test_what_typst_brings_lacks_nothing(bare):
    assert fonts.lacking(LATIN) == ""


def test_chinese_and_emoji_are_lacking_where_there_is_no_font_for_them(bare):
    assert fonts.lacking("中 a 文 😀 中\u200d\ufe0f") == "中文😀"


def test_with_the_fonts_of_the_extra_chinese_is_there():
    assert fonts.lacking("中文，“引号”") == ""


def test_each_letter_is_asked_once_however_long_the_text_is(monkeypatch):
    asked = []
    monkeypatch.setattr(fonts, "needs_system", lambda one: asked.append(one))
    assert fonts.lacking("ab中" * 1000) == ""
    assert sorted(asked) == ["a", "b", "中"]


def test_the_folder_of_the_extra_is_looked_for_where_there_is_chinese_alone(monkeypatch):
    monkeypatch.setattr(fonts, "folders", lambda: pytest.fail("it was looked for"))
    assert not fonts.needs_system(LATIN.partition(", שלום")[0])


def test_a_font_of_the_computer_counts_and_a_broken_one_is_passed_over(monkeypatch, bare):
    (folder,) = SOME
    found = [SimpleNamespace(path=__file__), *typst_fonts(folder)]
    monkeypatch.setattr(typst, "Fonts", lambda **_: SimpleNamespace(fonts=lambda: found))
    assert fonts.lacking("中 😀") == "😀"


@pytest.mark.parametrize(
    "spoiled", [b"", b"ttcf", b"\x00\x01\x00\x00\x00\x09", b"OTTO" + b"\xff" * 999]
)
def test_a_file_that_is_no_font_has_no_letter(tmp_path, spoiled):
    (tmp_path / "a.ttf").write_bytes(spoiled)
    assert without("aé", str(tmp_path / "a.ttf")) == {"a", "é"}
    assert without("a", str(tmp_path)) == {"a"}


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSerif-Bold.ttf", "STIXGeneral.ttf"])
def test_what_a_font_is_said_to_have_is_what_it_has(name):
    path = str(Path(get_data_path(), "fonts", "ttf", name))
    codes = FT2Font(path).get_charmap()
    letters = set(map(chr, range(0x20, 0x3000))) | {"中", "😀", "𝐀"}
    assert letters - without(letters, path) == {one for one in letters if ord(one) in codes}


def test_the_report_says_so_and_names_them(tmp_path, bare):
    said = written(tmp_path, notebook(prose("# A\n\nSmile 🫠 please"))).said
    assert "the PDF shows boxes for them: 🫠." in said
    assert "boxes" not in written(tmp_path, notebook(prose("# A\n\nPlain"))).said
