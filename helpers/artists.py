"""What the figures are made of: points, regions and lines, drawn into axes.

Colours are from the Okabe-Ito palette, which colour-blind readers can tell apart, and never the
only mark: labels differ in marker shape too, regions in hatching, curves in line style, paths in
the shape of their ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from helpers.activations import Array

Predictor: TypeAlias = Callable[[Array], NDArray[Any]]
Landscape: TypeAlias = Callable[[Array], Array]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "^", "s", "D", "v", "P", "X")
HATCHES = (None, "///", "...", "xx", "\\\\\\", "++", "oo")
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 3)))
CELLS = 200
"""Columns and rows of the grid on which a predictor is asked for its regions."""
CONTOURS = 14


def points(ax: Axes, X: Array, Y: NDArray[Any]) -> None:
    """Draw samples, each label in its colour and with its marker.

    Parameters
    ----------
    ax : Axes
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)

    Raises
    ------
    ValueError
        X is not as wide as Y, or has not two rows.
    """
    labels = np.ravel(Y).astype(int)
    if X.shape != (2, labels.size):
        hint = ": it looks transposed" if X.shape == (labels.size, 2) else ""
        raise ValueError(f"X should have shape (2, {labels.size}), got {X.shape}{hint}")
    for label in np.unique(labels):
        chosen = labels == label
        ax.scatter(
            X[0, chosen],
            X[1, chosen],
            s=24,
            color=COLOURS[label % len(COLOURS)],
            marker=MARKERS[label % len(MARKERS)],
            edgecolors="white",
            linewidths=0.5,
            label=f"label {label}",
            zorder=3,
        )


def regions(ax: Axes, predict: Predictor, X: Array, Y: NDArray[Any]) -> None:
    """Fill the plane around X by the labels that a predictor gives, with a line between them.

    Parameters
    ----------
    ax : Axes
    predict : callable
        `predict(X)` gives labels 0, 1, ... of shape (1, m) or (m,) for X of shape (2, m).
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)
        Labels that have a colour of their own even where `predict` never gives them.
    """
    low, high = X.min(axis=1), X.max(axis=1)
    margin = 0.12 * (high - low)
    x, y = (np.linspace(*ends, CELLS) for ends in zip(low - margin, high + margin, strict=True))
    grid = np.stack(np.meshgrid(x, y)).reshape(2, -1)
    found = labels_of(predict, grid).reshape(CELLS, CELLS)
    count = int(max(found.max(), np.max(Y))) + 1
    shades = [COLOURS[label % len(COLOURS)] for label in range(count)]
    filled = ax.contourf(
        x,
        y,
        found,
        levels=np.arange(count + 1) - 0.5,
        colors=[_paler(shade, 0.28) for shade in shades],
        hatches=[HATCHES[label % len(HATCHES)] for label in range(count)],
    )
    # The hatches take the colour of the edges; edges of no width leave no seams.
    filled.set(edgecolors=[_paler(shade, 0.6) for shade in shades], linewidths=0)
    if found.min() < found.max():
        ax.contour(x, y, found, levels=np.arange(1, count) - 0.5, colors="black", linewidths=1.4)


def labels_of(predict: Predictor, X: Array) -> NDArray[np.int64]:
    """Labels of shape (m,) that a predictor gives.

    Raises
    ------
    ValueError
        It did not give one label, a whole number, for each sample.
    """
    labels = np.asarray(predict(X))
    if labels.size != X.shape[1]:
        expected = f"the predictor should give shape (1, {X.shape[1]}) for {X.shape[1]} points"
        raise ValueError(f"{expected}, got {labels.shape}")
    whole: NDArray[np.int64] = labels.reshape(-1).astype(np.int64)
    fractions = labels.reshape(-1)[whole != labels.reshape(-1)]
    if fractions.size:
        raise ValueError(f"the predictor should give labels such as 0 and 1, got {fractions[0]}")
    return whole


def lines(ax: Axes, curves: Mapping[str, Array], *, start: int, log: bool, marked: bool) -> None:
    """Draw curves over start, start + 1, ..., each in its colour and line style.

    Parameters
    ----------
    ax : Axes
    curves : dict
        Name -> ndarray of shape (n,).
    start : int
        Where the first value of each curve lies.
    log : bool
        Logarithmic axis. It has no place for zero: such values lie on its bottom edge, and the
        legend says so.
    marked : bool
        Put a marker on each value.
    """
    floor = _floor(curves) if log else None
    for number, (name, curve) in enumerate(curves.items()):
        values, label = np.asarray(curve, dtype=np.float64), name
        if floor is not None and (values <= 0).any():
            values, label = np.maximum(values, floor), f"{name} (reaches 0)"
        ax.plot(
            np.arange(start, start + len(values)),
            values,
            label=label,
            color=COLOURS[number % len(COLOURS)],
            linestyle=LINES[number % len(LINES)],
            marker=MARKERS[number % len(MARKERS)] if marked else None,
            markersize=5,
            clip_on=not marked,
        )
    if floor is not None:
        ax.set_yscale("log")
        if any(np.min(curve) <= 0 for curve in curves.values()):
            ax.set_ylim(bottom=floor)


def contours(ax: Axes, cost: Landscape, low: Array, high: Array) -> None:
    """Draw lines of equal cost over a plane of two parameters, and a star at the lowest place.

    Parameters
    ----------
    ax : Axes
    cost : callable
        `cost(theta)` of shape (k,), for theta of shape (2, k).
    low, high : ndarray of shape (2,)
        The corners of the plane.

    Raises
    ------
    ValueError
        There is not one cost for each place.
    """
    x, y = (np.linspace(*ends, CELLS) for ends in zip(low, high, strict=True))
    grid = np.stack(np.meshgrid(x, y)).reshape(2, -1)
    heights = np.asarray(cost(grid))
    if heights.size != grid.shape[1]:
        expected = f"cost should give shape ({grid.shape[1]},) for as many places"
        raise ValueError(f"{expected}, got {heights.shape}")
    bottom, top = heights.min(), heights.max()
    # Dense near the bottom, where the ground is flat.
    levels = bottom + (top - bottom) * np.linspace(0, 1, CONTOURS + 1)[1:] ** 2
    ax.contour(x, y, heights.reshape(CELLS, CELLS), levels=levels, colors="0.72", linewidths=0.9)
    lowest = grid[:, heights.argmin()]
    ax.plot(
        *lowest,
        marker="*",
        markersize=13,
        color="black",
        markeredgecolor="white",
        linestyle="none",
        label="lowest",
        zorder=4,  # a way that ends here does not hide it
    )


def path(ax: Axes, steps: Array, name: str, number: int) -> None:
    """Draw a way over the plane: a dot after each step, and a large mark where it ends.

    Parameters
    ----------
    ax : Axes
    steps : ndarray of shape (2, n)
        A column for each place, the start first.
    name : str
    number : int
        Which colour, line style and mark.
    """
    colour = COLOURS[number % len(COLOURS)]
    style, mark = LINES[number % len(LINES)], MARKERS[number % len(MARKERS)]
    ax.plot(*steps, color=colour, linestyle=style, linewidth=1.2)
    ax.plot(*steps, color=colour, linestyle="none", marker=".", markersize=3.5)
    ax.plot(
        *steps[:, -1:],
        color=colour,
        linestyle=style,
        marker=mark,
        markersize=11,
        markeredgecolor="white",
        label=name,
        zorder=3,
    )


def _paler(colour: str, strength: float) -> tuple[float, ...]:
    return tuple(1 - strength * (1 - part) for part in to_rgb(colour))


def _floor(curves: Mapping[str, Array]) -> float:
    """Where a logarithmic axis ends: a tenth of its length below the smallest positive value."""
    values = np.concatenate([np.ravel(curve) for curve in curves.values()])
    values = values[(values > 0) & np.isfinite(values)]
    if values.size == 0:
        return 0.1
    return float(values.min() / max(10.0, (values.max() / values.min()) ** 0.1))
