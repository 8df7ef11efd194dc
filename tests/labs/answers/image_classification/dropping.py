# ruff: noqa - written as students write
"""Answers to `dropout`."""

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def in_steps(A, keep_prob, rng):
    D = rng.random(A.shape)
    D = (D < keep_prob).astype(int)
    A = A * D
    A = A / keep_prob
    return A, D


@right
def binomial(A, keep_prob, rng):
    mask = rng.binomial(1, keep_prob, size=A.shape)
    return A * mask / keep_prob, mask


@right
def choice(A, keep_prob, rng):
    mask = rng.choice([True, False], size=A.shape, p=[keep_prob, 1 - keep_prob])
    return np.where(mask, A / keep_prob, 0.0), mask


@right
def upper_end(A, keep_prob, rng):
    mask = rng.random(A.shape) >= 1 - keep_prob
    out = A.copy()
    out[~mask] = 0
    out /= keep_prob
    return out, mask


@right
def uniform_and_floats(A, keep_prob, rng):
    mask = np.where(rng.uniform(0, 1, A.shape) < keep_prob, 1.0, 0.0)
    return np.multiply(A, mask) / keep_prob, mask


@right
def entry_by_entry(A, keep_prob, rng):
    mask = np.zeros(A.shape, dtype=bool)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            mask[i, j] = rng.random() < keep_prob
    return A * mask / keep_prob, mask


@right
def single_precision(A, keep_prob, rng):
    mask = rng.random(A.shape, dtype=np.float32) < np.float32(keep_prob)
    return (A * mask / keep_prob).astype(np.float32), mask


@right
def with_the_scaled_mask_inside(A, keep_prob, rng):
    mask = rng.random(A.shape) < keep_prob
    scaled = mask / keep_prob
    return A * scaled, mask


@answers.add_legacy
def global_generator(A, keep_prob, rng):
    mask = np.random.rand(*A.shape) < keep_prob
    return A * mask / keep_prob, mask


@wrong
def vanilla(A, keep_prob, rng):
    mask = rng.random(A.shape) < keep_prob
    return A * mask, mask


@wrong
def mask_is_what_is_dropped(A, keep_prob, rng):
    mask = rng.random(A.shape) < 1 - keep_prob
    return A * ~mask / keep_prob, mask


@wrong
def rows_drawn_once(A, keep_prob, rng):
    mask = np.tile(rng.random((1, A.shape[1])) < keep_prob, (A.shape[0], 1))
    return A * mask / keep_prob, mask


@wrong
def exact_number(A, keep_prob, rng):
    mask = np.zeros(A.size, dtype=bool)
    mask[rng.choice(A.size, int(round(keep_prob * A.size)), replace=False)] = True
    mask = mask.reshape(A.shape)
    return A * mask / keep_prob, mask


@wrong
def always_the_same(A, keep_prob, rng):
    mask = np.random.default_rng(0).random(A.shape) < keep_prob
    return A * mask / keep_prob, mask


@wrong
def gaussian(A, keep_prob, rng):
    noise = 1 + rng.standard_normal(A.shape) * np.sqrt((1 - keep_prob) / keep_prob)
    return A * noise, noise


@wrong
def halves_tied(A, keep_prob, rng):
    half = rng.random((A.shape[0], -(-A.shape[1] // 2)))
    mask = np.hstack([half, half])[:, : A.shape[1]] < keep_prob
    return A * mask / keep_prob, mask


@wrong
def by_size(A, keep_prob, rng):
    mask = np.abs(A) <= np.quantile(np.abs(A), keep_prob)
    return A * mask / keep_prob, mask


@wrong
def a_little_too_often(A, keep_prob, rng):
    mask = rng.random(A.shape) < keep_prob * 0.95
    return A * mask / keep_prob, mask


@wrong
def mask_from_what_is_left(A, keep_prob, rng):
    D = A * (rng.random(A.shape) < keep_prob) / keep_prob
    return D, D != 0


@wrong
def rounded_probability(A, keep_prob, rng):
    mask = rng.random(A.shape) < keep_prob
    return A * mask / round(keep_prob, 1), mask


@wrong
def something_made_of_zeros(A, keep_prob, rng):
    mask = rng.random(A.shape) < keep_prob
    return (A + 1e-3) * mask / keep_prob, mask
