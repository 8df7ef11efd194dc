"""One bundle for each student, and the seed that it is made from."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.release import ReleaseError, release
from autograder.release.roster import keep_seeds, read
from tests.release.example import TINY, Bundle


def roster(folder: Path, text: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_student_of_a_roster_gets_a_bundle_and_a_seed(tiny: Bundle, tmp_path: Path):
    course = tiny.course
    path = roster(tmp_path, "id,first_name\nada,Ada\nalan,Alan\n")
    bundles = release(course, TINY, roster=path).bundles
    assert [path.relative_to(course.build).as_posix() for path in bundles] == [
        "bundles/tiny/ada.zip",
        "bundles/tiny/alan.zip",
    ]
    assert all("tiny/tiny.ipynb" in zipfile.ZipFile(path).namelist() for path in bundles)
    assert list(kept(course)) == ["ada", "alan"]


def kept(course: Course) -> dict[str, str]:
    with (course.root / "seeds" / "tiny.csv").open() as file:
        return {row["id"]: row["seed"] for row in csv.DictReader(file)}


def test_a_student_s_seed_stays_when_the_roster_grows_or_shrinks(tmp_path: Path):
    path = tmp_path / "seeds" / "lab.csv"
    first = keep_seeds(path, "lab", ["ada"], None)
    second = keep_seeds(path, "lab", ["alan", "ada"], None)
    assert second["ada"] == first["ada"]
    assert second["alan"] != first["ada"]
    assert keep_seeds(path, "lab", ["alan"], None) == {"alan": second["alan"]}
    assert keep_seeds(path, "lab", ["ada"], None) == first


def test_a_given_seed_gives_each_student_another_one_and_the_same_again(tmp_path: Path):
    first = keep_seeds(tmp_path / "a.csv", "lab", ["ada", "alan"], 7)
    assert first == keep_seeds(tmp_path / "b.csv", "lab", ["alan", "ada"], 7)
    assert first != keep_seeds(tmp_path / "b.csv", "lab", ["ada", "alan"], 8)
    assert first["ada"] != first["alan"]


def test_a_roster_written_by_a_spreadsheet_is_read(tmp_path: Path):
    assert read(roster(tmp_path, "\ufeffid,name\r\nada , Ada\r\n")) == ["ada"]


TABLE = [["Name", "Student ID", "Remark"], ["Löwe; Ada", "ada", "a, b"], ["Curie", "josé", '"so"']]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_is_read_as_any_spreadsheet_saves_it(tmp_path: Path, separator, encoding, end):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(TABLE)
    text.write(separator * 2 + end + end)
    (tmp_path / "class.csv").write_bytes(text.getvalue().encode(encoding))
    assert read(tmp_path / "class.csv") == ["ada", "josé"]


@pytest.mark.parametrize(
    "heading",
    [
        "id",
        "ID",
        " Id ",
        "Student ID",
        "student_id",
        "STUDENT-ID",
        "Student number",
        '"Student\nID"',
    ],
)
def test_the_column_of_ids_may_be_called_like_it(tmp_path: Path, heading: str):
    assert read(roster(tmp_path, f"name;{heading};mail\nAda; ada\u200b ;x\n")) == ["ada"]


def test_the_column_called_id_is_it_whatever_others_are_called(tmp_path: Path):
    assert read(roster(tmp_path, "Student ID,id\n7,ada\n")) == ["ada"]


def test_commas_in_a_heading_separate_no_columns_where_semicolons_do(tmp_path: Path):
    assert read(roster(tmp_path, "id;last, first, middle\nada;Lovelace, Ada, King\n")) == ["ada"]


def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path):
    path = roster(tmp_path, "sep=|\nname, first|id\nLovelace, Ada|ada\nTuring, Alan|\n")
    with pytest.raises(ReleaseError, match=r"row 3 .* the id is missing"):
        read(path)


def test_rows_without_anything_are_passed_over_and_counted(tmp_path: Path):
    assert read(roster(tmp_path, ";;\n\nid;a;b\n;;\nada;1;2\n; ;\n\nalan\n;;\n")) == ["ada", "alan"]
    with pytest.raises(ReleaseError, match="row 5 of the roster"):
        read(roster(tmp_path, "id;a\n;\nada;1\n\n/;1\n"))


def test_zeros_that_a_formula_protects_stay(tmp_path: Path):
    assert read(roster(tmp_path, 'id,a\n"=""00123""",x\n')) == ["00123"]


@pytest.mark.parametrize(
    "student",
    ["ada", "00123", "Ada.Lovelace+1@example.org", "_x", "a-b", "12e5", "12.05", "Łukasz", "李"],
)
def test_what_can_name_a_folder_everywhere_can_be_an_id(tmp_path: Path, student: str):
    assert read(roster(tmp_path, f"id\n{student}\n")) == [student]


@pytest.mark.parametrize(
    "student", ["1.2345E+09", "1,2345E+09", "1E+10", "123.0", "123,00", "14-Mar"]
)
def test_an_id_that_a_spreadsheet_changed_is_refused(tmp_path: Path, student: str):
    with pytest.raises(
        ReleaseError, match=r'row 3 .*"Student ID".*format the column as text'
    ) as caught:
        read(roster(tmp_path, f"Student ID;a\nada;1\n{student};2\n"))
    assert repr(student) in str(caught.value)


@pytest.mark.parametrize(
    ("student", "why"),
    [
        *((f"a{one}b", f"has {re.escape(one)} in it") for one in '/\\:*?"<>|#%&=!'),
        ("a b", "has a space in it"),
        ("a\x07b", "has '.x07' in it"),
        ("ada.", "end with a dot"),
        (".", "begin with"),
        ("..", "begin with"),
        ("-rf", "begin with"),
        (".ada", "begin with"),
        ("con", "Windows"),
        ("AUX", "Windows"),
        ("nul.txt", "Windows"),
        ("com1", "Windows"),
        ("lpt¹.x", "Windows"),
        ("x" * 201, "too long"),
        ("é" * 101, "too long"),
        ("#NAME?", "no value"),
    ],
)
def test_an_id_that_can_not_name_a_folder_is_refused(tmp_path: Path, student: str, why: str):
    text = io.StringIO()
    csv.writer(text).writerows([["id", "a"], [student, "1"]])
    with pytest.raises(ReleaseError, match=f"row 2 .* cannot be an id: .*{why}") as caught:
        read(roster(tmp_path, text.getvalue()))
    assert len(str(caught.value).replace(str(tmp_path), "")) < 250


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "anna"),
        ("strasse", "straße"),
        ("josé", "jose\u0301"),
        ("ﬁn", "fin"),
        ("x²", "x2"),
        ("Σ", "ς"),
    ],
)
def test_ids_that_a_system_can_not_tell_apart_are_refused(tmp_path: Path, one: str, other: str):
    with pytest.raises(ReleaseError, match=r"row 4 .* row 2"):
        read(roster(tmp_path, f"id\n{one}\nada\n{other}\n"))


def test_an_id_is_the_same_however_its_letters_are_composed(tmp_path: Path):
    assert read(roster(tmp_path, "id\njose\u0301\n")) == ["josé"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "a column named id; it has nothing"),
        ("student\nada\n", 'a column named id; it has "student"'),
        (
            "ID,Student number\n1,2\n",
            'several columns .*"ID", "Student number".*: rename the right one to id',
        ),
        ("id,id\n1,2\n", "several columns"),
        ("id\n", "has no students"),
        ("id;\n;\n", "has no students"),
        ("id\nada\nada\n", "row 3 .* 'ada' is in row 2 already"),
        ("id,x\n,1\n", 'row 2 .*"id": the id is missing'),
        ('id,x\nada,1\n"alan,2\n', "from row 3 on .* quotation mark is missing"),
    ],
)
def test_a_bad_roster_is_refused_in_one_sentence(tmp_path: Path, text: str, complaint: str):
    with pytest.raises(ReleaseError, match=complaint) as caught:
        read(roster(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_roster_that_is_not_there_releases_nothing(tiny: Bundle, tmp_path: Path):
    with pytest.raises(ReleaseError, match="cannot be read"):
        release(tiny.course, TINY, roster=tmp_path / "missing.csv")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"\xff\xfe\x00id", "is not a text file; save it from the spreadsheet as CSV"),
        (b"id\nad\x81a\n", "is not a text file"),
        (b"id\nad\x00a\n", "is not a text file"),
        (b"PK\x03\x04 a workbook", "is a spreadsheet file; save it from the spreadsheet as CSV"),
        (b"\xd0\xcf\x11\xe0 an old one", "is a spreadsheet file"),
    ],
)
def test_a_roster_that_is_no_text_is_refused(tmp_path: Path, data: bytes, complaint: str):
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    with pytest.raises(ReleaseError, match=complaint):
        read(path)
