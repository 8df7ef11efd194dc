"""Grading on a system without what only Linux has: fresh kernels, one notebook after the other."""

from __future__ import annotations

import os
import subprocess
import sys

from autograder.course import Course
from tests.kernels.test_fresh import ELSEWHERE
from tests.tiny.course import ROOT, submit
from tests.tiny.hostile import SQUARE


def elsewhere(course: Course, place, *options: str) -> subprocess.CompletedProcess[str]:
    (place / "sitecustomize.py").write_text(f"import urllib.request\n{ELSEWHERE}")
    words = ["grade", "tiny", "--seed", "3", "--course", str(course.root), *options]
    return subprocess.run(
        [sys.executable, "-m", "autograder", *words],
        env={**os.environ, "PYTHONPATH": f"{place}:{ROOT}"},
        capture_output=True,
        text=True,
    )


def test_a_class_is_graded_without_a_sandbox_where_there_can_be_none(course, solved, tmp_path):
    submit(course, "ada", solved())
    submit(course, "dies", solved(triple_answer="import os\nos._exit(3)"))
    submit(course, "square", solved(double_answer=SQUARE))
    done = elsewhere(course, tmp_path, "--no-sandbox")
    assert done.returncode == 0, done.stderr
    assert "WARNING: without a sandbox" in done.stdout
    assert "takes longer: a zygote needs Linux, and this is darwin" in done.stderr
    rows = [
        line.split()[:3] for line in done.stdout.splitlines() if line.startswith(("ada ", "d", "s"))
    ]
    assert ["ada", "5/14", "graded"] in rows
    assert ["dies", "2/14", "problems"] in rows
    assert ["square", "3.21/14", "graded"] in rows


def test_without_being_asked_to_go_without_it_grading_refuses(course, solved, tmp_path):
    submit(course, "ada", solved())
    done = elsewhere(course, tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "autograder: there is no sandbox on darwin: grade on Linux, or add --no-sandbox"
    )
