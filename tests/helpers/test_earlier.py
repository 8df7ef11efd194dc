"""Functions of an earlier lab are taken from the student's own notebook, alone, or not at all."""

import json
from pathlib import Path

import numpy as np
import pytest

from autograder.course import Course
from autograder.judge.reference import reference
from helpers.earlier import Yours, functions_of
from helpers.optimizers import GradientDescent
from helpers.training import train
from tests.helpers.nets import draw

ONE = "def one():\n    return np.float64(1) + two()"
TWO = "import numpy as np\nraise RuntimeError('nothing else is run')\n\ndef two():\n    return 1"


def notebook(folder: Path, *sources: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (folder / "optimization.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


@pytest.mark.parametrize("where", ["../optimization", "."])
def test_functions_are_taken_from_the_notebook_and_nothing_else_is_run(tmp_path, where):
    here = tmp_path / "image_classification"
    here.mkdir()
    notebook(here / where, "%matplotlib widget", "broken (", ONE, TWO)
    one, two = functions_of("optimization", "one", "two", folder=here)
    assert (one(), two()) == (2, 1)


def test_the_last_of_two_definitions_counts(tmp_path):
    notebook(tmp_path, "def two():\n    return 1", "def two():\n    return 2")
    (two,) = functions_of("optimization", "two", folder=tmp_path)
    assert two() == 2


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (None, "There is no notebook optimization.ipynb"),
        ([ONE], "two is not written yet"),
        (
            ["def two():\n    # YOUR CODE HERE\n    raise NotImplementedError()"],
            "two is not written",
        ),
        (["two = 2"], "two is not written yet"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(tmp_path, capsys, sources, told):
    if sources is not None:
        notebook(tmp_path, *sources)
    assert functions_of("optimization", "two", folder=tmp_path) is None
    said = capsys.readouterr().out
    assert said.startswith(told)
    assert said.count("\n") == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}', '{"cells": [{}]}', "\x00"])
def test_a_file_that_is_no_notebook_is_said_in_one_line(tmp_path, capsys, text):
    (tmp_path / "optimization.ipynb").write_text(text)
    assert functions_of("optimization", "two", folder=tmp_path) is None
    assert capsys.readouterr().out.startswith("optimization.ipynb cannot be read")


def course(name: str):
    return reference(Course.find(Path(__file__)), "optimization", name)


def trained(optimizer):
    net = draw(3, [3, 4, 2], m=12)
    net.Y = np.arange(12) % 2

    from helpers.network import backward, forward_with_cost

    def forward(X, Y, parameters):
        return forward_with_cost(X, Y, parameters, "relu", "softmax")

    options = {"epochs": 5, "batch_size": 4, "rng": np.random.default_rng(0)}
    return train(
        net.parameters,
        net.X,
        net.Y,
        optimizer=optimizer,
        forward=forward,
        backward=backward,
        **options,
    )


def test_momentum_without_memory_is_gradient_descent():
    functions = course("initialize_velocity"), course("update_parameters_with_momentum")
    mine = trained(Yours(*functions, learning_rate=0.1, beta=0.0))
    plain = trained(GradientDescent(0.1))
    assert np.allclose(mine.costs, plain.costs, rtol=1e-12)


def test_adam_counts_its_steps_and_keeps_both_averages():
    initialize, update = course("initialize_adam"), course("update_parameters_with_adam")
    optimizer = Yours(initialize, update, learning_rate=0.1)
    theta, gradients = np.ones((3, 1)), np.random.default_rng(0).standard_normal((4, 3, 1))
    state, expected = optimizer.init(theta), theta
    v, s = initialize({"W1": theta})
    for t, gradient in enumerate(gradients, start=1):
        change, state = optimizer.step(gradient, state)
        theta = theta + change
        after, v, s = update({"W1": expected}, {"dW1": gradient}, v, s, t, 0.1)
        expected = after["W1"]
    assert np.allclose(theta, expected, rtol=1e-12)
    assert state[-1] == 4
