"""Figures of the image lab: pictures, accuracies and confusions. A notebook calls `plt.show()`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from helpers.activations import Array
from helpers.artists import COLOURS, LINES, MARKERS
from helpers.plots import legend, of_the_course, panels

_SIDE = 1.05
"""Inches of a picture in a gallery."""


@of_the_course
def gallery(
    images: NDArray[Any],
    shape: Sequence[int],
    titles: Sequence[str] = (),
    title: str = "",
    columns: int = 10,
    signed: bool = False,
) -> Figure:
    """Pictures in rows, each with its own title.

    Parameters
    ----------
    images : ndarray of shape (n_pixels, m)
        A picture is a column.
    shape : sequence of int
        Rows and columns of a picture; of a coloured one, 3 as well.
    titles : sequence of str
        One for each picture, or none at all.
    title : str
    columns : int
        Pictures side by side.
    signed : bool
        Show numbers above 0 in orange and below 0 in violet, such as weights.

    Raises
    ------
    ValueError
        There is no picture, or there are not as many titles.
    """
    m = np.shape(images)[1]
    if m == 0 or (titles and len(titles) != m):
        raise ValueError(f"there should be pictures, and none or {m} titles, got {len(titles)}")
    rows = -(-m // columns)
    lines = max((title.count("\n") + 1 for title in titles), default=0)
    height = _SIDE + 0.16 * lines + 0.04
    figure, grid = plt.subplots(
        rows,
        columns,
        figsize=(columns * _SIDE, rows * height + (0.3 if title else 0.0)),
        squeeze=False,
        facecolor="white",
    )
    above = 0.16 * lines + (0.3 if title else 0.0)
    top = 1 - above / figure.get_figheight()
    figure.subplots_adjust(0.01, 0.01, 0.99, top, 0.06, (0.16 * lines + 0.04) / _SIDE)
    for number, ax in enumerate(grid.flat):
        ax.set_axis_off()
        if number < m:
            picture = np.reshape(images[:, number], shape)
            if signed:
                most = float(np.abs(picture).max()) or 1.0
                ax.imshow(picture, cmap="PuOr_r", vmin=-most, vmax=most)
            else:
                ax.imshow(picture, cmap="gray_r")
            if titles:
                ax.set_title(titles[number], fontsize=8, pad=2)
    if title:
        figure.suptitle(title, y=1 - 0.06 / figure.get_figheight(), va="top")
    return figure


@of_the_course
def durations(seconds: Mapping[str, float], title: str = "Time") -> Figure:
    """Seconds that several ways take, as bars on a logarithmic axis.

    Parameters
    ----------
    seconds : dict
        Name -> seconds.
    title : str
    """
    figure, (ax,) = panels(1, (5.5, 0.5 * len(seconds) + 0.3), top=0.35, bottom=0.5, left=1.6)
    places = np.arange(len(seconds))[::-1]
    bars = ax.barh(places, list(seconds.values()), color=COLOURS[0], height=0.6)
    ax.bar_label(bars, [f"{value:.3g} s" for value in seconds.values()], padding=4)
    ax.set_yticks(places, list(seconds))
    ax.set(title=title, xlabel="seconds", xscale="log")
    ax.set_xlim(right=6 * max(seconds.values()))
    return figure


@of_the_course
def folds(ks: Sequence[int], accuracies: Array, title: str = "Cross-validation") -> Figure:
    """Accuracies by k: a dot for each fold, and their mean with its standard deviation.

    Parameters
    ----------
    ks : sequence of int
    accuracies : ndarray of shape (n_folds, len(ks))
    title : str
    """
    figure, (ax,) = panels(1, (5.5, 3.0), top=0.35, bottom=0.85)
    places = np.arange(len(ks))
    for number, fold in enumerate(accuracies):
        label = "one fold" if number == 0 else None
        ax.plot(places, fold, linestyle="none", marker="o", markersize=4, color="0.6", label=label)
    mean, deviation = accuracies.mean(axis=0), accuracies.std(axis=0)
    ax.errorbar(places, mean, deviation, color=COLOURS[0], capsize=4, label="mean of the folds")
    ax.set_xticks(places, [str(k) for k in ks])
    ax.set(title=title, xlabel="k, the number of neighbours", ylabel="accuracy")
    ax.grid(alpha=0.3)
    legend(figure, ax)
    return figure


@of_the_course
def gaps(curves: Mapping[str, tuple[Array, Array]], title: str = "Accuracy by epoch") -> Figure:
    """Accuracy on the training pictures and on the validation pictures, side by side.

    Parameters
    ----------
    curves : dict
        Name -> two ndarrays of shape (epochs,): for the training and the validation pictures.
    title : str
    """
    figure, axes = panels(len(curves), (2.6, 2.6), top=0.65, bottom=0.85)
    for ax, (name, pair) in zip(axes, curves.items(), strict=True):
        labels = ("training pictures", "validation pictures")
        for number, (curve, label) in enumerate(zip(pair, labels, strict=True)):
            epochs = np.arange(1, len(curve) + 1)
            ax.plot(epochs, curve, color=COLOURS[number], linestyle=LINES[number], label=label)
        ax.set(title=name, xlabel="epoch", ylabel="accuracy" if ax is axes[0] else "")
        ax.grid(alpha=0.3)
    figure.suptitle(title)
    legend(figure, axes[0])
    return figure


@of_the_course
def tries(
    settings: Sequence[Mapping[str, float]], accuracies: Array, title: str = "All tries"
) -> Figure:
    """Tries of a search over learning rate and regularisation; the width is the marker.

    Parameters
    ----------
    settings : sequence of dict
        With "rate", "reg" and "width".
    accuracies : ndarray of shape (len(settings),)
    title : str
    """
    figure, (ax,) = panels(1, (5.0, 3.4), top=0.35, bottom=0.9)
    widths = sorted({one["width"] for one in settings})
    shown = None
    for width, marker in zip(widths, MARKERS, strict=False):
        chosen = [number for number, one in enumerate(settings) if one["width"] == width]
        shown = ax.scatter(
            [settings[number]["rate"] for number in chosen],
            [settings[number]["reg"] for number in chosen],
            c=[accuracies[number] for number in chosen],
            cmap="viridis",
            vmin=min(accuracies),
            vmax=max(accuracies),
            marker=marker,
            s=90,
            edgecolors="black",
            linewidths=0.6,
            label=f"width {width:g}",
        )
    best = settings[int(np.argmax(accuracies))]
    rates = [one["rate"] for one in settings]
    left = best["rate"] ** 2 > min(rates) * max(rates)
    ax.annotate(
        f"{max(accuracies):.0%}",
        (best["rate"], best["reg"]),
        (-9 if left else 9, 7),
        textcoords="offset points",
        ha="right" if left else "left",
        fontweight="bold",
    )
    ax.set(title=title, xlabel="learning rate", ylabel=r"$\lambda$", xscale="log", yscale="log")
    ax.grid(alpha=0.3)
    if shown is not None:
        figure.colorbar(shown, ax=ax, label="accuracy on the validation pictures")
    legend(figure, ax)
    return figure


@of_the_course
def confusion(counts: NDArray[Any], names: Sequence[str], title: str = "Confusion") -> Figure:
    """How often images of each class were given each class.

    Parameters
    ----------
    counts : ndarray of shape (n_classes, n_classes)
        In row i and column j, the images of class i that were called j.
    names : sequence of str
    title : str
    """
    figure, (ax,) = panels(1, (4.6, 4.6), top=0.35, bottom=1.15, left=1.25)
    ax.imshow(counts, cmap="Blues", vmax=1.3 * counts.max())
    for i, j in np.ndindex(counts.shape):
        ax.text(j, i, str(counts[i, j]) if counts[i, j] else "", ha="center", va="center", size=8)
    ax.set_xticks(range(len(names)), names, rotation=45, ha="right")
    ax.set_yticks(range(len(names)), names)
    ax.set(title=title, xlabel="called", ylabel="is")
    return figure
