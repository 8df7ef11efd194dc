"""How much of the machine student code can use, and what is said when it wants more."""

import os
import signal
import time
from pathlib import Path

import pytest

from autograder.sandbox.command import run
from autograder.sandbox.place import place
from autograder.sandbox.resources import _counted_already, reason
from autograder.settings import MIB, Settings


def test_a_fork_bomb_is_bounded(says):
    printed = says(
        """
        import os, time
        children = 0
        try:
            while children < 1000:
                if os.fork() == 0:
                    time.sleep(60)
                children += 1
        except BlockingIOError:
            print(children)
        """,
        settings=Settings(processes=20),
    )
    assert 10 <= int(printed) <= 20


def test_one_process_is_refused_more_memory_than_there_is_for_all(says):
    printed = says(
        """
        try:
            bytearray(3 * 1024**3)
        except MemoryError:
            print("refused")
        """
    )
    assert printed == "refused"


HOG = """
import os, time
for _ in range(8):
    if os.fork() == 0:
        mine = bytearray(os.urandom(1)) * (50 * 1024**2)
        time.sleep(600)
time.sleep(600)
"""


def test_many_processes_that_share_out_too_much_memory_are_killed(inside):
    ended = inside(HOG, settings=Settings(memory=200 * MIB), timeout=60)
    assert ended.reason == "it used more than 200 MiB of memory"


SHARED = """
import mmap, os, time
shared = mmap.mmap(-1, 300 * 1024**2)
for _ in range(3):
    if os.fork() == 0:
        break
for page in range(0, len(shared), mmap.PAGESIZE):
    shared[page] = 1
print(flush=True)
time.sleep(600)
"""


def test_memory_that_has_no_file_and_is_shared_counts(inside):
    ended = inside(SHARED, settings=Settings(memory=200 * MIB), timeout=60)
    assert ended.reason == "it used more than 200 MiB of memory"


def test_memory_that_forked_processes_share_counts_once(inside):
    ended = inside(
        """
        import os, time
        shared = bytearray(os.urandom(1)) * (100 * 1024**2)
        for _ in range(5):
            if os.fork() == 0:
                time.sleep(1.5)
                os._exit(0)
        time.sleep(1.6)
        """,
        settings=Settings(memory=250 * MIB),
        timeout=60,
    )
    assert ended.reason is None


def test_processor_time_runs_out_with_a_reason(inside):
    ended = inside("while True: pass", settings=Settings(processor_seconds=1), timeout=60)
    assert ended.reason == "it used more than 1 s of processor time"


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm", "/home/student"])
def test_a_full_disk_is_the_students_own(says, folder):
    printed = says(
        f"""
        written = 0
        try:
            for number in range(100):
                with open(f"{folder}/{{number}}", "wb") as file:
                    written += file.write(bytes(1024**2))
                    file.flush()
        except OSError as error:
            print(written // 1024**2, error.strerror)
        """,
        settings=Settings(disk=4 * MIB),
    )
    assert printed == "4 No space left on device"


def test_one_file_is_bounded_even_where_it_is_nowhere(says):
    printed = says(
        """
        import os
        try:
            os.truncate(os.memfd_create("hidden"), 100 * 1024**2)
        except OSError as error:
            print(error.strerror)
        """
    )
    assert printed == "File too large"


def test_open_files_are_bounded_and_nothing_dumps_core(says):
    printed = says(
        "import resource as r; print(r.getrlimit(r.RLIMIT_NOFILE), r.getrlimit(r.RLIMIT_CORE))",
        settings=Settings(open_files=100),
    )
    assert printed == "(100, 100) (0, 0)"


def test_an_endless_loop_ends_at_the_timeout_with_everything_it_started(inside, gone):
    word = f"marker-{time.monotonic_ns()}"
    ended = inside(
        f"""
        import os, subprocess, sys
        for _ in range(3):
            if os.fork() == 0:
                os.setsid()
                os.execv(sys.executable, [sys.executable, "-c", "while True: pass  # {word}"])
        while True: pass
        """,
        timeout=0.7,
    )
    assert ended.reason == "it did not end within 0.7 s"
    assert gone(word)


def test_what_a_command_leaves_running_ends_with_it(inside, gone):
    word = f"marker-{time.monotonic_ns()}"
    ended = inside(
        f"""
        import subprocess, sys
        loop = [sys.executable, "-c", "while True: pass  # {word}"]
        subprocess.Popen(loop, start_new_session=True)
        """,
        timeout=600,
    )
    assert ended.reason is None
    assert gone(word)


def looping(pid):
    """Whether a process is the loop in the sandbox, and no longer what starts it."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return words[1:2] == [b"-c"] and b" ".join(words[2:]).startswith(b"while True")


@pytest.mark.parametrize("user", ["me", "ordinary_user"])
def test_the_sandbox_ends_with_the_grader(request, sandboxed, processes, gone, user):
    word = f"marker-{time.monotonic_ns()}"
    code = f"""
        import sys
        from autograder.sandbox.command import run
        from autograder.sandbox.place import place
        loop = [sys.executable, "-c", "while True: pass  # {word}"]
        run(place(sandbox=True), loop, timeout=600)
    """
    with request.getfixturevalue(user)(code) as grader:
        deadline = time.monotonic() + 60
        while not any(map(looping, processes(word))) and time.monotonic() < deadline:
            time.sleep(0.02)
        began = any(map(looping, processes(word)))
        grader.kill()
    assert began
    assert gone(word)


def test_output_is_kept_up_to_a_bound_and_input_arrives_whole(inside):
    ended = inside(
        """
        import sys
        print(len(sys.stdin.buffer.read()), flush=True)
        for _ in range(100): print("x" * 100_000)
        """,
        stdin=bytes(300_000),
        output=1000,
    )
    assert ended.reason is None
    assert ended.stdout.startswith(b"300000\nxxx")
    assert len(ended.stdout) == 1000


@pytest.mark.parametrize("sandbox", [True, False])
def test_a_command_that_reads_nothing_is_not_waited_for(sandboxed, sandbox):
    command = ["sh", "-c", "exec <&-; sleep 0.1"]
    ended = run(place(sandbox=sandbox), command, timeout=60, stdin=bytes(10_000_000))
    assert ended.reason is None


@pytest.mark.slow
def test_the_libraries_of_the_course_work_under_the_limits(says):
    printed = says(
        """
        import matplotlib; matplotlib.use("agg")
        import matplotlib.pyplot as plt, numpy as np, sklearn.datasets
        X, y = sklearn.datasets.make_circles(300, noise=0.05, random_state=0)
        (np.ones((500, 500)) @ np.ones((500, 500))).sum()
        plt.contourf(X[:4]); plt.title("$x^2$"); plt.savefig("plot.png")
        import os; print(os.path.getsize("plot.png") > 1000)
        """,
        timeout=30,
    )
    assert printed == "True"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (1, "it ended itself with exit status 1"),
        (-signal.SIGSEGV, "it crashed with a segmentation fault"),
        (128 + signal.SIGSEGV, "it crashed with a segmentation fault"),
        (128 + signal.SIGXCPU, "it used more than 600 s of processor time"),
        (-signal.SIGKILL, "it was killed"),
        (128 + signal.SIGABRT, "it was ended by the signal SIGABRT"),
        (255, "it ended itself with exit status 255"),
    ],
)
def test_an_exit_status_becomes_a_sentence(status, sentence):
    assert reason(status, Settings()) == sentence


def test_older_kernels_count_what_the_user_runs_already():
    assert _counted_already(os.getuid(), "6.1.0-debian") == 0
    assert _counted_already(os.getuid(), "5.4.0-generic") >= 1
    assert _counted_already(54399, "5.4.0-generic") == 0
