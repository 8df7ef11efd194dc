"""student.toml: made when it is missing, and read whatever somebody has written into it."""

import tomllib
from datetime import date

import pytest

from autograder.reports.defects import Defects
from autograder.reports.lab import student
from autograder.reports.lab.student import FILE, Student, entered


def read(folder, text):
    content = text if isinstance(text, bytes) else text.encode()
    (folder / FILE).write_bytes(content)
    defects = Defects()
    return entered(folder, defects), defects.sentences


def test_a_missing_file_is_made_and_is_good_toml_that_changes_nothing(tmp_path):
    defects = Defects()
    assert entered(tmp_path, defects) == Student()
    assert defects.sentences == [
        f"Fill in who you are in {FILE}, now beside the notebook, and write the report again."
    ]
    made = (tmp_path / FILE).read_text(encoding="utf-8")
    values = tomllib.loads(made)
    assert set(values) == {"name", "number", "class", "email", "course", "title", "date"}
    assert set(values.values()) == {""}
    again = Defects()
    assert entered(tmp_path, again) == Student()
    assert again.sentences == [f"Nothing is filled in yet in {FILE}."]


def test_what_is_filled_in_stands_in_its_place(tmp_path):
    lines = 'name = "Ada"\nnumber = 17\nclass = "A-1"\nemail = "a@b.org"\ndate = 2026-11-29\n'
    who, said = read(tmp_path, lines + 'course = "Nets"\ntitle = "First report"')
    assert said == []
    assert who == Student("Ada", "17", "A-1", "a@b.org", "Nets", "First report", "2026-11-29")


def test_a_file_in_the_folder_above_serves_all_labs(tmp_path):
    (tmp_path / FILE).write_text('name = "Ada"')
    lab = tmp_path / "lab"
    lab.mkdir()
    assert entered(lab, Defects()).name == "Ada"
    (tmp_path / FILE).write_text("")
    defects = Defects()
    entered(lab, defects)
    assert defects.sentences == [f"Nothing is filled in yet in {tmp_path / FILE}."]
    (lab / FILE).write_text('name = "Grace"')
    assert entered(lab, Defects()).name == "Grace", "the nearer one counts"
    assert student.found(lab) == lab / FILE


AS = "was read as {}; put it between straight quotes"
OUT = "Line 1 of student.toml was left out: "
MENDED = [
    ("name = Ada", "Ada", AS.format("Ada")),
    ("name = “张三”", "张三", AS.format("张三")),
    ('name = "Ada', "Ada", AS.format("Ada")),
    ("name = 'Ada'", "Ada", None),
    ('name ＝ "Ada"', "Ada", None),
    ('NAME = "Ada"  # me', "Ada", None),
    ('name = "Ada"\nname = "Bea"', "Bea", "In line 2 of student.toml, name stands for a second"),
    ("name = [1]", "", OUT + "write a text between quotes."),
    ("name = true", "", OUT + "write a text between quotes."),
    ('nombre = "Ada"', "", OUT + "nombre is not one of name, number"),
    ('name = "Ada",', "Ada", None),
    ('name = "Ada"; # me', "Ada", "was read as Ada; put"),
    ("name = 007;", "007", None),
    ("name = 3.10 # a class", "3.10", None),
    ('name = "A\\u202eda"', "Ada", None),
    ("Ada", "", OUT + "a line should look like"),
    (f'name = "{"x" * 300}"', "x" * 200, "Line 1 of student.toml was cut after 200 letters."),
]


@pytest.mark.parametrize(("text", "name", "sentence"), MENDED)
def test_a_bad_line_costs_one_sentence_and_nothing_else(tmp_path, text, name, sentence):
    who, said = read(tmp_path, f'{text}\ncourse = "Nets"\n')
    assert (who.name, who.course) == (name, "Nets")
    assert len(said) == (sentence is not None)
    assert all(sentence in one for one in said)


def test_a_number_keeps_its_zeros(tmp_path):
    assert read(tmp_path, "number = 0012345")[0].number == "0012345"
    assert read(tmp_path, "number = 2023_001")[0].number == "2023_001"


def test_an_address_without_an_at_is_told_and_shown(tmp_path):
    who, said = read(tmp_path, 'email = "ada.example.org"')
    assert who.email == "ada.example.org"
    assert said == ["In student.toml, the e-mail address ada.example.org does not look like one."]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_editors_write_text_in_several_ways(tmp_path, coding):
    assert read(tmp_path, 'name = "张三"'.encode(coding))[0].name == "张三"


def test_a_folder_that_cannot_be_written_costs_the_head_only(tmp_path):
    defects = Defects()
    assert entered(tmp_path / "nowhere" / "at" / "all", defects) == Student()
    assert "cannot be made" in defects.sentences[0]


def test_today_is_a_date():
    assert date.fromisoformat(student.today())
