"""What a collection leaves out, and why: told at the end, in sentences."""

from __future__ import annotations

from autograder.submissions.problems import listed, quoted


class LeftOut:
    """Collects what was left out, in the order in which it was found."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], list[str]] = {}

    def __len__(self) -> int:
        return sum(max(1, len(names)) for names in self._names.values())

    def note(self, where: str, why: str, name: str = "") -> None:
        """Note that something was left out.

        Parameters
        ----------
        where : str
            The archive; empty for the folder of archives itself.
        why : str
            The reason, in words that the names of what it is about can follow.
        name : str
            What of the archive it is about; nothing where it is about all of it.
        """
        names = self._names.setdefault((where, why), [])
        if name:
            names.append(quoted(name))

    def sentences(self) -> list[str]:
        """One for each archive and reason."""
        return [
            ": ".join([*([quoted(where)] if where else []), why, *([listed(n)] if n else [])])
            for (where, why), n in self._names.items()
        ]
