"""Figures of the labs. Each function returns the figure; a notebook then calls `plt.show()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from helpers import artists, notebook
from helpers.activations import Array
from helpers.artists import Landscape, Predictor

PAPER = "white"
"""Behind every figure, whatever the page's theme, so that black text on it stays readable."""
_LEFT, _RIGHT, _GAP = 0.75, 0.15, 0.45
"""Inches beside and between axes."""
_Given = ParamSpec("_Given")


def of_the_course(draw: Callable[_Given, Figure]) -> Callable[_Given, Figure]:
    """A function whose figures look the same and are shown whatever style and backend is chosen."""

    @wraps(draw)
    def drawn(*args: _Given.args, **kwargs: _Given.kwargs) -> Figure:
        notebook.settle()
        with plt.style.context("default"):
            return draw(*args, **kwargs)

    return drawn


@of_the_course
def data(X: Array, Y: NDArray[Any], title: str = "Data") -> Figure:
    """Samples in the plane, with one colour and one marker for each label.

    Parameters
    ----------
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)
    title : str
    """
    figure, axes = _planes([title], X)
    artists.points(axes[0], X, Y)
    legend(figure, axes[0])
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

    Raises
    ------
    ValueError
        The predictor did not give one label for each point.
    """
    return boundaries({title: predict}, X, Y)


@of_the_course
def boundaries(predictors: Mapping[str, Predictor], X: Array, Y: NDArray[Any]) -> Figure:
    """Regions of several predictors side by side, and the share of samples that each gets right.

    Parameters
    ----------
    predictors : dict
        Title -> callable, as for `boundary`.
    X : ndarray of shape (2, m)
    Y : ndarray of shape (1, m) or (m,)
    """
    titles = []
    for title, predict in predictors.items():
        right = np.mean(artists.labels_of(predict, X) == np.ravel(Y))
        titles.append(f"{title}\n{right:.0%} of these points right")
    figure, axes = _planes(titles, X)
    for ax, predict in zip(axes, predictors.values(), strict=True):
        artists.regions(ax, predict, X, Y)
        artists.points(ax, X, Y)
    legend(figure, axes[0])
    return figure


@of_the_course
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
        Logarithmic cost axis, for curves of very different size.
    """
    figure, ax = _axes(title, "epoch", "cost")
    artists.lines(ax, curves, start=1, log=log, marked=False)
    legend(figure, ax)
    return figure


@of_the_course
def spread(
    curves: Mapping[str, Array], title: str = "Spread of the activations by depth"
) -> Figure:
    """Standard deviation of the activations by layer, on a logarithmic axis.

    Parameters
    ----------
    curves : dict
        Name -> ndarray of shape (L + 1,), from `network.activation_spread`. Zeros lie on the bottom
        edge, and the legend says so.
    title : str
    """
    figure, ax = _axes(title, "layer (0 is the input)", "standard deviation")
    artists.lines(ax, curves, start=0, log=True, marked=True)
    legend(figure, ax)
    return figure


@of_the_course
def curves(
    curves: Mapping[str, Array], title: str, xlabel: str, ylabel: str, log: bool = False
) -> Figure:
    """Curves over the steps 1, 2, ...

    Parameters
    ----------
    curves : dict
        Name -> ndarray of shape (n,).
    title, xlabel, ylabel : str
    log : bool
        Logarithmic axis for the values.
    """
    figure, ax = _axes(title, xlabel, ylabel)
    artists.lines(ax, curves, start=1, log=log, marked=False)
    legend(figure, ax)
    return figure


@of_the_course
def paths(
    cost: Landscape,
    ways: Mapping[str, Array],
    title: str = "Ways down",
    names: tuple[str, str] = ("$w$", "$b$"),
    apart: bool = False,
) -> Figure:
    """Ways of optimizers over the contours of a cost with two parameters.

    Parameters
    ----------
    cost : callable
        `cost(theta)` of shape (k,), for theta of shape (2, k).
    ways : dict
        Name -> ndarray of shape (2, n), a column for each place, the start first.
    title : str
    names : tuple of str
        Names of the two parameters.
    apart : bool
        Give each way a plane of its own, side by side, in place of one plane for all.

    Raises
    ------
    ValueError
        There is no way to draw, or one has not two rows of finite numbers.
    """
    _check_ways(ways)
    places = np.concatenate(list(ways.values()), axis=1)
    low, high = places.min(axis=1), places.max(axis=1)
    margin = 0.12 * (high - low) + 1e-3
    if apart:
        lines = 1 + max(name.count("\n") for name in ways)
        figure, axes = panels(len(ways), (2.3, 2.6), top=0.4 + 0.24 * lines, bottom=0.5)
    else:
        figure, axes = panels(1, (5.6, 3.8), top=0.35, bottom=0.9)
    for ax in axes:
        artists.contours(ax, cost, low - margin, high + margin)
        ax.set(xlabel=names[0], ylabel=names[1] if ax is axes[0] else "")
    for number, (name, way) in enumerate(ways.items()):
        ax = axes[number if apart else 0]
        artists.path(ax, way, name, number)
        if apart:
            ax.set_title(name)
    if apart:
        figure.suptitle(title)
    else:
        axes[0].set_title(title)
        legend(figure, axes[0])
    return figure


def _check_ways(ways: Mapping[str, Array]) -> None:
    if not ways:
        raise ValueError("there should be at least one way to draw, got none")
    for name, way in ways.items():
        if np.ndim(way) != 2 or len(way) != 2:
            raise ValueError(f"{name!r} should have shape (2, n), got {np.shape(way)}")
        if not np.isfinite(way).all():
            raise ValueError(f"{name!r} should hold finite numbers: did it diverge?")


def _planes(titles: list[str], X: Array) -> tuple[Figure, list[Axes]]:
    """A figure with one plane (x_1, x_2) for each title, as high as the samples need."""
    if not titles:
        raise ValueError("there should be at least one predictor to draw, got none")
    width, height = np.ptp(X[:2], axis=1) if X.size else (1.0, 1.0)
    share = np.clip(height / width, 0.3, 1.0) if width > 0 else 1.0
    lines = 1 + max(title.count("\n") for title in titles)
    size = (3.3, 3.3 * float(share))
    figure, axes = panels(len(titles), size, top=0.1 + 0.24 * lines, bottom=0.85)
    for ax, title in zip(axes, titles, strict=True):
        ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    return figure, axes


def _axes(title: str, xlabel: str, ylabel: str) -> tuple[Figure, Axes]:
    """A figure with one curve over whole numbers."""
    figure, (ax,) = panels(1, (5.5, 3.0), top=0.35, bottom=0.85)
    ax.set(title=title, xlabel=xlabel, ylabel=ylabel)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    ax.grid(alpha=0.3)
    return figure, ax


def panels(
    count: int, size: tuple[float, float], *, top: float, bottom: float, left: float = _LEFT
) -> tuple[Figure, list[Axes]]:
    """Axes of one size side by side, in inches, with room around.

    Matplotlib's layout engines find out by drawing everything, which takes as long as the drawing.
    """
    width = left + count * size[0] + (count - 1) * _GAP + _RIGHT
    height = bottom + size[1] + top
    room = {
        "left": left / width,
        "right": 1 - _RIGHT / width,
        "bottom": bottom / height,
        "top": 1 - top / height,
        "wspace": _GAP / size[0],
    }
    figure, grid = plt.subplots(
        1,
        count,
        figsize=(width, height),
        squeeze=False,
        sharex=True,
        sharey=True,
        gridspec_kw=room,
        facecolor=PAPER,
    )
    return figure, list(grid[0])


def legend(figure: Figure, ax: Axes) -> None:
    """Below the axes, where it covers nothing."""
    handles, labels = ax.get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncols=len(labels), frameon=False)
