"""Commands in processes of their own, forked from one that has their modules already.

To import nbgrader takes a second of the processor, and many tests run its commands.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

PRELOADED = [
    "autograder.cli",
    "autograder.grading",
    "autograder.grading.classroom",
    "autograder.judge.trial",
    "autograder.nbgrader.collecting.extractor",
    "autograder.nbgrader.execution",
    "nbgrader.apps.nbgraderapp",
    "nbgrader.plugins.export",
    "nbgrader.plugins.zipcollect",
]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(PRELOADED)


def run(
    module: str, *words: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """``python -m module words``, as `subprocess.run` would do it.

    Parameters
    ----------
    module : str
    *words : str
    cwd : Path, optional
        The folder of this process when it is left out.
    environment : mapping of str to str, optional
        That of this process when it is left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        printed = [Path(folder, name) for name in ("out", "err")]
        asked = (module, words, Path.cwd() if cwd is None else cwd, printed)
        process = FORKS.Process(target=_run, args=(*asked, dict(environment or os.environ)))
        process.start()
        process.join()
        out, err = (path.read_text() if path.exists() else "" for path in printed)
        return subprocess.CompletedProcess([module, *words], process.exitcode or 0, out, err)


def show(descriptors: Mapping[int, int]) -> None:
    """Have what is printed on some descriptors, 1 or 2, go to others."""
    for descriptor, other in descriptors.items():
        os.dup2(other, descriptor)
    sys.stdout, sys.stderr = (open(n, "w", buffering=1, closefd=False) for n in (1, 2))  # noqa: SIM115


def _run(
    module: str, words: tuple[str, ...], cwd: Path, printed: list[Path], environment: dict[str, str]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.path.insert(0, str(cwd))
    tempfile.tempdir = None  # which the environment may tell
    show({n: os.open(path, os.O_WRONLY | os.O_CREAT) for n, path in enumerate(printed, start=1)})
    sys.argv = [module, *words]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()  # which a process that was forked leaves out
