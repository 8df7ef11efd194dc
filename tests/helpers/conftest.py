"""The same examples in every run; with HYPOTHESIS_PROFILE=thorough, 20,000 others."""

import os

import matplotlib as mpl
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("same", max_examples=50, derandomize=True, deadline=None, database=None)
settings.register_profile(
    "thorough",
    max_examples=20_000,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

mpl.use("Agg")


@pytest.fixture(autouse=True)
def _figures_are_closed():
    yield
    import matplotlib.pyplot as plt

    plt.close("all")
