"""Commands whose reader leaves before they have said everything."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.notebooks.sources import COURSE
from tests.overview import classes
from tests.overview.classes import result
from tests.reports.notebooks import notebook, prose


def ended(*arguments, both=False):
    """How a command ended of which nobody has read anything: its status, and its complaints."""
    read, write = os.pipe()
    os.close(read)
    streams = {"stdout": write, "stderr": write if both else subprocess.PIPE}
    line = [sys.executable, "-m", *map(str, arguments)]
    made = subprocess.run(line, cwd=COURSE.root, text=True, check=False, **streams)
    os.close(write)
    return made.returncode, made.stderr or ""


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("module", ["autograder report", "autograder.reports"])
def test_a_report_is_written_whole_and_nothing_is_complained_of(tmp_path, module, both):
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(notebook(*(prose(f"# A\n\n$\\bad{n}$") for n in range(300)))))
    assert ended(*module.split(), path, both=both) == (0, "")
    assert (tmp_path / "a.html").is_file()
    assert (tmp_path / "a.pdf").is_file()


def test_a_class_report_is_written_whole(tmp_path):
    course = classes.course(tmp_path / "course")
    classes.grade(course, result("ada"))
    assert ended("autograder", "overview", classes.LAB, "--course", course.root) == (0, "")
    assert (course.root / "overview" / f"{classes.LAB}.csv").is_file()


def test_a_refusal_that_nobody_reads_keeps_its_status(tmp_path):
    assert ended("autograder", "report", tmp_path / "none.ipynb", both=True) == (2, "")


def test_more_than_a_pipe_holds_goes_nowhere(tmp_path):
    script = tmp_path / "long.py"
    script.write_text(
        "from autograder.reports.pipe import whoever_reads\n"
        "with whoever_reads():\n"
        "    for number in range(100_000):\n"
        "        print(number, flush=number % 1_000 == 0)\n"
        f"    open({str(tmp_path / 'end')!r}, 'w').write('whole')\n"
    )
    head = shutil.which("head")
    assert head
    line = f"'{sys.executable}' '{script}' | {head} -n 1"
    made = subprocess.run(
        line, shell=True, cwd=COURSE.root, capture_output=True, text=True, check=False
    )
    assert (made.stdout, made.stderr) == ("0\n", "")
    assert (tmp_path / "end").read_text() == "whole"


def test_a_full_disk_below_what_is_printed_stops_nothing(tmp_path):
    end = tmp_path / "end"
    program = f"with whoever_reads():\n    print('one')\n    open({str(end)!r}, 'w').write('x')"
    text = f"from autograder.reports.pipe import whoever_reads\n{program}"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", text], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert end.read_text() == "x"


def test_each_line_is_there_at_once():
    """Of a command that is killed, what it has said is known."""
    program = "with whoever_reads():\n    print('one', end='\\n')\n    os._exit(0)"
    text = f"import os\nfrom autograder.reports.pipe import whoever_reads\n{program}"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert done.stdout == "one\n"
