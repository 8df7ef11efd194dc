"""Figures of the image lab show what they say, in any number of pictures and tries."""

import numpy as np
import pytest

from helpers import image_plots

NAMES = [f"class {number}" for number in range(4)]


def shown(figure):
    return [ax for ax in figure.axes if ax.images]


@pytest.mark.parametrize(("m", "columns"), [(1, 10), (7, 3), (20, 10)])
def test_every_picture_is_in_the_gallery_with_its_title(m, columns):
    pictures = np.random.default_rng(0).integers(0, 256, (12, m))
    figure = image_plots.gallery(pictures, (3, 4), [f"no. {i}" for i in range(m)], columns=columns)
    axes = shown(figure)
    assert [ax.get_title() for ax in axes] == [f"no. {i}" for i in range(m)]
    for number, ax in enumerate(axes):
        assert np.array_equal(ax.images[0].get_array(), pictures[:, number].reshape(3, 4))


def test_weights_are_shown_with_zero_in_the_middle():
    figure = image_plots.gallery(np.array([[-3.0], [1.0]]), (1, 2), signed=True)
    assert shown(figure)[0].images[0].get_clim() == (-3, 3)


def test_weights_that_are_all_zero_are_a_picture_too():
    assert shown(image_plots.gallery(np.zeros((4, 2)), (2, 2), signed=True))


@pytest.mark.parametrize(("m", "titles"), [(0, []), (3, ["one"])])
def test_a_gallery_without_pictures_or_with_other_titles_is_refused(m, titles):
    with pytest.raises(ValueError, match="none or"):
        image_plots.gallery(np.zeros((4, m)), (2, 2), titles)


def test_titles_of_two_lines_do_not_reach_into_the_pictures_above():
    figure = image_plots.gallery(np.ones((4, 20)), (2, 2), ["is\ncalled"] * 20)
    figure.canvas.draw()
    above, below = figure.axes[0], figure.axes[10]
    top = below.title.get_window_extent().y1
    assert top <= above.get_window_extent().y0 + 1


def test_a_bar_says_how_long_something_took():
    figure = image_plots.durations({"slow": 2.0, "quick": 0.002})
    (ax,) = figure.axes
    assert [text.get_text() for text in ax.texts] == ["2 s", "0.002 s"]
    assert ax.get_xscale() == "log"


def test_every_fold_is_a_dot_and_the_line_is_their_mean():
    accuracies = np.array([[0.5, 0.7, 0.6], [0.7, 0.9, 0.6]])
    (ax,) = image_plots.folds([1, 3, 5], accuracies).axes
    drawn = [line.get_ydata() for line in ax.lines if len(line.get_ydata()) == 3]
    assert any(np.allclose(line, [0.6, 0.8, 0.6]) for line in drawn)
    assert all(any(np.allclose(line, fold) for line in drawn) for fold in accuracies)


def test_each_curve_pair_has_a_panel():
    pair = np.linspace(0.5, 1, 5), np.linspace(0.5, 0.8, 5)
    figure = image_plots.gaps({"nothing": pair, "dropout": pair})
    assert [ax.get_title() for ax in figure.axes] == ["nothing", "dropout"]
    assert all(len(ax.lines) == 2 for ax in figure.axes)


@pytest.mark.parametrize("rates", [[0.1, 0.2, 0.4], [0.4, 0.2, 0.1], [0.1, 0.1, 0.1]])
def test_every_try_is_a_point_and_the_best_says_how_good_it_is(rates):
    settings = [{"rate": rate, "reg": 1e-3, "width": 16 * (i + 1)} for i, rate in enumerate(rates)]
    figure = image_plots.tries(settings, np.array([0.5, 0.7, 0.81]))
    ax = figure.axes[0]
    assert sum(len(points.get_offsets()) for points in ax.collections) == 3
    (label,) = ax.texts
    assert label.get_text() == "81%"
    figure.canvas.draw()
    assert label.get_window_extent().x1 < ax.get_window_extent().x1 + 5


def test_a_confusion_has_a_number_where_something_was_confused():
    counts = np.array([[3, 1, 0, 0], [0, 4, 0, 0], [0, 0, 4, 0], [2, 0, 0, 2]])
    (ax,) = image_plots.confusion(counts, NAMES).axes
    told = {text.get_position(): text.get_text() for text in ax.texts}
    assert told[1, 0] == "1"
    assert told[0, 3] == "2"
    assert told[2, 2] == "4"
    assert told[3, 0] == ""
