"""Hostile files: what a notebook file can be, what can lie beside it, and what a page would run."""

from __future__ import annotations

import json
import os
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.attacks.attack import Attack, lays, place, sends, turns

SCRIPT = "<script>alert('planted')</script>"
MARKUP = (
    SCRIPT,
    "<img src=x onerror=\"alert('planted')\">",
    "<svg onload=\"alert('planted')\"><script>alert('planted')</script></svg>",
    "<iframe srcdoc=\"<script>alert('planted')</script>\"></iframe>",
    "[a](javascript:alert('planted'))",
    "<a href=\"javascript:alert('planted')\">b</a>",
    "<style>@import 'http://planted.example/x.css'</style>",
    "<form action='http://planted.example'><button>c</button></form>",
    "</textarea></div><object data='data:text/html,planted'></object>",
    "```\n</code></pre><script>alert('planted')</script>\n```",
)


def pages(notebook: NotebookNode) -> None:
    """Everything that a browser would run, in every place where a page shows something."""
    for text in MARKUP:
        notebook.cells.append(new_markdown_cell(text))
        bundle = {
            "text/html": text,
            "image/svg+xml": text,
            "application/javascript": "alert('planted')",
        }
        shown = new_code_cell(
            f"from IPython.display import HTML, display\ndisplay(HTML({text!r}))\nprint({text!r})"
        )
        shown.outputs = [
            new_output("display_data", data={**bundle, "text/latex": text, "text/markdown": text})
        ]
        notebook.cells.append(shown)
    notebook.cells.append(new_code_cell(f"raise ValueError({SCRIPT!r})"))
    pictures = {
        "x.png": {"text/html": SCRIPT, "image/png": "AAAA"},
        "../e.html": {"image/png": "AAAA"},
    }
    notebook.cells.append(new_markdown_cell("![](attachment:x.png)", attachments=pictures))
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {
            "state": {"1": {"model_name": "HTMLModel", "state": {"value": SCRIPT}}},
            "version_major": 2,
        }
    }
    notebook.metadata["title"] = SCRIPT


def promised(notebook: NotebookNode) -> None:
    """Pictures that are named in prose and not there, or not of a kind that is kept."""
    notebook.cells.append(new_markdown_cell("![](attachment:x.png)"))
    vector = {"y.svg": {"image/svg+xml": SCRIPT}}
    notebook.cells.append(new_markdown_cell("![](attachment:y.svg)", attachments=vector))


def twice(notebook: NotebookNode) -> bytes:
    """The key `cells` twice: the last counts, for every reader of JSON."""
    empty = json.dumps(json.loads(json.dumps(notebook)) | {"cells": []})
    return (empty[:-1] + f', "cells": {json.dumps(notebook.cells)}}}').encode()


def odd_values(notebook: NotebookNode) -> bytes:
    raw = json.loads(json.dumps(notebook))
    raw |= {"nbformat": float("nan"), "nbformat_minor": -1, "metadata": [float("inf")]}
    for number, cell in enumerate(raw["cells"]):
        cell["id"], cell["execution_count"] = "same", float("nan")
        cell["metadata"]["x" * number] = {"deep": [[[[[]]]]]}
        cell["outputs"] = [None, 3, {"output_type": []}, {"output_type": "stream", "text": {}}]
    return json.dumps(raw).encode()


def surrogates(notebook: NotebookNode) -> bytes:
    notebook.cells.append(new_markdown_cell("half \ud83d"))
    notebook.cells.append(new_code_cell("print('\\ud83d')\nraise ValueError('\\udc00')"))
    return json.dumps(notebook).encode()


def nested(notebook: NotebookNode) -> bytes:
    return b'{"nbformat": 4, "cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def crowd(notebook: NotebookNode) -> bytes:
    notebook.cells += [new_code_cell("")] * 1_000_0
    return json.dumps(notebook).encode()


def replaced_by(make):
    """A file of another kind in the notebook's place."""

    def fill(folder: Path) -> None:
        place(folder).unlink()
        make(place(folder))

    return fill


def replaced_whole(to: Path):
    """A link in the place of a student's submission, to somebody else's."""

    def fill(folder: Path) -> None:
        place(folder).unlink()
        folder.rmdir()
        folder.symlink_to(to / folder.name)

    return fill


def shadows(folder: Path) -> None:
    """Modules of our names, files that Python runs at its start, a gradebook, pipes."""
    evil = "print('REACHED' + '!', 'it ran')\nraise SystemExit(1000)"
    for name in (
        "numpy.py",
        "json.py",
        "sitecustomize.py",
        "usercustomize.py",
        "conftest.py",
        "nbgrader_config.py",
        "evil.pth",
    ):
        (folder / name).write_text(evil)
    for package in ("autograder", "helpers", "IPython"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text(evil)
    (folder / ".ipython" / "profile_default" / "startup").mkdir(parents=True)
    (folder / ".ipython" / "profile_default" / "startup" / "00-evil.py").write_text(evil)
    (folder / "gradebook.db").write_text("not a database")
    (folder / "etc").symlink_to("/etc")
    (folder / "loop").symlink_to(folder)


def attacks(course: Path) -> list[Attack]:
    """Attacks on a course folder."""
    source = course / "notebooks" / "initialization" / "initialization.ipynb"
    linked = {
        "link-to-the-source": source,
        "link-to-the-gradebook": course / "gradebook.db",
        "link-to-another": course
        / "submitted"
        / "witness"
        / "initialization"
        / "initialization.ipynb",
        "link-to-endless-zeros": Path("/dev/zero"),
        "link-to-nowhere": Path("nowhere"),
    }
    refused = "symbolic link"
    return [
        turns("pages", pages),
        turns("missing-pictures", promised),
        sends("key-twice", twice),
        sends("odd-values", odd_values, says="format"),
        sends("surrogates", surrogates),
        sends("nested", nested, says="nested too deeply", rejected=True),
        sends("ten-thousand-cells", crowd, says="at most", rejected=True),
        sends(
            "cut-off",
            lambda nb: json.dumps(nb).encode()[:5000],
            says="damaged in line 1",
        ),
        sends("a-list", lambda _: b"[1, 2]", says="not a notebook", rejected=True),
        sends("a-zip", lambda _: b"PK\x03\x04" + bytes(100), says="not a zip file", rejected=True),
        *(
            lays(
                name,
                replaced_by(lambda path, to=to: path.symlink_to(to)),
                says=refused,
                rejected=True,
            )
            for name, to in linked.items()
        ),
        lays(
            "hard-link-to-the-gradebook",
            replaced_by(lambda path: os.link(course / "gradebook.db", path)),
            says="not",
            rejected=True,
        ),
        lays("pipe", replaced_by(os.mkfifo), says="not a regular file", rejected=True),
        lays("folder", replaced_by(Path.mkdir), says="no notebook", rejected=True),
        lays("modules-beside-it", shadows),
        lays("pipe-beside-it", lambda folder: os.mkfifo(folder / "data.csv")),
        lays("link-beside-it", lambda folder: (folder / "x").symlink_to(course / "secret.txt")),
        lays("endless-link-beside-it", lambda folder: (folder / "x").symlink_to("/dev/zero")),
        lays(
            "linked-folder",
            replaced_whole(course / "submitted" / "zzz-witness"),
            says=refused,
            rejected=True,
        ),
        lays(
            "no-time", lambda folder: (folder / "timestamp.txt").write_text("noon"), says="no time"
        ),
        lays(
            "link-as-timestamp",
            lambda folder: (folder / "timestamp.txt").symlink_to("/dev/zero"),
            says="no time",
        ),
        lays(
            "pipe-as-timestamp", lambda folder: os.mkfifo(folder / "timestamp.txt"), says="no time"
        ),
    ]
