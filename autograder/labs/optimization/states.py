"""The checkpoints `velocity` and `adam_state`: what an optimizer remembers before its first step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.labs.changes import Change, returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.mistakes import WrongAnswer, wrong_answers
from autograder.labs.optimization.nets import LAYERS, parameters


def nets(generator: np.random.Generator) -> list[Arguments]:
    """Nets of several depths and widths, some of them with arrays that all have the same shape."""
    fixed = [[2, 1], [1, 1], LAYERS, [3, 3, 3], [6, 1, 4, 2, 3], [1] * 11]
    fresh = [generator.permutation(np.arange(2, 10))[: depth + 2].tolist() for depth in (1, 4)]
    return [{"parameters": parameters(generator, dims)} for dims in fixed + fresh]


def _state(array: str = "np.zeros(W.shape)", key: str = 'f"d{name}"', only: str = "") -> str:
    """A dict of arrays like W, some of `parameters`, under keys of our choice."""
    condition = f" if {only}" if only else ""
    return f"{{{key}: {array} for name, W in parameters.items(){condition}}}"


_LAYER, _LAST = "int(name[1:])", "len(parameters) // 2"
_DRAWS = "np.random.default_rng(W.size).standard_normal(W.shape)"


def one_dict(returned: Callable[[str], Change]) -> tuple[WrongAnswer, ...]:
    """Wrong answers in a dict of our choice: `returned` says where it comes back."""
    return wrong_answers(
        "ones: The arrays hold ones, but nothing has moved yet. Start from zero.",
        returned(_state("np.ones(W.shape)")),
        "tiny: The arrays start from a tiny number: start from exactly zero, as nothing has moved yet.",
        returned(_state("np.full(W.shape, 1e-8)")),
        "small-random: The numbers are random: this is a memory with nothing in it yet, so start from zero.",
        returned(_state(f"0.01 * {_DRAWS}")),
        "copied: The arrays hold the numbers of the parameters, but only their shapes are needed. Start from zero.",
        returned(_state("W.copy()")),
        "keys-of-parameters: The keys are those of the parameters. They should be those of the gradients, dW1, db1, ...",
        returned(_state(key="name")),
        "keys-with-v: The keys begin with a v: they should be those of the gradients, dW1, db1, ...",
        returned(_state(key='f"v{name}"')),
        "keys-with-vd: The keys have an extra v in front: they should be just those of the gradients, dW1, db1, ...",
        returned(_state(key='f"vd{name}"')),
        "lower-case-keys: The keys of the weights are in lower case: they should be dW1, dW2, ...",
        returned(_state(key='f"d{name.lower()}"')),
        "counted-from-zero: The layers are counted from 0: the first keys should be dW1 and db1.",
        returned(_state(key=f'f"d{{name[0]}}{{{_LAYER} - 1}}"')),
        "counted-from-two: The layers are counted from 2: the first keys should be dW1 and db1.",
        returned(_state(key=f'f"d{{name[0]}}{{{_LAYER} + 1}}"')),
        "keys-without-layer: The keys have no number: every layer has its own keys, dW1, db1, dW2, ...",
        returned(_state(key='f"d{name[0]}"')),
        "last-layer-missing: The last layer is missing: look at where the loop over the layers ends.",
        returned(_state(only=f"{_LAYER} < {_LAST}")),
        "first-layer-only: Only the first layer is there: does the function return inside the loop?",
        returned(_state(only=f"{_LAYER} == 1")),
        "last-layer-only: Only the last layer is there: is the dict made anew in each turn of the loop?",
        returned(_state(only=f"{_LAYER} == {_LAST}")),
        "biases-missing: There is nothing for the biases, but they have gradients too.",
        returned(_state(only='name[0] == "W"')),
        "weights-missing: There is nothing for the weights: they have gradients too.",
        returned(_state(only='name[0] == "b"')),
        "transposed: The arrays look transposed. Each one should have the shape of its parameters.",
        returned(_state("np.zeros(W.T.shape)")),
        "biases-flat: The arrays for the biases are flat: they should have the shape of the biases.",
        returned(_state('np.zeros(W.shape if name[0] == "W" else len(W))')),
        "biases-as-rows: The arrays for the biases are rows: they should have the shape of the biases.",
        returned(_state('np.zeros(W.shape if name[0] == "W" else W.T.shape)')),
        "biases-like-weights: The arrays for the biases have the shape of the weights: give them the shape of the biases.",
        returned(_state('np.zeros(parameters[f"W{name[1:]}"].shape)')),
        "weights-like-biases: The arrays for the weights have the shape of the biases: give them the shape of the weights.",
        returned(_state('np.zeros(parameters[f"b{name[1:]}"].shape)')),
        "all-like-the-first: All arrays have the shapes of the first layer: does the number in the key change with the layer?",
        returned(_state('np.zeros(parameters[f"{name[0]}1"].shape)')),
        "numbers: There is only one number for each array: there should be one for each of its entries.",
        returned(_state("0.0")),
        "shapes: These are shapes: the exercise asks for arrays of these shapes.",
        returned(_state("W.shape")),
    )


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


VELOCITY = Checkpoint(
    grade_id="velocity",
    signature="initialize_velocity(parameters)",
    outputs=("v",),
    points=5,
    cases=nets,
    mistakes=(
        *wrong_answers(
            "as-a-list: The arrays came back as a list: put them into a dict with the keys dW1, db1, ...",
            returns("list(v.values())"),
            "nothing-returned: The dict was made, but never returned.",
            returns("None"),
        ),
        *one_dict(returns),
    ),
    hints=(
        "Look at the keys first, and then at the shape of each array: the card says which of the two is wrong.",
        "For each array among the parameters there is one of zeros. It has the shape of that parameter, and the name of its gradient.",
        "Try it with a single layer, W1 of shape (3, 2) and b1 of shape (3, 1), and print what comes back: two keys, dW1 and db1, with these two shapes. With two layers there should be four keys.",
    ),
    section="Exercise 3: initialize_velocity (5 points)",
)

ADAM_STATE = Checkpoint(
    grade_id="adam_state",
    signature="initialize_adam(parameters)",
    outputs=("v", "s"),
    points=5,
    cases=nets,
    mistakes=(
        *wrong_answers(
            "in-one-dict: Both memories are in one dict: make two dicts, with the same keys.",
            returns('{f"v{key}": v[key] for key in v} | {f"s{key}": s[key] for key in s}'),
            "joined-by-name: Both memories are in one dict, under the keys v and s: return the two themselves, one after the other.",
            returns('{"v": v, "s": s}'),
            "four-dicts: There are four dicts: return two, each with the arrays for weights and biases.",
            returns(
                "tuple({key: made[key] for key in made if key[1] == letter}"
                ' for made in (v, s) for letter in "Wb")'
            ),
            "parameters-first: The parameters came back first: return v and s only.",
            returns("parameters, v, s"),
            "nothing-returned: The dicts were made, but never returned.",
            returns("None"),
        ),
        *one_dict(lambda state: returns(f"{state}, {state}")),
        *(
            WrongAnswer(f"{wrong.id}-in-s", f"In s only: {_lowered(wrong.sentence)}", wrong.ways)
            for wrong in one_dict(lambda state: returns(f"v, {state}"))
            if wrong.id
            in ("ones", "tiny", "copied", "keys-of-parameters", "biases-missing", "transposed")
        ),
    ),
    hints=(
        "Each of the two dicts is made as in exercise 3: if that has passed, look at what comes back, how many things there are, and in which order.",
        "Return v and then s. Both have an array of zeros for each parameter, with the shape of that parameter and the name of its gradient.",
        "They must not share anything. Put a 7 into one array of v, and look at the same place in s: it should still be 0. If you see the 7 there, you have one dict, or one array, under two names.",
    ),
    section="Exercise 5: initialize_adam (5 points)",
)
