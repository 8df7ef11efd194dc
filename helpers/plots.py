"""Figures of the labs. Each function returns the figure; a notebook then calls `plt.show()`.

Colours are from the Okabe-Ito palette, which colour-blind readers can tell apart, and never the
only mark: labels differ in marker shape too, regions in hatching, curves in line style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from helpers.activations import Array

Predictor: TypeAlias = Callable[[Array], NDArray[Any]]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "^", "s", "D", "v", "P", "X")
HATCHES = (None, "///", "...", "xx", "\\\\\\", "++", "oo")
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 3)))
CELLS = 200
"""Columns and rows of the grid on which a predictor is asked for its regions."""


def data(X: Array, Y: NDArray[Any], title: str = "Data") -> Figure:
    """Samples in the plane, with one colour and one marker for each label.

    Parameters
    ----------
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)
    title : str
    """
    figure, axes = _panels(1)
    _points(axes[0], X, Y)
    _name(axes[0], title)
    _legend(figure, axes[0])
    return figure


def boundary(
    predict: Predictor, X: Array, Y: NDArray[Any], title: str = "Decision boundary"
) -> Figure:
    """The regions in which a predictor gives each label, under the samples.

    Parameters
    ----------
    predict : callable
        `predict(X)` gives labels 0, 1, ... of shape (1, m) or (m,) for X of shape (2, m).
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)
    title : str
    """
    return boundaries({title: predict}, X, Y)


def boundaries(predictors: Mapping[str, Predictor], X: Array, Y: NDArray[Any]) -> Figure:
    """Regions of several predictors side by side, and the share of samples that each gets right.

    Parameters
    ----------
    predictors : dict
        Title -> callable, as for `boundary`.
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)
    """
    figure, axes = _panels(len(predictors))
    for ax, (title, predict) in zip(axes, predictors.items(), strict=True):
        right = np.mean(_labels(predict, X) == np.ravel(Y))
        _regions(ax, predict, X, Y)
        _points(ax, X, Y)
        _name(ax, f"{title}\n{right:.0%} of these points right")
    _legend(figure, axes[0])
    return figure


def costs(
    curves: Mapping[str, Array], title: str = "Cost during training", log: bool = False
) -> Figure:
    """Cost curves over the epochs.

    Parameters
    ----------
    curves : dict
        Name -> ndarray of shape (epochs,), such as `Trained.costs`.
    title : str
    log : bool
        Logarithmic cost axis.
    """
    figure, ax = _curves(curves, start=1, log=log, marked=False)
    ax.set(title=title, xlabel="epoch", ylabel="cost")
    return figure


def spread(
    curves: Mapping[str, Array], title: str = "Spread of the activations by depth"
) -> Figure:
    """Standard deviation of the activations by layer, on a logarithmic axis.

    Parameters
    ----------
    curves : dict
        Name -> ndarray of shape (L + 1,), from `network.activation_spread`. A logarithmic axis has
        no place for zero: such points lie on the bottom edge, and the legend says so.
    title : str
    """
    figure, ax = _curves(curves, start=0, log=True, marked=True)
    ax.set(title=title, xlabel="layer (0 is the input)", ylabel="standard deviation")
    return figure


def _panels(count: int) -> tuple[Figure, list[Axes]]:
    if count == 0:
        raise ValueError("there should be at least one predictor to draw, got none")
    figure, grid = plt.subplots(
        1,
        count,
        figsize=(3.6 * count + 0.6, 4.6),
        squeeze=False,
        sharex=True,
        sharey=True,
        layout="compressed",
    )
    # White whatever the page's theme, so that black text on it stays readable.
    figure.set_facecolor("white")
    return figure, list(grid[0])


def _points(ax: Axes, X: Array, Y: NDArray[Any]) -> None:
    labels = np.ravel(Y).astype(int)
    if X.ndim != 2 or X.shape != (2, labels.size):
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


def _regions(ax: Axes, predict: Predictor, X: Array, Y: NDArray[Any]) -> None:
    low, high = X.min(axis=1), X.max(axis=1)
    margin = 0.12 * (high - low)
    x, y = (np.linspace(*ends, CELLS) for ends in zip(low - margin, high + margin, strict=True))
    grid = np.stack(np.meshgrid(x, y)).reshape(2, -1)
    found = _labels(predict, grid).reshape(CELLS, CELLS)
    count = int(max(found.max(), np.max(Y))) + 1
    shades = [COLOURS[label % len(COLOURS)] for label in range(count)]
    regions = ax.contourf(
        x,
        y,
        found,
        levels=np.arange(count + 1) - 0.5,
        colors=[_paler(shade, 0.28) for shade in shades],
        hatches=[HATCHES[label % len(HATCHES)] for label in range(count)],
    )
    # The hatches take the colour of the edges; edges of no width leave no seams.
    regions.set(edgecolors=[_paler(shade, 0.6) for shade in shades], linewidths=0)
    if found.min() < found.max():
        ax.contour(x, y, found, levels=np.arange(1, count) - 0.5, colors="black", linewidths=1.4)


def _labels(predict: Predictor, X: Array) -> NDArray[np.int64]:
    labels = np.asarray(predict(X))
    if labels.size != X.shape[1]:
        expected = f"the predictor should give shape (1, {X.shape[1]}) for {X.shape[1]} points"
        raise ValueError(f"{expected}, got {labels.shape}")
    return labels.reshape(-1).astype(np.int64)


def _paler(colour: str, strength: float) -> tuple[float, ...]:
    return tuple(1 - strength * (1 - part) for part in to_rgb(colour))


def _name(ax: Axes, title: str) -> None:
    ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    ax.label_outer()


def _legend(figure: Figure, ax: Axes) -> None:
    """Below the panels, where it covers no point."""
    handles, labels = ax.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(labels), frameon=False)


def _curves(
    curves: Mapping[str, Array], *, start: int, log: bool, marked: bool
) -> tuple[Figure, Axes]:
    figure, ax = plt.subplots(figsize=(6.4, 4.0), layout="constrained")
    figure.set_facecolor("white")
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
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(alpha=0.3)
    ax.legend()
    return figure, ax


def _floor(curves: Mapping[str, Array]) -> float:
    """Where a logarithmic axis ends: a tenth of its length below the smallest positive value."""
    values = np.concatenate([np.ravel(curve) for curve in curves.values()])
    values = values[(values > 0) & np.isfinite(values)]
    if values.size == 0:
        return 0.1
    return float(values.min() / max(10.0, (values.max() / values.min()) ** 0.1))
