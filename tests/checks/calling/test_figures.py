from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from autograder.checks.calling.figures import describe_figures
from autograder.checks.exam import Exam
from tests.checks.conftest import doubling, put, status

mpl.use("Agg")
ALL = {"regions": True, "points": True, "colours": True, "labels": True, "title": True}


def plot(
    *, regions="contourf", points="scatter", labels=True, title=True, colour_bar=False
) -> Figure:
    figure = Figure()
    axes = figure.subplots()
    x = np.linspace(-1, 1, 20)
    height = np.add.outer(x, x)
    if regions:
        drawn = getattr(axes, regions)(x, x, height)
        if colour_bar:
            figure.colorbar(drawn)
    if points == "scatter":
        axes.scatter(x, x, c=(x > 0).astype(int))
    elif points == "two scatters":
        axes.scatter(x[:9], x[:9], color="tab:blue")
        axes.scatter(x[9:], x[9:], color="tab:orange")
    elif points == "one colour":
        axes.scatter(x, x, color="tab:blue")
    elif points == "lines":
        axes.plot(x[:9], x[:9], "o")
        axes.plot(x[9:], x[9:], "s")
    if labels:
        axes.set(xlabel="x1", ylabel="x2")
    if title:
        axes.set_title("boundary")
    return figure


@pytest.mark.parametrize("regions", ["contourf", "pcolormesh"])
@pytest.mark.parametrize("points", ["scatter", "two scatters", "lines"])
def test_any_usual_way_to_draw_a_boundary_is_seen(regions, points):
    assert describe_figures(plot(regions=regions, points=points)) == [ALL]


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ({"regions": None}, {"regions"}),
        ({"points": None}, {"points", "colours"}),
        ({"points": "one colour"}, {"colours"}),
        ({"labels": False}, {"labels"}),
        ({"title": False}, {"title"}),
    ],
)
def test_what_a_reader_would_miss_is_missed(left_out, missing):
    (panel,) = describe_figures(plot(**left_out))
    assert {need for need, there in panel.items() if not there} == missing


def test_a_colour_bar_is_no_plot_and_several_figures_are_several():
    assert describe_figures(plot(colour_bar=True)) == [ALL]
    assert describe_figures([plot(), plot()]) == [ALL, ALL]
    assert describe_figures({"he": plot()}) == [ALL]
    assert describe_figures("no figure") == []


def two_plots() -> Exam:
    return doubling(figures=2)


def test_the_figure_is_a_criterion_only_where_something_was_handed_in():
    assert "figure" not in status(put(two_plots(), lambda x: 2 * x))
    shown = describe_figures([plot(), plot()])
    assert status(put(two_plots(), lambda x: 2 * x, {"figure": shown}))["figure"] == "passed"
    fewer = put(two_plots(), lambda x: 2 * x, {"figure": shown[:1]})
    assert status(fewer)["figure"] == "failed"
    assert "found 1" in fewer.verdict.message


@pytest.mark.parametrize("rubbish", [None, 3, "figure", [1, 2], [{"regions": "yes"}] * 2, {}])
def test_rubbish_in_place_of_a_figure_fails_and_does_not_crash(rubbish):
    assert status(put(two_plots(), lambda x: 2 * x, {"figure": rubbish}))["figure"] == "failed"
