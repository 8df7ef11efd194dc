from __future__ import annotations

import _thread
import builtins
import functools
import gc
import io
import itertools
import math
import operator
import pprint
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import starmap

import numpy as np
import pytest

from autograder.checks.calling.work import LIMIT, count_work

SMALL, LARGE = 10, 400


def work(function, size: int) -> int:
    return count_work(function, np.linspace(0.1, 1, size))[1].count


def in_a_thread(x):
    thread = threading.Thread(target=lambda: [v + 1 for v in x])
    thread.start()
    thread.join()


def in_bare_threads(x):
    locks = [_thread.allocate_lock() for _ in range(3)]
    for lock in locks:
        lock.acquire()
        _thread.start_new_thread(lambda one: ([v + 1 for v in x], one.release()), (lock,))
    for lock in locks:
        lock.acquire()


def in_a_pool(x):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(math.exp, x))


def by_recursion(x):
    return 0 if x.size == 0 else x[0] + by_recursion(x[1:]) if x.size < 300 else by_halves(x)


def by_halves(x):
    return x[0] if x.size == 1 else by_halves(x[: x.size // 2]) + by_halves(x[x.size // 2 :])


def while_loop(x):
    i = 0
    while i < x.size:
        i += 1
    return i


@pytest.mark.parametrize(
    "loop",
    [
        lambda x: [v + 1 for v in x],
        lambda x: sum(v for v in x),
        lambda x: list(map(math.exp, x)),
        lambda x: list(filter(None, x)),
        lambda x: list(itertools.starmap(math.exp, zip(x, strict=True))),
        lambda x: list(starmap(math.exp, zip(x, strict=True))),
        lambda x: list(map(operator.neg, x)),
        lambda x: np.vectorize(math.exp)(x),
        lambda x: np.vectorize(lambda v: v + 1)(x),
        lambda x: np.frompyfunc(math.exp, 1, 1)(x),
        lambda x: np.apply_along_axis(np.sum, 0, x[None]),
        lambda x: sorted(x, key=lambda v: -v),
        lambda x: functools.reduce(lambda a, b: a + b, x),
        lambda x: exec("for v in x: v + 1", {"x": x}),
        lambda x: eval(compile("[v for v in x]", "numpy/core.py", "eval"), {"x": x}),
        while_loop,
        by_halves,
        by_recursion,
        in_a_thread,
        in_bare_threads,
        in_a_pool,
        lambda x: exec("for v in x: v + 1", {**vars(threading), "x": x}),
        lambda x: exec("for v in args: v + 1", vars(threading), {"args": x}),
    ],
)
def test_a_loop_executes_more_for_a_larger_input(loop):
    assert work(loop, LARGE) > 1.1 * work(loop, SMALL) + 20


@pytest.mark.parametrize(
    "vectorised",
    [
        lambda x: np.exp(-x) / (1 + np.exp(x)),
        lambda x: np.linalg.norm(x) + x.mean() + np.var(x),
        lambda x: np.where(x > 0.5, x, 0).sum(),
        lambda x: [np.dot(x, x) for _ in range(7)],
        lambda x: np.unique(np.sort(x)[::-1]),
        lambda x: np.einsum("i,j->ij", x, x),
    ],
)
def test_vectorised_code_executes_the_same(vectorised):
    count_work(vectorised, np.linspace(0.1, 1, SMALL))  # what is imported once is not work
    assert work(vectorised, SMALL) == work(vectorised, LARGE)


def test_threads_that_begin_at_once_all_come_to_their_end_and_count():
    def several(x):
        threads = [threading.Thread(target=lambda: np.exp(x)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        works = [work(several, SMALL) for _ in range(300)]
    finally:
        sys.setswitchinterval(before)
    assert max(works) - min(works) <= 20


@pytest.mark.parametrize(
    "shown",
    [
        print,
        repr,
        lambda x: print(x[None, :] * x[:, None], x.tolist(), f"{x}", x > 0.5),
        lambda x: print(np.array2string(x), x.shape, x.sum()),
        lambda x: pprint.pprint(x, stream=io.StringIO()),
    ],
)
def test_printing_a_large_result_costs_no_more_than_printing_a_small_one(shown, capsys):
    count_work(shown, np.linspace(0.1, 1, SMALL))
    small, large = work(shown, SMALL), work(shown, LARGE)
    assert large <= 1.1 * small + 20
    assert np.get_printoptions()["threshold"] == 1000


def test_a_child_process_counts_as_a_loop():
    _, made = count_work(lambda x: subprocess.run(["true"], check=True), np.ones(SMALL))
    assert made.count >= LIMIT
    assert made.processes


def in_place() -> list[object]:
    """What counting takes the place of: the loops without a frame, and who traces."""
    loops = [builtins.map, builtins.filter, itertools.starmap, np.frompyfunc, starmap]
    return [*loops, sys.gettrace(), _thread.start_new_thread]


def test_counting_puts_everything_back_even_after_an_error():
    before, meanwhile = in_place(), []

    def failing(x):
        meanwhile.extend(in_place())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        count_work(failing, 1)
    assert all(one is not other for one, other in zip(before, meanwhile, strict=True))
    assert all(one is other for one, other in zip(before, in_place(), strict=True))


class Loud:
    """Part of a circle that only a collection ends, which then executes a lot."""

    def __init__(self):
        self.itself = self

    def __del__(self):
        for _ in range(1000):
            pass


@pytest.mark.parametrize("enabled", [True, False])
def test_what_a_collection_of_garbage_executes_is_not_the_functions_work(enabled):
    def many_objects(x):
        list(zip(range(5000), range(5000), strict=True))  # enough to have garbage collected
        return 2 * x

    before, often = gc.isenabled(), gc.get_threshold()
    try:
        gc.set_threshold(3000)  # so that nothing is collected before the function is called
        gc.enable() if enabled else gc.disable()
        gc.collect()
        quiet = work(many_objects, SMALL)
        gc.collect()
        Loud()
        assert work(many_objects, SMALL) == quiet
        assert gc.isenabled() == enabled
    finally:
        gc.set_threshold(*often)
        gc.enable() if before else gc.disable()
        gc.collect()
