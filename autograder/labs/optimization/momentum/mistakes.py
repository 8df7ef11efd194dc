"""What goes wrong in a step with momentum."""

from __future__ import annotations

from autograder.labs.changes import begin, change, returns
from autograder.labs.mistakes import wrong_answers
from autograder.labs.optimization.nets import incomplete, of_weights

MIXING = wrong_answers(
    "gradient-in-full: The new gradient counts in full: the shares of the old velocity and of the gradient should add up to 1.",
    change(velocity="beta * v[key] + grads[key]"),
    "shares-swapped: The shares are swapped: with beta near 1 the velocity should hardly change in a step.",
    change(velocity="(1 - beta) * v[key] + beta * grads[key]"),
    "never-forgets: The old velocity counts in full: without a share below 1 it never forgets.",
    change(velocity="v[key] + (1 - beta) * grads[key]"),
    "summed-up: Old velocity and gradient are just added up: each has a share, and both shares come from beta.",
    change(velocity="v[key] + grads[key]"),
    "no-memory: The old velocity plays no part.",
    change(velocity="(1 - beta) * grads[key]"),
    "plain-descent: The velocity is the gradient itself: this is gradient descent as before.",
    change(velocity="grads[key]"),
    "beta-on-both: Both shares are beta: they should add up to 1.",
    change(velocity="beta * v[key] + beta * grads[key]"),
    "one-minus-beta-on-both: Both shares are 1 - beta: they should add up to 1.",
    change(velocity="(1 - beta) * (v[key] + grads[key])"),
    "gradient-subtracted: The gradient is subtracted in the velocity: both parts are added there.",
    change(velocity="beta * v[key] - (1 - beta) * grads[key]"),
    "only-decays: The gradient plays no part in the velocity.",
    change(velocity="beta * v[key]"),
    "gradient-squared: The gradient is squared in the velocity: that belongs to Adam.",
    change(velocity="beta * v[key] + (1 - beta) * grads[key] ** 2"),
    "divided: The velocity is divided by 1 - beta.",
    change(velocity="(beta * v[key] + (1 - beta) * grads[key]) / (1 - beta)"),
    "brackets: A bracket is missing: 1 - beta multiplies the gradient as a whole.",
    change(velocity="beta * v[key] + 1 - beta * grads[key]"),
    "beta-squared: Beta is in there twice.",
    change(velocity="beta * (beta * v[key] + (1 - beta) * grads[key])"),
    "mean-gradient: The velocity of an array is made from the mean of its gradient: each number has its own.",
    change(velocity="beta * v[key] + (1 - beta) * np.mean(grads[key])"),
)
"""The velocity: what it is made of, and in which shares."""

SETTINGS = wrong_answers(
    "fixed-beta: Beta is always 0.9: take the one that the function is given.",
    begin("beta = 0.9"),
    "rate-and-beta-swapped: Beta and the learning rate have changed places.",
    begin("beta, learning_rate = learning_rate, beta"),
    "rate-in-the-velocity: The learning rate is in the velocity: it belongs to the step.",
    change(velocity="beta * v[key] + learning_rate * grads[key]", updated="array - velocity[key]"),
    "rate-in-the-share: The learning rate is in the velocity: it belongs to the step.",
    change(
        velocity="beta * v[key] + (1 - beta) * learning_rate * grads[key]",
        updated="array - velocity[key]",
    ),
    "a-displacement: The velocity holds the step that is added, with its sign and the learning rate: it should be a mean of gradients.",
    change(velocity="beta * v[key] - learning_rate * grads[key]", updated="array + velocity[key]"),
)
"""Beta and the learning rate: fixed, swapped, or in the velocity where they belong to the step."""

STEPPING = wrong_answers(
    "old-velocity: The step is made with the old velocity: renew it first.",
    change(updated="array - learning_rate * v[key]"),
    "gradient-in-the-step: The step is made with the gradient: the velocity takes its place.",
    change(updated="array - learning_rate * grads[key]"),
    "uphill: The step goes uphill.",
    change(updated="array + learning_rate * velocity[key]"),
    "no-learning-rate: The learning rate plays no part.",
    change(updated="array - velocity[key]"),
    "fixed-learning-rate: The learning rate is always the same: take the one that the function is given.",
    change(updated="array - 0.01 * velocity[key]"),
    "rate-twice: The learning rate is in there twice.",
    change(updated="array - learning_rate**2 * velocity[key]"),
    "divided-by-rate: The velocity is divided by the learning rate.",
    change(updated="array - velocity[key] / learning_rate"),
    "both-in-the-step: The step takes the velocity and the gradient: the gradient is in the velocity already.",
    change(updated="array - learning_rate * (velocity[key] + grads[key])"),
    "both-velocities: The step takes the old velocity as well as the new one: the old one is in the new one already.",
    change(updated="array - learning_rate * (velocity[key] + v[key])"),
    "looking-ahead: The velocity is mixed with the gradient once more for the step: that is another method (Nesterov's).",
    change(updated="array - learning_rate * (beta * velocity[key] + (1 - beta) * grads[key])"),
    "damped-step: The step is multiplied by 1 - beta once more: that share is in the velocity already.",
    change(updated="array - learning_rate * (1 - beta) * velocity[key]"),
    "beta-in-the-step: The step is multiplied by beta: beta belongs to the velocity only.",
    change(updated="array - learning_rate * beta * velocity[key]"),
    "parameters-not-moved: The parameters came back as they were: the step is missing.",
    change(updated="array"),
    "the-change-alone: In place of the new parameters this is the change alone.",
    change(updated="-learning_rate * velocity[key]"),
)
"""The step: what it is made with, and what it is multiplied by."""

RETURNING = (
    *wrong_answers(
        "velocity-not-kept: The parameters are right after the first step, but the velocity came back as it was: the next step needs the new one.",
        returns("updated, v"),
        "gradients-for-velocity: The gradients came back in place of the velocity.",
        returns("updated, grads"),
        "scaled-velocity-kept: The velocity came back multiplied by the learning rate: only the step is.",
        returns("updated, {key: learning_rate * new for key, new in velocity.items()}"),
        "biases-step-like-weights: The biases step with the velocity of the weights: they have their own, under db1, db2, ...",
        change(updated='array - learning_rate * velocity[key.replace("b", "W")]'),
        "velocity-of-weights-for-biases: The velocity of the biases is that of the weights: it is made from their own gradients and their own old one.",
        change(begin(of_weights("v")), begin(of_weights("grads"))),
        "old-velocity-of-weights: The velocity of the biases is made from the old one of the weights.",
        begin(of_weights("v")),
        "outputs-swapped: The velocity came back first: the parameters come first.",
        returns("velocity, updated"),
        "nothing-returned: The step was made, but nothing was given back.",
        returns("None"),
    ),
    *incomplete(updated="parameters", velocity="v"),
)
"""What comes back, and what the biases are given."""
