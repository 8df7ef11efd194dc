import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.parameters import check_shapes, flatten, layers_dims, shapes, unflatten
from tests.helpers.nets import draw, frozen, layer_sizes, nets, seeds


@given(nets)
def test_unflatten_undoes_flatten(net):
    theta = flatten(frozen(net.parameters))
    back = unflatten(theta, net.dims)
    assert theta.shape == (sum(array.size for array in net.parameters.values()), 1)
    assert list(back) == list(net.parameters)
    for name, array in net.parameters.items():
        np.testing.assert_array_equal(back[name], array)


@given(seeds, layer_sizes)
def test_flatten_undoes_unflatten(seed, dims):
    count = sum(rows * columns for rows, columns in shapes(dims).values())
    theta = frozen(np.random.default_rng(seed).standard_normal((count, 1)))
    np.testing.assert_array_equal(flatten(unflatten(theta, dims)), theta)


@given(nets, st.randoms())
def test_the_order_of_the_keys_and_other_keys_do_not_matter(net, random):
    gradients = [(f"d{name}", array) for name, array in net.parameters.items()]
    gradients += [("dA1", np.zeros((2, 2))), ("dZ1", np.zeros((2, 2)))]
    random.shuffle(gradients)
    np.testing.assert_array_equal(flatten(dict(gradients), prefix="d"), flatten(net.parameters))


def test_a_tenth_layer_comes_after_the_second():
    net = draw(0, [2] * 12)
    np.testing.assert_array_equal(flatten(net.parameters)[6:10, 0], net.parameters["W2"].ravel())


def test_unflatten_copies_unless_told_not_to():
    theta = np.zeros((3, 1))
    copies, views = unflatten(theta, [2, 1]), unflatten(theta, [2, 1], copy=False)
    theta += 1.0
    assert copies["W1"].sum() == 0.0
    assert views["W1"].sum() == 2.0


def test_unflatten_counts_the_numbers():
    with pytest.raises(ValueError, match=r"theta should have shape \(3, 1\) .*, got \(4, 1\)"):
        unflatten(np.zeros((4, 1)), [2, 1])


@given(nets)
def test_the_layer_sizes_are_read_off_the_parameters(net):
    assert layers_dims(frozen(net.parameters)) == net.dims


@given(nets, st.data())
def test_an_array_that_is_wrong_is_named(net, data):
    name = data.draw(st.sampled_from(sorted(net.parameters)))
    rows, columns = net.parameters[name].shape
    net.parameters[name] = np.zeros((rows + 1, columns + 1))
    sentence = (
        rf"{name} should have shape \({rows}, {columns}\), got \({rows + 1}, {columns + 1}\)$"
    )
    with pytest.raises(ValueError, match=sentence):
        check_shapes(net.parameters, net.dims)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_transposed_weight_is_called_transposed(layer):
    net = draw(0, [2, 5, 3, 4])
    name = f"W{layer}"
    expected = net.parameters[name].shape
    net.parameters[name] = net.parameters[name].T
    shapes_told = f"{name} should have shape {expected}, got {expected[::-1]}: it looks transposed"
    with pytest.raises(ValueError, match=f"^{re.escape(shapes_told)}$"):
        layers_dims(net.parameters)


def test_a_bias_without_its_second_dimension_is_told_so():
    net = draw(0, [2, 5, 1])
    net.parameters["b1"] = net.parameters["b1"].ravel()
    with pytest.raises(ValueError, match=r"b1 should have .* got \(5,\): a dimension is missing"):
        layers_dims(net.parameters)


def test_a_missing_array_is_named():
    net = draw(0, [2, 5, 1])
    del net.parameters["b2"]
    with pytest.raises(ValueError, match="b2 is missing, there are W1, b1, W2"):
        flatten(net.parameters)
    with pytest.raises(ValueError, match=r"there should be W1, b1, \.\.\., got nothing"):
        flatten({})
