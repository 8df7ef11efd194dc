"""Memory in a kernel: what is freed is used again."""

from autograder.kernels.zygote import Zygote

TOUCHED = """
import resource
import numpy as np
for size in (2**19, 2**20, 2**21):
    np.ones(size)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for size in (2**19, 2**20, 2**21):
    np.ones(size)
resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
"""


def test_large_arrays_come_from_memory_that_was_freed():
    with Zygote(sandbox=False) as zygote, zygote.kernel() as kernel:
        (shown,) = kernel.execute(TOUCHED, 60).outputs
    assert int(shown["data"]["text/plain"]) < 100  # of 7,168 pages
