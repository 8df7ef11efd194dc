"""start.py: from an unpacked bundle to JupyterLab, on a machine that has Python alone."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from autograder.course import Course
from tests.release.computer import START, Computer
from tests.release.conftest import bundle_of
from tests.release.example import Bundle, imported, unpacked

OLDEST_THAT_IS_TOLD = (3, 7)
WRONG_ANSWER = """
from autograder.checks import check
print(check("initialization.zeros", lambda layers_dims: None))
"""


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(START.parent)
    import start

    return start


def test_it_needs_the_standard_library_only_and_old_pythons_can_read_it():
    ast.parse(START.read_text(), feature_version=OLDEST_THAT_IS_TOLD)
    assert imported(START) <= sys.stdlib_module_names


def test_an_old_python_is_told_kindly_what_to_do(start):
    start.require_version((3, 11))
    start.require_version((4, 0))
    with pytest.raises(start.SetupError, match=r"needs Python 3\.11 .*this is Python 3\.9"):
        start.require_version((3, 9))


def test_a_start_from_inside_the_zip_file_says_to_unpack_it(tmp_path: Path):
    (tmp_path / "start.py").write_bytes(START.read_bytes())
    done = subprocess.run(
        [sys.executable, "start.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "unpack the whole zip" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_failed_command_shows_its_last_lines_and_what_to_do(start):
    words = "import sys; print(*range(30), sep='\\n', flush=True); sys.exit('No space left')"
    with pytest.raises(start.SetupError) as caught:
        start.run([sys.executable, "-c", words], "")
    lines = str(caught.value).splitlines()
    assert lines[-2] == "    No space left"
    assert lines[-1].startswith("The disk is full.")
    assert "    29" in lines
    assert len(lines) == 10


def test_a_command_that_the_system_ends_says_so(start):
    with pytest.raises(start.SetupError, match=r"signal 9\.\nThe system stopped it"):
        start.run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], "")


WARNING = "WARNING: Retrying (Retry(total=0)) after connection broken by "
NOTHING = "\nERROR: No matching distribution found for numpy"
NO_VERSION = "\nERROR: Could not find a version that satisfies numpy (from versions: {})" + NOTHING
FAILURES = [
    ("MemoryError", "memory ran out"),
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on", "is full"),
    ("OSError: [WinError 112] There is not enough space on the disk", "is full"),
    ("OSError: [Errno 122] Disk quota exceeded: '/home/a'", "is full"),
    (
        "Error: Refusing to create a venv in /x:y because it contains the PATH separator",
        "short path",
    ),
    ("HINT: this system does not have Windows Long Path support enabled", "short path"),
    ("Error: [Errno 13] Permission denied: '/media/lab/.venv'", "read-only"),
    ("Error: [Errno 30] Read-only file system: '/tmp/lab/.venv'", "read-only"),
    ("PermissionError: [WinError 5] Access is denied: 'C:\\\\lab\\\\.venv'", "read-only"),
    ("PermissionError: [WinError 32] The process cannot access the file", "in use"),
    ("/usr/bin/python3: No module named ensurepip", "python3-venv"),
    ("not created successfully because ensurepip is not\navailable.", "python3-venv"),
    ("/usr/bin/python3: No module named venv", "python3-venv"),
    (WARNING + "'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_", "trusted"),
    ("OSError: Could not find a suitable TLS CA certificate bundle, invalid path", "trusted"),
    (WARNING + "'ProxyError('Cannot connect to proxy.', NewConnectionError('<", "proxy refused"),
    (WARNING + "'ProxyError('Tunnel connection failed: 407 Proxy Authentication", "proxy refused"),
    (WARNING + "'NewConnectionError('<...>: [Errno -3] Temporary failure in name re", "network"),
    (WARNING + "'NameResolutionError(\"[Errno 11001] getaddrinfo failed\")'", "network"),
    (WARNING + "'ReadTimeoutError(\"HTTPSConnectionPool(host='pypi.org', port=443): Re", "network"),
    (WARNING + "'ConnectTimeoutError(<pip._vendor.urllib3.connection.HTTPSConnection", "network"),
    (WARNING + "'ProtocolError('Connection aborted.', PermissionError(13, 'Perm", "network"),
    (NO_VERSION.format("none"), "network"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "damaged"),
    ("zipfile.BadZipFile: Bad CRC-32 for file 'numpy/core.so'", "damaged"),
    (NO_VERSION.format("1.0, 2.0"), "for this Python"),
    ("ERROR: Failed building wheel for scikit-learn", "for this Python"),
    ("error: metadata-generation-failed", "for this Python"),
    ("", "send"),
    ("Segmentation fault", "send"),
]


@pytest.mark.parametrize(("said", "told"), FAILURES)
def test_what_to_do_fits_what_went_wrong(start, said: str, told: str):
    # What pip says in the end of most of them.
    for output in (said, said + NO_VERSION.format("none") if WARNING in said else said):
        assert told in " ".join(start.advice(output).split())


def test_each_piece_of_advice_is_short_and_is_for_something_that_happens(start):
    pieces = {entry.split("\n", 1)[1] for entry in start.ADVICE.strip().split("\n\n")}
    assert {start.advice(said) for said, _ in FAILURES} == pieces
    assert all(len(piece.splitlines()) <= 2 for piece in pieces)


def test_what_start_itself_can_not_write_is_told_too(start, monkeypatch, capsys, tmp_path: Path):
    (tmp_path / "requirements.txt").touch()
    monkeypatch.setattr(start, "__file__", str(tmp_path / "start.py"))
    denied = PermissionError(13, "Permission denied", str(tmp_path))
    monkeypatch.setattr(start, "make_environment", lambda *_: (_ for _ in ()).throw(denied))
    assert start.main([]) == 1
    assert "is read-only" in capsys.readouterr().out


def test_an_environment_without_a_stamp_or_from_elsewhere_is_made_anew(
    start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ran = []

    def pretend(command: list[str], *_: object, **__: object) -> None:
        ran.append(next(word for word in ("venv", "ensurepip", "pip", "-c") if word in command))
        if ran[-1] == "venv":
            start.python_of(venv).parent.mkdir(parents=True)
            start.python_of(venv).touch()

    whole = ["venv", "ensurepip", "pip", "-c"]
    monkeypatch.setattr(start, "run", pretend)
    monkeypatch.setattr(start, "settings_of_pip", lambda _: {})
    venv = tmp_path / ".venv"
    for fingerprint, expected in [
        ("here\n1", whole),
        ("here\n2", whole[2:]),
        ("there\n2", whole),
    ]:
        ran.clear()
        assert not start.environment_is_ready(venv, fingerprint)
        start.make_environment(venv, [], fingerprint, sys.executable)
        assert ran == expected
        assert start.environment_is_ready(venv, fingerprint)
    (venv / start.STAMP).unlink()
    assert not start.environment_is_ready(venv, "there\n2")
    ran.clear()
    start.make_environment(venv, [], "there\n2", sys.executable)
    assert ran == whole


def test_the_notebook_named_like_the_folder_is_opened_and_else_the_only_one(start, tmp_path: Path):
    folder = tmp_path / "lab"
    folder.mkdir()
    assert start.address_in(folder) == "/lab"
    (folder / "an other.ipynb").touch()
    assert start.address_in(folder) == "/lab/tree/an%20other.ipynb"
    (folder / "Untitled.ipynb").touch()
    assert start.address_in(folder) == "/lab"
    (folder / "lab.ipynb").touch()
    assert start.address_in(folder) == "/lab/tree/lab.ipynb"


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    """With an environment; a test that changes the requirements brings it up to date.

    It was left half made when start.py came to it, for which `said` has what that printed: to make
    another takes seconds. The slow test begins with none.
    """
    computer = Computer(tmp_path_factory.mktemp("computer"))
    computer.requires(*computer.found)
    computer.leave_half_made()
    done = computer.start("--prepare")
    assert done.returncode == 0, done.stdout + done.stderr
    computer.said = done.stdout
    return computer


def test_an_environment_that_was_left_half_made_is_repaired(computer: Computer):
    assert "[1/2]" in computer.said
    assert str(computer.lab / ".venv") in computer.opened()["file"]


def test_jupyterlab_is_that_of_the_lab_and_shows_its_folder_whatever_variables_say(
    computer: Computer,
):
    computer.requires(*computer.found)
    far = computer.root / "far"
    (far / "jupyterlab").mkdir(parents=True)
    (far / "jupyterlab" / "__main__.py").write_text("raise SystemExit('the wrong one')")
    (far / "startup.py").write_text("raise SystemExit('started up')")
    misleading = {
        "PYTHONPATH": str(far),
        "PYTHONHOME": sys.base_prefix,
        "PYTHONSTARTUP": str(far / "startup.py"),
        "PYTHONNOUSERSITE": "1",
        "VIRTUAL_ENV": str(far),
        "MPLBACKEND": "nonsense",
        "JUPYTER_PATH": str(far),
        "JUPYTER_CONFIG_PATH": str(far),
    }
    others = {"JUPYTER_CONFIG_DIR": str(far), "CONDA_PREFIX": str(far)}
    seen = computer.opened(**misleading, **others)
    own = computer.lab / ".venv"
    assert seen["prefix"] == str(own)
    assert Path(seen["file"]).is_relative_to(own)
    assert seen["folder"] == str(computer.lab)
    assert not misleading.keys() & seen["variables"].keys()
    assert Path(seen["variables"]["JUPYTER_CONFIG_DIR"]).is_relative_to(own)
    assert seen["arguments"] == [
        f"--ServerApp.root_dir={computer.lab}",
        "--LabApp.default_url=/lab/tree/the%20lab.ipynb",
        "--port",
        "9000",
    ]


REPORT = "import json, sys; print(json.dumps([sys.argv[1:], sys.prefix]))"
NO_REPORT = "The packages for the lab report could not be installed."


@pytest.fixture
def reporting(computer: Computer):
    """A lab that can report, with what that needs besides."""
    program = computer.lab / "autograder" / "reports" / "__main__.py"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(REPORT)
    needed = computer.lab / "requirements-report.txt"
    computer.requires(*computer.found)
    yield computer, needed
    needed.unlink()
    (computer.lab / ".venv" / needed.name).unlink(missing_ok=True)


def reported(computer: Computer, *options: str) -> tuple[str, list[object]]:
    done = computer.start("report", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    *said, last = done.stdout.splitlines()
    return "\n".join(said), json.loads(last)


def test_a_report_is_written_by_the_labs_own_python_with_what_was_asked_for(reporting):
    computer, needed = reporting
    needed.write_text("\n".join(["ipykernel", *computer.found]))
    said, (arguments, prefix) = reported(computer, "--lang", "zh", "--notes", "a b.md")
    assert "installing what the lab report needs" in said
    assert arguments == ["--lang", "zh", "--notes", "a b.md"]
    assert prefix == str(computer.lab / ".venv")
    said, _ = reported(computer)
    assert said == "", "what is installed is not asked for again"


def test_a_lab_whose_report_cannot_have_its_packages_opens_and_reports_all_the_same(reporting):
    computer, needed = reporting
    needed.write_text("--no-index\nno-such-package")
    computer.requires(*computer.found, "# other requirements than before")
    done = computer.start("--prepare")
    assert done.returncode == 0
    assert NO_REPORT in done.stdout
    assert NO_REPORT not in computer.start("--prepare").stdout, "nobody has asked for a report"
    assert NO_REPORT in reported(computer)[0]


def emptied(computer: Computer, *more: str) -> None:
    """Remove what is installed, and have other requirements than before."""
    for path in computer.installed():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    computer.requires(*more, f"# {time.monotonic()}")


ELSEWHERE = {"user": "true", "target": "far", "prefix": "far", "root": "far"}


@pytest.mark.parametrize("by", ["file", "environment"])
def test_packages_come_from_where_pip_is_told_and_go_where_they_belong(computer: Computer, by: str):
    emptied(computer)
    settings = {**ELSEWHERE, "require-virtualenv": "true", "no-index": "true"}
    settings |= {"find-links": str(computer.wheels), "constraint": str(computer.none)}
    settings["compile"] = "true"  # but what nobody imports is not compiled
    if by == "file":
        file = computer.root / "pip.conf"
        file.write_text("\n".join(["[global]", *map(" = ".join, settings.items())]))
        variables = {"PIP_CONFIG_FILE": str(file)}
    else:
        variables = {f"PIP_{name.upper().replace('-', '_')}": settings[name] for name in settings}
    done = computer.start("--prepare", **variables)
    assert done.returncode == 0, done.stdout
    assert "again" not in done.stdout
    assert [*computer.lab.rglob("jupyterlab/__pycache__/__init__*")]
    assert not [*computer.lab.rglob("jupyterlab/__pycache__/__main__*")]
    assert str(computer.lab / ".venv") in computer.opened()["file"]


@pytest.mark.parametrize("setting", ["DRY_RUN=1", "CONSTRAINT=nowhere.txt", "REQUIRE_HASHES=1"])
def test_where_the_settings_of_pip_do_not_work_it_goes_on_without_and_says_so(
    computer: Computer, setting: str
):
    emptied(computer, *computer.found)
    name, value = setting.split("=")
    index = "https://me:secret@index.invalid/simple"
    done = computer.start("--prepare", **{f"PIP_{name}": value, "PIP_EXTRA_INDEX_URL": index})
    assert done.returncode == 0, done.stdout
    (told,) = [line for line in done.stdout.splitlines() if "again" in line]
    assert f"{name.lower().replace('_', '-')}={value}" in told
    assert "https://index.invalid/simple" in told
    assert not any(word in done.stdout for word in ("secret", "user=", "config-file="))
    assert str(computer.lab / ".venv") in computer.opened()["file"]


def test_where_it_fails_without_the_settings_of_pip_too_the_first_failure_is_told(
    computer: Computer,
):
    # The last test with this computer, for its environment has to be made anew after this.
    emptied(computer, "--no-index")
    done = computer.start("--prepare", PIP_FIND_LINKS="/nowhere")
    assert done.returncode == 1
    assert "find-links=/nowhere" in done.stdout
    assert "Check that the network works" in done.stdout
    assert done.stdout.endswith("Without those pip settings it failed too.\n")


HOSTILE = """
c.ServerApp.root_dir = "/"
c.ServerApp.open_browser = True
c.ServerApp.browser = "no-such-browser"
c.PasswordIdentityProvider.password_required = True
c.PasswordIdentityProvider.hashed_password = "argon2:no"
"""


@pytest.mark.slow
def test_a_new_student_comes_from_the_zip_file_to_a_lab_that_answers(
    course: Course, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    bundle_of("initialization", course, tmp_path_factory)  # released once for all tests
    bundle = unpacked(course, "initialization", tmp_path / "my láb #1 100% [new]")
    environment = {
        name: os.environ[name] for name in os.environ if not name.startswith(("PYTHON", "VIRTUAL"))
    }
    command = [sys.executable, "start.py", "--prepare"]
    first = subprocess.run(
        command, cwd=bundle.folder, env=environment, capture_output=True, text=True
    )
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.count("\n") < 8
    assert (bundle.folder / ".venv" / "requirements-report.txt").is_file()
    (pip,) = (bundle.folder / ".venv").glob("lib/*/site-packages/pip")
    away = pip.rename(pip.with_name("away"))  # which would be asked to install anything
    again = subprocess.run(command, cwd=bundle.folder, env=environment, capture_output=True)
    assert (again.returncode, again.stdout) == (0, b""), again.stderr
    away.rename(pip)
    assert "python3" in inside(bundle, environment, "-m", "jupyter", "kernelspec", "list")
    assert "initialization.zeros, 0 of" in inside(bundle, environment, "-c", WRONG_ANSWER)
    written = subprocess.run(
        [sys.executable, "start.py", "report", "--lang", "zh"],
        cwd=bundle.folder,
        env=environment,
        capture_output=True,
    )
    assert written.returncode == 0, written.stderr
    assert (bundle.folder / f"{bundle.lab}.pdf").read_bytes().startswith(b"%PDF")
    assert "实验目的" in (bundle.folder / f"{bundle.lab}.html").read_text(encoding="utf-8")
    for place in ("home/.jupyter", "far"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "jupyter_server_config.py").write_text(HOSTILE)
    kernel = tmp_path / "far" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["no-such-python"], "display_name": "x", "language": "python"}')
    misleading = {"HOME": str(tmp_path / "home"), "JUPYTER_PATH": str(tmp_path / "far")}
    misleading["JUPYTER_CONFIG_DIR"] = str(tmp_path / "far")
    address, listed, kernels = served(bundle, {**environment, **misleading})
    assert f"/lab/tree/{bundle.lab}.ipynb?token=" in address
    assert f"{bundle.lab}.ipynb" in listed
    assert "no-such-python" not in kernels


def inside(bundle: Bundle, environment: dict[str, str], *arguments: str) -> str:
    """What Python prints in the environment that start.py made, in the lab's folder."""
    python = bundle.folder / ".venv" / "bin" / "python"
    return subprocess.check_output(
        [python, *arguments], cwd=bundle.folder, env=environment, text=True
    )


def served(bundle: Bundle, environment: dict[str, str]) -> tuple[str, str, str]:
    """The address that `start.py --no-browser` prints; the files and kernels that it then has."""
    with subprocess.Popen(
        [sys.executable, "start.py", "--no-browser", "--allow-root"],
        cwd=bundle.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            address = next((line for line in process.stdout if "127.0.0.1" in line), "").strip()
            site, token = re.fullmatch(r".*?(http://[\d.:]+)/.*(\?token=\w+)", address).groups()
            answers = [
                answer(f"{site}/api/{what}{token}", process) for what in ("contents", "kernelspecs")
            ]
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # it may take its time, and nobody waits for it
    return address, *answers


def answer(address: str, process: subprocess.Popen[str]) -> str:
    """What a server says; it prints its address a moment before it answers."""
    while process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=60).read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server has ended")
