"""What comes back, and what the biases are given."""

from __future__ import annotations

from autograder.labs.changes import begin, change, returns
from autograder.labs.mistakes import wrong_answers
from autograder.labs.optimization.nets import incomplete, of_weights

RETURNING = (
    *wrong_answers(
        "moments-not-kept: v and s came back as they were: the next step needs the new ones.",
        returns("updated, v, s"),
        "v-not-kept: v came back as it was: the next step needs the new one.",
        returns("updated, v, second"),
        "s-not-kept: s came back as it was: the next step needs the new one.",
        returns("updated, first, s"),
        "one-memory: v and s came back equal: are they one dict, or one array under two names?",
        returns("updated, second, second"),
        returns("updated, first, first"),
        "biases-step-like-weights: The biases step with the v and s of the weights: they have their own, under db1, db2, ...",
        change(
            direction='first[key.replace("b", "W")] / (1 - beta1**t)',
            size='np.sqrt(second[key.replace("b", "W")] / (1 - beta2**t)) + epsilon',
        ),
        "old-v-of-weights: The v of the biases is mixed from the old v of the weights: use their own.",
        begin(of_weights("v")),
        "old-s-of-weights: The s of the biases is mixed from the old s of the weights: use their own.",
        begin(of_weights("s")),
        "gradients-of-weights: The biases use the gradients of the weights: they have their own, under db1, db2, ...",
        begin(of_weights("grads")),
        "last-layer-not-moved: v and s are right, but the parameters of the last layer stay as they were: look at where the loop that moves them ends.",
        returns(
            "updated | {name: array for name, array in parameters.items()"
            " if int(name[1:]) == len(parameters) // 2}, first, second"
        ),
        "v-and-s-swapped: s came back before v: swap the two.",
        returns("updated, second, first"),
        "parameters-last: The parameters came back last: return them first, then v and s.",
        returns("first, second, updated"),
        "nothing-returned: The step was made, but nothing was returned.",
        returns("None"),
    ),
    *incomplete(updated="parameters", first="v", second="s"),
)
