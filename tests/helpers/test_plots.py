"""Figures are judged by what a reader sees: regions, points, colours by label, names of axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.contour import ContourSet

from helpers import plots
from helpers.artists import COLOURS
from helpers.datasets import circles

DATA = circles(np.random.default_rng(0), train=40, test=10)
X, Y = DATA.X_train, DATA.Y_train


def inside(X):
    """The right answer: label 1 within a radius of 0.85."""
    return (np.hypot(*X) < 0.85)[None]


def scatters(ax):
    return [artist for artist in ax.collections if isinstance(artist, PathCollection)]


def regions(ax):
    return [art for art in ax.collections if isinstance(art, ContourSet) and art.filled]


def borders(ax):
    return [art for art in ax.collections if isinstance(art, ContourSet) and not art.filled]


def test_every_sample_is_a_point_in_the_colour_and_shape_of_its_label():
    (ax,) = plots.data(X, Y).axes
    drawn = scatters(ax)
    assert len(drawn) == 2
    for label, artist in enumerate(drawn):
        offsets = np.asarray(artist.get_offsets())
        np.testing.assert_array_equal(offsets, X[:, Y[0] == label].T)
        np.testing.assert_allclose(artist.get_facecolor()[0, :3], to_rgb(COLOURS[label]))
    shapes = [artist.get_paths()[0].vertices.shape for artist in drawn]
    assert shapes[0] != shapes[1]


@pytest.mark.parametrize("labels", [Y, Y.ravel(), Y.astype(int), Y.astype(bool)])
def test_labels_may_come_in_any_usual_form(labels):
    (ax,) = plots.boundary(inside, X, labels).axes
    assert "100% of these points right" in ax.get_title()


def test_a_region_has_the_colour_of_the_label_that_the_predictor_gives_there():
    def aside(X):
        return inside(X - [[0.3], [-0.2]])

    figure = plots.boundary(aside, X, Y)
    (ax,) = figure.axes
    for artist in scatters(ax):
        artist.remove()
    (filled,) = regions(ax)
    filled.set(hatch=None)
    filled.hatches = [None]
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[..., :3] / 255
    rng = np.random.default_rng(0)
    places = rng.uniform(-1.1, 1.1, (2, 200))
    places = places[:, abs(np.hypot(*(places - [[0.3], [-0.2]])) - 0.85) > 0.05]
    columns, rows = np.rint(ax.transData.transform(places.T)).astype(int).T
    seen = pixels[pixels.shape[0] - 1 - rows, columns]
    shades = np.array([to_rgb(colour) for colour in COLOURS[:2]])
    pale = 1 - 0.28 * (1 - shades)
    nearest = np.abs(seen[:, None] - pale).sum(axis=2).argmin(axis=1)
    np.testing.assert_array_equal(nearest, aside(places)[0])
    np.testing.assert_allclose(seen, pale[nearest], atol=0.01)


def test_regions_differ_in_more_than_colour_and_have_a_border():
    (ax,) = plots.boundary(inside, X, Y).axes
    (filled,) = regions(ax)
    assert len(set(filled.hatches)) == 2
    assert len(borders(ax)) == 1


def test_a_predictor_that_knows_one_answer_is_drawn_without_a_border():
    figure = plots.boundary(lambda X: np.zeros((1, X.shape[1])), X, Y)
    (ax,) = figure.axes
    figure.canvas.draw()
    assert len(regions(ax)) == 1
    assert not borders(ax)
    assert "50% of these points right" in ax.get_title()


def test_several_boundaries_stand_side_by_side_each_with_its_own():
    never = lambda X: np.zeros((1, X.shape[1]))  # noqa: E731
    figure = plots.boundaries({"right": inside, "never": never}, X, Y)
    right, wrong = figure.axes
    assert right.get_title().startswith("right\n100%")
    assert wrong.get_title().startswith("never\n50%")
    for ax in figure.axes:
        assert len(regions(ax)) == 1
        assert sum(len(artist.get_offsets()) for artist in scatters(ax)) == X.shape[1]
    assert [len(borders(ax)) for ax in figure.axes] == [1, 0]


def test_a_third_label_has_a_region_and_a_colour_too():
    thirds = np.digitize(X[0], [-0.3, 0.3])
    (ax,) = plots.boundary(lambda X: np.digitize(X[0], [-0.3, 0.3])[None], X, thirds).axes
    colours = [tuple(artist.get_facecolor()[0]) for artist in scatters(ax)]
    assert len(set(colours)) == 3
    (filled,) = regions(ax)
    assert len(filled.levels) == 4


WAYS = {
    "straight": np.array([[-2.0, -1.0, 0.0], [2.0, 1.0, 0.0]]),
    "round": np.array([[-2.0, 0.5, 0.1, 0.0], [2.0, 1.5, 0.4, 0.1]]),
}


def bowl(theta):
    """Lowest at (0.5, -0.25)."""
    return (theta[0] - 0.5) ** 2 + 9 * (theta[1] + 0.25) ** 2


def test_a_way_has_a_dot_for_each_step_and_a_mark_where_it_ends():
    (ax,) = plots.paths(bowl, WAYS).axes
    drawn = [line for line in ax.lines if len(line.get_xdata()) > 1]
    for number, way in enumerate(WAYS.values()):
        line, dots = drawn[2 * number : 2 * number + 2]
        np.testing.assert_array_equal(np.asarray(line.get_data()), way)
        np.testing.assert_array_equal(np.asarray(dots.get_data()), way)
        assert (line.get_marker(), dots.get_marker()) == ("None", ".")
        assert dots.get_linestyle() == "None"
    ends = [line for line in ax.lines if line.get_label() in WAYS]
    for line, way in zip(ends, WAYS.values(), strict=True):
        np.testing.assert_array_equal(np.ravel(line.get_data()), way[:, -1])


def test_ways_differ_in_colour_in_line_style_and_in_the_mark_at_their_end():
    (ax,) = plots.paths(bowl, dict.fromkeys("abcdefg", WAYS["straight"])).axes
    ends = [line for line in ax.lines if line.get_label() in "abcdefg"]
    assert len({line.get_color() for line in ends}) == 7
    assert len({str(line._dash_pattern) for line in ends}) == 7
    assert len({line.get_marker() for line in ends}) == 7


def test_contours_cover_the_ways_and_a_star_stands_at_the_lowest_place_in_view():
    asked = []
    way = np.array([[-3.0, 2.0], [2.0, -1.0]])
    (ax,) = plots.paths(lambda theta: (asked.append(theta), bowl(theta))[1], {"far": way}).axes
    assert (asked[0].min(axis=1) < way.min(axis=1)).all()
    assert (asked[0].max(axis=1) > way.max(axis=1)).all()
    (lines,) = borders(ax)
    assert len(lines.levels) >= 10
    assert (np.diff(lines.levels, 2) > -1e-9).all()  # dense at the bottom
    (star,) = [line for line in ax.lines if line.get_label() == "lowest"]
    np.testing.assert_allclose(np.ravel(star.get_data()), [0.5, -0.25], atol=0.03)


def test_ways_may_stand_apart_on_planes_that_are_the_same():
    figure = plots.paths(bowl, WAYS, title="Two", apart=True)
    assert [ax.get_title() for ax in figure.axes] == list(WAYS)
    assert figure.get_suptitle() == "Two"
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in figure.axes}) == 1
    for ax, name in zip(figure.axes, WAYS, strict=True):
        assert [line.get_label() for line in ax.lines if line.get_label() in WAYS] == [name]
        assert ax.get_xlabel() == "$w$"


@pytest.mark.parametrize(
    ("cost", "ways", "sentence"),
    [
        (bowl, {}, "at least one way"),
        (bowl, {"a": np.zeros((3, 2))}, r"'a' should have shape \(2, n\), got \(3, 2\)"),
        (bowl, {"a": np.array([[0.0, np.inf], [0.0, 1.0]])}, "did it diverge"),
        (lambda theta: theta, WAYS, r"cost should give shape \(40000,\)"),
    ],
)
def test_ways_that_cannot_be_drawn_are_told_so(cost, ways, sentence):
    with pytest.raises(ValueError, match=sentence):
        plots.paths(cost, ways)


@pytest.mark.parametrize(
    ("figure", "names"),
    [
        (lambda: plots.paths(bowl, WAYS, names=("$u$", "$v$")), ("$u$", "$v$")),
        (lambda: plots.curves({"a": np.ones(5)}, "t", "step", "length"), ("step", "length")),
        (lambda: plots.data(X, Y), ("$x_1$", "$x_2$")),
        (lambda: plots.boundary(inside, X, Y), ("$x_1$", "$x_2$")),
        (lambda: plots.costs({"a": np.ones(5)}), ("epoch", "cost")),
        (lambda: plots.spread({"a": np.ones(5)}), ("layer (0 is the input)", "standard deviation")),
    ],
)
def test_a_figure_names_its_axes_and_stays_readable_on_a_dark_page(figure, names):
    figure = figure()
    (ax,) = figure.axes
    assert (ax.get_xlabel(), ax.get_ylabel()) == names
    assert ax.get_title()
    assert len(figure.legends[0].get_texts()) >= 1
    assert figure.get_facecolor() == (1.0, 1.0, 1.0, 1.0)
    assert plt.get_fignums(), "plt.show() would show nothing"


def test_curves_differ_in_colour_and_in_line_style():
    (ax,) = plots.costs({name: np.arange(1.0, 4.0) for name in "abcdefg"}).axes
    assert len({line.get_color() for line in ax.lines}) == 7
    assert len({str(line._dash_pattern) for line in ax.lines}) == 7
    assert ax.lines[0].get_xdata().tolist() == [1, 2, 3]


def test_zeros_are_on_the_bottom_edge_of_a_logarithmic_axis_and_the_legend_says_so():
    figure = plots.spread({"zeros": np.array([1.0, 0, 0]), "large": np.array([1.0, 1e3, 1e6])})
    (ax,) = figure.axes
    figure.canvas.draw()
    assert ax.get_yscale() == "log"
    assert ax.lines[0].get_ydata()[1:].tolist() == [ax.get_ylim()[0]] * 2
    assert ax.get_ylim()[0] <= 0.1
    names = [text.get_text() for text in figure.legends[0].get_texts()]
    assert names == ["zeros (reaches 0)", "large"]
    plots.spread({"only zeros": np.zeros(3)}).canvas.draw()


@pytest.mark.parametrize(
    ("predict", "sentence"),
    [
        (lambda X: X, r"should give shape \(1, 40\) for 40 points, got \(2, 40\)"),
        (lambda X: None, r"should give shape \(1, 40\) for 40 points, got \(\)"),
        (lambda X: np.full((1, X.shape[1]), 0.7), "labels such as 0 and 1, got 0.7"),
    ],
)
def test_a_predictor_that_gives_no_labels_is_told_so(predict, sentence):
    with pytest.raises(ValueError, match=sentence):
        plots.boundary(predict, X, Y)


def test_transposed_samples_are_called_transposed():
    with pytest.raises(ValueError, match=r"X should have shape \(2, 40\), .* looks transposed"):
        plots.data(X.T, Y)
    with pytest.raises(ValueError, match="at least one predictor"):
        plots.boundaries({}, X, Y)


def drawn(figures):
    """Their pixels; matplotlib reads some of its settings only now."""
    for figure in figures:
        figure.canvas.draw()
    return [np.asarray(figure.canvas.buffer_rgba()).copy() for figure in figures]


def one_of_each():
    spread = {"zeros": np.array([1.0, 0, 0]), "large": np.array([1.0, 1e3, 1e6])}
    return [
        plots.data(X, Y),
        plots.boundaries({"right": inside, "again": inside}, X, Y),
        plots.costs({"a": np.arange(1.0, 4.0)}),
        plots.spread(spread),
        plots.curves({"a": np.ones(5)}, "t", "step", "length"),
        plots.paths(bowl, WAYS, apart=True),
    ]


@pytest.fixture(scope="module")
def expected():
    return drawn(one_of_each())


@pytest.mark.slow
@pytest.mark.parametrize(
    "style",
    [
        "dark_background",
        "ggplot",
        {"text.usetex": True, "axes.grid": True, "xtick.bottom": False},
        {"figure.constrained_layout.use": True, "figure.dpi": 300, "path.sketch": (1, 100, 2)},
        {"text.color": "white", "xtick.color": "white", "ytick.color": "white"},
    ],
)
def test_a_figure_looks_the_same_whatever_style_a_notebook_has_chosen(expected, style):
    with plt.style.context(style):
        before = dict(plt.rcParams)
        found = drawn(one_of_each())
        assert dict(plt.rcParams) == before
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one, other)
