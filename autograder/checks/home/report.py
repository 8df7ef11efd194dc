"""The lab report, asked for in the notebook; another process writes it, from the saved file.

So nothing that a student has changed in this one, and no module of theirs, is in its way.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from autograder.checks.channel import JUDGE
from autograder.checks.home import notebook as own
from autograder.checks.home import released
from autograder.checks.home.boxes import MUTED, box, div
from autograder.checks.home.notebook import NotebookTrouble
from autograder.checks.words import say

SECONDS = 120
_PROGRAM = Path(__file__).parents[2] / "reports" / "__main__.py"


class Written:
    """What came of a report; shows itself as text and as HTML.

    Parameters
    ----------
    lines : sequence of str
    files : sequence of str
        Names of files beside the notebook.
    after : str
    """

    def __init__(self, lines: Sequence[str], files: Sequence[str] = (), after: str = "") -> None:
        self.lines, self.files, self.after = list(lines), list(files), after

    def __repr__(self) -> str:
        return "\n".join([*self.lines, *[self.after] * bool(self.after)])

    def _repr_html_(self) -> str:
        style = "color:var(--jp-content-link-color, #1976d2);margin-right:1.5em"
        links = "".join(
            f'<a href="{quote(name)}" target="_blank" style="{style}">{escape(name)}</a>'
            for name in self.files
        )
        parts = [div(links)] if links else []
        parts += [div(escape(line)) for line in self.lines]
        if self.after:
            parts.append(div(escape(self.after), f"margin-top:6px;color:{MUTED}"))
        return box(*parts)


def report(*notes: str, lang: str = "", notebook: str = "") -> Written:
    """Write the lab report of your notebook, as you last saved it: a PDF, and a page to look at.

    Parameters
    ----------
    *notes : str
        Files of Markdown beside the notebook, to be added at the end.
    lang : str
        Of its headings and of the form: ``"en"`` or ``"zh"``.
    notebook : str
        What the notebook is called, where that is not plain.

    Returns
    -------
    Written
        Shows where the report is, and what to look at in it.
    """
    if JUDGE in os.environ:
        return Written([say("report.graded")])
    if not all(isinstance(note, str) for note in notes) or lang not in ("", "en", "zh"):
        return Written([say("report.asked")])
    labs = released.labs() or [Path.cwd().name]
    try:
        path = own.find(labs[0], str(notebook))
        saved = own.is_saved(own.read(path)["cells"])
    except (NotebookTrouble, OSError) as trouble:
        return Written([str(trouble)])
    command = [sys.executable, "-P", str(_PROGRAM), path.name]
    command += ["--lang", lang] if lang else []
    command += ["--notes", *map(str, notes)] if notes else []
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            cwd=path.parent,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Written([say("report.stopped", reason=type(error).__name__)])
    lines = [line for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
    if "Traceback" in done.stderr:
        lines = [say("report.stopped", reason=lines[-1][:300])]
    there = [path.with_suffix(ending) for ending in (".pdf", ".html")] if done.stdout else []
    files = [file.name for file in there if file.is_file()]
    return Written(lines, files, "" if saved else say("report.unsaved", notebook=path.name))
