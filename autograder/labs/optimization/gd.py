"""The checkpoint `gd`: one step of gradient descent."""

from __future__ import annotations

import numpy as np

from autograder.checks.exam import Clue
from autograder.labs.changes import change, returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.mistakes import wrong_answers
from autograder.labs.optimization.nets import (
    LAYERS,
    downhill,
    gradients,
    incomplete,
    parameters,
    resting,
)


def steps(generator: np.random.Generator) -> list[Arguments | list[Arguments]]:
    """Nets of one to ten layers, some of them with arrays that all have the same shape."""
    plan = [
        ([1, 1], 0.5),
        ([2, 1], 0.1),
        ([2, 2, 2], 0.25),
        ([2, 3, 1], 1.5),
        ([1] * 11, 0.7),
        (LAYERS, 0.03),
        ([4, 2, 5, 3, 6, 2], 0.004),
    ]
    several = [_several(generator, dims, count) for dims, count in ((LAYERS, 3), ([3, 3, 3], 3))]
    single = [_step(generator, dims, rate) for dims, rate in plan]
    single[5] = resting(single[5], 2)
    return [*single, *several]


def _step(generator: np.random.Generator, dims: list[int], rate: float) -> Arguments:
    return {
        "parameters": parameters(generator, dims),
        "grads": gradients(generator, dims, 2.0),
        "learning_rate": rate,
    }


def _several(generator: np.random.Generator, dims: list[int], count: int) -> list[Arguments]:
    first, *later = (_step(generator, dims, float(generator.uniform(0.1, 2))) for _ in range(count))
    return [
        first,
        *({"grads": step["grads"], "learning_rate": step["learning_rate"]} for step in later),
    ]


def descent(generator: np.random.Generator) -> tuple[list[Arguments], tuple[float, float]]:
    """Steps down a bowl of two parameters."""
    start, way, bowl = downhill(generator)
    first, *later = ({"grads": grads, "learning_rate": 0.2} for grads in way)
    return [{"parameters": start, **first}, *later], bowl


GD = Checkpoint(
    grade_id="gd",
    signature="update_parameters_with_gd(parameters, grads, learning_rate)",
    outputs=("parameters",),
    points=10,
    cases=steps,
    bowl=descent,
    may_change=("parameters",),
    clues=(
        Clue("biases", "The weights are right: look at the biases.", wrong=("b",), right=("W",)),
        Clue("weights", "The biases are right: look at the weights.", wrong=("W",), right=("b",)),
    ),
    mistakes=(
        *wrong_answers(
            "uphill: The step goes uphill: the gradient points to where the cost grows, so subtract it.",
            change(updated='array + learning_rate * grads[f"d{name}"]'),
            "no-learning-rate: The learning rate has no effect, so the whole gradient is subtracted: scale it first.",
            change(updated='array - grads[f"d{name}"]'),
            "fixed-learning-rate: The learning rate is always the same: use the one that the function is given.",
            change(updated='array - 0.01 * grads[f"d{name}"]'),
            "divided-by-rate: The gradient is divided by the learning rate: a small rate should give a small step.",
            change(updated='array - grads[f"d{name}"] / learning_rate'),
            "rate-twice: The learning rate counts twice: use it once.",
            change(updated='array - learning_rate**2 * grads[f"d{name}"]'),
            "half-a-step: The step is half as long as it should be: where does the extra factor come from?",
            change(updated='array - learning_rate * grads[f"d{name}"] / 2'),
            "two-steps: The step is twice as long as it should be: is each array updated twice?",
            change(updated='array - 2 * learning_rate * grads[f"d{name}"]'),
            "the-change-alone: This is only the change: add it to the parameters.",
            change(updated='-learning_rate * grads[f"d{name}"]'),
            "the-scaled-gradient: This is only the gradient times the learning rate: the parameters themselves are missing.",
            change(updated='learning_rate * grads[f"d{name}"]'),
            "rate-on-both: The learning rate multiplies the parameters too: a bracket reaches too far.",
            change(updated='learning_rate * (array - grads[f"d{name}"])'),
            "rate-on-the-parameters: The learning rate multiplies the parameters: it belongs to their gradients.",
            change(updated='learning_rate * array - grads[f"d{name}"]'),
            "gradient-minus-parameters: The two sides of the minus sign are swapped: start from the parameters.",
            change(updated='learning_rate * grads[f"d{name}"] - array'),
            "shrunk: The parameters are multiplied by the gradient: subtract it from them instead.",
            change(updated='array * (1 - learning_rate * grads[f"d{name}"])'),
            "one-minus-rate: The parameters are averaged with the gradient: they should keep their full weight.",
            change(updated='(1 - learning_rate) * array - learning_rate * grads[f"d{name}"]'),
            "sign-only: Only the sign of the gradient is used: where the slope is steep, the step should be longer.",
            change(updated='array - learning_rate * np.sign(grads[f"d{name}"])'),
            "absolute-gradient: The parameters only ever get smaller: a gradient can be negative, so keep its sign.",
            change(updated='array - learning_rate * np.abs(grads[f"d{name}"])'),
            "squared-gradient: The gradient is squared: use it as it is.",
            change(updated='array - learning_rate * grads[f"d{name}"] ** 2'),
            "normalised: The gradient is divided by its own length: use it as it is.",
            change(
                updated='array - learning_rate * grads[f"d{name}"] / np.linalg.norm(grads[f"d{name}"])'
            ),
            "averaged-gradient: Each array is moved by the mean of its gradient: every entry has a slope of its own.",
            change(updated='array - learning_rate * grads[f"d{name}"].mean()'),
            "summed-gradient: Each array is moved by the sum of its gradient: every entry has a slope of its own.",
            change(updated='array - learning_rate * grads[f"d{name}"].sum()'),
            "divided-by-units: The gradient is divided by the number of its rows: it already includes the mean over the samples.",
            change(updated='array - learning_rate * grads[f"d{name}"] / len(grads[f"d{name}"])'),
            "crossed: The biases use the gradients of the weights: they have their own, db1, db2, ...",
            change(updated='array - learning_rate * grads[f"dW{name[1:]}"]'),
            "nothing-updated: The parameters came back as they were: the step is missing.",
            change(updated="array"),
            "gradients-returned: The gradients came back: return the parameters, under W1, b1, ...",
            returns("grads"),
            "keys-of-gradients: The new parameters came back under dW1, db1, ...: their keys are W1, b1, ...",
            returns('{f"d{name}": array for name, array in updated.items()}'),
            "weights-returned: Only the weights came back: the biases are parameters too.",
            returns('{name: array for name, array in updated.items() if name[0] == "W"}'),
            "as-a-list: The parameters came back as a list: put them into a dict with the keys W1, b1, ...",
            returns("list(updated.values())"),
            "nothing-returned: The step was made, but nothing was returned.",
            returns("None"),
        ),
        *incomplete(updated="parameters"),
    ),
    hints=(
        "Look at the line in which an array gets its new value, and at the key with which its gradient is looked up. If only the weights or only the biases are wrong, look at their own line: its sign, and its key.",
        "Every array, of weights or of biases, goes a little way against its own gradient, and the learning rate says how far. What comes back has an array for each one that came in, under the same key.",
        "Try it by hand: a weight of 5, a gradient of 2 and a learning rate of 0.1 make 4.8. If you get 5.2, look at the sign, and if you get 3, look for the learning rate. With a gradient of -2 the weight should go up, to 5.2.",
    ),
    section="2 Gradient descent",
)
