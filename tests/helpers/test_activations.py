import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.activations import ACTIVATIONS, relu, sigmoid, softmax
from tests.helpers.nets import frozen

numbers = st.floats(-1e300, 1e300)
any_array = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=numbers)


@given(st.floats(-700, 700))
def test_sigmoid_is_the_logistic_function(z):
    assert sigmoid(np.array([z]))[0] == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-14)


@given(any_array)
def test_no_number_overflows_sigmoid(z):
    a = sigmoid(frozen(z))
    assert a.shape == z.shape
    assert np.all((a >= 0) & (a <= 1) & ((a > 0.5) <= (z > 0)))
    np.testing.assert_allclose(a + sigmoid(-z), 1.0, rtol=1e-15)


@given(any_array)
def test_softmax_makes_every_column_a_distribution(scores):
    a = softmax(frozen(scores))
    np.testing.assert_allclose(a.sum(axis=0), 1.0, rtol=1e-14)
    order = np.argsort(scores, axis=0)
    assert np.all(np.diff(np.take_along_axis(a, order, axis=0), axis=0) >= 0)


@given(arrays(float, (3, 4), elements=st.floats(-5, 5)), st.floats(-1e3, 1e3))
def test_softmax_sees_only_differences_of_scores(scores, shift):
    np.testing.assert_allclose(softmax(scores + shift), softmax(scores), rtol=1e-10)


@given(arrays(float, (2, 3), elements=st.floats(-10, 10)))
def test_softmax_of_two_scores_is_a_sigmoid_of_their_difference(scores):
    np.testing.assert_allclose(softmax(scores)[0], sigmoid(scores[0] - scores[1]), rtol=1e-13)


@given(any_array)
def test_relu_keeps_what_is_positive(z):
    a, opposite = relu(frozen(z)), relu(-z)
    assert np.all(a >= 0)
    np.testing.assert_array_equal(a - opposite, z)
    np.testing.assert_array_equal(np.minimum(a, opposite), 0)


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(z=st.floats(-20, 20).filter(lambda z: abs(z) > 1e-3))
def test_a_derivative_is_the_slope_of_its_function(name, z):
    activation = ACTIVATIONS[name]
    at, step = np.array([z]), 1e-5
    slope = (activation.function(at + step) - activation.function(at - step)) / (2 * step)
    derivative = activation.derivative(frozen(at), frozen(activation.function(at)))
    np.testing.assert_allclose(derivative, slope, rtol=1e-6, atol=1e-10)
