"""How the course sets itself up, on a machine that has Python, make and git."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(TOOLS)
    monkeypatch.setattr(sys, "path", sys.path[:])
    import environment

    return environment


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(TOOLS)
    import system

    return system


@pytest.mark.parametrize("name", ["environment.py", "system.py"])
def test_setting_up_needs_the_standard_library_only_and_old_pythons_can_read_it(name: str):
    tree = ast.parse((TOOLS / name).read_text(), feature_version=(3, 7))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.module in sys.stdlib_module_names | {"start", "system"}
        elif isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= sys.stdlib_module_names


def executable(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_python_that_is_too_old_or_has_no_venv_is_passed_over(
    environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    executable(tmp_path / "python3.13", "exit 1")
    good = executable(tmp_path / "python3.12", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(environment.sys, "executable", str(tmp_path / "python3.13"))
    assert environment.find_python() == str(good)


def test_the_environment_is_not_made_anew_with_its_own_python(
    environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    own = tmp_path / ".venv" / "bin"
    own.mkdir(parents=True)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment.sys, "executable", str(executable(own / "python3", "exit 0")))
    monkeypatch.setenv("PATH", f"{own}:{tmp_path}")
    assert environment.find_python() is None
    good = executable(tmp_path / "python3", "exit 0")
    assert environment.find_python() == str(good)


def test_a_machine_without_a_good_python_gets_one_sentence(
    environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(environment, "find_python", lambda: None)
    monkeypatch.setattr(environment, "try_to_install", lambda _: None)
    monkeypatch.setattr(environment, "environment_is_ready", lambda *_: False)
    monkeypatch.setattr(sys, "argv", ["environment.py"])
    assert environment.main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The course needs Python 3.11 or newer")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_the_environment_is_renewed_when_what_it_is_made_from_changes(
    environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
):
    for name in environment.MADE_FROM:
        (tmp_path / name).write_text("as it was")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    before = environment.fingerprint()
    assert environment.fingerprint() == before
    (tmp_path / changed).write_text("changed")
    assert environment.fingerprint() != before


def test_without_the_right_to_install_the_sandbox_one_command_is_shown(
    system, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    executable(tmp_path / "apt-get", "exit 1")
    executable(tmp_path / "sudo", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    system.ensure_sandbox()
    assert capsys.readouterr().out == (
        "Grading needs bubblewrap, its sandbox: sudo apt-get install bubblewrap\n"
    )


@pytest.mark.parametrize(("user", "sudo"), [(0, "exit 1"), (1000, "shift; exec /usr/bin/env $@")])
def test_the_sandbox_is_installed_by_root_or_by_a_sudo_that_asks_nothing(
    system, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, sudo: str
):
    executable(tmp_path / "apt-get", f'/bin/echo "$@" >> {tmp_path}/log')
    executable(tmp_path / "sudo", sudo)
    executable(tmp_path / "env", 'exec /usr/bin/env "$@"')
    executable(tmp_path / "true", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system.os, "geteuid", lambda: user)
    system.ensure_sandbox()
    assert (tmp_path / "log").read_text() == "-q update\n-q install -y bubblewrap\n"


def test_nothing_is_installed_where_the_sandbox_is_there(
    system, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    executable(tmp_path / "bwrap", "exit 0")
    executable(tmp_path / "apt-get", f"echo called > {tmp_path}/log")
    monkeypatch.setenv("PATH", str(tmp_path))
    system.ensure_sandbox()
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "log").exists()
