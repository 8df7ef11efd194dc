"""Judging dropout by what it has to be, since other entries are dropped each time.

An answer is what was kept of an array and the mask that says where, once for each of several
generators. What can be told of it is put into `MaskTraits`: those of a right answer are the
expected ones, and those of a known mistake tell that mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.checks.words import phrase

SIGMAS = 6.0
FEW = 200
"""Below so many entries, over all masks, nothing is said about what they have in common."""
COUNTED = 0.02
"""Masks with almost the same count each have less than so much of the variance of free ones."""
_RATIO = 1e-5
_SAID = {
    "share": "masks.share",
    "scale": "masks.scale",
    "the-same": "masks.free-the-same",
    "whole": "masks.free-whole",
    "units": "masks.free-units",
    "samples": "masks.free-samples",
    "counted": "masks.free-counted",
    "bound": "masks.free-bound",
    "dropped": "masks.marks-dropped",
    "apart": "masks.marks-apart",
    "idle": "masks.marks-idle",
    "scaled": "masks.marks-scaled",
    "numbers": "masks.marks-numbers",
}
"""What is said of a trait whatever it is, else of what it came out as."""


@dataclass(frozen=True)
class MaskTraits:
    """What an answer is like.

    Attributes
    ----------
    structure : str
        Why there are no two arrays of the right shape, as a phrase; empty where there are.
    marks : str
        What the mask holds: ``kept`` where it is true or 1 for what is kept; ``dropped`` where it
        is the other way round; ``scaled`` where it is divided too; ``numbers``; ``apart`` where it
        does not say what was dropped, ``idle`` where nothing was.
    share : str
        How much is kept: ``right``, or ``inverted``, ``half``, ``all``, ``none``, ``other``.
    free : str
        What the masks have in common: ``free`` for nothing.
    scale : str
        What the kept entries are multiplied by: ``right``, ``one``, ``keep``, ``drop``, ``actual``,
        ``twice``, ``root`` or ``other``; ``changing`` from mask to mask, ``uneven`` within one, or
        ``draws`` where each has a number of its own, none larger than ``right``.
    finite : bool
    kept, factor : float
        The share and the factor themselves, for messages.
    """

    structure: str = ""
    marks: str = "kept"
    share: str = "right"
    free: str = "free"
    scale: str = "right"
    finite: bool = True
    kept: float = field(default=0.0, compare=False)
    factor: float = field(default=0.0, compare=False)

    @classmethod
    def of(
        cls, A: np.ndarray, keep_prob: float, pairs: Sequence[tuple[np.ndarray, np.ndarray]]
    ) -> MaskTraits:
        """What is like the dropping of entries of A, made once or more.

        Of an entry that is 0, the mask alone tells whether it was kept.

        Parameters
        ----------
        A : ndarray of shape (n, m)
        keep_prob : float
        pairs : sequence of (ndarray, ndarray)
            What was kept, and the mask, both of the shape of A.
        """
        dropped, masks = (np.stack([pair[at] for pair in pairs]).astype(float) for at in (0, 1))
        if not (np.isfinite(dropped).all() and np.isfinite(masks).all()):
            return cls(finite=False)
        kept, told = dropped != 0, A != 0
        marks = _marks(kept[:, told], masks[:, told], keep_prob)
        kept = np.where(told, kept, (masks == 0) if marks == "dropped" else (masks != 0))
        if marks == "idle":
            kept = masks != 0  # the mask alone tells what should be dropped
        scale, factor = _scale(A, keep_prob, dropped)
        share = _share(kept, keep_prob)
        return cls(
            marks=marks,
            share=share,
            free=_free(kept) if share not in ("all", "none") else "free",
            scale=scale,
            kept=float(kept.mean()),
            factor=factor,
        )


@dataclass(frozen=True)
class Masked:
    """Stands for a right dropout of the entries of A, and says what it is like."""

    A: np.ndarray
    keep_prob: float
    traits: MaskTraits

    def disagreement(self, got: MaskTraits, name: str = "dropped") -> str:
        """Say in a clause what is not as it should be, or nothing."""
        right = self.traits
        numbers = {"name": name, "keep": f"{self.keep_prob:g}", "share": f"{got.kept:.0%}"}
        for trait in ("share", "free", "marks", "scale"):
            came = getattr(got, trait)
            if came != getattr(right, trait):
                factor = f"{got.factor:.4g}"
                said = _SAID.get(trait) or _SAID.get(came, "masks.other")
                return phrase(said, factor=factor, **numbers)
        return "" if got == right else phrase("masks.other", name=name)


def _marks(kept: np.ndarray, masks: np.ndarray, keep_prob: float) -> str:
    marked = masks != 0
    if np.array_equal(marked, ~kept) and not np.array_equal(marked, kept):
        return "dropped"
    if not np.array_equal(marked, kept):
        return "idle" if kept.all() and np.isin(masks, (0, 1)).all() else "apart"
    values = masks[marked]
    if (values == 1).all():
        return "kept"
    return "scaled" if np.allclose(values, 1 / keep_prob, rtol=_RATIO) else "numbers"


def _share(kept: np.ndarray, keep_prob: float) -> str:
    count, whole = int(kept.sum()), kept.size
    if keep_prob == 1 or whole < FEW:
        # Too few to tell: all may be kept, or none, by chance.
        return "right" if keep_prob < 1 or count == whole else "other"
    if count in (0, whole):
        return "all" if count else "none"
    for share, name in ((keep_prob, "right"), (1 - keep_prob, "inverted"), (0.5, "half")):
        if abs(count - whole * share) <= SIGMAS * np.sqrt(whole * share * (1 - share)):
            return name
    return "other"


def _scale(A: np.ndarray, keep_prob: float, dropped: np.ndarray) -> tuple[str, float]:
    factors = []
    for one in dropped:
        with np.errstate(divide="ignore"):  # something may have been made of a 0
            ratios = one[one != 0] / A[one != 0]
        if not np.isfinite(ratios).all():
            return "uneven", 0.0
        if ratios.size and np.ptp(ratios) > _RATIO * np.abs(ratios).max():
            own = ratios.min() >= 0 and ratios.max() <= 1 / keep_prob
            own &= np.unique(ratios).size == ratios.size
            return "draws" if own else "uneven", float(ratios.mean())
        factors.append(float(np.median(ratios)) if ratios.size else None)
    told = np.array([factor for factor in factors if factor is not None])
    if not told.size:
        return "right", 0.0
    own = np.array([1 / one.astype(bool).mean() for one in dropped if one.any()])
    known: dict[str, float | np.ndarray] = {
        "right": 1 / keep_prob,
        "one": 1.0,
        "keep": keep_prob,
        "drop": 1 / max(1 - keep_prob, 1e-9),
        "twice": 1 / keep_prob**2,
        "root": 1 / np.sqrt(keep_prob),
        "actual": own,
    }
    for name, factor in known.items():
        if np.allclose(told, factor, rtol=_RATIO):
            return name, float(told[0])
    return ("other" if np.ptp(told) <= _RATIO * told.max() else "changing"), float(told[0])


def _free(kept: np.ndarray) -> str:
    """What several masks (draws, n, m) have in common that free ones have not, or ``free``."""
    draws, n, m = kept.shape
    if kept.size < FEW or kept.all() or not kept.any():
        return "free"
    if draws > 1 and (kept == kept[0]).all():
        return "the-same"
    if n * m > 1 and (kept == kept[:, :1, :1]).all():
        return "whole"
    if m > 1 and (kept == kept[:, :, :1]).all():
        return "units"
    if n > 1 and (kept == kept[:, :1, :]).all():
        return "samples"
    p = kept.mean()
    for axes in ((1, 2), (1,), (2,)):
        counts = kept.sum(axis=axes)
        size = n * m if len(axes) == 2 else kept.shape[axes[0]]
        if counts.size < 16 or size < 4:
            continue
        spread = float(counts.var() / (size * p * (1 - p)))
        if spread < COUNTED:
            return "counted"
        if abs(spread - 1) > 2 * SIGMAS * np.sqrt(2 / counts.size):
            return "bound"
    standard = (kept - p) / np.sqrt(p * (1 - p))
    for axis in (0, 1, 2):
        if kept.shape[axis] > 1:
            before, after = np.delete(standard, -1, axis), np.delete(standard, 0, axis)
            if abs(float((before * after).mean())) > SIGMAS / np.sqrt(before.size):
                return "bound"
    return "free"
