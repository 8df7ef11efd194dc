"""Make the course's own environment, `.venv`, or bring it up to date; do nothing when it is.

    python3 tools/environment.py             before every other verb of the Makefile
    python3 tools/environment.py --sandbox   `make setup`: also look after the grading sandbox

It runs before anything is installed, on whatever Python 3 the machine has.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from system import ensure_sandbox, how_to_install, try_to_install

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "autograder" / "release" / "bundle"))

from start import OLDEST, SetupError, environment_is_ready, make_environment  # noqa: E402

VENV = ROOT / ".venv"
MADE_FROM = ("pyproject.toml", "constraints.txt")
PROBE = f"import ensurepip, sys, venv; sys.exit(sys.version_info < {OLDEST})"


def find_python() -> str | None:
    """An interpreter on PATH that is new enough and can make environments.

    Not the environment's own, though make has put it first: it may be about to be made anew.
    """
    folders = [folder for folder in os.get_exec_path() if Path(folder) != VENV / "bin"]
    names = [sys.executable, "python3.13", "python3.12", "python3.11", "python3", "python"]
    for candidate in (shutil.which(name, path=os.pathsep.join(folders)) for name in names):
        if candidate is None or VENV in Path(candidate).parents:
            continue
        if subprocess.run([candidate, "-c", PROBE], capture_output=True).returncode == 0:
            return candidate
    return None


def require_python() -> str:
    """An interpreter for the environment; on Debian, what its Python lacks is added if it may be.

    Raises
    ------
    SetupError
        There is none on this machine.
    """
    if find_python() is None and sys.version_info >= OLDEST:
        try_to_install("python3-venv")
    python = find_python()
    if python is None:
        raise SetupError(
            f"The course needs Python {OLDEST[0]}.{OLDEST[1]} or newer with its venv module, and"
            f" finds none on PATH (python3 is {platform.python_version()}); on Debian and Ubuntu:"
            f" {how_to_install('python3-venv')}."
        )
    return python


def fingerprint() -> str:
    """What the environment is made from: its folder, and the files that say what is in it."""
    content = b"".join((ROOT / name).read_bytes() for name in MADE_FROM)
    return f"{ROOT}\n{hashlib.sha256(content).hexdigest()}\n"


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Make the course's environment.")
    parser.add_argument("--sandbox", action="store_true", help="look after the sandbox too")
    options = parser.parse_args()
    is_ready = environment_is_ready(VENV, fingerprint())
    install = [
        "--constraint",
        str(ROOT / "constraints.txt"),
        "--editable",
        f"{ROOT}[grading,report,test]",
    ]
    try:
        if not is_ready:
            make_environment(VENV, install, fingerprint(), require_python())
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    if options.sandbox or not is_ready:
        ensure_sandbox()
    return 0


if __name__ == "__main__":
    sys.exit(main())
