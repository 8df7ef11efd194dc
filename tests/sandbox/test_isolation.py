"""What student code can see and touch of the machine that grades it."""

import os
import pwd
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.sandbox import library
from autograder.sandbox.bubblewrap import Bubblewrap
from autograder.sandbox.host import SandboxError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives itself up")


@pytest.fixture
def course(tmp_path):
    """A course folder with a secret in every place that student code must not see."""
    for name in ("helpers", "autograder/checks", "autograder/judge", "submitted/other/lab"):
        (tmp_path / name).mkdir(parents=True)
    for name in (
        "helpers/__init__.py",
        "autograder/__init__.py",
        "autograder/checks/__init__.py",
        "autograder/judge/__init__.py",
        "submitted/other/lab/lab.ipynb",
        "gradebook.db",
    ):
        (tmp_path / name).write_text("")
    return Course(tmp_path)


def test_student_code_imports_the_library_and_nothing_else_of_the_course(course, says):
    printed = says(
        """
        import importlib, os
        import autograder.checks, helpers
        print(sorted(os.listdir("/course")), sorted(os.listdir("/course/autograder")))
        for name in ("judge", "kernels"):
            try:
                importlib.import_module(f"autograder.{name}")
            except ModuleNotFoundError:
                print("no", name)
        """,
        readable=library(course),
        environment={"PYTHONPATH": "/course"},
    )
    assert printed.splitlines() == [
        "['autograder', 'helpers'] ['__init__.py', 'checks']",
        "no judge",
        "no kernels",
    ]


def test_no_file_of_the_course_can_be_reached_by_its_path(course, says):
    printed = says(
        f"""
        for name in ("gradebook.db", "submitted/other/lab/lab.ipynb", "autograder/__init__.py"):
            try:
                print(name, "was read", open("{course.root}/" + name).read())
            except FileNotFoundError:
                pass
        """,
        readable=library(course),
    )
    assert printed == ""


@pytest.mark.parametrize("place", ["/var/tmp", "/var/log", "/opt", "/srv", "/mnt", "/media"])
def test_a_secret_lying_about_is_found_nowhere(says, place):
    if not os.access(place, os.W_OK):
        pytest.skip(f"nobody may write into {place} here")
    with tempfile.NamedTemporaryFile(prefix="secret-", dir=place) as secret:
        name = Path(secret.name).name
        printed = says(
            f"""
            import os
            for folder, folders, files in os.walk("/"):
                folders[:] = [f for f in folders if f not in ("usr", "proc")]
                if "{name}" in files:
                    print(folder)
            """
        )
    assert printed == ""


def test_the_home_folder_shows_at_most_the_way_to_the_interpreter(says):
    home = Path.home()
    shown = says(f"import os; print(*(os.listdir('{home}') if os.path.isdir('{home}') else []))")
    ways = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()}
    steps = {p.relative_to(home).parts[0] for p in ways if p.is_relative_to(home)}
    assert set(shown.split()) <= steps


def test_the_users_are_made_up(says):
    printed = says(
        """
        import getpass, os, pwd
        print(getpass.getuser(), os.getuid(), os.path.exists("/etc/shadow"))
        print(*(user.pw_name for user in pwd.getpwall()))
        """
    )
    me, all_users = printed.splitlines()
    assert me == "student 1000 False"
    assert all_users == "root student"
    assert len(pwd.getpwall()) > 2


def test_the_graders_environment_is_in_no_process_of_the_sandbox(says, monkeypatch):
    monkeypatch.setenv("GRADER_SECRET", "swordfish")
    printed = says(
        """
        import glob
        for path in glob.glob("/proc/[0-9]*/environ"):
            print(path, open(path).read().count("PATH="), "swordfish" in open(path).read())
        """
    )
    assert printed.splitlines() == ["/proc/1/environ 1 False", "/proc/2/environ 1 False"]


def test_the_sandboxes_first_process_does_not_tell_our_paths(course, says):
    printed = says("print(open('/proc/1/cmdline').read())", readable=library(course))
    assert "bwrap" in printed
    assert "--ro-bind" not in printed


def test_processes_outside_are_invisible(says):
    printed = says("import os; print(*sorted(filter(str.isdigit, os.listdir('/proc'))))")
    assert printed == "1 2"


def test_no_open_file_of_the_grader_is_inherited(says):
    printed = says("import os; print(*sorted(os.listdir('/proc/self/fd')))")
    assert printed == "0 1 2 3", "three streams, and the folder that is being listed"


@pytest.mark.parametrize("abstract", [False, True], ids=["tcp", "abstract unix socket"])
def test_there_is_no_network(says, abstract):
    family = socket.AF_UNIX if abstract else socket.AF_INET
    with socket.socket(family) as listener:
        listener.bind(f"\0grader-{os.getpid()}" if abstract else ("127.0.0.1", 0))
        listener.listen()
        code = "import socket; s = socket.socket(socket.{}); print(s.connect_ex({!r}))"
        with socket.socket(family) as client:
            assert client.connect_ex(listener.getsockname()) == 0, "outside it can be reached"
        printed = says(code.format(family.name, listener.getsockname()))
    assert printed != "0"


def test_only_private_folders_of_limited_size_are_writable(course, says):
    printed = says(
        f"""
        import os, pathlib
        places = ["/", "/dev", "/etc", "/usr", "/home", "/course", "/course/helpers",
                  "{sys.prefix}", "/proc/sys/kernel", "/home/student", "/tmp", "/dev/shm"]
        for place in places:
            try:
                pathlib.Path(place, "file").write_text("mine")
            except OSError:
                continue
            print(place)
        """,
        readable=library(course),
    )
    assert printed.split() == ["/home/student", "/tmp", "/dev/shm"]


def test_a_socket_that_is_lent_can_be_used_and_not_replaced(says):
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as judge:
        judge.bind(f"{folder}/socket")
        judge.listen()
        printed = says(
            """
            import os, socket
            with socket.socket(socket.AF_UNIX) as student:
                student.connect("/judge/socket")
                student.sendall(b"array")
            try:
                os.unlink("/judge/socket")
            except OSError:
                print("kept")
            """,
            sockets=((Path(folder), "/judge"),),
        )
        connection, _ = judge.accept()
        with connection:
            assert connection.recv(100) == b"array"
    assert printed == "kept"


def test_student_code_has_no_privilege_and_can_get_none(says):
    printed = says(
        """
        for process in (1, 2):
            status = dict(line.split(":\\t", 1) for line in open(f"/proc/{process}/status"))
            print(*(int(status[name], 16) for name in ("CapPrm", "CapEff", "CapBnd", "NoNewPrivs")))
        """
    )
    assert printed.splitlines() == ["0 0 0 1", "0 0 0 1"]


def test_student_code_can_not_type_into_the_graders_terminal(sandboxed):
    ours, theirs = os.openpty()
    code = "try: open('/dev/tty')\nexcept OSError: print('none')"
    shell = ["setsid", "--ctty", *Bubblewrap().command([sys.executable, "-c", code])]
    ran = subprocess.run(shell, stdin=theirs, capture_output=True, text=True, check=False)
    os.close(ours)
    os.close(theirs)
    assert ran.stdout == "none\n", ran.stderr


def test_student_code_makes_no_user_namespace_unless_it_may(says):
    code = "import subprocess; print(subprocess.run(['unshare', '-U', 'true']).returncode)"
    assert says(code) != "0"
    assert says(code, nested=True) == "0"


@as_root
def test_what_root_starts_runs_as_somebody_else(sandboxed, processes):
    word = f"marker-{os.getpid()}"
    code = f"print('on', flush=True); input()  # {word}"
    process = Bubblewrap().popen([sys.executable, "-c", code], stdin=-1, stdout=-1)
    with process:
        assert process.stdout.readline() == b"on\n"
        users = {
            Path(f"/proc/{pid}").stat().st_uid
            for pid in processes(word)
            if "python" in Path(f"/proc/{pid}/comm").read_text()
        }
        process.communicate(b"\n")
    assert len(users) == 1
    assert users.isdisjoint({user.pw_uid for user in pwd.getpwall()})


@as_root
def test_a_file_that_only_root_may_read_is_named_before_anything_runs(tmp_path, sandboxed):
    tmp_path.chmod(0o755)
    (tmp_path / "private.py").touch(0o600)
    with pytest.raises(SandboxError, match=r"private\.py is private to root: chmod -R o\+rX"):
        Bubblewrap(readable=((tmp_path, "/course"),)).popen(["true"])


def test_an_ordinary_user_gets_the_same_sandbox(ordinary_user):
    code = """
        import sys, types
        # The sentences need NumPy, which the system's own Python may not have.
        sys.modules["autograder.sandbox.ended"] = types.SimpleNamespace(phrase=lambda key, **_: key)
        from autograder.settings import Settings
        from autograder.sandbox.bubblewrap import Bubblewrap, available
        from autograder.sandbox.command import run
        print(available())
        code = "import os; print(os.getuid(), os.path.exists('/var'), os.environ.get('SECRET'))"
        bomb = "import os, time\\nwhile True: os.fork() or time.sleep(9)"
        sandbox = Bubblewrap(settings=Settings(processes=10))
        print(run(sandbox, [sys.executable, "-c", code], timeout=60).stdout.decode().strip())
        ended = run(sandbox, [sys.executable, "-c", bomb], timeout=60)
        print(ended.stderr.decode().split(":")[-2].split()[-1])
    """
    with ordinary_user(code, SECRET="swordfish") as process:
        printed = process.stdout.read().decode().splitlines()
    assert printed[:2] == ["None", "1000 False None"]
    assert "BlockingIOError" in printed[2]
