"""What a figure shows, read from its artists: a plot is judged without looking at pixels.

Artists are recognised by the name of their class: Matplotlib itself is not imported.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_REGIONS = {"QuadContourSet", "TriContourSet", "QuadMesh", "AxesImage", "PolyQuadMesh"}
MAX_PANELS = 20


def describe_figures(figures: object) -> list[dict[str, bool]]:
    """Describe every plot of one figure, or of several.

    Parameters
    ----------
    figures : matplotlib Figure, or a list, tuple or dict of them
        Something else is described as no plots at all.

    Returns
    -------
    list of dict
        One for each pair of axes: has it ``regions``, ``points``, ``colours`` (by label),
        ``labels`` (on both axes) and a ``title``?
    """
    if isinstance(figures, dict):
        figures = list(figures.values())
    several = figures if isinstance(figures, list | tuple) else [figures]
    panels = [panel for figure in several for panel in getattr(figure, "axes", [])]
    return [_describe(panel) for panel in panels[:MAX_PANELS] if not _is_colour_bar(panel)]


def _is_colour_bar(panel: Any) -> bool:
    return getattr(panel, "_colorbar", None) is not None


def _describe(panel: Any) -> dict[str, bool]:
    kinds = [{base.__name__ for base in type(artist).__mro__} for artist in panel.get_children()]
    scatters = [
        artist
        for artist, names in zip(panel.get_children(), kinds, strict=True)
        if "PathCollection" in names and _is_scatter(artist)
    ]
    marked = [line for line in panel.get_lines() if _is_marked(line)]
    return {
        "regions": any(names & _REGIONS for names in kinds),
        "points": sum(len(artist.get_offsets()) for artist in scatters) > 2 or bool(marked),
        "colours": len(_colours(scatters, marked)) >= 2,
        "labels": _labelled(panel, "x") and _labelled(panel, "y"),
        "title": bool(_title(panel)),
    }


def _labelled(panel: Any, axis: str) -> bool:
    """Whether an axis has a label, its own or one that it shares with the plots beside it."""
    figure = panel.figure
    labels = [getattr(other, f"get_{axis}label")() for other in getattr(figure, "axes", [])]
    return any(str(text).strip() for text in (getattr(figure, f"get_sup{axis}label")(), *labels))


def _is_scatter(artist: Any) -> bool:
    # A set of contours is a collection too: in place of points, it has one at the origin.
    offsets = np.asarray(artist.get_offsets())
    return offsets.size > 2 or bool(offsets.size and np.any(offsets != 0))


def _is_marked(line: Any) -> bool:
    unmarked = line.get_marker() in (None, "None", "none", "", " ")
    return not unmarked and len(line.get_xdata()) > 1


def _colours(scatters: list[Any], marked: list[Any]) -> set[Any]:
    found: set[Any] = set()
    for artist in scatters:
        values = artist.get_array()
        if values is not None and np.size(values):
            found |= {("value", float(value)) for value in np.unique(np.asarray(values, float))}
        else:
            found |= {tuple(row) for row in np.round(np.asarray(artist.get_facecolors()), 3)}
            found |= {tuple(row) for row in np.round(np.asarray(artist.get_edgecolors()), 3)}
    return found | {("line", str(line.get_color())) for line in marked}


def _title(panel: Any) -> str:
    own = "".join(panel.get_title(loc=place) for place in ("left", "center", "right")).strip()
    whole = getattr(panel.figure, "get_suptitle", str)().strip()
    return str(own or whole)
