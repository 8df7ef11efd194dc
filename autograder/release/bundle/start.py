"""Start this lab: make its environment if it is not there yet, then open the notebook.

    python start.py                opens JupyterLab in the browser
    python start.py --no-browser   prints the address instead
    python start.py --prepare      makes the environment and stops

Other options, such as --port 9000, are handed on to JupyterLab. It needs Python and, the first
time, the network; nothing outside this folder is changed.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from urllib.parse import quote

OLDEST = (3, 11)
STAMP = "ready.txt"


class SetupError(Exception):
    """The environment can not be made; the message says why and what to do."""


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
    print(f"\r{text:<78}" if sys.stdout.isatty() else text, end=end, flush=True)


def run(command: list[str], advice: str, progress: str = "") -> None:
    """Run a command quietly: count what pip collects, keep the last lines for a failure.

    Raises
    ------
    SetupError
        The command failed; the message holds its last lines and then the advice.
    """
    last: deque[str] = deque(maxlen=8)
    collected = 0
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        for line in process.stdout or ():
            if line.strip():
                last.append("    " + line.rstrip()[:200])
            if line.startswith("Collecting ") and sys.stdout.isatty():
                collected += 1
                show(f"{progress} {collected} packages found", end="")
            elif line.startswith("Installing collected packages"):
                show(f"{progress} unpacking {line.count(',') + 1} packages")
    if process.returncode != 0:
        raise SetupError("\n".join(["That did not work. The last lines were:", *last, advice]))


def environment_is_ready(venv: Path, fingerprint: str) -> bool:
    """Whether the environment is whole, and made from what it would be made from today."""
    stamp = venv / STAMP
    return (
        python_of(venv).exists()
        and stamp.is_file()
        and stamp.read_text(encoding="utf-8") == fingerprint
    )


def make_environment(venv: Path, install: list[str], fingerprint: str, python: str) -> None:
    """Make a virtual environment, install into it, and stamp it as ready.

    An environment without a stamp was interrupted, or came from somewhere else: it is made anew.

    Parameters
    ----------
    venv : Path
    install : list of str
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
        advice = (
            "On Debian and Ubuntu `sudo apt install python3-venv` adds what is missing; elsewhere,"
            " check that the folder is not read-only and the disk not full, then run this again."
        )
        run([python, "-m", "venv", str(venv)], advice)
    else:
        stamp.unlink()
    step = "[2/2] installing what is needed, a few minutes the first time"
    show(step)
    advice = "Check that the network works, then run this again: it goes on where it stopped."
    pip = [str(python_of(venv)), "-m", "pip", "install", "--disable-pip-version-check"]
    run([*pip, "--prefer-binary", "--progress-bar", "off", *install], advice, progress="[2/2]")
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
    command = [str(python), "-m", "jupyterlab", f"--LabApp.default_url={address_in(folder)}"]
    try:
        return subprocess.call(command + options, cwd=folder)
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
    except KeyboardInterrupt:
        show("Stopped. Run this again to go on.")
        return 1
    if options.prepare:
        return 0
    return open_lab(python_of(venv), folder, others)


if __name__ == "__main__":
    sys.exit(main())
