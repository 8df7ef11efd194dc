"""Where the running of a notebook meets nbgrader's `Autograde`."""

from __future__ import annotations

import atexit
import secrets
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer, Unicode, default

from autograder import configuration
from autograder.checks.words import use
from autograder.course import Course
from autograder.nbgrader.handed_in import handed_in
from autograder.results.record import SEED_BITS, Record, judged
from autograder.running.copied import copied
from autograder.running.pool import KernelPool


class ExecuteJudged(NbGraderPreprocessor):  # type: ignore[misc]
    """nbgrader's step that runs a notebook, in a kernel of ours and with a judge.

    Every test cell shows the judge's card afterwards, and the notebook's metadata hold a `Record`.
    What goes wrong while student code runs ends as a sentence in the record, never as an exception.
    """

    course = Unicode(help="The course folder, whose library and judge are used.").tag(config=True)
    seed = Integer(None, allow_none=True, help="Of the judge's inputs; None: fresh.").tag(
        config=True
    )
    sandbox = Bool(True, help="Whether the kernel is confined.").tag(config=True)
    all_cells = Bool(False, help="Whether to run also what only shows something.").tag(config=True)

    @default("course")
    def _course_default(self) -> str:
        owner = self.parent
        while getattr(owner, "coursedir", None) is None:
            owner = owner.parent
        return str(owner.coursedir.root)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run the notebook and put the cards into it.

        Raises
        ------
        NoKernelError
            No kernel could be started.
        """
        lab = resources["nbgrader"]["assignment"]
        seed = secrets.randbits(SEED_BITS) if self.seed is None else self.seed
        pool = _pool(self.course, lab, self.sandbox)
        # nbgrader has put what lies beside the notebook beside its copy, but not all that counts.
        beside = handed_in(Course(Path(self.course)), pool.settings, resources)
        record = Record.read(nb)
        record = judged(
            nb,
            record,
            lab,
            seed,
            pool,
            files=beside.files,
            left_out=beside.left_out,
            every_cell=self.all_cells,
        )
        record.write(nb)
        return nb, resources


@lru_cache(maxsize=1)
def _pool(course: str, lab: str, sandbox: bool) -> KernelPool:
    """Where kernels come from until this process ends; nbgrader makes a step for each notebook."""
    original, stack = Course(Path(course)), ExitStack()
    atexit.register(stack.close)
    copy = stack.enter_context(copied(original, lab))
    settings = configuration.settings(original)
    use(settings.language or "en")
    return stack.enter_context(KernelPool(copy, lab, settings, sandbox=sandbox))
