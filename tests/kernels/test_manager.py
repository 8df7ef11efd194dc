"""Kernels in the sandbox, as nbclient (and so nbgrader and nbconvert) runs them."""

import asyncio
import atexit
import socket
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from traitlets.config import Config

from autograder.kernels.hatchery import HATCHERY
from autograder.kernels.manager import SandboxedKernelManager
from autograder.sandbox.bubblewrap import Sandbox
from autograder.sandbox.limits import MIB, Limits


class Run:
    """A notebook of some cells, run once; whatever it raised is kept."""

    def __init__(self, *cells, options=None, **traits):
        cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
        client = NotebookClient(
            notebook,
            kernel_manager_class="autograder.kernels.manager.SandboxedKernelManager",
            config=Config(SandboxedKernelManager=traits),
            **{"timeout": 20, "shutdown_kernel": "immediate", **(options or {})},
        )
        self.manager = client.create_kernel_manager()
        self.error = None
        started = time.monotonic()
        try:
            client.execute()
        except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
            self.error = error
        finally:
            # nbclient forgets this where the kernel did not start
            atexit.unregister(client._cleanup_kernel)
        self.seconds = time.monotonic() - started
        self.outputs = [cell.outputs for cell in notebook.cells]

    def texts(self):
        return ["".join(output.get("text", "") for output in cell) for cell in self.outputs]


@pytest.fixture
def run(request, tmp_path, monkeypatch, gone):
    """Run a notebook; afterwards nothing of its kernel may be left on the machine."""
    if "sandbox" not in request.fixturenames:
        request.getfixturevalue("sandboxed")
    # After pytest has made its own: a folder where the kernels' folders are alone.
    monkeypatch.setattr(tempfile, "tempdir", place := tempfile.mkdtemp(prefix="test-"))
    HATCHERY.close()
    yield Run
    HATCHERY.close()
    assert list(Path(place).iterdir()) == []
    Path(place).rmdir()
    assert gone(place)


@pytest.fixture(params=[True, False], ids=["sandbox", "no sandbox"])
def sandbox(request):
    if request.param:
        request.getfixturevalue("sandboxed")
    return request.param


@pytest.fixture(params=[True, False], ids=["forked", "a process of its own"])
def forked(request):
    return request.param


def test_a_notebook_runs_whatever_kernel_it_names(run, sandbox, forked, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_SECRET", "swordfish")
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o755)
    (tmp_path / "helpers.py").write_text("answer = 42")
    ran = run(
        "import helpers, os; print(helpers.answer)",
        "print(os.path.basename(os.getcwd()), os.path.expanduser('~') == os.getcwd())",
        "print(*sorted(os.listdir()))",
        "print(os.environ['PLACE'], 'GRADER_SECRET' in os.environ, os.environ['OMP_NUM_THREADS'])",
        "import getpass, sys; 6 * 7",
        sandbox=sandbox,
        forked=forked,
        readable=((tmp_path / "helpers.py", "/course/helpers.py"),),
        environment={"PYTHONPATH": "/course", "PLACE": "here"},
    )
    assert ran.error is None
    assert ran.texts()[:4] == ["42\n", "student True\n", ".ipython\n", "here False 1\n"]
    assert ran.outputs[4][0].data["text/plain"] == "42"
    assert ran.manager.reason is None


def test_a_kernel_reaches_the_socket_that_a_variable_tells(run, sandbox, forked):
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as judge:
        judge.bind(f"{folder}/socket")
        judge.listen()
        ran = run(
            "import os, socket\n"
            "student = socket.socket(socket.AF_UNIX)\n"
            "print(student.connect_ex(os.environ['AUTOGRADER_JUDGE']))",
            sandbox=sandbox,
            forked=forked,
            sockets={"AUTOGRADER_JUDGE": f"{folder}/socket"},
        )
    assert ran.texts() == ["0\n"]


HOG = "mine = bytearray(b'x') * (280 * 1024**2)\nwhile True: pass"


@pytest.mark.parametrize(
    ("cell", "sentence", "forked"),
    [
        ("import os; os._exit(1)", "it ended itself with exit status 1", True),
        ("import os; os._exit(1)", "it ended itself with exit status 1", False),
        ("import ctypes; ctypes.string_at(0)", "it crashed with a segmentation fault", True),
        (HOG, "it used more than 300 MiB of memory", True),
        ("while True: pass", "it used more than 3 s of processor time", True),
    ],
    ids=["exit", "exit, a process of its own", "segmentation fault", "memory", "processor time"],
)
def test_a_dead_kernel_is_noticed_at_once_and_says_why(run, cell, sentence, forked):
    ran = run("1", cell, "2", limits=Limits(memory=300 * MIB, cpu=3), forked=forked)
    assert isinstance(ran.error, DeadKernelError)
    assert asyncio.run(ran.manager.is_alive()) is False
    assert ran.manager.reason == sentence
    assert ran.seconds < 9
    assert ran.outputs[0][0].data["text/plain"] == "1"


def test_an_endless_cell_is_interrupted_and_the_next_one_runs(run, sandbox, forked):
    ran = run(
        "print('before', flush=True)\nwhile True: pass",
        "print('after')",
        sandbox=sandbox,
        forked=forked,
        options={"timeout": 1, "interrupt_on_timeout": True, "allow_errors": True},
    )
    assert ran.error is None
    assert ran.outputs[0][-1].ename == "KeyboardInterrupt"
    assert ran.texts()[1] == "after\n"
    assert ran.manager.reason is None


def test_a_cell_that_can_not_be_interrupted_ends_with_the_notebooks_time(run):
    ran = run(
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        options={"timeout": 1, "interrupt_on_timeout": True},
        limits=Limits(wall=5),
    )
    assert isinstance(ran.error, DeadKernelError)
    assert ran.manager.reason == "it did not end within 5 s"
    assert ran.seconds < 12


def test_a_timeout_is_no_death(run):
    ran = run("while True: pass", options={"timeout": 1})
    assert isinstance(ran.error, CellTimeoutError)
    assert ran.manager.reason is None


def test_an_interrupt_reaches_the_cell_and_what_it_has_started(run):
    ran = run(
        "import subprocess; child = subprocess.Popen(['sleep', '600'])\nwhile True: pass",
        "print(child.wait())",
        limits=Limits(wall=20),
        options={"timeout": 1, "interrupt_on_timeout": True, "allow_errors": True},
    )
    assert ran.outputs[0][-1].ename == "KeyboardInterrupt"
    assert ran.texts()[1] == "-2\n"


def test_filling_the_folder_of_the_sockets_is_death(run, forked):
    ran = run(
        "import glob\n"
        "folder = '/connection' if glob.glob('/connection') else glob.glob('/tmp/*/kernel-*')[0]\n"
        "for i in range(9): open(f'{folder}/{i}', 'wb').write(bytes(4 * 1024**2))\n"
        "while True: pass",
        forked=forked,
        limits=Limits(disk=8 * MIB),
    )
    assert ran.manager.reason == "it wrote more than 8 MiB of files"


def test_a_kernel_that_can_not_start_says_so_and_leaves_nothing(run, forked):
    ran = run("1", forked=forked, environment={"PYTHONHOME": "/nowhere"})
    assert "Kernel died" in str(ran.error)
    assert ran.manager.reason == "it ended itself with exit status 1"


def test_where_no_zygote_starts_a_kernel_does_and_it_is_said_once(run, monkeypatch, caplog):
    def strict(**settings):
        return Sandbox(**{**settings, "nested": False})

    monkeypatch.setattr("autograder.kernels.recipe.Sandbox", strict)
    for _ in range(2):
        assert run("print('here')").texts() == ["here\n"]
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1, said
    assert said[0].startswith(
        "Every kernel is started afresh, which takes longer: a zygote does not start: "
        "this machine forbids user namespaces inside a sandbox"
    )


def test_managers_with_the_same_settings_share_a_zygote(run, processes):
    for _ in range(3):
        ran = run("import os; print(os.getpid())", environment={"PLACE": "here"})
        assert ran.texts() == ["1\n"]
    assert len(HATCHERY._zygotes) == 1
    run("1", environment={"PLACE": "there"})
    assert len(HATCHERY._zygotes) == 2


async def _restart(forked):
    manager = SandboxedKernelManager(forked=forked)
    await manager.start_kernel()
    try:
        await manager.restart_kernel(now=True)
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=10)
        finally:
            client.stop_channels()
    finally:
        await manager.shutdown_kernel()
    return manager


def test_a_kernel_can_be_restarted_and_shut_down_politely(run, forked):
    manager = asyncio.run(_restart(forked))
    assert manager.reason is None
    assert not manager.has_kernel
