"""Batches, put together from an order of the samples and from cuts: mistakes are in one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Generator = np.random.Generator
Order = Callable[[Generator, int, int], np.ndarray]
Cuts = Callable[[int, int], Sequence[slice | np.ndarray]]
"""From the number of samples and the size of a batch."""


def shuffled(generator: Generator, m: int, size: int) -> np.ndarray:
    """Any order."""
    return generator.permutation(m)


def kept(generator: Generator, m: int, size: int) -> np.ndarray:
    """The order of the data."""
    return np.arange(m)


def inside(generator: Generator, m: int, size: int) -> np.ndarray:
    """Shuffled inside each batch."""
    return np.concatenate([generator.permutation(part) for part in _parts(m, size)])


def whole(generator: Generator, m: int, size: int) -> np.ndarray:
    """Whole batches in any order."""
    return np.concatenate([_parts(m, size)[i] for i in generator.permutation(-(-m // size))])


def turned(generator: Generator, m: int, size: int) -> np.ndarray:
    """The order of the data, from another start."""
    return np.roll(np.arange(m), generator.integers(m))


def always_alike(generator: Generator, m: int, size: int) -> np.ndarray:
    """One order for every generator."""
    return np.random.default_rng(1).permutation(m)


def replaced(generator: Generator, m: int, size: int) -> np.ndarray:
    """Drawn with replacement."""
    return generator.integers(0, m, m)


def _parts(m: int, size: int) -> list[np.ndarray]:
    return [np.arange(m)[start : start + size] for start in range(0, m, size)]


def full_and_tail(m: int, size: int) -> list[slice]:
    """Full batches, and a last one with what is left."""
    return [slice(start, min(start + size, m)) for start in range(0, m, size)]


def full(m: int, size: int) -> list[slice]:
    """Full batches alone."""
    return [slice(k * size, (k + 1) * size) for k in range(m // size)]


def with_tail(tail: Callable[[int, int], slice | np.ndarray]) -> Cuts:
    """Full batches, and where some samples are left, a last one of another kind."""
    return lambda m, size: [*full(m, size), *([tail(m, size)] if m % size else [])]


def evened(m: int, size: int) -> list[np.ndarray]:
    """As many batches, of sizes as alike as can be."""
    return list(np.array_split(np.arange(m), -(-m // size)))


def merged(m: int, size: int) -> list[slice]:
    """The last full batch takes what is left, too."""
    cuts = full(m, size) or [slice(0, m)]
    return [*cuts[:-1], slice(cuts[-1].start, m)]


def batches(order: Order = shuffled, cuts: Cuts = full_and_tail) -> Callable[..., Any]:
    """Batches in an order and with cuts of our choice."""

    def answer(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
        m = X.shape[1]
        chosen = order(generator, m, size)
        return [(X[:, chosen[cut]], Y[:, chosen[cut]]) for cut in cuts(m, size)]

    return answer


def apart(of_x: Order, of_y: Order) -> Callable[..., Any]:
    """Batches in which samples and labels have orders of their own."""

    def answer(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
        m = X.shape[1]
        one, other = of_x(generator, m, size), of_y(generator, m, size)
        return [(X[:, one[cut]], Y[:, other[cut]]) for cut in full_and_tail(m, size)]

    return answer


def drawn_anew(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
    """Every batch is a draw of its own from all samples."""
    chosen = [generator.permutation(X.shape[1])[: len(part)] for part in _parts(X.shape[1], size)]
    return [(X[:, part], Y[:, part]) for part in chosen]


def strange_tail(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
    """The last batch has the labels of the first samples."""
    m = X.shape[1]
    order = shuffled(generator, m, size)
    pairs = [(X[:, order[cut]], Y[:, order[cut]]) for cut in full_and_tail(m, size)]
    rest = m % size
    return [*pairs[:-1], (pairs[-1][0], Y[:, order[:rest]])] if rest else pairs


def rows_shuffled(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
    """The features change places, not the samples."""
    mixed = X[generator.permutation(len(X))]
    return [(mixed[:, cut], Y[:, cut]) for cut in full_and_tail(X.shape[1], size)]


def entries_shuffled(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
    """Each feature is shuffled by itself."""
    mixed = generator.permuted(X, axis=1)
    return [(mixed[:, cut], Y[:, cut]) for cut in full_and_tail(X.shape[1], size)]


def rows_cut(X: np.ndarray, Y: np.ndarray, size: int, generator: Generator) -> Any:
    """The cuts go through the rows."""
    order = shuffled(generator, X.shape[1], size)
    cuts = full_and_tail(X.shape[1], size)
    return [(X[:, order][cut], Y[:, order][cut]) for cut in cuts]


def each(change: Callable[[np.ndarray, np.ndarray], Any]) -> Callable[..., Any]:
    """Makes a mistake from the reference by changing each pair."""
    return lambda right: lambda *given: [change(*pair) for pair in right(*given)]


def all_of(change: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a mistake from the reference by changing its list; `change` takes the size too."""
    return lambda right: lambda X, Y, size, generator: change(right(X, Y, size, generator), size)


def filled_up(pairs: list[Any], size: int, **how: Any) -> list[Any]:
    """The last batch is made as large as the others."""
    X_t, Y_t = pairs[-1]
    more = ((0, 0), (0, size - X_t.shape[1]))
    return [*pairs[:-1], (np.pad(X_t, more, **how), np.pad(Y_t, more, **how))]
