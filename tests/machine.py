"""Sandboxes to test in; without one the tests are skipped, or fail where REQUIRE_SANDBOX=1."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import time
from functools import partial
from pathlib import Path

import psutil
import pytest

from autograder.kernels.zygote import Zygote
from autograder.sandbox import library
from autograder.sandbox.bubblewrap import Bubblewrap, available
from autograder.sandbox.command import run
from tests.kernels.cells import printed


@pytest.fixture(autouse=True, scope="session")
def _sandbox_required():
    """REQUIRE_SANDBOX=1 turns every skip below into one failure that says why."""
    why_not = available()
    if why_not and os.environ.get("REQUIRE_SANDBOX") == "1":
        pytest.fail(why_not)


@pytest.fixture(scope="session")
def sandboxed():
    """Nothing to do without a sandbox."""
    why_not = available()
    if why_not:
        pytest.skip(why_not)


@pytest.fixture
def inside(sandboxed):
    """Run Python code in a sandbox."""

    def start(code, *, timeout=60, stdin=b"", output=1_000_000, **fields):
        argv = [sys.executable, "-c", textwrap.dedent(code)]
        return run(Bubblewrap(**fields), argv, timeout=timeout, stdin=stdin, output=output)

    return start


@pytest.fixture
def says(inside):
    """Run Python code in a sandbox that must end well, and return what it prints."""

    def run(code, **settings):
        ended = inside(code, **settings)
        assert ended.reason is None, ended
        return ended.stdout.decode().strip()

    return run


@pytest.fixture
def processes():
    """Processes of this machine, as `processes(word)`, that have a word among their arguments."""

    def find(word):
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if word.encode() in path.read_bytes():
                    found.append(int(path.parent.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
        return found

    return find


@pytest.fixture
def gone(processes):
    """Whether no process has a word among its arguments any more, with a while to end in."""

    def wait(word):
        deadline = time.monotonic() + 60
        while processes(word) and time.monotonic() < deadline:
            time.sleep(0.02)
        return not processes(word)

    return wait


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, where only this test's are."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


@pytest.fixture
def me():
    """Run Python code outside the sandbox, as `me(code)`."""
    return partial(_start, [sys.executable], {})


@pytest.fixture
def ordinary_user(sandboxed):
    """The same as a user who is not root, with a Python that the user can reach."""
    if os.geteuid() != 0:
        pytest.skip("all other tests do this already")
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    if python is None:
        pytest.skip("no Python outside root's private folders")
    source = Path(library.__code__.co_filename).parents[1]
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "autograder")
        for room in ("kernels", "sandbox"):
            shutil.copytree(source / room, package / room)
        for name in ("__init__.py", "course.py", "settings.py"):
            shutil.copy(source / name, package / name)
        shutil.copytree(Path(psutil.__file__).parent, Path(folder, "psutil"))
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        drop = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", python]
        yield partial(_start, drop, {"PYTHONPATH": folder})


@pytest.fixture
def ordinary_grader(ordinary_user):
    """The same with the packages of this Python; `SHOWN` shows them to kernels."""
    packages = sysconfig.get_path("purelib")
    prelude = f"""
        import sys
        from pathlib import Path
        sys.path.append("{packages}")
        SHOWN = {{"readable": ((Path("{packages}"), "/packages"),),
                 "environment": {{"PYTHONPATH": "/packages"}}}}
    """
    version = "{}.{}".format(*sys.version_info)
    with ordinary_user("import sys; print('{}.{}'.format(*sys.version_info))") as process:
        if process.stdout.read().decode().strip() != version:
            pytest.skip("the system's Python cannot use the packages of this one")
    with ordinary_user(f"import os; print(os.access('{packages}', os.X_OK))") as process:
        if b"True" not in process.stdout.read():
            pytest.skip("the packages lie in root's private folders")
    return lambda code: ordinary_user(textwrap.dedent(prelude) + textwrap.dedent(code))


def _start(python, variables, code, **more):
    argv = [*python, "-c", textwrap.dedent(code)]
    return subprocess.Popen(argv, env={**os.environ, **variables, **more}, stdout=subprocess.PIPE)


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """Put a program of one's own, a shell script, in the way of the installed one."""

    def replace(name, script):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    return replace


OPENING = ("import numpy as np\nopened = {'by': 'the zygote'}", "print('open'); opened['by']")


@pytest.fixture(scope="session")
def confined(sandboxed):
    """One zygote in the sandbox for all tests."""
    with Zygote(opening=OPENING, environment={"PLACE": "here"}) as zygote:
        yield zygote


@pytest.fixture(scope="session")
def unconfined():
    """The same without a sandbox."""
    with Zygote(opening=OPENING, environment={"PLACE": "here"}, sandbox=False) as zygote:
        yield zygote


@pytest.fixture(params=["confined", "unconfined"])
def zygote(request):
    """Both, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def tells(confined):
    """Run a cell in a warm kernel of its own; it must end well. Returns what it prints."""

    def run(code, **settings):
        with confined.kernel(**settings) as kernel:
            return printed(kernel.execute(textwrap.dedent(code), 60))

    return run
