"""SVG that only draws: what runs, loads or leads elsewhere is taken out of it."""

from __future__ import annotations

import re
from math import isfinite
from xml.etree import ElementTree as ET

from autograder.reports.reading.letters import clean

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
LARGEST = 5_000_000
MOST = 1_000_000
"""Elements that are drawn, each as often as others use it."""
_NAMES = (
    "svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol"
    " marker clipPath mask pattern linearGradient radialGradient stop title desc image filter"
    " switch feGaussianBlur feOffset feBlend feMerge feMergeNode feFlood feComposite feColorMatrix"
)
_ELEMENTS = frozenset(_NAMES.split())
_TYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
_INSIDE = re.compile(r"#[\w.:-]+")
_PASTED = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_URL = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)", re.IGNORECASE)
_LENGTH = re.compile(r"([\d.]{1,12}(?:e[+-]?\d{1,2})?)\s*(px|pt|pc|mm|cm|in|em|ex)?")
_UNITS = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


def cleaned(source: str) -> tuple[bytes, float] | None:
    """SVG without anything that does more than draw, and its width in pixels.

    Parameters
    ----------
    source : str
        A whole file, or the element alone.

    Returns
    -------
    tuple or None
        None where it is no SVG that can be read.
    """
    source = _TYPE.sub("", clean(source), count=1).strip()
    if len(source) > LARGEST or "<!ENTITY" in source.upper() or "<!DOCTYPE" in source.upper():
        return None
    if source.startswith("<svg") and "xmlns=" not in source.partition(">")[0]:
        source = source.replace("<svg", f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}"', 1)
    try:
        root = ET.fromstring(source)
        if root.tag != f"{{{SVG}}}svg":
            return None
        _clean(root)
        if _drawn(root) > MOST:
            return None
        width = _sized(root)
        return ET.tostring(root, encoding="utf-8"), width
    except (ET.ParseError, ValueError, RecursionError):
        return None


def _clean(element: ET.Element) -> None:
    for name in list(element.attrib):
        value = element.attrib[name]
        local = name.rpartition("}")[2].lower()
        if local == "href":
            whole = value.strip()
            pasted = _PASTED.fullmatch(whole) if element.tag == f"{{{SVG}}}image" else None
            keep = bool(_INSIDE.fullmatch(whole) or pasted)
        else:
            keep = not local.startswith("on") and not _URL.search(value.replace("\\", ""))
            keep = keep and "import" not in value.lower() and local not in ("base", "src")
        if not keep:
            del element.attrib[name]
    for child in list(element):
        space, _, local = str(child.tag).rpartition("}")
        if local == "style" and space == f"{{{SVG}":
            text = child.text or ""
            if _URL.search(text) or "@" in text or "\\" in text:
                element.remove(child)
        elif space == f"{{{SVG}" and local in _ELEMENTS:
            _clean(child)
        else:
            element.remove(child)


def _drawn(root: ET.Element) -> float:
    """How many elements are drawn: a few lines may use one another a billion times."""
    named = {one.get("id"): one for one in root.iter() if one.get("id")}
    known: dict[ET.Element, float] = {}

    def count(element: ET.Element) -> float:
        if element not in known:
            known[element] = float("inf")  # where it uses itself
            used = element.get("href", element.get(f"{{{XLINK}}}href", ""))
            is_use = element.tag == f"{{{SVG}}}use"
            target = named.get(used.strip().removeprefix("#")) if is_use else None
            more = count(target) if target is not None else 0
            known[element] = 1 + more + sum(map(count, element))
        return known[element]

    return count(root)


def _sized(root: ET.Element) -> float:
    """Its width in pixels; of its sizes those are left that are sizes."""
    for name in ("width", "height"):
        if name in root.attrib and not _length(root.attrib[name]):
            del root.attrib[name]
    box = _numbers(root.get("viewBox", ""))
    if len(box) != 4 or min(box[2:]) <= 0:
        box = [0.0, 0.0, 480.0, 0.0]
        root.attrib.pop("viewBox", None)
    return _length(root.get("width", "")) or box[2]


def _length(written: str) -> float:
    """A length in pixels; nothing where it is none, or no length by itself such as ``100%``."""
    match = _LENGTH.fullmatch(written.strip())
    try:
        length = float(match[1]) * _UNITS.get(match[2] or "px", 1) if match else 0.0
    except ValueError:  # such as 1.2.3
        return 0.0
    return length if isfinite(length) else 0.0


def _numbers(written: str) -> list[float]:
    try:
        numbers = [float(one) for one in written.replace(",", " ").split()]
    except ValueError:
        return []
    return numbers if all(map(isfinite, numbers)) else []
