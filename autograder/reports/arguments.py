"""What the command for a lab report takes; it imports nothing, since every command reads it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser, *, named: bool = True) -> None:
    """Add the arguments; the notebook may be left out where it is not `named`."""
    parser.add_argument(
        "notebook",
        type=Path,
        metavar="NOTEBOOK",
        nargs=None if named else "?",
        help="the notebook, finished, run and saved",
    )
    parser.add_argument("--lang", choices=("en", "zh"), help="of the headings and of the form")
    parser.add_argument(
        "--notes",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="Markdown files to add at the end",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write it (default: beside the notebook)"
    )
