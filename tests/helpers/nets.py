"""Random networks and data to test with, drawn from a seed; arrays that refuse a write."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from helpers.parameters import shapes

seeds = st.integers(0, 2**32 - 1)
layer_sizes = st.lists(st.integers(1, 6), min_size=2, max_size=6)
hidden = st.sampled_from(["relu", "sigmoid", "tanh"])


@dataclass
class Net:
    """A network with samples for it: a sigmoid output if it has one unit, else a softmax."""

    dims: list[int]
    parameters: dict
    X: np.ndarray
    Y: np.ndarray
    hidden: str = "relu"

    @property
    def output(self):
        return "sigmoid" if self.dims[-1] == 1 else "softmax"


def draw(seed, dims, hidden="relu", m=None):
    """A network with non-zero biases, whose weights keep the scale of the data."""
    rng = np.random.default_rng(seed)
    m = m or int(rng.integers(1, 9))
    parameters = {
        name: rng.standard_normal(shape) / np.sqrt(shape[1]) for name, shape in shapes(dims).items()
    }
    X = rng.standard_normal((dims[0], m))
    Y = rng.integers(max(dims[-1], 2), size=m)
    if dims[-1] == 1:
        Y = Y.reshape(1, m).astype(float)
    return Net(dims, parameters, X, Y, hidden)


nets = st.builds(draw, seeds, layer_sizes, hidden)


def frozen(value):
    """The same arrays, in which a write raises ValueError."""
    if isinstance(value, dict):
        return {name: frozen(array) for name, array in value.items()}
    value = value.copy()
    value.flags.writeable = False
    return value
