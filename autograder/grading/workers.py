"""Workers on this machine: processes forked from the one that has imported everything.

Each gets a submission as bytes and returns its result as bytes. Should a submission end the process
that grades it, it is tried once more by a new one and then given up, and costs nobody else
anything.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from autograder.grading.grader import Grader
from autograder.grading.job import Failure, Graded, Job, result_from_bytes

ATTEMPTS = 2
"""How often a submission is tried that ends the process that grades it."""
_GOING = 1.0
DIED = "could not be graded: the process that graded it died"

Finished = tuple[Job, Graded | Failure]


@dataclass
class Worker:
    """A process, our end of the pipe to it, and what it works on."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    attempts: int = 0

    def give(self, job: Job, attempts: int = 1) -> None:
        """Let it work on a submission; where it has died, that shows when it is waited for."""
        self.job, self.attempts = job, attempts
        with contextlib.suppress(OSError):
            self.pipe.send_bytes(job.to_bytes())


@dataclass
class Workers:
    """Grades submissions in processes of this machine; a context manager.

    Parameters
    ----------
    grader : Grader
        Every worker has it from the beginning.
    count : int
    """

    grader: Grader
    count: int
    _running: list[Worker] = field(default_factory=list)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in tuple(self._running):
            self._end(worker)

    def run(self, jobs: Iterable[Job]) -> Iterator[Finished]:
        """Grade submissions, and give each out as it is finished.

        Parameters
        ----------
        jobs : iterable of Job
            Taken as they are needed and one ahead: a large class takes no more memory than a small
            one, and no worker waits until a job is made.
        """
        left = iter(jobs)
        upcoming = next(left, None)
        while True:
            while upcoming is not None and (idle := self._idle()) is not None:
                idle.give(upcoming)
                upcoming = next(left, None)
            busy = {worker.pipe: worker for worker in self._running if worker.job is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                finished = self._finished(worker)
                if upcoming is not None and worker in self._running and worker.job is None:
                    worker.give(upcoming)  # before this result is written
                    upcoming = None
                if finished is not None:
                    yield finished
                if upcoming is None:
                    upcoming = next(left, None)

    def _idle(self) -> Worker | None:
        """A worker that has nothing to do, a new one if there may be more."""
        idle = next((worker for worker in self._running if worker.job is None), None)
        return self._start() if idle is None and len(self._running) < self.count else idle

    def _finished(self, worker: Worker) -> Finished | None:
        """What a worker has done; None where another one is to try it."""
        job, attempts, worker.job = worker.job, worker.attempts, None
        assert job is not None
        try:
            return job, result_from_bytes(worker.pipe.recv_bytes())
        except (EOFError, OSError):
            self._end(worker)
        if attempts < ATTEMPTS:
            self._start().give(job, attempts + 1)
            return None
        return job, Failure(job.student, DIED)

    def _start(self) -> Worker:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        # A fork has all of our ends too, and would keep the pipes open that we close.
        inherited = [ours, *(worker.pipe for worker in self._running)]
        arguments = (self.grader, theirs, inherited)
        process = context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        self._running.append(Worker(process, ours))
        return self._running[-1]

    def _end(self, worker: Worker) -> None:
        self._running.remove(worker)
        worker.pipe.close()  # after which it ends by itself, unless it is working
        worker.process.join(_GOING)
        worker.process.kill()
        worker.process.join()


class Alone:
    """The same in this process, one after the other, where a process cannot well be forked."""

    def __init__(self, grader: Grader) -> None:
        self._grader = grader

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, *exception: object) -> None: ...

    def run(self, jobs: Iterable[Job]) -> Iterator[Finished]:
        yield from ((job, self._grader.attempt(job)) for job in jobs)


def local(grader: Grader, count: int) -> Workers | Alone:
    """Workers of this machine, as many as are wanted, or as it can have."""
    return Workers(grader, count) if sys.platform == "linux" else Alone(grader)


def _serve(grader: Grader, pipe: Connection, inherited: Iterable[Connection]) -> None:
    """Grade what comes until nothing more does."""
    for theirs in inherited:
        theirs.close()
    from autograder.kernels.inside.confinement import end_with_parent

    end_with_parent(signal.SIGKILL)
    # To interrupt or to end is for the command, which ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        while True:
            pipe.send_bytes(grader.attempt(Job.from_bytes(pipe.recv_bytes())).to_bytes())
    except (EOFError, ConnectionError):
        grader.close()
