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


def drawn_in_a_figure_of_its_own(x):
    figure = Figure(figsize=(3, 2))
    axes = figure.subplots(2, 2)
    axes[0, 1].plot(x)
    figure.add_subplot().imshow(np.outer(x, x))
    figure.savefig("/nowhere/at/all.png")
    return 2 * x


FIGURE = Figure()
AXES = FIGURE.subplots(1, 2)
AX = FIGURE.add_subplot()


def drawn_into_a_figure_that_is_there(x):
    AXES[0].plot(x)
    AX.scatter(x, x)
    FIGURE.canvas.draw()
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
        drawn_in_a_figure_of_its_own,
        drawn_into_a_figure_that_is_there,
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
    def with_the_numbers_of_a_figure(x):
        figure, _ = plt.subplots()
        figure.canvas.draw()
        return 2 * x + 0 * len(figure.axes)

    def with_a_loop(x):
        return [math.exp(v) for v in x]

    assert seen(with_the_numbers_of_a_figure, SMALL).showing > LIMIT / 2
    assert seen(with_a_loop, LARGE).showing == 0


def usual(function, size: int = SMALL):
    return observe([function], Call({"x": np.linspace(0.1, 1, size)}))


def test_what_can_not_be_drawn_of_these_arguments_costs_a_function_nothing():
    def drawn_for_another_shape(x):
        plt.scatter(x, np.ones(3))
        return 2 * x

    def kept_in_a_place_that_is_not_there(x):
        plt.plot(x)
        plt.savefig("/nowhere/at/all.png")
        return 2 * x

    for function in (drawn_for_another_shape, kept_in_a_place_that_is_not_there):
        found = usual(function)
        assert found.error == ""
        np.testing.assert_array_equal(found.value, 2 * np.linspace(0.1, 1, SMALL))
    plt.close("all")


def test_what_fails_beside_what_is_shown_fails():
    calls = []

    def with_numbers_that_are_not_there(x):
        calls.append(1)
        plt.plot(x[99])
        return 2 * x

    def with_numbers_of_a_figure(x):
        return plt.hist(x, bins=-1)[1]

    assert "IndexError" in usual(with_numbers_that_are_not_there).error
    assert len(calls) == 1
    found = usual(with_numbers_of_a_figure)
    assert "ValueError" in found.error
    plt.close("all")
