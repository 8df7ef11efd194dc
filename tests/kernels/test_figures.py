"""Figures with their margins, and without."""

import base64
import struct

import pytest

from autograder.kernels.zygote import Zygote

DRAW = """
import matplotlib.pyplot as plt
plt.figure(figsize=(4, 3), dpi=100)
plt.axes((0.4, 0.4, 0.2, 0.2))
plt.show()
"""


@pytest.mark.parametrize("cropped", [True, False])
def test_a_figure_has_its_whole_size_only_where_it_is_not_cropped(cropped):
    with Zygote(cropped=cropped, sandbox=False) as zygote, zygote.kernel() as kernel:
        (shown,) = kernel.execute(DRAW, 60).outputs
    size = struct.unpack(">II", base64.b64decode(shown["data"]["image/png"])[16:24])
    assert (size == (400, 300)) is not cropped
