"""A cluster: a scheduler and workers that are processes of their own, and share no folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from autograder.course import CourseError
from autograder.grading import cluster, grade
from autograder.grading.package import PackageError
from tests.tiny.course import ROOT, submit
from tests.tiny.hostile import SQUARE

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path):
    """Starts dask's commands, each in an empty folder of its own."""
    processes: list[subprocess.Popen[bytes]] = []

    def command(name: str, *words: str, path: Path = ROOT, without: Path | None = None) -> Path:
        folder = tmp_path / f"{name}-{len(processes)}"
        folder.mkdir()
        environment = {**os.environ, "PYTHONPATH": str(path), "TMPDIR": str(folder)}
        with (folder / "log").open("wb") as log:
            processes.append(
                subprocess.Popen(
                    [
                        *hiding(without),
                        sys.executable,
                        "-m",
                        f"distributed.cli.dask_{name}",
                        *words,
                    ],
                    cwd=folder,
                    env=environment,
                    stdout=log,
                    stderr=log,
                )
            )
        return folder

    yield command
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait(20)


def hiding(folder: Path | None) -> list[str]:
    """Begins a command that cannot see a folder."""
    if folder is None:
        return []
    start = ["bwrap", "--dev-bind", "/", "/", "--tmpfs", str(folder), "--die-with-parent"]
    return [*start, *(["--cap-add", "ALL"] if os.geteuid() == 0 else []), "--"]


@pytest.fixture
def scheduler(start) -> str:
    """The address of a scheduler."""
    folder = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    return waited(folder / "log", r"Scheduler at: +(tcp://\S+)")


def waited(log: Path, pattern: str) -> str:
    for _ in range(600):
        found = re.search(pattern, log.read_text())
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def worker(start, scheduler, **options) -> Path:
    words = ("--nthreads", "1", "--no-dashboard", "--memory-limit", "0")
    return start("worker", scheduler, *words, **options)


def test_workers_that_can_not_see_the_course_grade_a_class(course, solved, start, scheduler):
    folders = [worker(start, scheduler, without=course.root) for _ in range(2)]
    for number in range(4):
        submit(course, f"right{number}", solved())
    submit(course, "square", solved(double_answer=SQUARE))
    lines: list[str] = []
    result = grade(course, "tiny", scheduler=scheduler, seed=3, report=lines.append)
    assert [s.score for s in result.submissions] == [5.0] * 4 + [3.21]
    assert sum(" a second, " in line for line in lines) == 5
    # What a worker needs it was sent once, and laid out in its own folder.
    assert sum(len(list(folder.glob("package-*"))) for folder in folders) in (1, 2)


def test_a_worker_with_another_version_is_refused_in_a_sentence(
    course, solved, start, scheduler, tmp_path
):
    other = tmp_path / "other"
    shutil.copytree(ROOT / "autograder", other / "autograder")
    shutil.copytree(ROOT / "helpers", other / "helpers")
    shutil.copytree(ROOT / "tests", other / "tests")
    with (other / "autograder" / "course.py").open("a") as file:
        file.write("# another version\n")
    worker(start, scheduler, path=other)
    submit(course, "ada", solved())
    with pytest.raises(PackageError, match="install the same version on every machine"):
        grade(course, "tiny", scheduler=scheduler, report=lambda line: None)


def test_a_scheduler_that_goes_meanwhile_is_told_in_a_sentence(course, solved, start, scheduler):
    worker(start, scheduler)
    for number in range(4):
        submit(course, f"right{number}", solved())

    def report(line: str) -> None:
        if " a second, " in line:
            for child in psutil.Process().children():
                if any("dask_scheduler" in word for word in child.cmdline()):
                    child.kill()

    with pytest.raises(CourseError, match="the scheduler has gone"):
        grade(course, "tiny", scheduler=scheduler, report=report)


def test_a_scheduler_that_is_not_there_is_named(course, solved, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    submit(course, "ada", solved())
    with pytest.raises(CourseError, match=r"no scheduler at tcp://127\.0\.0\.1:9"):
        grade(course, "tiny", scheduler="tcp://127.0.0.1:9", report=lambda line: None)


def test_a_scheduler_without_workers_is_named(course, solved, scheduler, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    submit(course, "ada", solved())
    with pytest.raises(CourseError, match="has no workers: start some"):
        grade(course, "tiny", scheduler=scheduler, report=lambda line: None)
