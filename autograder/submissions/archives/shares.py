"""How much is unpacked of each student's archives, so that nobody uses up what others need."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.settings import Settings
from autograder.words import phrase


@dataclass
class _Share:
    files: int
    size: int

    def has(self, size: int) -> bool:
        return self.files > 0 and self.size >= size

    def spend(self, size: int) -> None:
        self.files -= 1
        self.size -= size


class Shares:
    """A share for each owner, and one for all of them together."""

    def __init__(self, settings: Settings) -> None:
        self._limits = settings
        self._all = _Share(settings.archive_files_in_all, settings.archive_in_all)
        self._own: dict[tuple[str, ...], _Share] = {}

    def spend(self, owner: tuple[str, ...], size: int) -> str:
        """Let a file count, or say why it is too much; then it does not count.

        Parameters
        ----------
        owner : tuple of str
            A student's id, or the names of the archives that a file is in.
        size : int
            In bytes.

        Returns
        -------
        str
            Why it is too much; empty where it is not.
        """
        limits = self._limits
        if size > limits.submission:
            return phrase("share.file", size=megabytes(limits.submission))
        own = self._own.setdefault(owner, _Share(limits.archive_files, limits.archive))
        if not own.has(size):
            return _refused("share.student", limits.archive_files, limits.archive)
        if not self._all.has(size):
            return _refused("share.class", limits.archive_files_in_all, limits.archive_in_all)
        own.spend(size)
        self._all.spend(size)
        return ""


def megabytes(size: int) -> str:
    """A size in words."""
    return f"{size / 1e6:.3g} MB" if size < 1e9 else f"{size / 1e9:.3g} GB"


def _refused(key: str, files: int, size: int) -> str:
    return phrase(key, files=f"{files:,}", size=megabytes(size))
