"""What machines put into a folder, beside the work of its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

_NAMES = {
    *(".venv", "site-packages", "node_modules", ".git", "__pycache__", "__MACOSX"),
    *(".ipynb_checkpoints", ".DS_Store"),
}
_MARK = "pyvenv.cfg"
_OF_AN_ENVIRONMENT = {"bin", "scripts", "lib", "lib64", "include", "share", "etc"}


def machine_made(paths: Iterable[PurePosixPath]) -> Callable[[PurePosixPath], bool]:
    """What tells the files that a machine put into an archive: environments, caches, history.

    A notebook in the folder of an environment is its author's, so only the folders are passed over
    that every environment has.
    """
    environments = {path.parent for path in paths if path.name == _MARK}

    def passed_over(path: PurePosixPath) -> bool:
        return any(part in _NAMES or part.startswith("._") for part in path.parts) or any(
            (folder.parent.name == "venv" or folder.parent in environments)
            and folder.name.lower() in _OF_AN_ENVIRONMENT
            for folder in path.parents
        )

    return passed_over
