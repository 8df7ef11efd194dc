"""What this machine brings to a sandbox: its programs and its users."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

NOBODY = 65533
"""The user that runs the sandbox when root starts it: it owns nothing, and limits bind it."""

INSTALL = "install bubblewrap (Debian, Ubuntu: sudo apt-get install bubblewrap)"
OTHERWISE = "or add --no-sandbox"


class SandboxError(Exception):
    """The sandbox cannot be made; one sentence says why and what to do."""


def is_root() -> bool:
    """Whether this process is root, whom neither permissions nor limits bind."""
    return os.geteuid() == 0


def student() -> int:
    """The user, as this machine knows it, that runs student code in the sandbox."""
    return NOBODY if is_root() else os.getuid()


def tool(name: str) -> str:
    """The path of a program that the sandbox is made with.

    Raises
    ------
    SandboxError
        It is not installed.
    """
    path = shutil.which(name)
    if path is None:
        how = INSTALL if name == "bwrap" else "install util-linux and coreutils"
        raise SandboxError(f"the sandbox needs the program {name!r}: {how}, {OTHERWISE}")
    return path


def bubblewrap_version() -> tuple[int, ...]:
    """Major and minor version of bubblewrap.

    Raises
    ------
    SandboxError
        It is not installed.
    """
    command = [tool("bwrap"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return tuple(map(int, re.findall(r"\d+", said)[:2]))


def check_readable(top: Path) -> None:
    """Raise `SandboxError` where another user may not read a file or folder."""
    for path in (top, *(top.rglob("*") if top.is_dir() else ())):
        if path.is_symlink():
            continue
        needed = 0o005 if path.is_dir() else 0o004
        if path.stat().st_mode & needed != needed:
            raise SandboxError(
                f"the sandbox runs as another user than root, and {path} is private to root: "
                f"chmod -R o+rX {top}"
            )


def hand_over(folder: Path) -> None:
    """Give a private folder, and what lies directly in it, to the sandbox's user."""
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
