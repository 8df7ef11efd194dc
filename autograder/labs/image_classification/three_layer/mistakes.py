"""What goes wrong in a network: forward, backward, with the penalty, and with what comes back."""

from __future__ import annotations

from autograder.labs.changes import Change, change, piece, returns
from autograder.labs.image_classification.linear.softmax import SENTENCES
from autograder.labs.mistakes import heads, wrong_answers

_told = heads(SENTENCES)
_DOWN_2, _DOWN_1 = "W3.T @ dS", "W2.T @ dZ2"


def activation(forward: str, backward: str) -> Change:
    """The hidden layers have another activation, of Z, and its derivative, of A."""
    return change(
        A1=forward.format(Z="(W1 @ X + b1)"),
        A2=forward.format(Z="(W2 @ A1 + b2)"),
        dZ2=f"({_DOWN_2}) * {backward.format(A='A2')}",
        dZ1=f"({_DOWN_1}) * {backward.format(A='A1')}",
    )


FORWARD = wrong_answers(
    "no-activation: The hidden layers have no ReLU, which makes the whole network linear.",
    activation("{Z}", "1"),
    change(A1="W1 @ X + b1", A2="W2 @ A1 + b2"),
    "sigmoid-inside: The hidden layers have a sigmoid: they should have a ReLU.",
    activation("1 / (1 + np.exp(-{Z}))", "({A} * (1 - {A}))"),
    "tanh-inside: The hidden layers have a tanh: they should have a ReLU.",
    activation("np.tanh({Z})", "(1 - {A}**2)"),
    "leaky: The hidden layers let a little of each negative value through: they should have a plain ReLU.",
    activation("np.where({Z} > 0, {Z}, 0.01 * {Z})", "np.where({A} > 0, 1, 0.01)"),
    "no-second-activation: The second hidden layer has no ReLU.",
    change(A2="W2 @ A1 + b2", dZ2=_DOWN_2),
    change(A2="W2 @ A1 + b2"),
    "no-first-activation: The first hidden layer has no ReLU.",
    change(A1="W1 @ X + b1", dZ1=_DOWN_1),
    change(A1="W1 @ X + b1"),
    "activation-on-the-scores: There is a ReLU on the scores: the last layer should have none.",
    change(
        piece("W3 @ A2 + b3", "np.maximum(W3 @ A2 + b3, 0)"),
        piece("dS = dS / m", "dS = dS / m * (scores > 0)"),
    ),
    piece("W3 @ A2 + b3", "np.maximum(W3 @ A2 + b3, 0)"),
    "no-biases: The biases are left out on the way forward.",
    change(A1="np.maximum(W1 @ X, 0)", A2="np.maximum(W2 @ A1, 0)", scores="W3 @ A2"),
    "no-first-bias: The bias of the first layer is left out on the way forward.",
    change(A1="np.maximum(W1 @ X, 0)"),
    "no-second-bias: The bias of the second layer is left out on the way forward.",
    change(A2="np.maximum(W2 @ A1, 0)"),
    "no-last-bias: The bias of the last layer is left out on the way forward.",
    change(scores="W3 @ A2"),
    _told("scores-not-shifted"),
    change(shifted="scores"),
    change(shifted="scores", losses="-np.log((powers / sums)[y, np.arange(m)])"),
    _told("other-score-subtracted"),
    change(shifted="scores - np.min(scores, axis=0)"),
    change(shifted="scores - scores[0]"),
    change(shifted="scores - scores[y, np.arange(m)]"),
    change(shifted="scores - np.mean(scores, axis=0)"),
    _told("one-maximum"),
    change(shifted="scores - np.max(scores)"),
    _told("log-of-the-probability"),
    change(losses="-np.log((powers / sums)[y, np.arange(m)])"),
    _told("log-made-safe"),
    change(losses="-np.log((powers / sums)[y, np.arange(m)] + 1e-12)"),
    change(losses="-np.log((powers / sums)[y, np.arange(m)] + 1e-8)"),
    _told("scores-cut-off"),
    change(shifted="np.clip(scores, -500, 500)"),
    _told("right-score-not-shifted"),
    change(losses="np.log(sums) - scores[y, np.arange(m)]"),
    _told("truth-before-the-loss"),
    change(losses="-np.log((powers / sums)[y, np.arange(m)] - 1)"),
    _told("divided-by-classes"),
    change(loss="np.sum(losses) / m / len(W3) + penalty"),
    "a-loss-for-each-sample: The losses of the samples came back one by one: return their mean.",
    change(loss="losses + penalty"),
    _told("one-sum"),
    change(sums="np.sum(powers) + 0 * np.sum(powers, axis=0)"),
    "loss-not-averaged: The loss is a sum over the samples: take the mean. (The gradients have been averaged.)",
    change(loss="np.sum(losses) + penalty"),
    "sum-of-losses: The losses of the samples are added up: take their mean, in the gradients as well.",
    change(piece("    dS = dS / m\n", ""), loss="np.sum(losses) + penalty"),
    _told("sign"),
    change(loss="-np.sum(losses) / m + penalty"),
)
_MEAN = "    dS = dS / m\n"
_TRUTH = "dS[y, np.arange(m)] -= 1"

BACKWARD = wrong_answers(
    "gradients-not-averaged: The gradients are sums over the samples: take the mean, as in the loss.",
    piece(_MEAN, ""),
    "averaged-twice: The gradients are divided by the number of samples twice: once is enough.",
    piece("dS = dS / m", "dS = dS / m**2"),
    "gradients-divided-by-classes: The gradients are divided by the number of classes too: take the mean over the samples only.",
    piece("dS = dS / m", "dS = dS / dS.size"),
    "truth-missing: On the way back, the 1 of the right class is missing: begin with probability minus truth.",
    piece(f"    {_TRUTH}\n", ""),
    "truth-added: On the way back, the 1 of the right class is added: begin with probability minus truth.",
    piece(_TRUTH, "dS[y, np.arange(m)] += 1"),
    "truth-minus-probability: On the way back, the samples count with the opposite sign: begin with probability minus truth.",
    piece("dS = dS / m", "dS = -dS / m"),
    "no-relu-on-the-way-back: On the way back, no ReLU stops anything: only what was above 0 should pass.",
    change(dZ2=_DOWN_2, dZ1=_DOWN_1),
    "no-second-relu-on-the-way-back: On the way back, the ReLU of the second layer is left out.",
    change(dZ2=_DOWN_2),
    "no-first-relu-on-the-way-back: On the way back, the ReLU of the first layer is left out.",
    change(dZ1=_DOWN_1),
    "activation-for-its-derivative: On the way back, values are multiplied by the activations: the slope of a ReLU is 0 or 1.",
    change(dZ2=f"({_DOWN_2}) * A2", dZ1=f"({_DOWN_1}) * A1"),
    "before-the-activation: On the way back, dW is computed from the values before the ReLU: use the activations, since they are what the next layer was given.",
    change(
        dW3="dS @ (W2 @ A1 + b2).T + 2 * reg * W3",
        dW2="dZ2 @ (W1 @ X + b1).T + 2 * reg * W2",
    ),
    change(dW2="dZ2 @ (W1 @ X + b1).T + 2 * reg * W2"),
    change(dW3="dS @ (W2 @ A1 + b2).T + 2 * reg * W3"),
    "relu-of-the-gradient: On the way back, negative values are cut off: what matters is where the activation was above 0.",
    change(dZ2=f"np.maximum({_DOWN_2}, 0)", dZ1=f"np.maximum({_DOWN_1}, 0)"),
    "relu-the-wrong-way: On the way back, the ReLU lets through what it stopped on the way forward.",
    change(dZ2=f"({_DOWN_2}) * (A2 <= 0)", dZ1=f"({_DOWN_1}) * (A1 <= 0)"),
    "averaged-in-each-layer: The hidden layers divide by the number of samples again: once, in dS, is enough.",
    change(
        dW2="dZ2 @ A1.T / m + 2 * reg * W2",
        db2="np.sum(dZ2, axis=1, keepdims=True) / m",
        dW1="dZ1 @ X.T / m + 2 * reg * W1",
        db1="np.sum(dZ1, axis=1, keepdims=True) / m",
    ),
    "mean-for-the-biases: The gradients of the biases are means over the samples: they should be sums, as dS has already been divided by m.",
    change(
        db3="np.mean(dS, axis=1, keepdims=True)",
        db2="np.mean(dZ2, axis=1, keepdims=True)",
        db1="np.mean(dZ1, axis=1, keepdims=True)",
    ),
    "biases-over-the-units: The gradients of the biases are sums over the units: each unit should have its own, a sum over the samples.",
    change(
        db3="np.sum(dS, axis=0, keepdims=True)",
        db2="np.sum(dZ2, axis=0, keepdims=True)",
        db1="np.sum(dZ1, axis=0, keepdims=True)",
    ),
    "biases-summed-up: The gradients of the biases are single numbers: each unit should have its own, a sum over the samples.",
    change(db3="np.sum(dS)", db2="np.sum(dZ2)", db1="np.sum(dZ1)"),
    "no-gradients-of-biases: The gradients of the biases are zero: they should be sums over the samples.",
    change(
        db3="np.zeros_like(b3)",
        db2="np.zeros_like(b2)",
        db1="np.zeros_like(b1)",
    ),
)
_WEIGHTS = (1, 2, 3)
_PRODUCTS = {3: "dS @ A2.T", 2: "dZ2 @ A1.T", 1: "dZ1 @ X.T"}
_SUMS = {3: "dS", 2: "dZ2", 1: "dZ1"}


def slopes(term: str) -> Change:
    """The penalty has other slopes; in the term, `W` stands for the weights of a layer."""
    return change(
        **{
            f"dW{layer}": f"{_PRODUCTS[layer]}{term.replace('W', f'W{layer}')}"
            for layer in _WEIGHTS
        }
    )


def penalised(loss: str, term: str) -> Change:
    """The penalty is another one, in the loss and in the gradients."""
    return change(slopes(term), penalty=loss)


_SQUARES = "(np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))"
_BIASES = "np.sum(b1**2) + np.sum(b2**2) + np.sum(b3**2)"
PENALTY = wrong_answers(
    "no-penalty: The penalty is missing, in the loss and in the gradients.",
    penalised("0", ""),
    "no-penalty-in-the-loss: The penalty is missing from the loss. (The gradients have its slope.)",
    change(penalty="0"),
    "no-penalty-in-the-gradients: The slope of the penalty is missing from the gradients. (The loss has the penalty.)",
    slopes(""),
    "no-slope-in-the-first-layer: The slope of the penalty is missing from dW1. (The loss has its penalty.)",
    change(dW1="dZ1 @ X.T"),
    "no-slope-in-the-second-layer: The slope of the penalty is missing from dW2. (The loss has its penalty.)",
    change(dW2="dZ2 @ A1.T"),
    "no-slope-in-the-last-layer: The slope of the penalty is missing from dW3. (The loss has its penalty.)",
    change(dW3="dS @ A2.T"),
    "half-penalty: The penalty is half as large as it should be, in the loss and in the gradients: this lab has no factor of one half.",
    penalised(f"0.5 * reg * {_SQUARES}", " + reg * W"),
    "loss-half-penalty: The penalty in the loss is half as large as it should be: this lab has no factor of one half. (The gradients are those of the whole penalty.)",
    change(penalty=f"0.5 * reg * {_SQUARES}"),
    "gradient-half-penalty: The slope of the penalty is half as large as it should be: what is the derivative of a square?",
    slopes(" + reg * W"),
    "penalty-twice: The penalty counts twice, in the loss and in the gradients.",
    penalised(f"2 * reg * {_SQUARES}", " + 4 * reg * W"),
    "loss-penalty-twice: The penalty counts twice in the loss. (In the gradients, it counts once.)",
    change(penalty=f"2 * reg * {_SQUARES}"),
    "gradient-penalty-twice: The slope of the penalty is twice as large as it should be. (In the loss, the penalty counts once.)",
    slopes(" + 4 * reg * W"),
    "penalty-averaged: The penalty is divided by the number of samples too: add it after taking the mean.",
    penalised(f"reg * {_SQUARES} / m", " + 2 * reg * W / m"),
    "loss-penalty-averaged: In the loss, the penalty is divided by the number of samples too: add it after taking the mean.",
    change(penalty=f"reg * {_SQUARES} / m"),
    "gradient-penalty-averaged: In the gradients, the slope of the penalty is divided by the number of samples too: add it after the division.",
    slopes(" + 2 * reg * W / m"),
    "biases-penalised: The biases are penalised as well: only the weights should be.",
    change(
        penalty=f"reg * ({_SQUARES} + {_BIASES})",
        **{
            f"db{layer}": f"np.sum({_SUMS[layer]}, axis=1, keepdims=True) + 2 * reg * b{layer}"
            for layer in _WEIGHTS
        },
    ),
    "biases-penalised-in-the-loss: In the loss, the biases are penalised as well: only the weights should be.",
    change(penalty=f"reg * ({_SQUARES} + {_BIASES})"),
    "last-layer-penalised: Only the weights of the last layer are penalised: those of all three should be.",
    change(
        penalty="reg * np.sum(W3**2)",
        dW2="dZ2 @ A1.T",
        dW1="dZ1 @ X.T",
    ),
    "last-layer-not-penalised: The weights of the last layer are not penalised: those of all three should be.",
    change(penalty="reg * (np.sum(W1**2) + np.sum(W2**2))", dW3="dS @ A2.T"),
    "first-layer-not-penalised: The weights of the first layer are not penalised: those of all three should be.",
    change(penalty="reg * (np.sum(W2**2) + np.sum(W3**2))", dW1="dZ1 @ X.T"),
)
_GRADS = "result[1]"
RETURNING = wrong_answers(
    "keys-of-parameters: The gradients came back under W1, b1, ...: their keys should be dW1, db1, ...",
    returns(f"loss, {{key[1:]: array for key, array in {_GRADS}.items()}}"),
    "weights-only: Only the gradients of the weights came back: the biases have gradients too.",
    returns(f'loss, {{key: array for key, array in {_GRADS}.items() if "W" in key}}'),
    "last-layer-only: Only the gradients of the last layer came back: those of the other two are missing.",
    returns(f'loss, {{key: array for key, array in {_GRADS}.items() if "3" in key}}'),
    "as-a-list: The gradients came back as a list: put them into a dict with the keys dW1, db1, ...",
    returns(f"loss, list({_GRADS}.values())"),
    "turned: The gradients came back transposed: each should have the shape of its parameter.",
    returns(f"loss, {{key: array.T for key, array in {_GRADS}.items()}}"),
    "scores: The scores came back: return the loss and the gradients.",
    returns("scores"),
    "loss-alone: Only the loss came back: return the gradients as well.",
    returns("loss"),
    "gradients-alone: Only the gradients came back: return the loss before them.",
    returns(_GRADS),
    "swapped: The gradients came back first: return the loss, then the gradients.",
    returns(f"{_GRADS}, loss"),
    "nothing-returned: The loss and the gradients were computed, but never returned.",
    returns("None"),
)
