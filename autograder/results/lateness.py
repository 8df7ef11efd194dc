"""How late a submission is, in words."""

from __future__ import annotations

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def late(seconds: float) -> str:
    """Such as "late by 2 days 3 hours": the two largest units that there is something of.

    Parameters
    ----------
    seconds : float
        After the due date; what came in time has 0.
    """
    if seconds <= 0:
        return "on time"
    parts, left = [], int(seconds)
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return f"late by {' '.join(parts[:2]) or 'less than a second'}"
