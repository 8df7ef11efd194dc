"""A zygote and its kernels: what they are given, and what becomes of them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.checks.channel import JUDGE
from autograder.course import Course
from autograder.kernels.zygote import OpeningError, Zygote
from autograder.sandbox import library
from autograder.sandbox.bubblewrap import Sandbox
from autograder.sandbox.host import SandboxError
from autograder.sandbox.library import MOUNT
from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.watch import members
from tests.kernels.cells import alive, printed
from tests.machine import OPENING

ROOT = Path(__file__).parents[2]


def test_a_kernel_begins_where_the_opening_cells_ended(zygote):
    first, second = zygote.opening
    assert len(zygote.opening) == len(OPENING)
    assert (first.outputs, first.execution_count) == ([], 1)
    assert [output.output_type for output in second.outputs] == ["stream", "execute_result"]
    assert second.outputs[1].data == {"text/plain": "'the zygote'"}
    for _ in range(2):
        with zygote.kernel() as kernel:
            result = kernel.execute("opened['again'] = len(opened); opened", 5)
        assert result.outputs[0].data["text/plain"] == "{'by': 'the zygote', 'again': 1}"
        assert result.execution_count == 3


def test_a_kernel_is_given_variables_files_and_a_home(zygote):
    files = {"data.csv": b"1,2\n", "deep/er/bytes": bytes(range(256)), "empty": b""}
    with zygote.kernel(files=files, environment={"MINE": "alone"}) as kernel:
        told = printed(
            kernel.execute(
                "import os\n"
                "print(os.environ['PLACE'], os.environ['MINE'], os.environ['OMP_NUM_THREADS'])\n"
                "print(sorted(os.listdir()), open('data.csv').read())\n"
                "print(open('deep/er/bytes', 'rb').read() == bytes(range(256)))\n"
                "print(os.path.expanduser('~') == os.getcwd())",
                5,
            )
        )
    listed = "['data.csv', 'deep', 'empty'] 1,2"
    assert told.splitlines() == ["here alone 1", listed, "", "True", "True"]
    with zygote.kernel() as kernel:
        assert printed(kernel.execute("import os; print(os.environ.get('MINE'))", 5)) == "None"


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x"])
def test_a_file_stays_in_the_working_folder(zygote, name):
    with pytest.raises(ValueError, match="working folder"):
        zygote.kernel(files={name: b""})


def test_files_that_do_not_fit_are_an_error_of_the_caller(confined):
    with pytest.raises(SandboxError, match="No space left"):
        confined.kernel(files={"large": bytes(2 * MIB)}, limits=Limits(disk=MIB))
    with confined.kernel() as kernel:
        assert printed(kernel.execute("print('next')", 5)) == "next"


def test_a_socket_that_is_none_is_an_error_of_the_caller(confined, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SandboxError, match="is no socket"):
        confined.kernel(sockets={"JUDGE": tmp_path / "file"})


DRAW = (
    "import random, numpy as np\n"
    "print(np.random.rand(), random.random(), np.random.default_rng().random(), hash('x') != 0)"
)


def test_every_kernel_draws_other_random_numbers(zygote):
    drawn = []
    for _ in range(3):
        with zygote.kernel() as kernel:
            drawn.append(printed(kernel.execute(DRAW, 5)).split())
    for numbers in list(zip(*drawn, strict=True))[:3]:
        assert len(set(numbers)) == 3


def test_a_seed_that_the_opening_cells_set_holds_in_every_kernel(sandboxed):
    opening = ["import random, numpy as np\nnp.random.seed(1); random.seed(1)", "np.random.rand()"]
    with Zygote(opening=opening) as zygote:
        drawn = []
        for _ in range(2):
            with zygote.kernel() as kernel:
                drawn.append(printed(kernel.execute(DRAW, 5)).split())
    assert drawn[0][:2] == drawn[1][:2] == ["0.7203244934421581", "0.13436424411240122"]


@pytest.mark.parametrize("sandbox", [True, False])
def test_an_opening_cell_that_fails_or_leaves_threads_is_an_error(sandboxed, sandbox):
    with (
        pytest.raises(OpeningError, match="opening cell 2 ended with ZeroDivisionError"),
        Zygote(opening=["x = 1", "x / 0"], sandbox=sandbox),
    ):
        pass
    leave = "import threading, time; threading.Thread(target=time.sleep, args=(9,)).start()"
    with pytest.raises(OpeningError, match="leave 1 threads"), Zygote(opening=[leave]):
        pass


def test_a_machine_without_a_sandbox_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="the sandbox needs the program"), Zygote():
        pass


def test_a_machine_without_user_namespaces_in_a_sandbox_says_so(sandboxed, monkeypatch):
    def strict(**settings):
        return Sandbox(**{**settings, "nested": False})

    monkeypatch.setattr("autograder.kernels.recipe.Sandbox", strict)
    with pytest.raises(SandboxError, match="forbids user namespaces inside a sandbox"), Zygote():
        pass


def test_a_kernel_that_can_not_be_shut_in_is_none(sandboxed, monkeypatch):
    monkeypatch.setattr("autograder.kernels.recipe._PRIVATE", ("/nowhere", "/home/student"))
    with Zygote() as zygote, pytest.raises(SandboxError, match="mounting /nowhere"):
        zygote.kernel()


def test_a_zygote_that_was_killed_is_started_again(sandboxed):
    with Zygote(opening=["x = 5"]) as zygote:
        zygote._running.process.kill()
        with zygote.kernel() as kernel:
            assert printed(kernel.execute("print(x)", 5)) == "5"
            zygote._running.process.kill()
            died = kernel.execute("while True: pass", 20).died
    assert died == "it was killed"


def test_a_zygote_outlives_the_thread_that_started_it(sandboxed):
    zygote = Zygote()
    thread = threading.Thread(target=zygote.__enter__)
    thread.start()
    thread.join()
    with zygote.kernel() as kernel:
        assert printed(kernel.execute("print('alive')", 5)) == "alive"
    zygote.close()


@pytest.mark.parametrize("sandbox", [True, False])
def test_nothing_is_left_of_a_zygote_or_its_kernels(sandboxed, gone, sandbox):
    word = f"marker-{time.monotonic_ns()}"
    with Zygote(environment={"WORD": word}, sandbox=sandbox) as zygote:
        kernel = zygote.kernel()
        kernel.execute(
            f"import subprocess, sys\n"
            f"subprocess.Popen([sys.executable, '-c', 'while True: pass  # {word}'])",
            5,
        )
        assert kernel.cpu_seconds() >= 0
    if not sandbox:
        kernel.close()
    assert gone(word)
    if sandbox:
        assert kernel._process.wait(5)
        assert kernel.died == "it was killed"
        kernel.close()


@pytest.mark.parametrize("sandbox", [True, False])
def test_a_zygote_and_its_kernels_end_with_the_grader(sandboxed, me, gone, processes, sandbox):
    word = f"marker-{time.monotonic_ns()}"
    code = f"""
        from autograder.kernels.zygote import Zygote
        with Zygote(sandbox={sandbox}) as zygote, zygote.kernel() as kernel:
            print("on", flush=True)
            kernel.execute("import sys; sys.argv[0]\\nwhile True: pass  # {word}", 60)
    """
    with me(code, PYTHONPATH=str(ROOT)) as grader:
        assert grader.stdout.readline() == b"on\n"
        ours = set(members(grader.pid)) - {grader.pid}
        time.sleep(0.3)
        ours |= set(members(grader.pid)) - {grader.pid}
        assert len(ours) >= 2, "the zygote and the kernel"
        grader.kill()
    deadline = time.monotonic() + 3
    while any(map(alive, ours)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(alive, ours))


def test_the_courses_library_is_there_and_the_judge_answers(sandboxed):
    from autograder.judge import Judge

    course = Course(ROOT)
    settings = {"readable": library(course), "environment": {"PYTHONPATH": MOUNT}}
    with (
        Zygote(**settings, opening=["from autograder.checks import check"]) as zygote,
        Judge(course, "initialization", 1) as judge,
        zygote.kernel(sockets={JUDGE: judge.address}) as kernel,
    ):
        cell = "check('initialization.zeros', lambda layers_dims: {})"
        result = kernel.execute(cell, 20)
    assert result.outputs[0].data == {"text/plain": "received"}
    assert judge.verdicts["initialization.zeros"].status == "failed"


def test_an_ordinary_user_gets_the_same_kernels(ordinary_grader):
    code = """
        from autograder.sandbox.limits import MIB, Limits
        from autograder.kernels.zygote import Zygote
        small = Limits(memory=300 * MIB)
        with Zygote(**SHOWN) as zygote, zygote.kernel(files={"a": b""}, limits=small) as kernel:
            print(kernel.execute("import os, numpy; print(os.getpid(), os.getuid(),"
                                 " os.path.exists('/var'), os.listdir())", 10).outputs[0].text)
            holding = "x = bytearray(b'x') * 400 * 1024**2; exec('while True: pass')"
            print(kernel.execute(holding, 20).died)
    """
    with ordinary_grader(code) as process:
        told = process.stdout.read().decode().splitlines()
    assert told == [
        "1 1000 False ['a']",
        "",
        "it used more than 300 MiB of memory",
    ]


def test_threads_that_find_a_zygote_gone_start_one_new_one_together():
    with Zygote(sandbox=False) as zygote, ThreadPoolExecutor(4) as threads:
        zygote._running.kill()
        kernels = list(threads.map(lambda _: zygote.kernel(), range(4)))
        assert {
            kernel.execute("1 + 1", 10).outputs[0].data["text/plain"] for kernel in kernels
        } == {"2"}
        for kernel in kernels:
            kernel.close()
