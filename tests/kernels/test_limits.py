"""How much of the machine a warm kernel can use, and what is said when it wants more."""

import contextlib
import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from types import SimpleNamespace

import pytest

from autograder.kernels import listener
from autograder.sandbox.watch import memory
from autograder.settings import GIB, MIB, Settings
from tests.kernels.cells import alive, printed


@pytest.fixture
def dies(confined, gone):
    """Run a cell that must be the kernel's last, and look for leftovers of it."""

    def run(code, timeout=60, **limits):
        word = f"marker-{time.monotonic_ns()}"
        settings = Settings(interrupted_seconds=1, **limits)
        with confined.kernel(settings=settings) as kernel:
            result = kernel.execute(f"word = '{word}'\n" + textwrap.dedent(code), timeout)
            assert result.died == kernel.died == kernel.execute("1", 60).died != ""
        assert gone(word)
        return result

    return run


FOREVER = 600
"""Seconds: what ends before that has not waited for its time to be over."""

DEEP = """
import sys
sys.setrecursionlimit(10**9)
class A:
    def __repr__(self):
        return repr(self)
repr(A())
"""


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("import os; os._exit(3)", "it ended itself with exit status 3"),
        ("import os; os._exit(0)", "it ended itself with exit status 0"),
        ("import ctypes; ctypes.string_at(0)", "it crashed with a segmentation fault"),
        (DEEP, "it crashed with a segmentation fault"),
        ("import os; os.closerange(3, 99)", "it ended itself with exit status 1"),
    ],
    ids=["exit", "exit 0", "segmentation fault", "deep recursion", "closes everything"],
)  # fmt: skip
def test_a_death_is_noticed_by_itself_and_has_a_reason(zygote, cell, sentence):
    with zygote.kernel() as kernel:
        assert printed(kernel.execute("print('before')", 60)) == "before"
        result = kernel.execute(cell, FOREVER)
        assert result.seconds < FOREVER
        assert result.died == kernel.died == sentence
        again = kernel.execute("print('after')", 60)
    assert (again.died, again.outputs, again.execution_count) == (sentence, [], None)


def test_what_was_shown_before_the_death_is_kept(zygote):
    with zygote.kernel() as kernel:
        result = kernel.execute("print('last words', flush=True); import os; os._exit(1)", 60)
    assert result.outputs[0].text == "last words\n"


def test_the_most_memory_that_was_held_is_known_after_it_was_given_back(confined):
    with confined.kernel() as kernel:
        before = kernel.memory()
        kernel.execute("text = b'x' * 300_000_000; del text", 60)
        assert 290_000_000 < kernel.memory() - before < 400_000_000


def test_an_abort_is_a_death_too(zygote):
    with zygote.kernel() as kernel:
        died = kernel.execute("import os; os.abort()", 60).died
    # Process 1 of a namespace gets no such signal, so the C library crashes it.
    assert died in ("it crashed with a segmentation fault", "it was ended by the signal SIGABRT")


def test_a_kernel_that_is_left_by_exit_ends_after_the_cell(confined):
    with confined.kernel() as kernel:
        left = kernel.execute("exit()\nprint('still here')", 60)
        assert left.outputs[0].text == "still here\n"
        assert left.died == kernel.execute("1", 60).died == "it ended itself with exit status 0"


def test_an_endless_cell_is_interrupted_and_the_next_one_runs(zygote):
    with zygote.kernel() as kernel:
        result = kernel.execute("print('before')\nwhile True: pass", 0.5)
        assert result.interrupted
        assert result.died == ""
        assert result.outputs[0].text == "before\n"
        assert result.error == "KeyboardInterrupt: "
        assert printed(kernel.execute("print('after')", 60)) == "after"


def test_a_cell_that_can_not_be_interrupted_is_ended_with_the_kernel(dies):
    result = dies(
        """
        import signal, subprocess, sys
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        loop = [sys.executable, "-c", f"while True: pass  # {word}"]
        subprocess.Popen(loop, start_new_session=True)
        print("on", flush=True)
        while True: pass
        """,
        timeout=1,
    )
    assert result.interrupted
    assert result.died == "it could not be interrupted after 1 s"


def test_a_cell_can_be_interrupted_by_another_thread(confined):
    with confined.kernel() as kernel:
        kernel.interrupt()  # nothing runs, so nothing happens
        threading.Timer(0.3, kernel.interrupt).start()
        result = kernel.execute("while True: pass", FOREVER)
        assert not result.interrupted
        assert result.error == "KeyboardInterrupt: "
        assert printed(kernel.execute("print('after')", 60)) == "after"


def test_all_cells_together_have_a_time(dies):
    assert dies("while True: pass", wall_seconds=1).died == "it did not end within 1 s"


def test_processor_time_runs_out(dies):
    result = dies("while True: pass", processor_seconds=1)
    assert result.died == "it used more than 1 s of processor time"


def test_processor_time_is_that_of_all_processes(dies):
    result = dies(
        """
        import os
        while True:
            if os.fork() == 0:
                for _ in range(3_000_000): pass
                os._exit(0)
            os.wait()
        """,
        processor_seconds=1,
    )
    assert result.died == "it used more than 1 s of processor time"


def test_time_of_ended_children_counts_though_a_cell_would_have_it_forgotten(confined):
    cell = """
        import os, signal
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        except OSError as error:
            print("refused")
        if os.fork() == 0:
            import time
            while time.process_time() < 0.5: pass
            os._exit(0)
        os.wait()
        """
    with confined.kernel() as kernel:
        before = kernel.cpu_seconds()
        assert printed(kernel.execute(textwrap.dedent(cell), 60)) == "refused"
        assert kernel.cpu_seconds() - before > 0.25


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_shells_run_though_they_can_not_say_what_happens_when_a_child_ends(confined, shell):
    cell = f"""
        import subprocess
        line = "ls / | wc -l >/dev/null; echo $(echo in) a shell"
        print(subprocess.run(["{shell}", "-c", line], capture_output=True, text=True).stdout)
        """
    with confined.kernel() as kernel:
        assert printed(kernel.execute(textwrap.dedent(cell), 60)) == "in a shell"


def test_the_processor_time_of_a_kernel_can_be_asked_for_while_it_runs(confined):
    with confined.kernel() as kernel:
        before = kernel.cpu_seconds()
        kernel.execute("import time\nwhile time.process_time() < 0.5: pass", FOREVER)
        after = kernel.cpu_seconds()
        kernel.execute("time.sleep(1)", FOREVER)
        assert kernel.cpu_seconds() - after < 0.5
    assert 0.4 < after - before < 5


@pytest.mark.parametrize("members", [1, 8])
def test_memory_is_that_of_all_processes(dies, members):
    result = dies(
        f"""
        import os, time
        for _ in range({members} - 1):
            if os.fork() == 0:
                break
        mine = bytearray(os.urandom(1)) * ({600 // members} * 1024**2)
        time.sleep(600)
        """,
        timeout=FOREVER,
        memory=400 * MIB,
    )
    assert result.died == "it used more than 400 MiB of memory"


BOMB = """
import mmap, os, time
for _ in range(7):
    if os.fork() == 0:
        break
held = []
while True:
    held.append(mmap.mmap(-1, 64 * 1024**2))
    for page in range(0, len(held[-1]), mmap.PAGESIZE):
        held[-1][page] = 1
"""


def test_a_bomb_is_caught_before_it_has_taken_a_gibibyte_too_much(confined):
    peak = 0
    with confined.kernel(settings=Settings(memory=500 * MIB)) as kernel:
        running = threading.Thread(target=kernel.execute, args=(BOMB, FOREVER))
        running.start()
        while running.is_alive():
            peak = max(peak, memory(kernel._process.pid, 0))
        assert kernel.died == "it used more than 500 MiB of memory"
    assert peak < 500 * MIB + GIB


def test_a_kernel_is_watched_between_two_cells(confined):
    grow = "import threading, time\ndef grow():\n    global held\n    time.sleep(0.2)\n"
    grow += "    held = bytearray(b'x') * 400 * 1024**2\nthreading.Thread(target=grow).start()"
    with confined.kernel(settings=Settings(memory=300 * MIB)) as kernel:
        assert kernel.execute(grow, 60).died == ""
        deadline = time.monotonic() + 60
        while not kernel.died and time.monotonic() < deadline:
            time.sleep(0.02)
        assert kernel.died == "it used more than 300 MiB of memory"


def test_what_a_kernel_shares_with_the_zygote_counts_once(confined):
    with confined.kernel(settings=Settings(memory=300 * MIB)) as kernel:
        result = kernel.execute(
            "import os, time\n"
            "for _ in range(10):\n"
            "    if os.fork() == 0: time.sleep(1.5); os._exit(0)\n"
            "time.sleep(1.6)",
            60,
        )
    assert result.died == ""


@pytest.mark.parametrize(
    "way",
    [
        "os.memfd_create('hidden')",
        "ctypes.CDLL(None).shmget(7, 10_000_000, 0o1666)",
        "ctypes.CDLL(None).syscall(447, 0)",
    ],
    ids=["memfd", "System V", "secret"],
)
def test_there_is_no_memory_that_belongs_to_no_process(confined, way):
    cell = f"import ctypes, os\nr = {way}\nassert r == -1\nraise OSError"
    with confined.kernel() as kernel:
        assert kernel.execute(cell, 60).error.startswith("OSError")


FORKS = """
import os, time
children = 0
try:
    while children < 1000:
        if os.fork() == 0: time.sleep(600)
        children += 1
except BlockingIOError:
    print(children)
"""


def test_fork_bombs_are_each_bounded_by_themselves_and_harm_no_other_kernel(confined):
    few = Settings(processes=24)
    with contextlib.ExitStack() as stack:
        kernels = [stack.enter_context(confined.kernel(settings=few)) for _ in range(4)]
        counts = [int(printed(kernel.execute(FORKS, 600))) for kernel in kernels]
        assert min(counts) > 16
        assert max(counts) <= 24
        with confined.kernel(settings=few) as kernel:
            assert printed(kernel.execute(FORKS, 600)) == str(counts[0])


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm", "/home/student"])
def test_a_full_disk_is_the_kernels_own(tells, folder):
    told = tells(
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
    assert told == "4 No space left on device"


def test_files_are_bounded_in_number_and_open_files_too(tells):
    told = tells(
        """
        import os, resource
        os.mkdir("many")
        try:
            for number in range(10**6): open(f"many/{number}", "w").close()
        except OSError as error:
            print(number < 30_000, error.strerror)
        print(*(resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in
                ("NOFILE", "CORE", "FSIZE")))
        """,
        settings=Settings(open_files=100),
    )
    assert told == f"True No space left on device\n(100, 100) (0, 0) ({64 * MIB}, {64 * MIB})"


FLOODS = {
    "print": "while True: print('x' * 1000)",
    "displays": "while True: display('x')",
    "flushed": "while True: print('x' * 500, flush=True)",
    "updates": "h = display('x', display_id=True)\nwhile True: h.update('x' * 1000)",
    "a child": "import subprocess; subprocess.run(['yes'])",
    "big results": "while True: display({'text/plain': 'x' * 200_000}, raw=True)",
    "the error stream": "import sys\nwhile True: sys.stderr.write('x' * 100)",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_what_a_cell_shows_is_cut_where_it_is_too_much(confined, flood):
    settings = Settings(shown=MIB // 4, outputs=30, shown_in_all=MIB // 2)
    with confined.kernel(settings=settings) as kernel:
        result = kernel.execute(FLOODS[flood], 1)
        assert result.cut
        assert result.interrupted
        assert result.died == ""
        assert 0 < len(result.outputs) <= 30
        assert (
            sum(len(str(output.get("text", output.get("data")))) for output in result.outputs)
            < 1.1 * settings.shown
        )
        again = kernel.execute("print('after')", 60)
        assert printed(again) == "after"
        assert not again.cut
        results = [kernel.execute("print('x' * 125_000)", 60) for _ in range(6)]
    assert results[0].cut is False
    assert results[-1].cut is True


def test_much_printed_text_takes_no_memory(confined):
    with confined.kernel(settings=Settings(memory=400 * MIB)) as kernel:
        result = kernel.execute("for _ in range(1000): print('x' * 1_000_000)", 60)
    assert result.died == ""
    assert result.cut


LIES = {
    "too large": "s.sendall((10**12).to_bytes(8, 'big') + b'x')",
    "no JSON": "s.sendall(frame(b'{'))",
    "no object": "s.sendall(frame(b'[1]'))",
    "deep": "s.sendall(frame(b'[' * 100_000))",
    "huge number": "s.sendall(frame(b'{\"done\": ' + b'9' * 100_000 + b'}'))",
    "no UTF-8": "s.sendall(frame(b'\\xff' * 10))",
    "a flood": "while True: s.sendall(frame(b'{\"kind\": 1}') * 10_000)",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_kernel_that_lies_on_its_socket_dies_and_harms_nobody(confined, lie):
    cell = (
        "import os, socket\n"
        "fds = [int(n) for n in os.listdir('/proc/self/fd') if int(n) > 2]\n"
        "fd, = [fd for fd in fds if os.path.lexists(f'/proc/self/fd/{fd}')"
        " and os.readlink(f'/proc/self/fd/{fd}').startswith('socket')]\n"
        "s = socket.socket(fileno=fd)\n"
        "frame = lambda data: len(data).to_bytes(8, 'big') + data\n"
        f"{LIES[lie]}\n"
        "while True: pass"
    )
    with confined.kernel(settings=Settings(shown=MIB)) as kernel:
        result = kernel.execute(cell, 60)
    assert result.died == "it sent what no kernel sends"
    assert not result.interrupted


SAYINGS = [
    {"kind": "stream", "content": {"name": "stdout", "text": 5}},
    {"kind": "stream", "content": {"name": ["x"], "text": "x"}},
    {"kind": "display_data", "content": {"data": "x"}},
    {"kind": "display_data", "content": {"data": {}, "transient": {"display_id": {}}}},
    {"kind": "error", "content": {"ename": None}},
    {"kind": ["stream"], "content": {}},
    {"kind": "clear_output", "content": 3},
    {"content": None},
    {"done": "1"},
    {"done": 77, "error": "none"},
]


def test_nonsense_in_the_right_form_is_dropped(confined):
    cell = (
        "import sys\n"
        "screen = sys.stdout._screen\n"
        "from inside import wire\n"
        f"for saying in {SAYINGS!r}: screen.connection.sendall(wire.pack(saying))\n"
        "print('honest')"
    )
    with confined.kernel() as kernel:
        assert printed(kernel.execute(cell, 60)) == "honest"


def test_a_display_that_no_notebook_can_hold_is_dropped_and_the_rest_kept(confined):
    cell = (
        "from IPython.display import display\n"
        "forms = {'text/plain': 5, 'text/html': '<b>x</b>', 'application/json': {'a': 1}}\n"
        "display(forms, raw=True)"
    )
    with confined.kernel() as kernel:
        (shown,) = kernel.execute(cell, 60).outputs
        assert shown.data == {"text/html": "<b>x</b>", "application/json": {"a": 1}}
        assert kernel.execute("1", 60).error is None


def test_many_updates_of_many_displays_cost_the_grader_little(confined):
    cell = """
        from IPython.display import display, update_display
        for _ in range(200): display("x", display_id="one")
        for _ in range(400): update_display("y", display_id="one")
        """
    with confined.kernel() as kernel:
        started = time.thread_time()  # of the processor, so a busy machine does not count
        kernel.execute(textwrap.dedent(cell), FOREVER)
        assert time.thread_time() - started < 2


LABORIOUS = """
import os, time
if child := os.fork():
    os.waitpid(child, 0)
else:
    while time.process_time() < 0.2: pass
    os._exit(0)
"""


def test_a_cell_is_not_late_where_its_child_had_no_processor(zygote):
    first = {min(os.sched_getaffinity(0))}
    busy = "import os, sys; os.sched_setaffinity(0, {int(sys.argv[1])})\nwhile True: pass"
    with contextlib.ExitStack() as stack:
        kernel = stack.enter_context(zygote.kernel())
        os.sched_setaffinity(kernel._process.pid, first)
        for _ in range(9):
            argv = [sys.executable, "-S", "-c", busy, str(*first)]
            neighbour = subprocess.Popen(argv, start_new_session=True)
            stack.callback(neighbour.wait)
            stack.callback(neighbour.kill)
        assert not kernel.execute(LABORIOUS, 1).interrupted


def test_a_cell_is_not_late_where_the_machine_stood_still(zygote, monkeypatch):
    stood = []

    def select(seconds: float) -> object:
        stood.append(60.0)
        return wait(seconds)

    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + sum(stood))
    monkeypatch.setattr(listener, "time", clock)
    with zygote.kernel() as kernel:
        selector = kernel._listener._selector
        wait = selector.select
        monkeypatch.setattr(selector, "select", select)
        assert not kernel.execute("import time; time.sleep(0.5)", 20).interrupted
        assert kernel.starved() > 60


def test_half_a_character_is_replaced_since_no_file_could_hold_it(confined):
    code = r"""
        import sys
        data = rb'{"kind": "stream", "content": {"name": "stdout", "text": "a\ud83dz"}}'
        sys.stdout._screen.connection.sendall(len(data).to_bytes(8, "big") + data)
        print("\ud83d")
    """
    with confined.kernel() as kernel:
        result = kernel.execute(textwrap.dedent(code), 60)
    assert printed(result) == "a?z?"


CLOSE = """
import os
for fd in range(3, 99):
    try:
        os.close(fd)
    except OSError:
        pass
"""


def test_a_kernel_that_closes_its_socket_and_goes_on_is_ended_at_the_timeout(confined):
    with confined.kernel(settings=Settings(interrupted_seconds=0.5)) as kernel:
        result = kernel.execute(CLOSE + "while True: pass", 1)
    # It is interrupted, and cannot say so; or it is killed before it has tried.
    itself, killed = "it ended itself with exit status 1", "it could not be interrupted after 1 s"
    assert result.died in (itself, killed)


def test_a_kernel_that_says_it_is_done_and_goes_on_without_its_socket_is_ended(confined):
    lie = """
        import sys
        data = b'{"done": 1, "execution_count": 3, "error": null}'
        sys.stdout._screen.connection.sendall(len(data).to_bytes(8, "big") + data)
    """
    with confined.kernel() as kernel:
        first = kernel.execute(textwrap.dedent(lie) + CLOSE + "while True: pass", 60)
        assert first.died == ""
        deadline = time.monotonic() + 60
        while kernel._ends.talk.recv(1, socket.MSG_PEEK) and time.monotonic() < deadline:
            time.sleep(0.02)
        second = kernel.execute("1", 60)
        assert second.died == kernel.died == "it did not listen"
        assert not alive(kernel._process.pid)


def test_a_closed_kernel_leaves_nothing(confined, gone):
    word = f"marker-{time.monotonic_ns()}"
    with confined.kernel() as kernel:
        kernel.execute(
            "import os, subprocess, sys, threading, time\n"
            f"loop = [sys.executable, '-c', 'while True: pass  # {word}']\n"
            "for _ in range(3): subprocess.Popen(loop, start_new_session=True)\n"
            "threading.Thread(target=time.sleep, args=(99,)).start()",
            60,
        )
    assert not alive(kernel._process.pid)
    assert gone(word)


def test_sockets_of_the_grader_are_closed_with_the_kernel(confined):
    def count():
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208

    with confined.kernel():
        pass
    before = count()
    for _ in range(5):
        with confined.kernel() as kernel:
            kernel.execute("1", 60)
    assert count() == before
