"""What a function shows costs it nothing, and hides nothing."""

from __future__ import annotations

import builtins
import math

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.pyplot import subplots

from autograder.checks import hint, progress
from autograder.checks.calling.observation import observe
from autograder.checks.calling.work import LIMIT
from autograder.checks.exam import Call
from helpers import plots
from helpers.progress import Progress

SMALL, LARGE = 10, 400
SAME = 20


def seen(function, size: int):
    return observe([function], Call({"x": np.linspace(0.1, 1, size)}, count_work=True))


def grows(function) -> bool:
    seen(function, SMALL)  # what is imported once is not work
    small, large = seen(function, SMALL), seen(function, LARGE)
    assert (small.error, large.error) == ("", "")
    return large.work >= LIMIT or large.work > small.work + SAME


def printed_entry_by_entry(x):
    print(*x.tolist(), "".join(["a"] * 3), sep="\n")
    display(x)
    return 2 * x


def drawn(x):
    plt.figure(figsize=(3, 2))
    plt.plot(x)
    plt.title(f"{x.size} entries")
    plt.savefig("/nowhere/at/all.png")
    plt.show()
    return 2 * x


def drawn_on_axes(x):
    figure, ax = plt.subplots()
    (line,) = ax.plot(x)
    line.set_color("red")
    figure.tight_layout()
    plt.close(figure)
    return 2 * x


def drawn_side_by_side(x):
    _, axes = subplots(2, 2)
    for number, ax in enumerate(axes.flat):
        ax.set_title(str(number))
        ax.scatter(x, x)
    axes[0, 1].bar(x, x)
    return 2 * x


def told_by_the_course(x):
    progress("tiny")
    hint("tiny.double")
    return 2 * x


def drawn_by_the_course(x):
    plots.costs({"x": x})
    with Progress(3, "layers") as done:
        done.update(1, 0.5)
    return 2 * x


@pytest.mark.parametrize(
    "shown",
    [
        printed_entry_by_entry,
        drawn,
        drawn_on_axes,
        drawn_side_by_side,
        drawn_by_the_course,
        told_by_the_course,
    ],
)
def test_what_a_function_shows_is_no_work(shown):
    assert not grows(shown)
    assert seen(shown, LARGE).showing == 0
    np.testing.assert_array_equal(seen(shown, SMALL).value, 2 * np.linspace(0.1, 1, SMALL))


def looping_for_a_plot(x):
    plt.plot([math.exp(v) for v in x])
    return 2 * x


def looping_to_print(x):
    print("".join(str(v) for v in x))
    return 2 * x


def looping_over_axes(x):
    _, axes = plt.subplots(1, x.size)
    for ax in axes:
        ax.plot(x)
    return 2 * x


@pytest.mark.parametrize("loop", [looping_for_a_plot, looping_to_print, looping_over_axes])
def test_what_is_computed_to_be_shown_is_work(loop):
    assert grows(loop)
    assert seen(loop, LARGE).showing == 0


def test_what_shows_something_is_in_its_place_again_afterwards():
    def failing(x):
        places.append((builtins.print, plt.plot, plots.costs))
        raise ValueError

    def names():
        return builtins.print, plt.plot, plots.costs

    places, before = [], names()
    assert "ValueError" in seen(failing, SMALL).error
    assert names() == before
    assert places[0] != before  # nothing is shown, ...
    assert places[1] == before  # ... unless the function can not do without


def test_a_function_that_needs_the_numbers_of_a_histogram_gets_them():
    def counted(x):
        counts, _, _ = plt.hist(x, bins=5)
        return counts

    assert seen(counted, SMALL).value.sum() == SMALL


def test_figures_that_are_drawn_all_the_same_are_told_from_loops():
    def with_a_figure_of_its_own(x):
        figure = Figure()
        figure.subplots().plot(x)
        figure.canvas.draw()
        return 2 * x

    def with_a_loop(x):
        return [math.exp(v) for v in x]

    assert seen(with_a_figure_of_its_own, SMALL).showing > LIMIT / 2
    assert seen(with_a_loop, LARGE).showing == 0
