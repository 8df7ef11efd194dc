"""Kernels where none can be forked: on another system, and where namespaces do not nest."""

import logging
import os
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from pathlib import Path

import pytest

from autograder.kernels.choice import kernels_for
from autograder.kernels.fresh import Fresh
from autograder.sandbox.bubblewrap import Bubblewrap
from autograder.sandbox.host import SandboxError
from autograder.sandbox.watch import members
from autograder.settings import MIB, Settings
from tests.kernels.cells import alive, printed

ROOT = Path(__file__).parents[2]
LOG = logging.getLogger(__name__)


@pytest.fixture(params=[True, False], ids=["sandbox", "no sandbox"])
def fresh(request, sandboxed):
    return Fresh(sandbox=request.param, environment={"PLACE": "here"})


def test_a_fresh_kernel_is_given_what_a_forked_one_is(fresh):
    files = {"data.csv": b"1,2\n", "deep/er/bytes": bytes(3_000_000), "empty": b""}
    assert fresh.opening == []
    with fresh.kernel(files=files, environment={"MINE": "alone"}) as kernel:
        told = printed(
            kernel.execute(
                "import os\n"
                "print(os.environ['PLACE'], os.environ['MINE'], os.environ['OMP_NUM_THREADS'])\n"
                "print(open('data.csv').read(), os.path.getsize('deep/er/bytes'))\n"
                "print(os.path.expanduser('~') == os.getcwd())",
                60,
            )
        )
        assert kernel.execute("6 * 7", 60).outputs[0].data == {"text/plain": "42"}
        shown = kernel.execute("os.write(1, b'out'); os.write(2, b'err');", 60).outputs
        assert [(each.name, each.text) for each in shown] == [("stdout", "out"), ("stderr", "err")]
    assert told.splitlines() == ["here alone 1", "1,2", " 3000000", "True"]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("import os; os._exit(3)", "it ended itself with exit status 3"),
        ("import ctypes; ctypes.string_at(0)", "it crashed with a segmentation fault"),
        ("while True: pass", "it used more than 2 s of processor time"),
        ("x = bytearray(b'x') * 400 * 1024**2", "it used more than 300 MiB of memory"),
    ],
    ids=["exit", "segmentation fault", "processor time", "memory"],
)
def test_a_fresh_kernel_says_why_it_died(fresh, cell, sentence):
    settings = Settings(processor_seconds=2, memory=300 * MIB)
    with fresh.kernel(settings=settings) as kernel:
        died = kernel.execute(cell + "\nwhile True: pass", 600).died
        assert died == kernel.died == sentence


def test_a_fresh_kernel_is_interrupted_and_goes_on(fresh):
    with fresh.kernel() as kernel:
        result = kernel.execute("while True: pass", 1)
        assert (result.interrupted, result.died) == (True, "")
        assert printed(kernel.execute("print('after')", 60)) == "after"


def test_a_fresh_kernel_reaches_its_judge(fresh):
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as judge:
        judge.bind(f"{folder}/judge")
        judge.listen()
        with fresh.kernel(sockets={"JUDGE": Path(folder, "judge")}) as kernel:
            cell = "import os, socket\nprint(socket.socket(1).connect_ex(os.environ['JUDGE']))"
            assert printed(kernel.execute(cell, 60)) == "0"


def test_a_fresh_kernel_leaves_nothing_behind(fresh, gone, temporary):
    word = f"marker-{time.monotonic_ns()}"

    def left():
        fds = len(list(Path("/proc/self/fd").iterdir()))
        return (
            fds,
            len(list(members(os.getpid()))),
            threading.active_count(),
            list(temporary.iterdir()),
        )

    counts = []
    for _ in range(3):
        with fresh.kernel() as kernel:
            loop = f"import subprocess; subprocess.Popen(['sh', '-c', 'sleep 600; : {word}'])"
            assert kernel.execute(loop, 60).error is None
            assert kernel.execute("import os; os._exit(0)", 60).died
            assert gone(word)
        assert not alive(kernel._process.pid)
        counts.append(left())
    files, processes, threads, folders = zip(*counts, strict=True)
    assert (files[1], processes[1], folders[1]) == (files[2], processes[2], folders[2])
    # One that has only just been told to end may still be counted; one left each time adds up.
    assert threads[2] - threads[0] < 2


def test_a_fresh_kernel_that_can_not_start_is_an_error_and_leaves_nothing(sandboxed, temporary):
    for sandbox in (True, False):
        broken = Fresh(sandbox=sandbox, environment={"PYTHONHOME": f"/nowhere-{os.getpid()}"})
        with pytest.raises(SandboxError, match="it ended before it began"):
            broken.kernel()
    assert list(temporary.iterdir()) == []


SHUT_IN = """
import os, stat
status = dict(line.rstrip("\\n").split(":\\t", 1) for line in open("/proc/self/status"))
print(*(int(status["Cap" + name], 16) for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")))
print(status["NoNewPrivs"], status["Seccomp"])
print(len([p for p in os.listdir("/proc") if p.isdigit()]), os.path.exists("/var"))
print(os.system("unshare -U true 2>/dev/null") != 0)
for fd in sorted(map(int, os.listdir("/proc/self/fd"))):
    try:
        print(fd if fd < 3 else "+", stat.filemode(os.fstat(fd).st_mode)[0])
    except OSError:
        pass  # the folder that was listed
try:
    os.memfd_create("hidden")
except OSError as error:
    print(error.strerror)
"""


def test_a_fresh_kernel_in_the_sandbox_is_shut_in_as_a_forked_one(sandboxed):
    with Fresh().kernel() as kernel:
        told = printed(kernel.execute(SHUT_IN, 60)).splitlines()
    ways = ["0 c", "1 p", "2 p", "+ s"]
    assert told == ["0 0 0 0 0", "1 2", "2 False", "True", *ways, "Function not implemented"]


def test_where_namespaces_do_not_nest_kernels_are_fresh_and_it_is_said_once(
    sandboxed, monkeypatch, caplog
):
    monkeypatch.setattr(
        "autograder.kernels.zygote.nesting", lambda *, sandbox, **v: Bubblewrap(**v)
    )
    with kernels_for(opening=["x = 5"], log=LOG) as kernels:
        assert kernels.opening == []
        for _ in range(2):
            with kernels.kernel() as kernel:
                assert printed(kernel.execute("print('here')", 60)) == "here"
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith(
        "Every kernel is started afresh, which takes longer: a zygote does not start: "
        "this machine forbids user namespaces inside a sandbox"
    )


def test_where_the_sandbox_is_missing_there_are_no_kernels_at_all(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("autograder.kernels.fresh.available", lambda: "there is none")
    with pytest.raises(SandboxError, match="the sandbox needs the program"):
        kernels_for(log=LOG)


# What another system lacks, taken away before anything of ours is imported, also in the kernel.
ELSEWHERE = """
import os, select, signal, socket, sys
for module, names in (
    (os, "pidfd_open memfd_create O_PATH unshare setns sched_getaffinity sched_setaffinity"),
    (signal, "pidfd_send_signal"),
    (select, "epoll"),
    (socket, "SO_PASSCRED SCM_CREDENTIALS MSG_CMSG_CLOEXEC SOCK_SEQPACKET"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
import ctypes.util, psutil, resource, subprocess, threading, selectors, multiprocessing.util
import urllib.request
sys.platform = "darwin"
"""

USE = """
import logging, os, socket, sys, threading
from pathlib import Path
logging.basicConfig(stream=sys.stdout, format="%(message)s")
import autograder.sandbox.watch
autograder.sandbox.watch._LISTED = False
from autograder.kernels.choice import kernels_for
with kernels_for(opening=["x = 1"], sandbox=False, environment={"PYTHONPATH": FOLDER},
                 log=logging.getLogger()) as kernels:
    judge = socket.socket(socket.AF_UNIX)
    judge.bind(FOLDER + "/judge")
    judge.listen()
    sockets = {"JUDGE": Path(FOLDER, "judge")}
    with kernels.kernel(sockets=sockets, files={"a/b": b"contents"}) as kernel:
        for cell in (
            "import sys; print(sys.platform, open('a/b').read())",
            "import os, socket; print(socket.socket(1).connect_ex(os.environ['JUDGE']))",
            "print('inside.confinement' in sys.modules)",
        ):
            result = kernel.execute(cell, 60)
            print(*(output.get("text") for output in result.outputs), end="")
        result = kernel.execute("while True: pass", 1)
        print(result.error, result.died, kernel.cpu_seconds() > 0.5)
        threading.Timer(0.3, kernel.interrupt).start()
        print(kernel.execute("while True: pass", 600).error)
        print(kernel.execute("os._exit(3)", 600).died)
    with kernels.kernel() as kernel:
        print(kernel.execute("import os; os.kill(os.getpid(), 9)", 600).died)
"""


def test_on_another_system_fresh_kernels_run_without_what_only_linux_has(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(ELSEWHERE)
    ran = subprocess.run(
        [sys.executable, "-c", f"FOLDER = {str(tmp_path)!r}\n" + textwrap.dedent(USE)],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    first, *lines = ran.stdout.splitlines()
    assert first.endswith("takes longer: a zygote needs Linux, and this is darwin"), ran.stderr
    assert lines == [
        "darwin contents",
        "0",
        "False",
        "KeyboardInterrupt:   True",
        "KeyboardInterrupt: ",
        "it ended itself with exit status 3",
        "it was killed",
    ], ran.stderr
    assert ran.stderr == ""
