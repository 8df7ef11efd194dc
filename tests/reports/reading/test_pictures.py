"""Pictures: from where they may come, and what becomes of large ones."""

import base64
import io

import pytest
from PIL import Image

from autograder.reports.defects import Defects
from autograder.reports.document import Marked, Picture, Text, plain
from autograder.reports.reading import pictures
from autograder.reports.reading.pictures import WIDEST, Allowance, Pictures
from tests.reports.notebooks import png


@pytest.fixture
def defects():
    return Defects()


def left_out(reason):
    return Marked("quiet", (Text(f"[Picture left out: {reason}]"),))


def size(picture):
    return Image.open(io.BytesIO(picture.data)).size


def encoded(image, kind):
    out = io.BytesIO()
    image.save(out, kind)
    return base64.b64encode(out.getvalue()).decode()


def test_a_picture_is_taken_as_it_is(defects):
    picture = Pictures(defects).shown("png", png(40, 30), "Teal")
    assert (picture.kind, picture.width, picture.alt) == ("png", 40, "Teal")
    assert base64.b64encode(picture.data).decode() == png(40, 30)
    assert defects.sentences == []


def test_a_large_one_becomes_smaller_and_takes_the_room_that_it_took(defects):
    picture = Pictures(defects).shown("png", png(4000, 100), "")
    assert max(size(picture)) == WIDEST
    assert picture.width == 4000


@pytest.mark.parametrize(("kind", "becomes"), [("GIF", "png"), ("WEBP", "png"), ("BMP", "png")])
def test_kinds_that_a_pdf_does_not_know_become_others(defects, kind, becomes):
    content = encoded(Image.new("RGB", (20, 10), "red"), kind)
    assert Pictures(defects).shown(kind.lower(), content, "").kind == becomes


def test_the_width_that_a_notebook_says_counts_where_it_makes_sense(defects):
    for width, shown in ((200, 200), ("wide", 40), (-3, 40), (True, 40), (10**9, 40)):
        assert Pictures(defects).shown("png", png(), "", width=width).width == shown


def test_a_picture_that_unpacks_to_gigabytes_is_none(defects):
    bomb = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    with defects.at("cell 3"):
        assert Pictures(defects).shown("png", bomb, "") == left_out(
            "it is damaged, or of an unknown kind"
        )
    assert "In cell 3, a picture was left out: it is damaged" in defects.sentences[0]


def test_files_come_from_the_folder_of_the_text_only(tmp_path, defects):
    inside = tmp_path / "inside"
    inside.mkdir()
    for folder in (tmp_path, inside):
        (folder / "a b.png").write_bytes(base64.b64decode(png()))
    (inside / "link.png").symlink_to(tmp_path / "a b.png")
    pictures = Pictures(defects, inside)
    assert isinstance(pictures.find("a%20b.png", ""), Picture)
    assert isinstance(pictures.find("..\\inside\\a b.png", ""), Picture)
    assert defects.sentences == []
    for address in (
        "../a b.png",
        str(tmp_path / "a b.png"),
        "link.png",
        "file:///a.png",
        "//a/b.png",
    ):
        assert plain(pictures.find(address, "")).startswith("[Picture left out: "), address
    assert len(defects.sentences) == 5


def test_without_a_folder_no_file_is_read(tmp_path, monkeypatch, defects):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").write_bytes(base64.b64decode(png()))
    found = Pictures(defects).find("a.png", "A plot")
    assert plain(found) == "[Picture left out: A plot – it is not in the notebook itself]"
    assert "a.png" in defects.sentences[0]


def test_what_is_attached_or_pasted_is_found(defects):
    attached = {"a.png": {"image/png": png()}}
    assert isinstance(Pictures(defects, None, attached).find("attachment:a.png", ""), Picture)
    assert isinstance(Pictures(defects).find(f"data:image/png;base64,{png()}", ""), Picture)
    assert isinstance(Pictures(defects).find("data:image/svg+xml,%3Csvg%3E%3C/svg%3E", ""), Picture)
    assert defects.sentences == []


def test_one_page_holds_so_much_of_pictures_and_reads_each_once(defects, monkeypatch):
    read = []
    checked = pictures._checked
    monkeypatch.setattr(pictures, "_checked", lambda data: read.append(data) or checked(data))
    one, other = png(40, 30), png(50, 30)
    room = 3 * len(base64.b64decode(one)) + 1
    page = Allowance(content=room)
    found = [
        Pictures(defects, allowance=page).shown("png", content, "")
        for content in (one, one, one, one, other)
    ]
    assert [isinstance(each, Picture) for each in found] == [True, True, True, False, False]
    assert found[-1] == left_out("there are too many or too large pictures before it")
    assert len(read) == 2


def test_pictures_of_a_page_that_unpack_to_too_much_are_left_out_unread(defects, monkeypatch):
    page = Allowance(pixels=2 * 4000 * 100)
    contents = [png(4000, 100), png(4000, 99), png(4000, 98), png(10, 10)]
    found = [Pictures(defects, allowance=page).shown("png", each, "") for each in contents]
    assert [isinstance(each, Picture) for each in found] == [True, True, False, True]


def test_a_text_that_is_no_part_of_a_page_for_others_has_no_such_bound(defects, monkeypatch):
    monkeypatch.setattr(Allowance.__init__, "__defaults__", (0, 0))
    assert isinstance(Pictures(defects).shown("png", png(40, 30), ""), Picture)
