"""What student code in a warm kernel can see, touch and leave behind: nothing but its own."""

import os
import socket
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from tests.kernels.cells import printed

# What a kernel may try to leave for the next one: each place, and how to write and to read it.
TRACES = {
    "a file": ("open('/home/student/t', 'w').write('me')", "open('/home/student/t').read()"),
    "/tmp": ("open('/tmp/t', 'w').write('me')", "open('/tmp/t').read()"),
    "/dev/shm": ("open('/dev/shm/t', 'w').write('me')", "open('/dev/shm/t').read()"),
    "a name": ("trace = 'me'", "trace"),
    "a module": ("import numpy; numpy.trace_left = 'me'", "numpy.trace_left"),
    "an object of the opening": ("opened['by'] = 'me'", "{'me': 'me'}[opened['by']]"),
    "the environment": ("import os; os.environ['TRACE'] = 'me'", "os.environ['TRACE']"),
    "a builtin": ("import builtins; builtins.trace = 'me'", "trace"),
    "a hook of the shell": (
        "get_ipython().events.register('pre_run_cell', lambda i: print('me'))",
        "'' + 5",
    ),
    "a shared memory block": (
        "block = SharedMemory('trace', create=True, size=8); block.buf[:2] = b'me'",
        "bytes(SharedMemory('trace').buf[:2]).decode()",
    ),
    "an abstract socket": (
        "import socket; s = socket.socket(socket.AF_UNIX); s.bind('\\0trace'); s.listen()",
        "socket.socket(socket.AF_UNIX).connect('\\0trace') or 'me'",
    ),
    "a port": (
        "import socket; s = socket.socket(); s.bind(('127.0.0.1', 5999)); s.listen()",
        "socket.create_connection(('127.0.0.1', 5999), 1) and 'me'",
    ),
    "the host name": (
        "import ctypes; ctypes.CDLL(None).sethostname(b'me', 2)",
        "{'me': 'me'}[socket.gethostname()]",
    ),
    "a System V segment": ("libc.shmget(7, 100, 0o1666)", "found(libc.shmget(7, 100, 0))"),
    "a key": (
        "for ring in RINGS: libc.syscall(248, b'user', b'trace', b'me', 2, ring)",
        "found(max(libc.syscall(250, 10, ring, b'user', b'trace', 0) for ring in RINGS))",
    ),
    "a process": (
        "import subprocess; subprocess.Popen(['sleep', '654'], start_new_session=True)",
        "found(max('654' in line or -1 for line in command_lines()))",
    ),
    "a line of the linecache": (
        "import linecache; linecache.cache['trace'] = (2, None, ['me'], 'trace')",
        "linecache.cache['trace'][2][0]",
    ),
}

TOOLS = """
import ctypes, linecache, numpy, os, pathlib, socket
from multiprocessing.shared_memory import SharedMemory
libc = ctypes.CDLL(None)
RINGS = -1, -2, -3, -4, -5
def found(number):
    assert number >= 0
    return "me"
def command_lines():
    return [path.read_text() for path in pathlib.Path("/proc").glob("[0-9]*/cmdline")]
"""


@pytest.mark.parametrize("trace", TRACES)
def test_nothing_persists_from_one_kernel_into_the_next(confined, trace):
    write, read = TRACES[trace]
    with confined.kernel() as kernel:
        assert kernel.execute(TOOLS, 60).error is None
        kernel.execute(write, 60)
    with confined.kernel() as kernel:
        kernel.execute(TOOLS, 60)
        result = kernel.execute(f"print({read})", 60)
    assert result.error is not None
    assert "me" not in str(result.outputs[0].get("text", ""))


def test_two_kernels_at_a_time_do_not_meet(confined):
    with confined.kernel() as one, confined.kernel() as two:
        one.execute(
            "open('/tmp/t', 'w').write('me'); import socket\n"
            "s = socket.socket(socket.AF_UNIX); s.bind('\\0here'); s.listen()",
            60,
        )
        result = two.execute(
            "import os, socket\n"
            "print(os.path.exists('/tmp/t'),"
            " [p for p in os.listdir('/proc') if p.isdigit()],"
            " socket.socket(socket.AF_UNIX).connect_ex('\\0here') == 0)",
            60,
        )
    assert printed(result) == "False ['1'] False"


def test_a_kernel_is_alone_with_no_right_and_none_to_get(tells):
    told = tells(
        """
        import os, subprocess
        status = dict(line.rstrip("\\n").split(":\\t", 1) for line in open("/proc/self/status"))
        print(*(int(status["Cap" + name], 16) for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")))
        print(status["NoNewPrivs"], status["Seccomp"], status["Uid"], os.getpid())
        print(open("/proc/self/uid_map").read().split())
        print(subprocess.run(["unshare", "-U", "true"], capture_output=True).returncode != 0)
        """
    )
    assert told.splitlines() == [
        "0 0 0 0 0",
        "1 2 1000\t1000\t1000\t1000 1",
        "['1000', '1000', '1']",
        "True",
    ]


@pytest.mark.parametrize("namespace", ["user", "pid", "mnt", "ipc", "net", "uts"])
def test_every_namespace_is_the_kernels_own(confined, tells, namespace):
    code = f"import os; print(os.readlink('/proc/self/ns/{namespace}'))"
    told = {tells(code), tells(code)}
    # The first is gone when the second is made, so the number may be used again.
    with confined.kernel() as one, confined.kernel() as two:
        both = {printed(one.execute(code, 60)), printed(two.execute(code, 60))}
    assert len(both) == 2
    assert str(Path(f"/proc/self/ns/{namespace}").readlink()) not in told | both


def test_only_private_folders_are_writable_and_they_are_empty(tells):
    told = tells(
        f"""
        import os, pathlib
        places = ["/", "/dev", "/etc", "/usr", "/home", "/zygote", "{sys.prefix}",
                  "/proc/sys/kernel", "/home/student", "/tmp", "/dev/shm"]
        for place in places:
            try:
                pathlib.Path(place, "file").write_text("mine")
            except OSError:
                continue
            print(place)
        print(os.listdir("/home/student"), os.listdir("/zygote"), os.listdir("/dev/shm"))
        """
    )
    assert told.split("\n") == ["/home/student", "/tmp", "/dev/shm", "['file'] [] ['file']"]


def test_the_host_is_not_to_be_seen(tells):
    home, here = Path.home(), Path(__file__).parents[2]
    with tempfile.NamedTemporaryFile(prefix="secret-", dir="/var/tmp") as secret:
        told = tells(
            f"""
            import glob, os, pwd
            for folder, folders, files in os.walk("/"):
                folders[:] = [f for f in folders if f not in ("usr", "proc")]
                if "{Path(secret.name).name}" in files:
                    print(folder)
            for path in ("{here}/pyproject.toml", "{here}/autograder/judge", "{home}/.bashrc",
                         "/etc/shadow", "/etc/hostname", "/var", "/root/.ssh"):
                if os.path.exists(path):
                    print(path)
            print(*(user.pw_name for user in pwd.getpwall()), os.uname().nodename)
            """
        )
    assert told == "root student lab"


def test_no_process_and_no_environment_but_the_kernels_own_can_be_read(confined, tells):
    os.environ["GRADER_SECRET"] = "swordfish"
    try:
        told = tells(
            """
            import glob, os
            print([p for p in os.listdir("/proc") if p.isdigit()])
            for path in glob.glob("/proc/[0-9]*/environ"):
                print("swordfish" in open(path).read(), "PATH=" in open(path).read())
            print("GRADER_SECRET" in os.environ)
            """
        )
    finally:
        del os.environ["GRADER_SECRET"]
    assert told.splitlines() == ["['1']", "False True", "False"]


def test_a_kernel_holds_no_open_file_but_its_streams_and_its_way_to_the_grader(confined, tells):
    with confined.kernel():  # of another one it holds nothing either
        told = tells(
            """
            import os, stat, sys
            for fd in map(int, sorted(os.listdir("/proc/self/fd"), key=int)):
                try:
                    mode = os.fstat(fd).st_mode
                    fonts = os.readlink(f"/proc/self/fd/{fd}").startswith(sys.prefix)
                except OSError:
                    continue  # the folder that was listed
                if not fonts:
                    print(fd if fd < 3 else "+", stat.filemode(mode)[0])
            """
        )
    assert told.splitlines() == ["0 c", "1 p", "2 p", "+ s"]


def test_there_is_no_network(tells):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        assert socket.create_connection(address).close() is None, "outside it can be reached"
        told = tells(
            f"""
            import errno, socket
            for address in ({address}, ("10.0.0.1", 80)):
                print(errno.errorcode[socket.socket().connect_ex(address)])
            """
        )
    assert told.split() == ["ENETUNREACH", "ENETUNREACH"]


@pytest.fixture
def judge():
    """Judges that say their name to whoever connects."""
    with tempfile.TemporaryDirectory() as folder:
        listeners = []

        def listen(name):
            listener = socket.socket(socket.AF_UNIX)
            path = Path(folder, name)
            listener.bind(str(path))
            listener.listen()
            listeners.append(listener)
            thread = threading.Thread(target=answer, args=(listener, name.encode()), daemon=True)
            thread.start()
            return path

        def answer(listener, name):
            connection, _ = listener.accept()
            with connection:
                connection.sendall(name)

        yield listen
        for listener in listeners:
            listener.close()


ASK = """
import os, socket
def ask(path):
    with socket.socket(socket.AF_UNIX) as student:
        student.connect(path)
        return student.recv(100).decode()
print(ask(os.environ["JUDGE"]))
"""


def test_each_kernel_reaches_its_own_judge_in_a_folder_private_to_the_grader(zygote, judge):
    first, second = judge("first"), judge("second")
    assert first.parent.stat().st_mode & 0o077 == 0
    with zygote.kernel(sockets={"JUDGE": first}) as one:
        with zygote.kernel(sockets={"JUDGE": second}) as two:
            assert printed(two.execute(ASK, 60)) == "second"
        assert printed(one.execute(ASK, 60)) == "first"


def test_from_its_judges_socket_no_other_and_no_file_is_reached(confined, judge):
    own, other = judge("own"), judge("other")
    (own.parent / "answers").write_text("42")
    attack = f"""
import os
way = os.environ["JUDGE"]
paths = ["{other}", way + "/../other", way + "/../answers", "{own.parent}/answers",
         os.path.dirname(os.readlink(way)) + "/answers"]
for path in paths:
    for attempt in (ask, lambda path: open(path).read(), os.listdir, os.unlink):
        try:
            print("reached", path, attempt(path))
        except OSError:
            pass
for attempt in (lambda: os.unlink(way), lambda: os.rename(way, "/tmp/x"),
                lambda: os.link(way, "/tmp/x", follow_symlinks=True)):
    try:
        attempt()
    except OSError:
        continue
    print("changed")
"""
    with confined.kernel(sockets={"JUDGE": own}) as kernel:
        assert printed(kernel.execute(ASK, 60)) == "own"
        assert printed(kernel.execute(attack, 60)) == ""
    assert own.is_socket()


def test_the_zygote_can_not_be_harmed(confined, tells):
    tells(
        """
        import os, signal
        for pid in (-1, 1, 2, 3, *range(4, 300)):
            if pid != os.getpid():
                try:
                    os.kill(pid, signal.SIGKILL)
                except OSError:
                    pass
        """
    )
    assert tells("print('alive')") == "alive"
