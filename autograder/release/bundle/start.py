"""Start this lab: make its environment if it is not there yet, then open the notebook.

    python start.py                opens JupyterLab in the browser
    python start.py --no-browser   prints the address instead
    python start.py --prepare      makes the environment and stops

Other options, such as --port 9000, are handed on to JupyterLab. It needs Python and, the first
time, the network; nothing outside this folder is changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

OLDEST = (3, 11)
STAMP = "ready.txt"
MISLEADING = ("PYTHON", "VIRTUAL_ENV", "MPLBACKEND", "JUPYTER_PATH", "JUPYTER_CONFIG")
"""How the names of variables begin that lead to other packages, kernels or settings."""
ADVICE = r"""
stopped by signal|MemoryError
The system stopped it, probably because memory ran out. Close other programs, and run this again.

No space left|not enough space|quota exceeded
The disk is full. Make room for about 500 MB, and run this again.

PATH separator|WinError 206|Long Path
The path of this folder is too long, or has a character that cannot be in it. Move the folder to a
short path such as C:\labs or ~/labs, and run this there.

Errno (1|13|30)\]|WinError (5|32)\]
This folder is read-only, on a shared drive or still in the zip file, or something in it is in use.
Unpack the zip file into a folder of your own, close other windows of the lab, and run this there.

ensurepip is not|No module named '?(ensurepip|venv)
This Python cannot make environments. On Debian and Ubuntu `sudo apt install python3-venv` adds
what is missing; elsewhere, install Python from python.org.

certificate|SSLError|TLS CA|ssl module
The connection could not be trusted. Check that this computer's date is right; on a school or
company network, ask which certificate pip needs (PIP_CERT).

ProxyError|Tunnel connection failed|proxy authentication
A proxy refused the connection. Check that HTTPS_PROXY and pip's `proxy` are right, or ask whoever
looks after this network.

name resolution|Connection|Max retries|timed? ?out|HTTP error 5|from versions: none
The packages could not be reached. Check that the network works, and run this again: it goes on
where it stopped.

DO NOT MATCH THE HASHES|BadZipFile|invalid wheel|IncompleteRead
A download was damaged. Run this again.

No matching distribution|Failed to build|Failed building|metadata-generation|subprocess-exited
There is no version of a package for this Python, which may be too new or made for another kind of
system. Install Python 3.12 or 3.13 from python.org, and start the lab with that one.

.*
Run this again. If it stops at the same place, delete the folder .venv and try once more; then send
your instructor these lines.
"""
"""What a failed command says, and below it what to do; the first that fits is shown."""


class SetupError(Exception):
    """The environment cannot be made; the message says why and what to do."""


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment, on any system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def require_version(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old for the course."""
    if version < OLDEST:
        raise SetupError(
            f"This lab needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is Python"
            f" {version[0]}.{version[1]}. Please install a newer one from python.org and start the"
            " lab with it."
        )


def show(text: str, end: str = "\n") -> None:
    """Print at once; on a terminal, over what a progress line has left."""
    text = text.encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding)
    print(f"\r{text:<78}" if sys.stdout.isatty() else text, end=end, flush=True)


def advice(output: str) -> str:
    """What to do about a command that failed with this output."""
    pairs = (entry.split("\n", 1) for entry in ADVICE[1:-1].split("\n\n"))
    return next(what for said, what in pairs if re.search(said, output, re.IGNORECASE))


def surroundings() -> dict[str, str]:
    """The environment variables, without those that lead elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(MISLEADING)}
    return {**kept, "PYTHONIOENCODING": "utf-8"}


def run(command: list[str], progress: str, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly: count what pip collects, and raise its last lines and what to do."""
    said = []
    collected = 0
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment or surroundings(),
    ) as process:
        for line in process.stdout or ():
            if line.strip():
                said.append(line.rstrip())
            if line.startswith("Collecting ") and sys.stdout.isatty():
                collected += 1
                show(f"{progress} {collected} packages found", end="")
            elif line.startswith("Installing collected packages"):
                show(f"{progress} unpacking {line.count(',') + 1} packages")
    if process.returncode < 0:
        said.append(f"It was stopped by signal {-process.returncode}.")
    if process.returncode != 0:
        last = ["    " + line[:200] for line in said[-8:]]
        told = ["That did not work. The last lines were:", *last, advice("\n".join(said))]
        raise SetupError("\n".join(told))


def settings_of_pip(python: str) -> dict[str, str]:
    """How pip is set up on this computer, but for where packages go: they belong to the lab."""
    command = [python, "-P", "-m", "pip", "config", "list"]
    everything = {**surroundings(), "PIP_USER": "0"}  # else only what the user has set is listed
    listed = subprocess.run(command, stdout=subprocess.PIPE, env=everything).stdout
    pattern = r"(global|install|:env:)\.(?!(?:config-file|user|target|prefix|root)=)(.+?)=(.+)"
    found = re.findall(pattern, listed.decode("utf-8", errors="replace"))
    found.sort(key=lambda setting: ("global", "install", ":env:").index(setting[0]))
    return {name: ast.literal_eval(value) for _, name, value in found}  # the last one counts


def install(python: str, what: list[str], progress: str) -> None:
    """Install packages as pip is set up on this computer; if that does not work, without that.

    A school may need an index, a proxy or a certificate of its own.
    """
    usual = {name: value for name, value in surroundings().items() if not name.startswith("PIP_")}
    usual["PIP_CONFIG_FILE"] = os.devnull
    settings = settings_of_pip(python)
    named = {f"PIP_{name.upper().replace('-', '_')}": settings[name] for name in settings}

    def attempt(environment: dict[str, str]) -> None:
        pip = [python, "-P", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        run([*pip, "--prefer-binary", "--progress-bar", "off", *what], progress, environment)
        run([python, "-P", "-c", "import ipykernel, jupyterlab"], progress, environment)

    try:
        attempt({**usual, **named})
    except SetupError as error:
        if not settings:
            raise
        told = ", ".join(f"{name}={value}" for name, value in settings.items())
        told = re.sub(r"//[^/@\s]*@", "//", told)  # no passwords
        show(f"{progress} trying again without this computer's pip settings: {told}")
        try:
            attempt(usual)
        except SetupError:
            raise SetupError(f"{error}\nWithout those pip settings it failed too.") from None


def environment_is_ready(venv: Path, fingerprint: str) -> bool:
    """Whether the environment is whole, and made from what it would be made from today."""
    stamp = venv / STAMP
    return (
        python_of(venv).exists()
        and stamp.is_file()
        and stamp.read_text(encoding="utf-8") == fingerprint
    )


def make_environment(venv: Path, what: list[str], fingerprint: str, python: str) -> None:
    """Make a virtual environment, install into it, and stamp it as ready.

    An environment without a stamp was interrupted, or came from somewhere else: it is made anew.

    Parameters
    ----------
    venv : Path
    what : list of str
        Arguments of `pip install`.
    fingerprint : str
        What the environment is made from. Its first line tells which folder and interpreter; where
        only the rest has changed, the packages are brought up to date in place.
    python : str
        The interpreter that makes the environment.
    """
    stamp = venv / STAMP
    known = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    begin = time.monotonic()
    if not python_of(venv).exists() or known.splitlines()[:1] != fingerprint.splitlines()[:1]:
        show(f"[1/2] making the environment {venv.name}")
        shutil.rmtree(venv, ignore_errors=True)
        run([python, "-P", "-m", "venv", "--without-pip", str(venv)], "[1/2]")
        # By itself, for venv keeps to itself why it failed.
        run([str(python_of(venv)), "-P", "-m", "ensurepip", "--default-pip"], "[1/2]")
    else:
        stamp.unlink()
    show("[2/2] installing what is needed, a few minutes the first time")
    install(str(python_of(venv)), what, "[2/2]")
    stamp.write_text(fingerprint, encoding="utf-8")
    show(f"The environment is ready after {time.monotonic() - begin:.0f} s.")


def address_in(folder: Path) -> str:
    """Where JupyterLab opens: the lab's notebook, if it is plain which one that is."""
    named = folder / f"{folder.name}.ipynb"
    notebooks = [named] if named.is_file() else list(folder.glob("*.ipynb"))
    return f"/lab/tree/{quote(notebooks[0].name)}" if len(notebooks) == 1 else "/lab"


def open_lab(python: Path, folder: Path, options: list[str]) -> int:
    """Run JupyterLab in the lab's folder until it is stopped."""
    show("Opening JupyterLab. Keep this window open while you work; Ctrl+C here ends it.")
    where = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={address_in(folder)}"]
    own = {"JUPYTER_CONFIG_DIR": str(folder / ".venv" / "jupyter"), "JUPYTER_PREFER_ENV_PATH": "1"}
    try:
        return subprocess.call(
            [str(python), "-P", "-m", "jupyterlab", *where, *options],
            cwd=folder,
            env={**surroundings(), **own},
        )
    except KeyboardInterrupt:
        return 0


def main(arguments: list[str] | None = None) -> int:
    """Start the lab that lies beside this file."""
    parser = argparse.ArgumentParser(
        description="Start this lab in JupyterLab.",
        epilog="Other options are JupyterLab's, such as --no-browser or --port 9000.",
    )
    parser.add_argument("--prepare", action="store_true", help="only make the environment")
    options, others = parser.parse_known_args(arguments)
    folder = Path(__file__).resolve().parent
    venv = folder / ".venv"
    requirements = folder / "requirements.txt"
    try:
        require_version(sys.version_info[:2])
        if not requirements.is_file():
            raise SetupError(
                "requirements.txt is not beside start.py. Please unpack the whole zip file into a"
                " folder, and start the lab from there."
            )
        needed = requirements.read_text(encoding="utf-8")
        fingerprint = f"{folder} Python {platform.python_version()}\n{needed}"
        if not environment_is_ready(venv, fingerprint):
            make_environment(venv, ["-r", str(requirements)], fingerprint, sys.executable)
    except SetupError as error:
        show(str(error))
        return 1
    except OSError as error:
        show(f"{error}\n{advice(str(error))}")
        return 1
    except KeyboardInterrupt:
        show("Stopped. Run this again to go on.")
        return 1
    if options.prepare:
        return 0
    return open_lab(python_of(venv), folder, others)


if __name__ == "__main__":
    sys.exit(main())
