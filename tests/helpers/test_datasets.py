import numpy as np
import pytest
from sklearn.datasets import make_circles, make_moons

from helpers.datasets import circles, moons


@pytest.mark.parametrize("make", [circles, moons])
def test_samples_are_columns_with_both_labels_in_both_parts(make):
    data = make(np.random.default_rng(0), train=60, test=20)
    for X, Y, m in ((data.X_train, data.Y_train, 60), (data.X_test, data.Y_test, 20)):
        assert (X.shape, Y.shape) == ((2, m), (1, m))
        assert (X.dtype, Y.dtype) == (np.float64, np.float64)
        assert X.flags.c_contiguous
        assert np.unique(Y, return_counts=True)[1].tolist() == [m / 2, m / 2]
    assert not set(data.X_train[0]) & set(data.X_test[0])


@pytest.mark.parametrize("make", [circles, moons])
def test_everything_random_comes_from_rng(make):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    one, same, other = (make(np.random.default_rng(seed)) for seed in (0, 0, 1))
    np.testing.assert_array_equal(one.X_train, same.X_train)
    np.testing.assert_array_equal(one.X_test, same.X_test)
    assert not np.array_equal(one.X_train, other.X_train)
    np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_the_inner_circle_has_label_one():
    data = circles(np.random.default_rng(0), noise=0.0, factor=0.5)
    np.testing.assert_allclose(
        np.hypot(*data.X_train)[None], np.where(data.Y_train == 1, 0.5, 1.0), rtol=1e-12
    )


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("make", "theirs", "options"),
    [
        (circles, make_circles, {"noise": 0.05, "factor": 0.7}),
        (moons, make_moons, {"noise": 0.2}),
    ],
)
def test_the_numbers_are_those_of_scikit_learn(make, theirs, options, seed):
    data = make(np.random.default_rng(seed), train=31, test=8, **options)
    rng = np.random.default_rng(seed)
    for X, Y, m in ((data.X_train, data.Y_train, 31), (data.X_test, data.Y_test, 8)):
        expected, labels = theirs(m, random_state=int(rng.integers(2**31)), **options)
        np.testing.assert_array_equal(X, expected.T)
        np.testing.assert_array_equal(Y, labels[None])
