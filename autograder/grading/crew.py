"""Who grades: this process, or several long-lived ones, and nothing in a submission stops them.

Processes, since nbgrader changes the working folder and the environment; long-lived, since
importing it takes seconds.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from autograder.grading.execute import NoKernelError
from autograder.grading.submission import Graded, Job, grade_submission, without_running

WAITING = 2
"""Jobs handed out for each worker: one that is worked on, one that waits."""


def run(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Graded]]:
    """Grade submissions, and give each out as it is finished.

    Parameters
    ----------
    jobs : iterable of Job
        Taken only as they are needed, so that a large class takes no more memory than a small one.
    workers : int
        How many processes; 1 grades in this one.

    Raises
    ------
    NoKernelError
        This machine can not start a kernel, whoever's submission it is.
    """
    if workers == 1:
        yield from ((job, attempt(job)) for job in jobs)
        return
    left = iter(jobs)
    while True:
        lost = yield from _with_pool(left, workers)
        if not lost:
            return
        # A worker died, and which of these it graded nobody knows: each gets a process of its own.
        for job in lost:
            yield job, _alone(job)


def attempt(job: Job) -> Graded:
    """Grade a submission; if that fails, the failure is its result.

    Raises
    ------
    NoKernelError
        This machine can not start a kernel.
    """
    try:
        return grade_submission(job)
    except NoKernelError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it goes into this student's feedback
        return without_running(job, f"it could not be graded ({_sentence(error)})")


def _with_pool(jobs: Iterator[Job], workers: int) -> Generator[tuple[Job, Graded], None, list[Job]]:
    """Grade with a pool until the jobs or the pool end; returns the jobs that the pool lost."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    running: dict[Future[Graded], Job] = {}
    try:
        while True:
            free = workers * WAITING - len(running)
            running |= {pool.submit(attempt, job): job for job in islice(jobs, free)}
            if not running:
                return []
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                if isinstance(future.exception(), BrokenProcessPool):
                    return list(running.values())
                yield running.pop(future), future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(job: Job) -> Graded:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(attempt, job).result()
        except BrokenProcessPool:
            return without_running(job, "the process that graded it died")


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:300]
