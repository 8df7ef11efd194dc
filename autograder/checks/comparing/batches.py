"""Judging mini-batches by what they have to be, since their samples come in any order.

An answer is a division of the columns of X and Y into batches, once for each of several generators.
What can be told of it is put into `Traits`: those of a right answer are the expected ones, and
those of a known mistake tell that mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.plain import Tree, describe
from autograder.checks.words import listed, phrase

ENOUGH = 40
"""From so many divisions of the same samples on, the order is judged."""
FEWEST = 8
"""Samples that it takes: fewer have too few orders."""
MANY = 1000
"""Columns that are looked at whatever was asked; each is compared with every sample."""
SIGMAS = 8.0
UNEVEN = 11.0


@dataclass(frozen=True)
class Traits:
    """What an answer is like.

    Attributes
    ----------
    structure : str
        Why it is no list of pairs of arrays, as a phrase; empty where it is one.
    shape : str
        Which array has a shape that was not asked for, as a phrase; empty where none has.
    flat : bool
        Whether that is only (k,) for (1, k).
    sizes : tuple of int
        How many samples each batch holds, in falling order.
    strange, repeated, missing : bool
        Whether there are columns that are not among the samples; samples that come twice; samples
        that do not come.
    paired : bool
        Whether each column of X has kept its column of Y.
    order : str
        How free the order of the samples is: ``free`` where anything can stand anywhere; empty
        where that was not asked.
    finite : bool
    """

    structure: str = ""
    shape: str = ""
    flat: bool = False
    sizes: tuple[int, ...] = ()
    strange: bool = False
    repeated: bool = False
    missing: bool = False
    paired: bool = True
    order: str = ""
    finite: bool = True

    @classmethod
    def of(cls, X: np.ndarray, Y: np.ndarray, divisions: Sequence[Tree]) -> Traits:
        """What is like the division of X (n_x, m) and Y (1, m), made once or more."""
        found, orders = cls(), []
        for batches in divisions:
            if structure := _structure(batches):
                return cls(structure=structure)
            found, order = found._and(X, Y, batches)
            if found.shape and not found.flat:
                return found
            orders.append(order)
        complete = not (found.strange or found.repeated or found.missing)
        if complete and len(orders) >= ENOUGH and X.shape[1] >= FEWEST:
            found = cls(**{**vars(found), "order": freedom(np.array(orders), max(found.sizes))})
        return found

    def _and(self, X: np.ndarray, Y: np.ndarray, batches: Tree) -> tuple[Traits, np.ndarray]:
        """These traits, and those of one more division; and the samples in its order."""
        shape, flat = _shape(X, Y, batches)
        shape, flat = self.shape or shape, flat and (self.flat or not self.shape)
        if shape and not flat:
            return Traits(shape=shape), np.array([])
        columns = np.concatenate([np.asarray(X_t, float) for X_t, *_ in batches], axis=1)
        labels = np.concatenate([np.ravel(Y_t) for _, Y_t, *_ in batches]).astype(float)
        most = MANY + 20 * X.shape[1]  # of so many, some are repeated or strange
        columns, labels = columns[:, :most], labels[:most]
        order = identify(columns, X)
        known = order[order >= 0]
        return Traits(
            shape=shape,
            flat=flat,
            sizes=max(
                self.sizes, tuple(sorted((X_t.shape[1] for X_t, *_ in batches), reverse=True))
            ),
            strange=self.strange or len(known) < len(order),
            repeated=self.repeated or len(set(known.tolist())) < len(known),
            missing=self.missing or len(set(known.tolist())) < X.shape[1],
            paired=self.paired and bool(np.allclose(labels[order >= 0], Y[0, known], rtol=1e-6)),
            finite=self.finite and bool(np.isfinite(columns).all() and np.isfinite(labels).all()),
        ), order


@dataclass(frozen=True)
class Division:
    """Stands for a right division of the columns of X and Y, and says what it is like."""

    X: np.ndarray
    Y: np.ndarray
    traits: Traits

    def disagreement(self, got: Traits, name: str = "the batches") -> str:
        """Say in a clause what is not as it should be, or nothing."""
        right = self.traits
        if got.strange and not right.strange:
            return phrase("batches.strange", name=name)
        if got.missing and not right.missing:
            return phrase("batches.missing", name=name, sizes=_sizes(got))
        if got.repeated and not right.repeated:
            return phrase("batches.repeated", name=name)
        if got.sizes != right.sizes:
            return phrase("batches.sizes", name=name, sizes=_sizes(got), expected=_sizes(right))
        if got.paired != right.paired:
            return phrase("batches.unpaired", name=name)
        if got.order != right.order:
            return phrase(_ORDERS.get(got.order, "batches.other-order"), name=name)
        return "" if got == right else phrase("batches.other", name=name)


_ORDERS = {
    "kept": "batches.kept",
    "the same": "batches.the-same",
    "turned": "batches.turned",
    "batches": "batches.whole",
    "inside": "batches.inside",
    "few": "batches.few",
    "bound": "batches.bound",
}


def freedom(orders: np.ndarray, size: int) -> str:
    """How free the order of samples is, from many orders.

    Parameters
    ----------
    orders : ndarray of shape (draws, m)
        In each row, the numbers of the samples in the order in which they come.
    size : int
        Samples in a batch.

    Returns
    -------
    str
        ``free``, or what holds the samples together. The bounds lie well beyond the largest
        deviation that was seen in 80,000 free shuffles of 48 draws each.
    """
    draws, m = orders.shape
    steps = np.diff(orders, axis=1)
    if (steps == 1).all():
        return "kept"
    if (orders == orders[0]).all():
        return "the same"
    if np.isin(steps, (1, 1 - m)).all():
        return "turned"
    starts = np.arange(m - 1) % size != size - 1
    if size > 1 and (steps[:, starts] == 1).all():
        return "batches"
    if size < m and (orders // size == np.arange(m) // size).all():
        return "inside"
    if len(np.unique(orders, axis=0)) < 0.9 * draws:
        return "few"
    # Where each sample comes, and which come together, beside what chance would give.
    places = np.zeros((m, m))
    np.add.at(places, (orders, np.arange(m)), 1)
    batch = np.empty_like(orders)
    np.put_along_axis(batch, orders, np.broadcast_to(np.arange(m) // size, orders.shape), axis=1)
    together = (batch[:, :, None] == batch[:, None, :]).mean(axis=0)[np.triu_indices(m, 1)]
    neighbours = np.abs(steps) == 1
    stays = (orders == np.arange(m)).any()  # in every free order one sample does, on average
    return (
        "free"
        if stays
        and _excess(places, draws / m, (m - 1) ** 2) < UNEVEN
        and _spread(together, draws) < SIGMAS
        and abs(neighbours.mean() - 2 / m) < SIGMAS * np.sqrt(2 / m / neighbours.size)
        else "bound"
    )


def _excess(counts: np.ndarray, mean: float, freedom: int) -> float:
    """Chi-square of counts, in standard deviations above its mean."""
    return float((((counts - mean) ** 2 / mean).sum() - freedom) / np.sqrt(2 * freedom))


def _spread(share: np.ndarray, draws: int) -> float:
    """How far the most deviating share lies from their mean, in standard deviations."""
    mean = share.mean()
    if mean in (0.0, 1.0):
        return 0.0
    return float(np.abs(share - mean).max() / np.sqrt(mean * (1 - mean) / draws))


def _structure(batches: Tree) -> str:
    if batches is None:
        return phrase("returns.none")
    if not isinstance(batches, list | tuple):
        return phrase("batches.no-list", what=describe(batches))
    if not batches:
        return phrase("batches.none")
    for pair in batches:
        if not isinstance(pair, list | tuple) or len(pair) < 2:
            return phrase("batches.no-pair", what=describe(pair))
        for part in pair[:2]:
            if not isinstance(part, np.ndarray) or part.dtype.kind not in "biuf":
                return phrase("batches.no-arrays", what=describe(part))
    return ""


def _shape(X: np.ndarray, Y: np.ndarray, batches: Tree) -> tuple[str, bool]:
    """Which array of a division has a wrong shape; and whether it is only too flat."""
    flat = ""
    for X_t, Y_t, *_ in batches:
        if X_t.ndim != 2 or X_t.shape[0] != X.shape[0]:
            return phrase("batches.X-shape", rows=X.shape[0], shape=str(X_t.shape)), False
        if X_t.shape[1] == 0:
            return phrase("batches.empty"), False
        k = X_t.shape[1]
        if Y_t.shape == (k,):
            flat = flat or phrase("batches.Y-flat", k=k, shape=str(Y_t.shape))
        elif Y_t.shape != (len(Y), k):
            return phrase("batches.Y-shape", k=k, shape=str(Y_t.shape)), False
    return flat, bool(flat)


def identify(columns: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Which sample each column is, or -1; float32 columns are known too."""
    distance = np.abs(columns[:, :, None] - X[:, None, :]).max(axis=0)
    nearest = distance.argmin(axis=1)
    near = distance[np.arange(len(nearest)), nearest] <= 1e-6 * np.abs(X).max()
    return np.where(near, nearest, -1)


def _sizes(traits: Traits) -> str:
    shown = listed(map(str, traits.sizes[:6]))
    return phrase("batches.more-sizes", sizes=shown) if len(traits.sizes) > 6 else shown
