"""Notes beside the notebook, however an editor has written them."""

import base64

import pytest

from autograder.reports.defects import Defects
from autograder.reports.document import Figure, Heading, plain, walk
from autograder.reports.lab.notes import note_file
from tests.reports.notebooks import png

TEXT = "# 我的笔记\r\n\r\n正文 text\r\n"


def read(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    defects = Defects()
    return note_file(path, 1, defects), defects.sentences


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_chinese_notes_are_read_in_the_ways_in_which_editors_write_them(tmp_path, encoding):
    (title, text), said = read(tmp_path / "a.md", TEXT.encode(encoding))
    assert [plain(title), plain(text)] == ["Notes 1: 我的笔记", "正文 text"]
    assert said == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", base64.b64decode(png())),
        ("a.docx", b"PK\x03\x04\x14\0\0\0"),
        ("a.ipynb", b'{"cells": []}'),
    ],
    ids=["a picture", "a document", "a notebook"],
)
def test_what_is_no_text_is_left_out_and_named(tmp_path, name, content):
    assert read(tmp_path / name, content) == (
        [],
        [f"The notes {tmp_path / name} are not Markdown, so they were left out."],
    )


FRONT = "---\ntitle: 'What I tried'\ntags:\n  - nets\n- x\n# y\n---\n"


def test_of_what_an_editor_keeps_above_a_text_only_the_title_is_told(tmp_path):
    (title, text), said = read(tmp_path / "a.md", f"{FRONT}Words.")
    assert [plain(title), plain(text)] == ["Notes 1: What I tried", "Words."]
    heading, *_ = read(tmp_path / "a.md", f"{FRONT}# Mine\n\nWords.")[0]
    assert plain(heading) == "Notes 1: Mine"
    assert said == []


def test_lines_across_are_nothing_of_that_kind(tmp_path):
    blocks, _ = read(tmp_path / "a.md", "---\n\nOne: a word.\nTwo words.\n\n---\n\nThree.")
    assert "Two words." in plain(tuple(blocks))
    assert isinstance(blocks[0], Heading)


def test_a_picture_as_obsidian_writes_it_is_shown_or_named(tmp_path):
    (tmp_path / "my plot.png").write_bytes(base64.b64decode(png()))
    blocks, said = read(tmp_path / "a.md", "![[my plot.png|300]]\n\n![[gone.png]] [[page]]")
    assert sum(isinstance(one, Figure) for one in walk(tuple(blocks))) == 1
    assert "[[page]]" in plain(tuple(blocks))
    assert said == ["In a.md, the picture gone.png was left out: there is no such file."]


def test_lines_of_blanks_below_a_line_across_are_read_in_one_go(tmp_path):
    """Each could be taken for one of two things, which makes 2**200 ways to read them."""
    blocks, defects = read(tmp_path / "n.md", ("---\n" + " \n" * 200 + "told").encode())
    assert "told" in plain(tuple(blocks))
    assert defects == []
