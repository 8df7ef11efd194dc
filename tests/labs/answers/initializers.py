# ruff: noqa - written as students write
"""Answers to `random` and `he`; `s` gives the standard deviation for a number of inputs."""

import itertools
import math
import operator
import random
import threading
from collections import OrderedDict, defaultdict
from itertools import pairwise, starmap

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong, legacy = answers.add_right, answers.add_wrong, answers.add_legacy


@right
def loop_from_one(layers_dims, rng, s):
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * s(
            layers_dims[l - 1]
        )
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    assert parameters["W1"].shape == (layers_dims[1], layers_dims[0])
    return parameters


@right
def loop_from_zero(layers_dims, rng, s):
    p = {}
    for i in range(len(layers_dims) - 1):
        p[f"b{i + 1}"] = np.zeros((layers_dims[i + 1], 1))
        p[f"W{i + 1}"] = rng.normal(0, s(layers_dims[i]), (layers_dims[i + 1], layers_dims[i]))
    return p


@right
def with_while(layers_dims, rng, s):
    p, l = dict(), 1
    while l < len(layers_dims):
        p["W%d" % l] = s(layers_dims[l - 1]) * rng.normal(size=(layers_dims[l], layers_dims[l - 1]))
        p["b%d" % l] = np.zeros(layers_dims[l]).reshape(-1, 1)
        l += 1
    return p


@right
def with_zip(layers_dims, rng, s):
    p = {}
    for l, (a, b) in enumerate(zip(layers_dims[:-1], layers_dims[1:]), 1):
        p.update({f"W{l}": rng.normal(scale=s(a), size=(b, a)), f"b{l}": np.full((b, 1), 0.0)})
    return p


@right
def comprehension(layers_dims, rng, s):
    d = layers_dims
    W = {f"W{l}": s(d[l - 1]) * rng.standard_normal((d[l], d[l - 1])) for l in range(1, len(d))}
    return W | {f"b{l}": np.zeros((d[l], 1)) for l in range(1, len(d))}


@right
def recursive(layers_dims, rng, s):
    if len(layers_dims) < 2:
        return {}
    *rest, n_in, n_out = layers_dims
    p = recursive([*rest, n_in], rng, s)
    l = len(layers_dims) - 1
    p[f"W{l}"] = rng.standard_normal((n_out, n_in)) * s(n_in)
    p[f"b{l}"] = np.zeros((n_out, 1))
    return p


def _layer(n_in, n_out, rng, s):
    return rng.standard_normal(size=(n_out, n_in)) * s(n_in), np.zeros((n_out, 1))


@right
def own_helper(layers_dims, rng, s):
    p = OrderedDict()
    for l, (a, b) in enumerate(pairwise(layers_dims)):
        p[f"W{l + 1}"], p[f"b{l + 1}"] = _layer(a, b, rng, s)
    return p


class Initializer:
    def __call__(self, layers_dims, rng, s):
        self.p = defaultdict(lambda: None)
        for l in reversed(range(1, len(layers_dims))):
            self.add(l, layers_dims, rng, s)
        return self.p

    def add(self, l, d, rng, s):
        self.p[f"W{l}"] = np.multiply(rng.standard_normal((d[l], d[l - 1])), s(d[l - 1]))
        self.p[f"b{l}"] = np.zeros(shape=(d[l], 1))


answers.right["a_class"] = Initializer()


@right
def scaled_afterwards(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"] = rng.standard_normal((layers_dims[l], layers_dims[l - 1]))
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    for key in p:
        if key.startswith("W"):
            p[key] *= s(p[key].shape[1])
    return p


@right
def transposed_twice(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"] = rng.normal(0.0, s(layers_dims[l - 1]), (layers_dims[l - 1], layers_dims[l])).T
        p[f"b{l}"] = np.zeros((1, layers_dims[l])).T
    return p


@right
def spawned(layers_dims, rng, s):
    p = {}
    children = rng.spawn(len(layers_dims) - 1)
    for l, child in enumerate(children, start=1):
        p[f"W{l}"] = child.normal(
            0, s(layers_dims[l - 1]), size=(layers_dims[l], layers_dims[l - 1])
        )
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@right
def one_long_draw(layers_dims, rng, s):
    sizes = [a * b for a, b in pairwise(layers_dims)]
    pieces = np.split(rng.standard_normal(sum(sizes)), np.cumsum(sizes)[:-1])
    p = {}
    for l, piece in enumerate(pieces, 1):
        p[f"W{l}"] = s(layers_dims[l - 1]) * piece.reshape(layers_dims[l], layers_dims[l - 1])
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@right
def multivariate(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        a, b = layers_dims[l - 1], layers_dims[l]
        p[f"W{l}"] = rng.multivariate_normal(np.zeros(a), s(a) ** 2 * np.eye(a), size=b)
        p[f"b{l}"] = np.zeros((b, 1))
    return p


@right
def more_than_asked(layers_dims, rng, s):
    p = {"layers": len(layers_dims) - 1}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * s(
            layers_dims[l - 1]
        )
        p[f"b{l}"] = np.zeros_like(p[f"W{l}"][:, :1])
    print("initialized", len(p), "arrays")
    return p, layers_dims


@right
def float32(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        p[f"W{l}"] = rng.standard_normal(shape, dtype=np.float32) * np.float32(s(shape[1]))
        p[f"b{l}"] = np.zeros((shape[0], 1), np.float32)
    return p


@right
def dims_as_array(layers_dims, rng, s):
    dims = np.asarray(layers_dims)
    W = [rng.normal(loc=0, scale=s(n), size=(m, n)) for m, n in zip(dims[1:], dims[:-1])]
    b = [np.zeros((m, 1)) for m in dims[1:]]
    return {f"{k}{l}": v for l, pair in enumerate(zip(W, b), 1) for k, v in zip("Wb", pair)}


@right
def into_an_empty_array(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        W = np.empty((layers_dims[l], layers_dims[l - 1]))
        rng.standard_normal(out=W)
        p[f"W{l}"] = W * s(W.shape[1])
        p[f"b{l}"] = np.zeros((W.shape[0], 1))
    return p


@right
def box_muller(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        u, v = rng.random((2, layers_dims[l], layers_dims[l - 1]))
        p[f"W{l}"] = s(layers_dims[l - 1]) * np.sqrt(-2 * np.log1p(-u)) * np.cos(2 * np.pi * v)
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@right
def seeds_from_rng(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        own = np.random.default_rng(rng.integers(2**63))
        p[f"W{l}"] = own.standard_normal((layers_dims[l], layers_dims[l - 1])) * s(
            layers_dims[l - 1]
        )
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@right
def map_over_layers(layers_dims, rng, s):
    W = list(
        map(lambda a, b: s(a) * rng.standard_normal((b, a)), layers_dims[:-1], layers_dims[1:])
    )
    b = list(map(lambda n: np.zeros((n, 1)), layers_dims[1:]))
    return dict(zip([f"W{l}" for l in range(1, len(W) + 1)], W)) | dict(
        zip([f"b{l}" for l in range(1, len(b) + 1)], b)
    )


# --- legacy: lose only `reproducible` ---


@legacy
def randn(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * s(layers_dims[l - 1])
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@legacy
def seeded_randn(layers_dims, rng, s):
    np.random.seed(3)
    return randn(layers_dims, rng, s)


@legacy
def fixed_generator(layers_dims, rng, s):
    return loop_from_one(layers_dims, np.random.default_rng(0), s)


@legacy
def fresh_generator(layers_dims, rng, s):
    return loop_from_one(layers_dims, np.random.default_rng(), s)


@legacy
def random_state(layers_dims, rng, s):
    state = np.random.RandomState(1)
    p = {}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"] = state.normal(0, s(layers_dims[l - 1]), (layers_dims[l], layers_dims[l - 1]))
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@legacy
def partly_fixed_generator(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    last = len(layers_dims) - 1
    p[f"W{last}"] = np.random.default_rng(0).standard_normal(p[f"W{last}"].shape) * s(
        layers_dims[-2]
    )
    return p


@legacy
def first_layer_fixed_generator(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    p["W1"] = np.random.default_rng(5).standard_normal(p["W1"].shape) * s(layers_dims[0])
    return p


@legacy
def scipy_like_global_scale(layers_dims, rng, s):
    np.random.normal()
    return loop_from_one(layers_dims, rng, s)


# --- wrong ---


def weights(draw, biases=lambda n: np.zeros((n, 1))):
    """An answer from what draws W of (layer, depth, n_out, n_in, rng, s)."""

    def answer(layers_dims, rng, s):
        p = {}
        for l, (a, b) in enumerate(pairwise(layers_dims), 1):
            p[f"W{l}"] = draw(l, len(layers_dims) - 1, b, a, rng, s(a))
            p[f"b{l}"] = biases(b)
        return p

    return answer


def N(rng, b, a):
    return rng.standard_normal((b, a))


def truncated(limit, var_corrected=False):
    def draw(l, L, b, a, rng, sd):
        W = N(rng, b, a)
        for _ in range(60):
            out = np.abs(W) > limit
            W = np.where(out, N(rng, b, a), W)
        if var_corrected:
            W /= W.std()
        return sd * W

    return draw


def halves(l, L, b, a, rng, sd):
    top = N(rng, (b + 1) // 2, a)
    return sd * np.concatenate([top, top])[:b]


def mirrored(l, L, b, a, rng, sd):
    top = N(rng, (b + 1) // 2, a)
    return sd * np.concatenate([top, -top])[:b]


def mirrored_columns(l, L, b, a, rng, sd):
    top = N(rng, b, (a + 1) // 2)
    return sd * np.concatenate([top, -top], axis=1)[:, :a]


def halved_columns(l, L, b, a, rng, sd):
    top = N(rng, b, (a + 1) // 2)
    return sd * np.concatenate([top, top], axis=1)[:, :a]


def every_other_row(l, L, b, a, rng, sd):
    W = N(rng, b, a)
    W[1::2] = W[: b - b // 2 : 1][: b // 2]
    return sd * W


def first_columns(l, L, b, a, rng, sd):
    W = np.zeros((b, a))
    k = max(1, a // 2)
    W[:, :k] = sd * N(rng, b, k)
    return W


def one_zero_row(l, L, b, a, rng, sd):
    W = sd * N(rng, b, a)
    W[-1] = 0
    return W


def one_zero_column(l, L, b, a, rng, sd):
    W = sd * N(rng, b, a)
    W[:, 0] = 0
    return W


def diagonal_zero(l, L, b, a, rng, sd):
    W = sd * N(rng, b, a)
    np.fill_diagonal(W, 0)
    return W


def mixture(l, L, b, a, rng, sd):
    W = N(rng, b, a)
    return sd * np.where(rng.random((b, a)) < 0.5, 0.6 * W, np.sqrt(2 - 0.36) * W)


def mild_mixture(l, L, b, a, rng, sd):
    W = N(rng, b, a)
    return sd * np.where(rng.random((b, a)) < 0.5, 0.75 * W, np.sqrt(2 - 0.75**2) * W)


def student_t(df):
    return lambda l, L, b, a, rng, sd: sd * rng.standard_t(df, (b, a)) * np.sqrt((df - 2) / df)


def units_of_different_scale(l, L, b, a, rng, sd):
    g = np.linspace(0.7, 1.3, b)[:, None]
    return sd * N(rng, b, a) * g / np.sqrt((g**2).mean())


def inputs_of_different_scale(l, L, b, a, rng, sd):
    g = np.linspace(0.7, 1.3, a)[None]
    return sd * N(rng, b, a) * g / np.sqrt((g**2).mean())


def symmetric(l, L, b, a, rng, sd):
    n = max(a, b)
    W = N(rng, n, n)
    W = np.triu(W) + np.triu(W, 1).T
    return sd * W[:b, :a]


def low_rank(l, L, b, a, rng, sd):
    k = 4
    return sd * N(rng, b, k) @ N(rng, k, a) / 2


def orthogonal(l, L, b, a, rng, sd):
    q, _ = np.linalg.qr(N(rng, max(a, b), min(a, b)))
    q = q if q.shape == (b, a) else q.T
    return sd * q / q.std()


def sorted_rows(l, L, b, a, rng, sd):
    return sd * np.sort(N(rng, b, a), axis=1)


def sorted_all(l, L, b, a, rng, sd):
    return sd * np.sort(N(rng, b, a).ravel()).reshape(b, a)


def shifted_rows(l, L, b, a, rng, sd):
    row = N(rng, 1, a)[0]
    return sd * np.stack([np.roll(row, i) for i in range(b)])


def linspaced(l, L, b, a, rng, sd):
    return sd * rng.permutation(np.linspace(-3, 3, a * b)).reshape(b, a) / 1.75


def pool(l, L, b, a, rng, sd):
    return sd * rng.choice(rng.standard_normal(500), (b, a))


def big_pool(l, L, b, a, rng, sd):
    return sd * rng.choice(rng.standard_normal(a * b), (b, a))


def per_unit_mean(l, L, b, a, rng, sd):
    return sd * (N(rng, b, a) + 0.3 * N(rng, b, 1)) / np.sqrt(1.09)


def only(condition, other, rest=lambda l, L, b, a, rng, sd: sd * N(rng, b, a)):
    """`other` where a layer meets a condition of (l, L, b, a)."""
    return lambda l, L, b, a, rng, sd: (other if condition(l, L, b, a) else rest)(
        l, L, b, a, rng, sd
    )


def times(factor):
    return lambda l, L, b, a, rng, sd: factor * sd * N(rng, b, a)


DRAWS = {
    "five_percent_up": times(1.05),
    "five_percent_down": times(0.95),
    "five_percent_last_layer": only(lambda l, L, b, a: l == L, times(1.05)),
    "five_percent_second_layer": only(lambda l, L, b, a: l == 2, times(1.06)),
    "wrong_in_wide_layers": only(lambda l, L, b, a: a > 150, times(1.2)),
    "wrong_in_narrow_layers": only(lambda l, L, b, a: a < 50, times(8.0)),
    "wrong_in_single_layers": only(lambda l, L, b, a: L == 1, times(3.0)),
    "zero_in_single_layers": only(lambda l, L, b, a: L == 1, times(0)),
    "zero_in_small_layers": only(lambda l, L, b, a: a < 12, times(0)),
    "zero_in_fourth_layer": only(lambda l, L, b, a: l >= 4, times(0)),
    "unscaled_from_fourth_layer": only(lambda l, L, b, a: l >= 4, times(2.5)),
    "zero_where_inputs_are_two": only(lambda l, L, b, a: a == 2, times(0)),
    "ones_where_units_are_few": only(
        lambda l, L, b, a: b <= 5, lambda l, L, b, a, rng, sd: np.ones((b, a))
    ),
    "truncated_at_two": truncated(2),
    "truncated_at_two_with_spread": truncated(2, True),
    "truncated_at_three": truncated(3),
    "clipped_at_two": lambda l, L, b, a, rng, sd: sd * np.clip(N(rng, b, a), -2, 2),
    "clipped_at_three": lambda l, L, b, a, rng, sd: sd * np.clip(N(rng, b, a), -3, 3),
    "halves": halves,
    "mirrored": mirrored,
    "mirrored_columns": mirrored_columns,
    "halved_columns": halved_columns,
    "every_other_row": every_other_row,
    "first_columns": first_columns,
    "mixture": mixture,
    "mild_mixture": mild_mixture,
    "student_t5": student_t(5),
    "laplace": lambda l, L, b, a, rng, sd: rng.laplace(0, sd / 2**0.5, (b, a)),
    "logistic": lambda l, L, b, a, rng, sd: rng.logistic(0, sd * 3**0.5 / np.pi, (b, a)),
    "triangular": lambda l, L, b, a, rng, sd: rng.triangular(
        -(6**0.5) * sd, 0, 6**0.5 * sd, (b, a)
    ),
    "signs": lambda l, L, b, a, rng, sd: rng.choice([-sd, sd], (b, a)),
    "lognormal": lambda l, L, b, a, rng, sd: sd * rng.lognormal(0, 1, (b, a)),
    "exponential": lambda l, L, b, a, rng, sd: rng.exponential(sd, (b, a)),
    "sum_of_four_uniforms": lambda l, L, b, a, rng, sd: (
        sd * (rng.random((4, b, a)).sum(0) - 2) * 3**0.5
    ),
    "units_of_different_scale": units_of_different_scale,
    "inputs_of_different_scale": inputs_of_different_scale,
    "symmetric": symmetric,
    "low_rank": low_rank,
    "orthogonal": orthogonal,
    "sorted_rows": sorted_rows,
    "sorted_all": sorted_all,
    "shifted_rows": shifted_rows,
    "linspaced": linspaced,
    "pool": pool,
    "big_pool": big_pool,
    "per_unit_mean": per_unit_mean,
    "one_zero_row": one_zero_row,
    "one_zero_column": one_zero_column,
    "diagonal_zero": diagonal_zero,
    "shifted_mean": lambda l, L, b, a, rng, sd: sd * (0.1 + N(rng, b, a)),
    "rounded_relative": lambda l, L, b, a, rng, sd: sd * np.round(N(rng, b, a), 1),
    "rounded_one": lambda l, L, b, a, rng, sd: np.round(sd * N(rng, b, a), 1),
    "as_ints": lambda l, L, b, a, rng, sd: (sd * N(rng, b, a)).astype(int),
    "with_nan": lambda l, L, b, a, rng, sd: np.where(
        rng.random((b, a)) < 0.01, np.nan, sd * N(rng, b, a)
    ),
    "with_inf": lambda l, L, b, a, rng, sd: np.where(
        rng.random((b, a)) < 0.01, np.inf, sd * N(rng, b, a)
    ),
    "complex": lambda l, L, b, a, rng, sd: sd * N(rng, b, a) + 0j,
    "objects": lambda l, L, b, a, rng, sd: (sd * N(rng, b, a)).astype(object),
    "text": lambda l, L, b, a, rng, sd: (sd * N(rng, b, a)).astype(str),
    "lists": lambda l, L, b, a, rng, sd: (sd * N(rng, b, a)).tolist(),
    "three_axes": lambda l, L, b, a, rng, sd: sd * N(rng, b, a)[None],
    "flat": lambda l, L, b, a, rng, sd: sd * N(rng, b, a).ravel(),
    "variance_plus_mean": lambda l, L, b, a, rng, sd: rng.normal(sd, sd, (b, a)),
    "rng_random_centred": lambda l, L, b, a, rng, sd: sd * (rng.random((b, a)) - 0.5),
    "constant": lambda l, L, b, a, rng, sd: np.full((b, a), sd),
    "one_number_per_layer": lambda l, L, b, a, rng, sd: (
        sd * rng.standard_normal() * np.ones((b, a))
    ),
    "loop_over_entries": lambda l, L, b, a, rng, sd: np.array(
        [[sd * rng.standard_normal() for _ in range(a)] for _ in range(b)]
    ),
    "loop_over_units": lambda l, L, b, a, rng, sd: np.array(
        [sd * rng.standard_normal(a) for _ in range(b)]
    ),
    "map_over_units": lambda l, L, b, a, rng, sd: (
        sd * np.array(list(map(rng.standard_normal, [a] * b)))
    ),
    "starmap_over_units": lambda l, L, b, a, rng, sd: (
        sd * np.array(list(starmap(rng.standard_normal, [(a,)] * b)))
    ),
    "starmap_normal": lambda l, L, b, a, rng, sd: np.array(
        list(starmap(rng.normal, [(0, sd, a)] * b))
    ),
    "fromiter": lambda l, L, b, a, rng, sd: np.fromiter(
        (rng.normal(0, sd) for _ in range(a * b)), float
    ).reshape(b, a),
    "vectorized": lambda l, L, b, a, rng, sd: np.vectorize(lambda _: rng.normal(0, sd))(
        np.zeros((b, a))
    ),
    "along_axis": lambda l, L, b, a, rng, sd: np.apply_along_axis(
        lambda row: sd * rng.standard_normal(len(row)), 1, np.zeros((b, a))
    ),
    "along_axis_of_rows": lambda l, L, b, a, rng, sd: np.apply_along_axis(
        lambda row: row * sd, 0, N(rng, b, a)
    ),
    "repeatfunc": lambda l, L, b, a, rng, sd: (
        sd * np.array(list(itertools.islice(map(rng.standard_normal, itertools.repeat(a)), b)))
    ),
    "fromfunction": lambda l, L, b, a, rng, sd: np.fromfunction(
        np.vectorize(lambda i, j: rng.normal(0, sd)), (b, a)
    ),
    "python_random": lambda l, L, b, a, rng, sd: np.array(
        [[random.gauss(0, sd) for _ in range(a)] for _ in range(b)]
    ),
    "insert_rows": lambda l, L, b, a, rng, sd: _by_vstack(b, a, rng, sd),
    "exec_loop": lambda l, L, b, a, rng, sd: _by_exec(b, a, rng, sd),
    "threads": lambda l, L, b, a, rng, sd: _by_threads(b, a, rng, sd),
    "recursion_over_units": lambda l, L, b, a, rng, sd: sd * np.array(_rows(b, a, rng)),
    "blocks": lambda l, L, b, a, rng, sd: (
        sd * np.concatenate([N(rng, min(50, b - i), a) for i in range(0, b, 50)])
    ),
    "ndenumerate": lambda l, L, b, a, rng, sd: _by_ndenumerate(b, a, rng, sd),
}


def _by_vstack(b, a, rng, sd):
    W = np.empty((0, a))
    while len(W) < b:
        W = np.vstack([W, sd * rng.standard_normal(a)])
    return W


def _by_exec(b, a, rng, sd):
    scope = {"W": np.zeros((b, a)), "rng": rng, "sd": sd}
    exec("for i in range(len(W)): W[i] = sd * rng.standard_normal(W.shape[1])", scope)
    return scope["W"]


def _by_threads(b, a, rng, sd):
    W = np.zeros((b, a))

    def work():
        for i in range(b):
            W[i] = sd * rng.standard_normal(a)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return W


def _rows(b, a, rng):
    return [] if b == 0 else [*_rows(b - 1, a, rng), rng.standard_normal(a)]


def _by_ndenumerate(b, a, rng, sd):
    W = N(rng, b, a)
    for index, value in np.ndenumerate(W):
        W[index] = sd * value
    return W


for name, draw in DRAWS.items():
    answers.wrong[name] = weights(draw)


def right_weights(biases):
    return weights(times(1), biases)


answers.wrong |= {
    "biases_hundredth": right_weights(lambda n: np.full((n, 1), 0.01)),
    "biases_epsilon": right_weights(lambda n: np.full((n, 1), 1e-12)),
    "biases_number": right_weights(lambda n: 0),
    "biases_float": right_weights(lambda n: 0.0),
    "biases_one_row": right_weights(lambda n: np.zeros((1, n))),
    "biases_flat": right_weights(lambda n: np.zeros(n)),
    "biases_one_entry": right_weights(lambda n: np.zeros((1, 1))),
    "biases_none": right_weights(lambda n: None),
    "biases_nan": right_weights(lambda n: np.full((n, 1), np.nan)),
    "biases_lists": right_weights(lambda n: [[0.0]] * n),
}


@wrong
def sliced_from_one(layers_dims, rng, s):
    big = rng.standard_normal((max(layers_dims), max(layers_dims)))
    p = {}
    for l, (a, b) in enumerate(pairwise(layers_dims), 1):
        p[f"W{l}"], p[f"b{l}"] = s(a) * big[:b, :a], np.zeros((b, 1))
    return p


@wrong
def resized_from_one(layers_dims, rng, s):
    flat = rng.standard_normal(100_000)
    p = {}
    for l, (a, b) in enumerate(pairwise(layers_dims), 1):
        p[f"W{l}"], p[f"b{l}"] = s(a) * flat[: a * b].reshape(b, a), np.zeros((b, 1))
    return p


@wrong
def same_stream_negated(layers_dims, rng, s):
    seed = int(rng.integers(2**31))
    p = {}
    for l, (a, b) in enumerate(pairwise(layers_dims), 1):
        draw = np.random.default_rng(seed).standard_normal((b, a))
        p[f"W{l}"], p[f"b{l}"] = s(a) * (-1) ** l * draw, np.zeros((b, 1))
    return p


@wrong
def same_stream_transposed(layers_dims, rng, s):
    seed = int(rng.integers(2**31))
    p = {}
    for l, (a, b) in enumerate(pairwise(layers_dims), 1):
        draw = np.random.default_rng(seed).standard_normal((a, b)).T
        p[f"W{l}"], p[f"b{l}"] = s(a) * draw, np.zeros((b, 1))
    return p


@wrong
def appends(layers_dims, rng, s):
    layers_dims.append(1)
    return loop_from_one(layers_dims, rng, s)


@wrong
def pops(layers_dims, rng, s):
    result = loop_from_one(layers_dims, rng, s)
    layers_dims.pop()
    return result


@wrong
def reverses(layers_dims, rng, s):
    result = loop_from_one(layers_dims, rng, s)
    layers_dims.reverse()
    return result


@wrong
def inserts(layers_dims, rng, s):
    n_x = layers_dims.pop(0)
    layers_dims.insert(0, float(n_x))
    return loop_from_one([n_x, *layers_dims[1:]], rng, s)


@wrong
def three_layers_only(layers_dims, rng, s):
    return {
        "W1": s(layers_dims[0]) * N(rng, layers_dims[1], layers_dims[0]),
        "b1": np.zeros((layers_dims[1], 1)),
        "W2": s(layers_dims[1]) * N(rng, layers_dims[2], layers_dims[1]),
        "b2": np.zeros((layers_dims[2], 1)),
        "W3": s(layers_dims[2]) * N(rng, layers_dims[3], layers_dims[2]),
        "b3": np.zeros((layers_dims[3], 1)),
    }


@wrong
def the_lab_sizes(layers_dims, rng, s):
    return loop_from_one([2, 10, 5, 1], rng, s)


@wrong
def one_layer_too_many(layers_dims, rng, s):
    return loop_from_one([*layers_dims, 1], rng, s)


@wrong
def returns_in_the_loop(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"] = N(rng, layers_dims[l], layers_dims[l - 1]) * s(layers_dims[l - 1])
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
        return p


@wrong
def off_by_one_index(layers_dims, rng, s):
    p = {}
    for l in range(1, len(layers_dims) + 1):
        p[f"W{l}"] = N(rng, layers_dims[l], layers_dims[l - 1]) * s(layers_dims[l - 1])
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p


@wrong
def keys_without_numbers(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    return {"W": [p[k] for k in p if k[0] == "W"], "b": [p[k] for k in p if k[0] == "b"]}


@wrong
def keys_with_underscore(layers_dims, rng, s):
    return {f"{k[0]}_{k[1:]}": v for k, v in loop_from_one(layers_dims, rng, s).items()}


@wrong
def forced_to_mean_and_spread(layers_dims, rng, s):
    parameters = loop_from_one(layers_dims, rng, lambda n: 1.0)
    for layer, n in enumerate(layers_dims[:-1], start=1):
        W = parameters[f"W{layer}"]
        if W.size > 1:
            parameters[f"W{layer}"] = (W - W.mean()) / W.std() * s(n)
    return parameters


@wrong
def keys_as_tuples(layers_dims, rng, s):
    return {(k[0], int(k[1:])): v for k, v in loop_from_one(layers_dims, rng, s).items()}


@wrong
def a_tuple_of_dicts(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    return {k: p[k] for k in p if k[0] == "W"}, {k: p[k] for k in p if k[0] == "b"}


@wrong
def returns_weights_only(layers_dims, rng, s):
    return loop_from_one(layers_dims, rng, s)["W1"]


@wrong
def returns_text(layers_dims, rng, s):
    return str(loop_from_one(layers_dims, rng, s))


@wrong
def prints_instead(layers_dims, rng, s):
    print(loop_from_one(layers_dims, rng, s))


@wrong
def not_implemented(layers_dims, rng, s):
    raise NotImplementedError


@wrong
def wrong_signature(layers_dims, s):
    return loop_from_one(layers_dims, np.random.default_rng(), s)


@wrong
def never_called(layers_dims, rng, s):
    return lambda: loop_from_one(layers_dims, rng, s)


@wrong
def uses_rng_randn(layers_dims, rng, s):
    return {"W1": rng.randn(layers_dims[1], layers_dims[0])}


@wrong
def infinite_recursion(layers_dims, rng, s):
    return infinite_recursion(layers_dims, rng, s)


@wrong
def a_generator(layers_dims, rng, s):
    yield loop_from_one(layers_dims, rng, s)


@wrong
def zero_sum_rows(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    for k in p:
        if k[0] == "W" and p[k].shape[1] > 1:
            p[k] = p[k] - p[k].mean(axis=1, keepdims=True)
    return p


@wrong
def unit_rows(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    for k in p:
        if k[0] == "W":
            W = p[k]
            p[k] = (
                W / np.linalg.norm(W, axis=1, keepdims=True) * s(W.shape[1]) * math.sqrt(W.shape[1])
            )
    return p


@wrong
def methodcaller_map(layers_dims, rng, s):
    p = loop_from_one(layers_dims, rng, s)
    call = operator.methodcaller("__mul__", 1.0)
    for k in p:
        p[k] = np.array(list(map(call, p[k].tolist()[0:0] + [row for row in p[k]])))
    return p


def of_scale(answer, s):
    """The answer to a checkpoint, for its scale."""
    return lambda layers_dims, rng: answer(layers_dims, rng, s)
