"""Who grades: threads of this process, processes on this machine, or a cluster elsewhere.

A worker gets bytes and returns bytes; none shares a disk. Student code runs in a sandbox in any
case. Should a submission kill the process that grades it all the same, the next run goes on in
processes apart: whoever kills one again and again is given up, and costs nobody else anything.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from autograder import startup
from autograder.course import CourseError
from autograder.grading.grader import Station, close_all, work
from autograder.grading.job import Failure, Graded, Job, result_from_bytes

WAITING = 2
"""Jobs handed out for each worker: one that is worked on, one that waits."""
DIED = "the process that graded it died"
DEATHS = 1
"""How many workers may die of a submission before it is given up."""
PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""
_SETTINGS = {
    "distributed.worker.multiprocessing-method": "forkserver",
    # For dask's developers it remembers its last thousand tasks, and with them the submissions.
    "distributed.admin.low-level-log-length": 10,
}

Finished = tuple[Job, Graded | Failure]


def run(
    jobs: Iterable[Job],
    packed: bytes,
    *,
    workers: int,
    scheduler: str | None = None,
    apart: bool = False,
) -> Iterator[Finished]:
    """Grade submissions, and give each out as it is finished.

    Parameters
    ----------
    jobs : iterable of Job
        Taken only as they are needed, so that a large class takes no more memory than a small one.
    packed : bytes
        The kit of the lab.
    workers : int
        How many submissions are graded at once: in threads, or in processes where they are many.
    scheduler : str, optional
        Address of a dask scheduler, whose workers are taken instead.
    apart : bool
        Whether to grade in processes, however few: something ended this one the last time.

    Raises
    ------
    CourseError
        Nobody answers at the scheduler's address, or it has no workers.
    """
    if scheduler is None and workers == 1 and not apart:
        station = Station.of(packed)
        yield from ((job, station.attempt(job)) for job in jobs)
        return
    with ExitStack() as stack:
        # Workers of our own are ended, and do not clean up; this is done for them afterwards.
        apart = scheduler is None and (apart or workers > startup.THREADS)
        scratch = stack.enter_context(_scratch()) if apart else ""
        client = stack.enter_context(_client(workers, scheduler, stack, apart=apart))
        yield from _spread(client, iter(jobs), packed, scratch)


@contextmanager
def _scratch() -> Iterator[str]:
    """A folder for the workers' temporary files, through which the sandbox's user can go."""
    with TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        yield folder


def _client(
    workers: int, scheduler: str | None, stack: ExitStack, *, apart: bool
) -> AbstractContextManager[Any]:
    # Imported where it is needed: one process alone does without, and it takes a second.
    import dask
    import distributed

    # It says nothing of its types.
    Client: Any = distributed.Client
    LocalCluster: Any = distributed.LocalCluster
    stack.enter_context(dask.config.set(_SETTINGS))
    if apart:
        startup.begin()
    if scheduler is None:
        stack.callback(close_all)
        scheduler = stack.enter_context(
            LocalCluster(
                n_workers=workers if apart else 1,
                threads_per_worker=1 if apart else workers,
                processes=apart,
                memory_limit=0,
                scheduler_kwargs={"allowed_failures": DEATHS},
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        )
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(f"there is no scheduler at {scheduler} ({error})") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise CourseError(f"the scheduler at {scheduler} has no workers: start some") from None
    joined: AbstractContextManager[Any] = client
    return joined


def _spread(client: Any, left: Iterator[Job], packed: bytes, scratch: str) -> Iterator[Finished]:
    """Hand out jobs, a few more than there are workers, until all are done."""
    import distributed

    as_completed: Any = distributed.as_completed

    # Made by a task, so that it is made again when the workers that hold it die.
    kit = client.submit(bytes, packed, pure=False)
    running: dict[Any, Job] = {}
    done = as_completed(loop=client.loop)

    def hand_out() -> None:
        threads = sum(client.nthreads().values())
        for job in islice(left, max(0, WAITING * max(threads, 1) - len(running))):
            future = client.submit(work, kit, job.to_bytes(), scratch, pure=False)
            running[future] = job
            done.add(future)

    hand_out()
    for future in done:
        job = running.pop(future)
        error = future.exception() if future.status == "error" else None
        if isinstance(error, distributed.KilledWorker):
            yield job, Failure(job.student, f"could not be graded: {DIED}")
        else:
            yield job, result_from_bytes(future.result())
        future.release()
        hand_out()
