"""What of this machine a sandbox shows to student code: system libraries and the interpreter."""

from __future__ import annotations

import sys
from pathlib import Path

_ETC = Path(__file__).parent / "etc"
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
# Which libraries there are, which of two is meant, which fonts there are, which hour it is.
_SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime")

Bind = tuple[Path, str]
"""A path on this machine and the path under which the sandbox shows it."""


def system() -> tuple[list[Bind], list[tuple[str, str]]]:
    """System folders and files, and (target, path) of the symbolic links among them.

    The sandbox's users and groups are made up, so that it does not tell who works on this machine.
    """
    binds = [(_ETC / name, f"/etc/{name}") for name in ("passwd", "group")]
    links = []
    for name in _SYSTEM:
        path = Path(name)
        if path.is_symlink():
            links.append((str(path.readlink()), name))
        elif path.is_dir():
            binds.append((path, name))
    binds += [(Path(name), name) for name in _SETTINGS if Path(name).exists()]
    return binds, links


def interpreter() -> list[Bind]:
    """The folders of the running Python: its environment, and the installation it was made from.

    They appear where they lie on this machine, since an environment names its parts by their paths.
    """
    installation = Path(sys.executable).resolve().parent.parent
    folders = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.base_exec_prefix), installation}
    folders |= {folder.resolve() for folder in folders}
    outer = sorted(f for f in folders if not any(f.is_relative_to(system) for system in _SYSTEM))
    return [(folder, str(folder)) for folder in outer]
