"""A zygote and its kernels: what they are given, and what becomes of them."""

import contextlib
import os
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from autograder.checks.channel import JUDGE
from autograder.course import Course
from autograder.kernels.zygote import OpeningError, Zygote
from autograder.sandbox import library
from autograder.sandbox.host import SandboxError
from autograder.sandbox.library import MOUNT
from autograder.sandbox.watch import members
from autograder.settings import MIB, Settings
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
            result = kernel.execute("opened['again'] = len(opened); opened", 60)
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
                60,
            )
        )
    listed = "['data.csv', 'deep', 'empty'] 1,2"
    assert told.splitlines() == ["here alone 1", listed, "", "True", "True"]
    with zygote.kernel() as kernel:
        assert printed(kernel.execute("import os; print(os.environ.get('MINE'))", 60)) == "None"


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x"])
def test_a_file_stays_in_the_working_folder(zygote, name):
    with pytest.raises(ValueError, match="working folder"):
        zygote.kernel(files={name: b""})


def test_files_that_do_not_fit_are_an_error_of_the_caller(confined):
    with pytest.raises(SandboxError, match="No space left"):
        confined.kernel(files={"large": bytes(2 * MIB)}, settings=Settings(disk=MIB))
    with confined.kernel() as kernel:
        assert printed(kernel.execute("print('next')", 60)) == "next"


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
            drawn.append(printed(kernel.execute(DRAW, 60)).split())
    for numbers in list(zip(*drawn, strict=True))[:3]:
        assert len(set(numbers)) == 3


def test_a_seed_that_the_opening_cells_set_holds_in_every_kernel():
    opening = ["import random, numpy as np\nnp.random.seed(1); random.seed(1)", "np.random.rand()"]
    with Zygote(opening=opening, sandbox=False) as zygote:
        drawn = []
        for _ in range(2):
            with zygote.kernel() as kernel:
                drawn.append(printed(kernel.execute(DRAW, 60)).split())
    assert drawn[0][:2] == drawn[1][:2] == ["0.7203244934421581", "0.13436424411240122"]


def test_an_opening_cell_that_fails_is_an_error():
    failing = Zygote(opening=["x = 1", "x / 0"], sandbox=False)
    with pytest.raises(OpeningError, match="opening cell 2 ended with ZeroDivisionError"), failing:
        pass


def test_opening_cells_that_leave_threads_are_an_error(sandboxed):
    leave = "import threading, time; threading.Thread(target=time.sleep, args=(9,)).start()"
    with pytest.raises(OpeningError, match="leave 1 threads"), Zygote(opening=[leave]):
        pass


def test_a_machine_without_a_sandbox_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="the sandbox needs the program"), Zygote():
        pass


def test_a_machine_that_can_not_shut_kernels_in_says_so_at_the_start(sandboxed, monkeypatch):
    monkeypatch.setattr("autograder.kernels.zygote._PRIVATE", ("/nowhere", "/home/student"))
    with pytest.raises(SandboxError, match="does not start: mounting /nowhere"), Zygote():
        pass


def test_a_zygote_is_begun_at_once_and_large_things_fit_through_what_it_says(sandboxed):
    show = "print('x' * 3_000_000)  # " + "long " * 100_000
    zygote = Zygote(opening=[show])
    zygote.begin()
    assert not zygote._running.is_ready
    with zygote:
        (result,) = zygote.opening
        assert len(result.outputs[0].text) == 3_000_001


def test_a_zygote_that_was_killed_is_started_again_once_by_each_process(sandboxed):
    others = set(psutil.Process().children())
    with Zygote(opening=["x = 5"]) as zygote:
        zygote._running._process.kill()
        with contextlib.ExitStack() as stack, ThreadPoolExecutor(4) as threads:
            for kernel in threads.map(lambda _: zygote.kernel(), range(4)):
                stack.enter_context(kernel)
                assert printed(kernel.execute("print(x)", 60)) == "5"
            assert len(set(psutil.Process().children()) - others) == 1
            zygote._running._process.kill()
            assert kernel.execute("while True: pass", 600).died == "it was killed"

        def ask():
            with zygote.kernel() as kernel:
                told = printed(kernel.execute("print(x)", 60))
            zygote.close()
            return told

        assert in_forks(1, ask) == ["5"]


def test_a_zygote_ends_with_the_thread_that_started_it(sandboxed):
    zygote = Zygote()
    thread = threading.Thread(target=zygote.ready)
    thread.start()
    thread.join()
    assert zygote._running._process.wait(60) != 0
    zygote.close()


def in_forks(count, act):
    """What a function returns in each of some processes that are forked from this one."""
    pipes = []
    for _ in range(count):
        ours, theirs = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # this one may have threads
            child = os.fork()
        if child == 0:
            try:
                os.write(theirs, act().encode())
            finally:
                os._exit(0)
        os.close(theirs)
        pipes.append((child, ours))
    said = []
    for child, ours in pipes:
        with os.fdopen(ours) as answer:
            said.append(answer.read())
        os.waitpid(child, 0)
    return said


def test_processes_that_were_forked_share_a_zygote_and_only_its_owner_ends_it(zygote):
    def work():
        with zygote.kernel(environment={"MINE": "worker"}) as kernel:
            kernel.execute("import os; opened['more'] = os.environ['MINE']", 60)
            count = kernel.execute("len(opened)", 60).outputs[0].data["text/plain"]
            died = kernel.execute("os._exit(7)", 60).died
        zygote.close()
        return f"{count} {died}"

    running = zygote._running
    with zygote.kernel() as kernel:
        assert in_forks(4, work) == ["2 it ended itself with exit status 7"] * 4
        assert printed(kernel.execute("print(len(opened))", 60)) == "1"
    assert zygote._running is running
    assert not running.has_ended()


def test_a_process_that_was_forked_too_early_starts_a_zygote_of_its_own():
    zygote = Zygote(sandbox=False)
    zygote.begin()

    def ask():
        with zygote.kernel() as kernel:
            kernel.execute("1", 60)
        ours = list(members(os.getpid()))[1:]
        zygote.close()
        return str(len(ours))

    assert in_forks(1, ask) == ["1"]
    with zygote, zygote.kernel() as kernel:
        assert printed(kernel.execute("print('mine')", 60)) == "mine"


@pytest.mark.parametrize("open_files", [48, 256], ids=["descriptors", "processes"])
def test_a_zygote_with_no_room_for_another_kernel_keeps_those_it_has(
    sandboxed, monkeypatch, open_files
):
    monkeypatch.setattr("autograder.kernels.zygote._KERNELS", 0)
    with Zygote(settings=Settings(open_files=open_files, processes=20)) as zygote:
        running = zygote._running
        with contextlib.ExitStack() as stack:

            def fill():
                for _ in range(40):
                    stack.enter_context(zygote.kernel())

            first = stack.enter_context(zygote.kernel())
            with pytest.raises(SandboxError, match="ended before it began"):
                fill()
            assert printed(first.execute("print('alive')", 60)) == "alive"
        with zygote.kernel() as kernel:
            assert printed(kernel.execute("print('next')", 60)) == "next"
        assert zygote._running is running


def test_many_kernels_in_a_row_leave_nothing_behind(zygote, temporary):
    def many(count):
        for _ in range(count):
            with zygote.kernel() as kernel:
                kernel.execute(
                    "import os\nif os.fork() == 0: os.execvp('sleep', ['sleep', '600'])", 60
                )

    def left():
        return (
            len(list(Path("/proc/self/fd").iterdir())),
            len(list(members(os.getpid()))),
            threading.active_count(),
            list(temporary.iterdir()),
        )

    many(2)
    before = left()
    many(15)
    assert left() == before
    assert before[-1] == []


@pytest.mark.parametrize("sandbox", [True, False])
def test_nothing_is_left_of_a_zygote_or_its_kernels(sandboxed, gone, sandbox):
    word = f"marker-{time.monotonic_ns()}"
    with Zygote(environment={"WORD": word}, sandbox=sandbox) as zygote:
        kernel = zygote.kernel()
        kernel.execute(
            f"import subprocess, sys\n"
            f"subprocess.Popen([sys.executable, '-c', 'while True: pass  # {word}'])",
            60,
        )
        assert kernel.cpu_seconds() >= 0
    if not sandbox:
        kernel.close()
    assert gone(word)
    if sandbox:
        assert kernel._process.wait(60)
        assert kernel.died == "it was killed"
        kernel.close()


def test_nothing_is_left_of_a_kernel_that_ended_by_itself(zygote, gone):
    word = f"marker-{time.monotonic_ns()}"
    leave = f"import os, subprocess; subprocess.Popen(['sh', '-c', 'sleep 600; : {word}'])"
    with zygote.kernel() as kernel:
        assert kernel.execute(leave, 60).error is None
        assert kernel.execute("os._exit(0)", 60).died == "it ended itself with exit status 0"
        assert gone(word)


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
        assert len(ours) >= 2, "the zygote and the kernel"
        grader.kill()
    deadline = time.monotonic() + 60
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
        result = kernel.execute(cell, 60)
    assert result.outputs[0].data == {"text/plain": "received"}
    (verdict,) = judge.verdicts().values()
    assert verdict.status == "failed"


def test_an_ordinary_user_gets_the_same_kernels(ordinary_grader):
    code = """
        from autograder.kernels.zygote import Zygote
        from autograder.settings import MIB, Settings
        small = Settings(memory=300 * MIB)
        with Zygote(**SHOWN) as zygote, zygote.kernel(files={"a": b""}, settings=small) as kernel:
            print(kernel.execute("import os, numpy; print(os.getpid(), os.getuid(),"
                                 " os.path.exists('/var'), os.listdir())", 60).outputs[0].text)
            holding = "x = bytearray(b'x') * 400 * 1024**2; exec('while True: pass')"
            print(kernel.execute(holding, 60).died)
    """
    with ordinary_grader(code) as process:
        told = process.stdout.read().decode().splitlines()
    assert told == [
        "1 1000 False ['a']",
        "",
        "it used more than 300 MiB of memory",
    ]


TOUCHED = """
import resource
import numpy as np
for size in (2**19, 2**20, 2**21):
    np.ones(size)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for size in (2**19, 2**20, 2**21):
    np.ones(size)
resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
"""


def test_large_arrays_come_from_memory_that_was_freed(unconfined):
    with unconfined.kernel() as kernel:
        (shown,) = kernel.execute(TOUCHED, 60).outputs
    assert int(shown["data"]["text/plain"]) < 100  # of 7,168 pages
