"""The course folder under a name that nbgrader's commands can take."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from traitlets.config import Application

# To nbgrader the first are a pattern, the braces a placeholder, ? and % part of an address.
_ODD = re.compile(r"[\[\]*{}?%]")


@lru_cache
def plain(root: Path) -> str:
    """The path of a course folder, for `CourseDirectory.root`.

    A command of nbgrader's gets a link in its place where it would misunderstand the path; the link
    is gone when the command ends. Anybody else gets the path: JupyterLab compares it with its own.

    Raises
    ------
    SystemExit
        It would misunderstand the path, and there can be no link. nbgrader would go on, without the
        course's configuration, after any other exception.
    """
    if not _ODD.search(str(root)) or not _is_nbgraders():
        return str(root)
    own = os.getpid()
    try:
        folder = Path(tempfile.mkdtemp(prefix="nbgrader-"))
        atexit.register(lambda: shutil.rmtree(folder) if os.getpid() == own else None)
        link = folder / re.sub(r"[^\w.-]+", "-", root.name)
        link.symlink_to(root, target_is_directory=True)
    except OSError as error:
        raise SystemExit(_sentence(root, str(error))) from error
    if odd := _ODD.search(str(link)):
        raise SystemExit(_sentence(root, f"{odd[0]} is in {link.parent} too"))
    return str(link)


def _is_nbgraders() -> bool:
    """Whether this process is a command of nbgrader's."""
    if not Application.initialized():
        return False
    from nbgrader.apps.baseapp import NbGrader  # which takes long to import

    return isinstance(Application.instance(), NbGrader)


def _sentence(root: Path, why: str) -> str:
    return (
        f"nbgrader cannot work in {root}: rename the folders of this path that have one of"
        f" [ ] * {{ }} ? % in their names (a link in their place cannot be made: {why})"
    )
