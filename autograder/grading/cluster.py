"""Workers elsewhere: those of a dask cluster, which share no disk with anybody."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from autograder import configuration
from autograder.course import CourseError
from autograder.grading.grader import Grader
from autograder.grading.job import Failure, Job, result_from_bytes
from autograder.grading.package import unpack
from autograder.grading.workers import DIED, Finished
from autograder.running.pool import KernelPool

WAITING = 2
"""Jobs handed out for each worker: one that is worked on, one that waits."""
PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""
GONE = "the scheduler has gone; the same command goes on from here"
_MOST = 2
_GRADERS: dict[tuple[int, bytes], Grader] = {}
_LOCK = threading.RLock()


class Cluster:
    """Grades submissions on a cluster; a context manager.

    Parameters
    ----------
    scheduler : str
        Its address.
    package : bytes
        What a worker needs of the course.

    Raises
    ------
    CourseError
        Nobody answers at the address, or there are no workers.
    """

    def __init__(self, scheduler: str, package: bytes) -> None:
        self._client, self._package = _connected(scheduler), package

    def __enter__(self) -> Cluster:
        self._client.__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._client.__exit__(*exception)

    def run(self, jobs: Iterable[Job]) -> Iterator[Finished]:
        """Grade submissions, a few more at once than there are workers.

        Raises
        ------
        PackageError
            A worker has another version of the autograder.
        CourseError
            The scheduler has gone.
        """
        from distributed.comm.core import CommClosedError

        try:
            yield from self._run(jobs)
        except CommClosedError as error:
            raise CourseError(GONE) from error

    def _run(self, jobs: Iterable[Job]) -> Iterator[Finished]:
        import distributed

        as_completed: Any = distributed.as_completed
        client, left = self._client, iter(jobs)
        # Made by a task, so that it is made again when the workers that hold it die.
        package = client.submit(bytes, self._package, pure=False)
        running: dict[Any, Job] = {}
        done = as_completed(loop=client.loop)

        def hand_out() -> None:
            threads = sum(client.nthreads().values())
            for job in islice(left, max(0, WAITING * max(threads, 1) - len(running))):
                future = client.submit(work, package, job.to_bytes(), pure=False)
                running[future] = job
                done.add(future)

        hand_out()
        for future in done:
            job = running.pop(future)
            if future.status == "cancelled":
                raise CourseError(GONE)
            error = future.exception() if future.status == "error" else None
            if isinstance(error, distributed.KilledWorker):
                yield job, Failure(job.student, DIED)
            else:
                yield job, result_from_bytes(future.result())
            future.release()
            hand_out()


def work(package: bytes, job: bytes) -> bytes:
    """Grade one submission: what a worker of a cluster runs."""
    return _grader(package).attempt(Job.from_bytes(job)).to_bytes()


@atexit.register
def close_all() -> None:
    """End the kernels of this process."""
    with _LOCK:
        while _GRADERS:
            _GRADERS.popitem()[1].close()


def _grader(package: bytes) -> Grader:
    """The grader of this thread for a lab; of two labs that were graded last, at most."""
    thread = threading.get_ident()
    with _LOCK:
        known = _GRADERS.pop((thread, package), None)
        if known is None:
            course, definition, sandbox = unpack(package)
            settings = configuration.settings(course)
            pool = KernelPool(course, definition.lab, settings, sandbox=sandbox)
            known = Grader(definition, pool, configuration.load(course))
        _GRADERS[thread, package] = known
        own = [key for key in _GRADERS if key[0] == thread]
        for key in own[:-_MOST]:
            _GRADERS.pop(key).close()
    return known


def _connected(scheduler: str) -> Any:
    # Imported where it is needed: it takes a second.
    import distributed

    Client: Any = distributed.Client  # which says nothing of its types
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(f"there is no scheduler at {scheduler} ({error})") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise CourseError(f"the scheduler at {scheduler} has no workers: start some") from None
    return client
