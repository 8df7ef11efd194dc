"""What goes wrong in a step with momentum."""

from __future__ import annotations

from autograder.labs.changes import begin, change, returns
from autograder.labs.mistakes import wrong_answers
from autograder.labs.optimization.nets import incomplete, of_weights

MIXING = wrong_answers(
    "gradient-in-full: The new gradient counts in full: the shares of the old velocity and of the gradient should add up to 1.",
    change(velocity="beta * v[key] + grads[key]"),
    change(
        velocity="beta * v[key] + grads[key]",
        updated="array - learning_rate * (1 - beta) * velocity[key]",
    ),
    "shares-swapped: The shares are swapped: with beta near 1, the velocity should hardly change in one step.",
    change(velocity="(1 - beta) * v[key] + beta * grads[key]"),
    "never-forgets: The old velocity counts in full: without a share below 1, it never forgets.",
    change(velocity="v[key] + (1 - beta) * grads[key]"),
    "summed-up: The old velocity and the gradient are simply added: each has a share, and both shares come from beta.",
    change(velocity="v[key] + grads[key]"),
    "no-memory: The old velocity is not used: it is the memory, and it has a share too.",
    change(velocity="(1 - beta) * grads[key]"),
    "plain-descent: The velocity is just the gradient: without a memory, this is plain gradient descent.",
    change(velocity="grads[key]"),
    "beta-on-both: Both shares are beta: they should add up to 1.",
    change(velocity="beta * v[key] + beta * grads[key]"),
    "one-minus-beta-on-both: Both shares are 1 - beta: they should add up to 1.",
    change(velocity="(1 - beta) * (v[key] + grads[key])"),
    "gradient-subtracted: The gradient is subtracted in the velocity: there the two parts are added.",
    change(velocity="beta * v[key] - (1 - beta) * grads[key]"),
    "only-decays: The gradient is not used in the velocity: it has a share too.",
    change(velocity="beta * v[key]"),
    "gradient-squared: The gradient is squared in the velocity: that belongs to Adam.",
    change(velocity="beta * v[key] + (1 - beta) * grads[key] ** 2"),
    "bracket-too-far: Beta multiplies the gradient too: a bracket closes too late.",
    change(velocity="beta * (v[key] + (1 - beta) * grads[key])"),
    "old-velocity-added: The old velocity counts more than it should: does += add it once more?",
    change(velocity="v[key] + beta * v[key] + (1 - beta) * grads[key]"),
    "parameters-for-gradients: The velocity is made from the parameters: make it from their gradients.",
    change(velocity="beta * v[key] + (1 - beta) * parameters[name]"),
    "divided: The velocity is divided by 1 - beta: its shares add up to 1 without that.",
    change(velocity="(beta * v[key] + (1 - beta) * grads[key]) / (1 - beta)"),
    "brackets: A bracket is missing: the whole of 1 - beta multiplies the gradient.",
    change(velocity="beta * v[key] + 1 - beta * grads[key]"),
    "beta-squared: Beta counts twice: the finished velocity should not be multiplied by it again.",
    change(velocity="beta * (beta * v[key] + (1 - beta) * grads[key])"),
    "mean-gradient: The velocity of an array is made from the mean of its gradient: every entry has its own.",
    change(velocity="beta * v[key] + (1 - beta) * np.mean(grads[key])"),
)
"""The velocity: what it is made of, and in which shares."""

SETTINGS = wrong_answers(
    "fixed-beta: Beta is always 0.9: use the one that the function is given.",
    begin("beta = 0.9"),
    "rate-and-beta-swapped: Beta and the learning rate are swapped: one belongs to the velocity, the other to the step.",
    begin("beta, learning_rate = learning_rate, beta"),
    "rate-in-the-velocity: The learning rate is in the velocity: it belongs to the step.",
    change(velocity="beta * v[key] + learning_rate * grads[key]", updated="array - velocity[key]"),
    change(velocity="beta * v[key] + learning_rate * grads[key]"),
    "rate-in-the-share: The learning rate is in the velocity: it belongs to the step.",
    change(
        velocity="beta * v[key] + (1 - beta) * learning_rate * grads[key]",
        updated="array - velocity[key]",
    ),
    change(velocity="beta * v[key] + (1 - beta) * learning_rate * grads[key]"),
    "a-displacement: The velocity holds the step itself, with its sign and the learning rate: it should be a mean of gradients.",
    change(velocity="beta * v[key] - learning_rate * grads[key]", updated="array + velocity[key]"),
)
"""Beta and the learning rate: fixed, swapped, or in the velocity where they belong to the step."""

STEPPING = wrong_answers(
    "old-velocity: The step uses the old velocity: update that first, then step.",
    change(updated="array - learning_rate * v[key]"),
    "gradient-in-the-step: The step uses the gradient: the velocity should take its place.",
    change(updated="array - learning_rate * grads[key]"),
    "uphill: The step goes uphill: the velocity points uphill, as the gradients do, so subtract it.",
    change(updated="array + learning_rate * velocity[key]"),
    "no-learning-rate: The learning rate has no effect: it should scale the step.",
    change(updated="array - velocity[key]"),
    "fixed-learning-rate: The learning rate is always the same: use the one that the function is given.",
    change(updated="array - 0.01 * velocity[key]"),
    "rate-twice: The learning rate counts twice: use it once.",
    change(updated="array - learning_rate**2 * velocity[key]"),
    "divided-by-rate: The velocity is divided by the learning rate: a small rate should give a small step.",
    change(updated="array - velocity[key] / learning_rate"),
    "both-in-the-step: The step uses the velocity and the gradient: the gradient is already in the velocity.",
    change(updated="array - learning_rate * (velocity[key] + grads[key])"),
    "both-velocities: The step uses the old velocity as well as the new one: the old one is already in the new one.",
    change(updated="array - learning_rate * (velocity[key] + v[key])"),
    "looking-ahead: For the step, the velocity is mixed with the gradient once more: that is another method, Nesterov's.",
    change(updated="array - learning_rate * (beta * velocity[key] + (1 - beta) * grads[key])"),
    "step-divided: The step is divided by 1 - beta: the velocity should be used as it is.",
    change(updated="array - learning_rate * velocity[key] / (1 - beta)"),
    "damped-step: The step is multiplied by 1 - beta once more: that share is already in the velocity.",
    change(updated="array - learning_rate * (1 - beta) * velocity[key]"),
    "beta-in-the-step: The step is multiplied by beta: beta belongs to the velocity only.",
    change(updated="array - learning_rate * beta * velocity[key]"),
    "parameters-not-moved: The parameters came back as they were: the step is missing.",
    change(updated="array"),
    "the-change-alone: In place of the new parameters, this is only the change: add it to the old ones.",
    change(updated="-learning_rate * velocity[key]"),
)
"""The step: what it is made with, and what it is multiplied by."""

RETURNING = (
    *wrong_answers(
        "velocity-not-kept: The velocity came back as it was: the next step needs the new one.",
        returns("updated, v"),
        "gradients-for-velocity: The gradients came back in place of the velocity: the next step needs the velocity.",
        returns("updated, grads"),
        "scaled-velocity-kept: The velocity came back multiplied by the learning rate: only the step should be.",
        returns("updated, {key: learning_rate * new for key, new in velocity.items()}"),
        "biases-step-like-weights: The biases step with the velocity of the weights: they have their own, under db1, db2, ...",
        change(updated='array - learning_rate * velocity[key.replace("b", "W")]'),
        "velocity-of-weights-for-biases: The biases have the velocity of the weights: make theirs from their own gradients and their own old velocity.",
        change(begin(of_weights("v")), begin(of_weights("grads"))),
        "old-velocity-of-weights: The velocity of the biases starts from that of the weights: use their own.",
        begin(of_weights("v")),
        change(
            velocity='beta * (v[key] if name[0] == "W" else velocity["dW" + name[1:]])'
            " + (1 - beta) * grads[key]"
        ),
        "velocity-of-the-weights-alone: Only the weights get a new velocity, and the biases step with their old one: they have gradients too.",
        change(velocity='beta * v[key] + (1 - beta) * grads[key] if name[0] == "W" else v[key]'),
        "last-layer-not-moved: The velocity is right, but the parameters of the last layer stay as they were: look at where the loop that moves them ends.",
        returns(
            "updated | {name: array for name, array in parameters.items()"
            " if int(name[1:]) == len(parameters) // 2}, velocity"
        ),
        "outputs-swapped: The velocity came back first: return the parameters first.",
        returns("velocity, updated"),
        "nothing-returned: The step was made, but nothing was returned.",
        returns("None"),
    ),
    *incomplete(updated="parameters", velocity="v"),
)
"""What comes back, and what the biases are given."""
