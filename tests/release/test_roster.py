"""One bundle for each student, and the seed that it is made from."""

import csv
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


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "column named id"),
        ("student\nada\n", "column named id"),
        ("id\n", "has no students"),
        ("id\nada\nada\n", "has ada more than once"),
        ("id\n../ada\n", "line 2 .* has the id '../ada'"),
        ("id,x\n,1\n", "line 2 .* has the id ''"),
        ("id\nada.\n", "line 2"),
    ],
)
def test_a_bad_roster_is_refused_in_one_sentence(tmp_path: Path, text: str, complaint: str):
    with pytest.raises(ReleaseError, match=complaint) as caught:
        read(roster(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_roster_that_is_not_there_releases_nothing(tiny: Bundle, tmp_path: Path):
    with pytest.raises(ReleaseError, match="can not be read"):
        release(tiny.course, TINY, roster=tmp_path / "missing.csv")


def test_a_roster_that_is_no_text_is_refused(tmp_path: Path):
    path = tmp_path / "roster.csv"
    path.write_bytes(b"\xff\xfe\x00id")
    with pytest.raises(ReleaseError, match="can not be read"):
        read(path)
