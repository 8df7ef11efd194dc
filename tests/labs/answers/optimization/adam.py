# ruff: noqa - written as students write
"""Answers to `adam`."""

import copy
import math

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong
variants = {}
"""Right answers that the card has a remark on."""


@right
def layer_by_layer(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(1, L + 1):
        v["dW" + str(l)] = beta1 * v["dW" + str(l)] + (1 - beta1) * grads["dW" + str(l)]
        v["db" + str(l)] = beta1 * v["db" + str(l)] + (1 - beta1) * grads["db" + str(l)]
        v_corrected["dW" + str(l)] = v["dW" + str(l)] / (1 - np.power(beta1, t))
        v_corrected["db" + str(l)] = v["db" + str(l)] / (1 - np.power(beta1, t))
        s["dW" + str(l)] = beta2 * s["dW" + str(l)] + (1 - beta2) * np.square(grads["dW" + str(l)])
        s["db" + str(l)] = beta2 * s["db" + str(l)] + (1 - beta2) * np.square(grads["db" + str(l)])
        s_corrected["dW" + str(l)] = s["dW" + str(l)] / (1 - np.power(beta2, t))
        s_corrected["db" + str(l)] = s["db" + str(l)] / (1 - np.power(beta2, t))
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * v_corrected[
            "dW" + str(l)
        ] / (np.sqrt(s_corrected["dW" + str(l)]) + epsilon)
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * v_corrected[
            "db" + str(l)
        ] / (np.sqrt(s_corrected["db" + str(l)]) + epsilon)
    return parameters, v, s, v_corrected, s_corrected


@right
def three_values(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return layer_by_layer(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)[:3]


@right
def comprehensions(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in grads}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k] ** 2 for k in grads}
    vc = {k: v[k] / (1 - beta1**t) for k in v}
    sc = {k: s[k] / (1 - beta2**t) for k in s}
    new = {
        k: parameters[k] - learning_rate * vc["d" + k] / (sc["d" + k] ** 0.5 + epsilon)
        for k in parameters
    }
    return new, v, s


@right
def in_place(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for key, W in parameters.items():
        g, m, u = grads["d" + key], v["d" + key], s["d" + key]
        m *= beta1
        m += (1 - beta1) * g
        u *= beta2
        u += (1 - beta2) * g * g
        W -= learning_rate * (m / (1 - beta1**t)) / (epsilon + np.sqrt(u / (1 - beta2**t)))
    return parameters, v, s


@right
def own_helpers(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    def mixed(old, new, beta):
        return beta * old + (1 - beta) * new

    def unbiased(mean, beta):
        return mean / (1 - math.pow(beta, t))

    out, v, s = {}, dict(v), dict(s)
    for l in range(len(parameters) // 2):
        for name in (f"b{l + 1}", f"W{l + 1}"):
            d = "d" + name
            v[d], s[d] = mixed(v[d], grads[d], beta1), mixed(s[d], np.power(grads[d], 2), beta2)
            step = unbiased(v[d], beta1) / (np.sqrt(unbiased(s[d], beta2)) + epsilon)
            out[name] = parameters[name] - learning_rate * step
    return out, v, s


@right
def as_other_libraries_write_it(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    c1, c2 = 1 - beta1**t, 1 - beta2**t
    for k in parameters:
        d = "d" + k
        v[d] = v[d] + (1 - beta1) * (grads[d] - v[d])
        s[d] = s[d] * beta2 + (1 - beta2) * grads[d] * grads[d]
        denominator = np.sqrt(s[d]) / np.sqrt(c2) + epsilon
        parameters[k] = parameters[k] - (learning_rate / c1) * (v[d] / denominator)
    return parameters, v, s


@right
def powers_by_a_loop(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    p1 = p2 = 1.0
    for _ in range(t):
        p1, p2 = p1 * beta1, p2 * beta2
    parameters, v, s = copy.deepcopy((parameters, v, s))
    for d, g in grads.items():
        v[d] = np.add(beta1 * v[d], (1 - beta1) * g)
        s[d] = np.add(beta2 * s[d], (1 - beta2) * np.multiply(g, g))
        root = np.sqrt(np.divide(s[d], 1 - p2))
        parameters[d[1:]] -= np.divide(learning_rate * v[d] / (1 - p1), root + epsilon)
    return parameters, v, s


@right
def a_list(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return [*comprehensions(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)]


@right
def extra_values(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return *comprehensions(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon), t + 1


@right
def keyword_settings(parameters, grads, v, s, t, learning_rate, *settings):
    b1, b2, eps = (*settings, *(0.9, 0.999, 1e-8)[len(settings) :])
    return comprehensions(parameters, grads, v, s, t, learning_rate, b1, b2, eps)


@right
def single_precision(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    made = comprehensions(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return tuple({k: a.astype(np.float32) for k, a in part.items()} for part in made)


@right
def entry_by_entry(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for k in parameters:
        for i in np.ndindex(*parameters[k].shape):
            g = grads["d" + k][i]
            v["d" + k][i] = beta1 * v["d" + k][i] + (1 - beta1) * g
            s["d" + k][i] = beta2 * s["d" + k][i] + (1 - beta2) * g**2
            a = v["d" + k][i] / (1 - beta1**t)
            b = s["d" + k][i] / (1 - beta2**t)
            parameters[k][i] -= learning_rate * a / (math.sqrt(b) + epsilon)
    return parameters, v, s


@right
def float_steps(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return comprehensions(
        parameters, grads, v, s, float(t), np.float64(learning_rate), beta1, beta2, epsilon
    )


@right
def by_logarithms(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    out, v_new, s_new = {}, {}, {}
    c1, c2 = -np.expm1(t * np.log(beta1)), -np.expm1(t * np.log(beta2))
    for k in parameters:
        v_new["d" + k] = beta1 * v["d" + k] + (1 - beta1) * grads["d" + k]
        s_new["d" + k] = beta2 * s["d" + k] + (1 - beta2) * np.abs(grads["d" + k]) ** 2
        out[k] = parameters[k] - learning_rate / c1 * v_new["d" + k] / (
            np.sqrt(s_new["d" + k] / c2) + epsilon
        )
    return out, v_new, s_new


def with_step(step):
    """Right moments, and a step from v, s, both corrections and epsilon."""

    def answer(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in grads}
        s = {k: beta2 * s[k] + (1 - beta2) * grads[k] ** 2 for k in grads}
        c = 1 - beta1**t, 1 - beta2**t
        return (
            {
                k: W + step(v["d" + k], s["d" + k], *c, epsilon, learning_rate)
                for k, W in parameters.items()
            },
            v,
            s,
        )

    return answer


variants |= {
    "inside_the_root": with_step(lambda v, s, c, d, e, a: -a * (v / c) / np.sqrt(s / d + e)),
    "inside_by_power": with_step(lambda v, s, c, d, e, a: -a * (v / c) * (e + s / d) ** -0.5),
    "before_correction": with_step(lambda v, s, c, d, e, a: -a * d**0.5 / c * v / (np.sqrt(s) + e)),
    "inside_before_correction": with_step(
        lambda v, s, c, d, e, a: -a * d**0.5 / c * v / np.sqrt(s + e)
    ),
}
answers.right |= variants


@wrong
def aliased_moments(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    made = comprehensions(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    for k in made[1]:
        made[1][k][...] = made[2][k]
    return made


@wrong
def gradients_squared_in_place(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    for k, W in parameters.items():
        g = grads["d" + k]
        v["d" + k] = beta1 * v["d" + k] + (1 - beta1) * g
        g **= 2
        s["d" + k] = beta2 * s["d" + k] + (1 - beta2) * g
        parameters[k] = W - learning_rate * (v["d" + k] / (1 - beta1**t)) / (
            np.sqrt(s["d" + k] / (1 - beta2**t)) + epsilon
        )
    return parameters, v, s


@wrong
def corrected_in_place(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    for k, W in parameters.items():
        v["d" + k] = beta1 * v["d" + k] + (1 - beta1) * grads["d" + k]
        s["d" + k] = beta2 * s["d" + k] + (1 - beta2) * grads["d" + k] ** 2
        v["d" + k] /= 1 - beta1**t
        s["d" + k] /= 1 - beta2**t
        parameters[k] = W - learning_rate * v["d" + k] / (np.sqrt(s["d" + k]) + epsilon)
    return parameters, v, s


@wrong
def t_from_the_loop(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    for t in range(1, len(parameters) // 2 + 1):
        for k in (f"W{t}", f"b{t}"):
            v["d" + k] = beta1 * v["d" + k] + (1 - beta1) * grads["d" + k]
            s["d" + k] = beta2 * s["d" + k] + (1 - beta2) * grads["d" + k] ** 2
            parameters[k] = parameters[k] - learning_rate * (v["d" + k] / (1 - beta1**t)) / (
                np.sqrt(s["d" + k] / (1 - beta2**t)) + epsilon
            )
    return parameters, v, s


@wrong
def xor_for_power(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in grads}
    return (
        {k: W - learning_rate * v["d" + k] / (1 - (beta1 ^ t)) for k, W in parameters.items()},
        v,
        s,
    )


@wrong
def python_sqrt(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in grads}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k] ** 2 for k in grads}
    return (
        {k: W - learning_rate * v["d" + k] / math.sqrt(s["d" + k]) for k, W in parameters.items()},
        v,
        s,
    )


@wrong
def step_in_the_loop_over_keys_of_v(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    for k in v:
        v[k] = beta1 * v[k] + (1 - beta1) * grads[k]
        s[k] = beta2 * s[k] + (1 - beta2) * grads[k] ** 2
        for name in parameters:
            if v[k].shape == parameters[name].shape:
                parameters[name] = parameters[name] - learning_rate * (v[k] / (1 - beta1**t)) / (
                    np.sqrt(s[k] / (1 - beta2**t)) + epsilon
                )
    return parameters, v, s


@wrong
def without_state(parameters, grads, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return parameters


answers.changed |= {
    "a_hair_off": returns("{k: W * (1 + 1e-5) for k, W in updated.items()}, first, second"),
    "v_a_hair_off": returns("updated, {k: v * (1 + 1e-5) for k, v in first.items()}, second"),
    "s_a_hair_off": returns("updated, first, {k: s * (1 + 1e-5) for k, s in second.items()}"),
    "weights_not_corrected": change(
        direction="first[key] / (1 - beta1**t if first[key].shape[1] == 1 else 1)"
    ),
    "epsilon_squared": change(size="np.sqrt(second[key] / (1 - beta2**t)) + epsilon**2"),
    "epsilon_root": change(size="np.sqrt(second[key] / (1 - beta2**t)) + epsilon**0.5"),
    "epsilon_on_v": change(direction="first[key] / (1 - beta1**t) + epsilon"),
    "epsilon_twice": change(size="np.sqrt(second[key] / (1 - beta2**t) + epsilon) + epsilon"),
    "epsilon_in_correction": change(direction="first[key] / (1 - beta1**t + epsilon)"),
    "epsilon_by_maximum": change(size="np.maximum(np.sqrt(second[key] / (1 - beta2**t)), epsilon)"),
    "correction_of_the_root": change(size="np.sqrt(second[key]) / (1 - beta2**t) + epsilon"),
    "root_of_the_correction_left_out": change(
        size="(np.sqrt(second[key]) + epsilon) / (1 - beta2**t)"
    ),
    "cube_root": change(size="np.cbrt(second[key] / (1 - beta2**t)) + epsilon"),
    "added": change(updated="array - learning_rate * (direction + size)"),
    "brackets": change(updated="array - learning_rate * direction / (size - epsilon) + epsilon"),
    "first_moment_scaled": change(updated="array - learning_rate**2 * direction / size"),
    "decaying_rate": begin("learning_rate = learning_rate / np.sqrt(t)"),
    "t_halved": begin("t = max(1, t // 2)"),
    "t_capped": begin("t = min(t, 2)"),
    "t_counted_from_two": begin("t = t + 2"),
    "beta1_fixed": begin("beta1 = 0.9"),
    "beta2_fixed": begin("beta2 = 0.999"),
    "epsilon_eight": begin("epsilon = 10e-8"),
    "defaults_other": piece("beta2=0.999", "beta2=0.99"),
    "default_epsilon_other": piece("epsilon=1e-8", "epsilon=1e-7"),
    "no_defaults": piece("beta1=0.9, beta2=0.999, epsilon=1e-8", "beta1, beta2, epsilon"),
    "biases_by_descent": change(
        updated='array - (0.1 * grads[key] if "b" in key else learning_rate * direction / size)'
    ),
    "last_layer_by_old": returns(
        'updated | {k: parameters[k] for k in [f"W{len(parameters) // 2}"]}, first, second'
    ),
    "s_of_biases_not_kept": returns('updated, first, second | {k: s[k] for k in s if "b" in k}'),
    "joined": returns('updated, first | {f"s{k}": x for k, x in second.items()}'),
    "state_in_a_tuple": returns("updated, (first, second)"),
    "keys_of_parameters": returns(
        "updated, *({k[1:]: x for k, x in made.items()} for made in (first, second))"
    ),
    "s_flat": returns("updated, first, {k: x.ravel() for k, x in second.items()}"),
    "s_rounded": returns("updated, first, {k: x.round(4) for k, x in second.items()}"),
    "own_step_counter": change(
        piece("epsilon=1e-8", "epsilon=1e-8, n=[0]"), begin("n[0] += 1\nt = n[0]")
    ),
    "in_the_order_of_the_dicts": begin("grads = dict(zip(v, grads.values()))"),
}


@wrong
def corrected_at_first(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    for n in parameters:
        g = grads["d" + n]
        v["d" + n] = beta1 * v["d" + n] + (1 - beta1) * g
        s["d" + n] = beta2 * s["d" + n] + (1 - beta2) * g**2
        c1, c2 = (1 - beta1**t, 1 - beta2**t) if t <= 10 else (1, 1)
        parameters[n] = parameters[n] - learning_rate * (v["d" + n] / c1) / (
            np.sqrt(s["d" + n] / c2) + epsilon
        )
    return parameters, v, s
