"""nbgrader hands out the pages that our command wrote: each to whom it belongs."""

from __future__ import annotations

import pytest
from nbgrader.utils import notebook_hash

from tests.nbgrader.test_commands import errors, nbgrader
from tests.tiny.course import grade, submit

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("again", [False, True], ids=["as graded", "as nbgrader writes them again"])
def test_everybody_gets_feedback_also_beside_who_sent_a_notebook_by_mail(
    course, solved, tmp_path, again
):
    for student in ("ada", "bob", "carl"):
        submit(course, student, solved())
    for student in ("ada", "carl"):  # as the exchange collects them
        folder = course.submitted / student / "tiny"
        (folder / "submission_secret.txt").write_text(f"secret of {student}")
        (folder / "timestamp.txt").write_text("2030-05-01 12:00:00 UTC")
    (course.submitted / "carl" / "tiny" / "tiny.ipynb").rename(course.root / "elsewhere.txt")
    grade(course, "tiny", workers=1, report=lambda line: None)
    if again:
        done = nbgrader(course, "generate_feedback", "tiny", "--force", "--student", "ada")
        assert done.returncode == 0, errors(done.stderr)
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    done = nbgrader(course, "release_feedback", "tiny", f"--Exchange.root={exchange}")
    assert done.returncode == 0, errors(done.stderr)
    for student in ("ada", "carl"):
        name = notebook_hash(secret=f"secret of {student}", notebook_id="tiny")
        (released,) = exchange.rglob(f"{name}.html")
        page = course.feedback / student / "tiny" / "tiny.html"
        assert released.read_bytes() == page.read_bytes()
    assert len(list(exchange.rglob("*.html"))) == 3


def test_who_is_graded_twice_is_known_by_the_same_secret(course, solved):
    submit(course, "bob", solved())
    secret = course.feedback / "bob" / "tiny" / "submission_secret.txt"
    grade(course, "tiny", workers=1, report=lambda line: None)
    first = secret.read_text()
    grade(course, "tiny", workers=1, again=True, report=lambda line: None)
    assert secret.read_text() == first
    assert len(first) == 128
