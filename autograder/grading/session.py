"""One pass over the submissions of a lab: what there is to do is done, and each result written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path
from typing import Protocol

from autograder.grading.agenda import Agenda, Task, differences
from autograder.grading.job import Failure, Graded, Job
from autograder.grading.progress import Progress
from autograder.results.class_result import SubmissionResult
from autograder.running.runner import NoKernelError
from autograder.submissions.finding.folders import HandIn


class Runs(Protocol):
    """Who grades submissions, each as bytes in a process of its own: workers here or elsewhere."""

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded | Failure]]: ...


WorkersFor = Callable[[int], AbstractContextManager[Runs]]
"""Starts them, told from what seed the first inputs are drawn."""


class Session:
    """One pass over the submissions of a lab.

    `results` are those of the class, `changes` say which points are not what they were. Where
    something goes wrong with a submission it costs that one its result, and nobody else: `log` gets
    the traceback.
    """

    def __init__(self, agenda: Agenda, progress: Progress, log: Path) -> None:
        self.results: list[SubmissionResult] = []
        self.changes: list[str] = []
        self.failed = 0
        self._agenda, self._progress, self._log = agenda, progress, log
        self._open: dict[str, Task] = {}
        self._graded = 0

    def grade(self, found: Iterable[HandIn], workers_for: WorkersFor) -> None:
        """Have workers do what there is to do, if anything, and write each result as it comes."""
        jobs = self._jobs(found)
        first = next(jobs, None)
        if first is None:
            return
        with workers_for(first.seed) as workers:
            for job, result in workers.run(chain([first], jobs)):
                self._take(job, result)

    def _take(self, job: Job, came: Graded | Failure) -> None:
        """Write a result, and note down that it is written."""
        task = self._open.pop(job.student)
        if isinstance(came, Failure):
            self._fail(came)
            return
        try:
            result = self._agenda.writer.write(came, job)
            self._agenda.ledger.add(self._agenda.entry(task, result))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - it costs this submission its result
            self._fail(Failure.of(job.student, "written", error))
            return
        self._graded += 1
        self.changes += differences(task, result)
        self._add(result)

    def _jobs(self, found: Iterable[HandIn]) -> Iterator[Job]:
        """The jobs of a class, made one by one as they are asked for."""
        for hand_in in found:
            try:
                task = self._agenda.task(hand_in)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - it costs this submission its result
                self._fail(Failure.of(hand_in.student, "taken in", error))
                continue
            if task.holds is not None:
                self.results.append(task.holds)
                self._progress.skip(task.holds)
                continue
            self._open[task.job.student] = task
            yield task.job

    def _add(self, result: SubmissionResult) -> None:
        self.results.append(result)
        self._progress.step(result, len(self.results))

    def _fail(self, failure: Failure) -> None:
        """Give a submission a row that says why it has no result; the next run tries again.

        Raises
        ------
        NoKernelError
            Nobody's notebook can be run.
        """
        if failure.machine and not self._graded:
            raise NoKernelError(failure.sentence)
        self.failed += 1
        # A full disk, which may be what failed, must not stop the class here either.
        with contextlib.suppress(OSError):
            text = f"{failure.student}: {failure.sentence}\n{failure.traceback}\n"
            with self._log.open("ab" if self.failed > 1 else "wb") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
        self._add(self._agenda.writer.without_result(failure, self._score(failure.student)))

    def _score(self, student: str) -> float:
        """The score that was noted down last."""
        entry = self._agenda.ledger.entries.get(student)
        return 0.0 if entry is None else entry.result.score
