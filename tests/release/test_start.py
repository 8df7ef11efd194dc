"""start.py: from an unpacked bundle to JupyterLab, on a machine that has Python alone."""

import ast
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.course import Course
from tests.release.example import ROOT, Bundle, imported, unpacked

START = ROOT / "autograder" / "release" / "bundle" / "start.py"
OLDEST_THAT_IS_TOLD = (3, 7)
WRONG_ANSWER = """
from autograder.checks import check
print(check("initialization.zeros", lambda layers_dims: None))
"""


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(START.parent)
    import start

    return start


def test_it_needs_the_standard_library_only_and_old_pythons_can_read_it():
    ast.parse(START.read_text(), feature_version=OLDEST_THAT_IS_TOLD)
    assert imported(START) <= sys.stdlib_module_names


def test_an_old_python_is_told_kindly_what_to_do(start):
    start.require_version((3, 11))
    start.require_version((4, 0))
    with pytest.raises(start.SetupError, match=r"needs Python 3\.11 .*this is Python 3\.9"):
        start.require_version((3, 9))


def test_a_start_from_inside_the_zip_file_says_to_unpack_it(tmp_path: Path):
    (tmp_path / "start.py").write_bytes(START.read_bytes())
    done = subprocess.run(
        [sys.executable, "start.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "unpack the whole zip" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_failed_installation_shows_its_last_lines_and_what_to_do(start, tmp_path: Path, capsys):
    words = "import sys; print(*range(30), sep='\\n'); sys.exit('no network')"
    with pytest.raises(start.SetupError) as caught:
        start.run([sys.executable, "-c", words], "Check the network.")
    lines = str(caught.value).splitlines()
    assert lines[-2:] == ["    no network", "Check the network."]
    assert "    29" in lines
    assert len(lines) == 10


def test_an_environment_without_a_stamp_or_from_elsewhere_is_made_anew(
    start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ran = []

    def pretend(command: list[str], *_: object, **__: object) -> None:
        ran.append("venv" if "venv" in command else "pip")
        if ran[-1] == "venv":
            start.python_of(venv).parent.mkdir(parents=True)
            start.python_of(venv).touch()

    monkeypatch.setattr(start, "run", pretend)
    venv = tmp_path / ".venv"
    for fingerprint, expected in [
        ("here\n1", ["venv", "pip"]),
        ("here\n2", ["pip"]),
        ("there\n2", ["venv", "pip"]),
    ]:
        ran.clear()
        assert not start.environment_is_ready(venv, fingerprint)
        start.make_environment(venv, [], fingerprint, sys.executable)
        assert ran == expected
        assert start.environment_is_ready(venv, fingerprint)
    (venv / start.STAMP).unlink()
    assert not start.environment_is_ready(venv, "there\n2")
    ran.clear()
    start.make_environment(venv, [], "there\n2", sys.executable)
    assert ran == ["venv", "pip"]


def test_the_notebook_named_like_the_folder_is_opened_and_else_the_only_one(start, tmp_path: Path):
    folder = tmp_path / "lab"
    folder.mkdir()
    assert start.address_in(folder) == "/lab"
    (folder / "an other.ipynb").touch()
    assert start.address_in(folder) == "/lab/tree/an%20other.ipynb"
    (folder / "Untitled.ipynb").touch()
    assert start.address_in(folder) == "/lab"
    (folder / "lab.ipynb").touch()
    assert start.address_in(folder) == "/lab/tree/lab.ipynb"


@pytest.mark.slow
def test_a_new_student_comes_from_the_zip_file_to_a_lab_that_answers(
    course: Course, tmp_path: Path
):
    bundle = unpacked(course, "initialization", tmp_path)
    environment = {
        name: os.environ[name] for name in os.environ if not name.startswith(("PYTHON", "VIRTUAL"))
    }
    command = [sys.executable, "start.py", "--prepare"]
    first = subprocess.run(
        command, cwd=bundle.folder, env=environment, capture_output=True, text=True
    )
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.count("\n") < 6
    begin = time.monotonic()
    again = subprocess.run(command, cwd=bundle.folder, env=environment, capture_output=True)
    assert again.stdout == b""
    assert time.monotonic() - begin < 2
    assert "python3" in inside(bundle, environment, "-m", "jupyter", "kernelspec", "list")
    assert "initialization.zeros, 0 of" in inside(bundle, environment, "-c", WRONG_ANSWER)
    assert f"/lab/tree/{bundle.lab}.ipynb?token=" in address(bundle, environment)


def inside(bundle: Bundle, environment: dict[str, str], *arguments: str) -> str:
    """What Python prints in the environment that start.py made, in the lab's folder."""
    python = bundle.folder / ".venv" / "bin" / "python"
    return subprocess.check_output(
        [python, *arguments], cwd=bundle.folder, env=environment, text=True
    )


def address(bundle: Bundle, environment: dict[str, str]) -> str:
    """The address that `start.py --no-browser` prints once the server answers."""
    with subprocess.Popen(
        [sys.executable, "start.py", "--no-browser", "--allow-root"],
        cwd=bundle.folder,
        env={**environment, "HOME": str(bundle.folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        found = next((line for line in process.stdout if "127.0.0.1" in line), "")
        os.killpg(process.pid, signal.SIGTERM)
    return found
