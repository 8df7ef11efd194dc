"""Pictures: read to the end before they are shown, made smaller where they are large."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import sys
import warnings
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from autograder.reports.defects import Defects
from autograder.reports.document import Inline, Marked, Picture, Text
from autograder.reports.reading import svg
from autograder.reports.reading.letters import clean
from autograder.reports.words import say

LARGEST = 40_000_000
"""Bytes of a picture that is read."""
WIDEST = 1_600
"""Pixels on a side; what has more is made smaller."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_KINDS = {"PNG": "png", "JPEG": "jpeg"}
PAGE = 700
"""Pixels that a page is wide."""
_STYLED = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.%px ]+)", re.IGNORECASE)
_WIDE = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*(px|%)?", re.IGNORECASE)
_LONG = 60
PLAYED = {
    "video": "played.video",
    "audio": "played.audio",
    "canvas": "played.drawn",
    **dict.fromkeys(("iframe", "object", "embed", "applet"), "played.page"),
}
"""Elements that play something, or hold another page, and what they are called."""
_DATA = re.compile(r"data:image/([a-z+.-]+)(?:;[a-z0-9=-]+)*(;base64)?,(.*)", re.I | re.S)


Checked = tuple[bytes, str, float]
"""A picture that was read to its end, its kind, and its width as it came."""


class Allowance:
    """How much of pictures one page may hold, and how large they may be in all.

    A picture that is shown again is not read again, but takes its room on the page.
    """

    def __init__(self, content: int = 40_000_000, pixels: int = 400_000_000) -> None:
        self._content, self._pixels = content, pixels
        self._known: dict[bytes, Checked | None] = {}

    def read(self, data: bytes) -> Checked | str:
        """A picture, or the key of why it cannot be shown."""
        name = hashlib.sha256(data).digest()
        if name not in self._known:
            size = _size(data)
            if size > self._pixels:
                return "picture.many"
            self._pixels -= size
            self._known[name] = _checked(data)
        found = self._known[name]
        if found is None:
            return "picture.broken"
        return found if self.holds(found[0]) else "picture.many"

    def holds(self, content: bytes) -> bool:
        """Whether there is room for a picture, which is taken."""
        room = len(content) <= self._content
        self._content -= len(content) if room else 0
        return room


class Find(Protocol):
    """Finds a picture by its address and by what it shows; else what stands in its place.

    The same for what plays, by the name of its element.
    """

    def __call__(self, address: str, alt: str, element: str = "img", /) -> Inline: ...


class Pictures:
    """Finds the pictures that a text names.

    Where one cannot be shown a short text stands in its place, which says so and why.

    Parameters
    ----------
    defects : Defects
    folder : Path, optional
        Where files may be named relative to it and below it; without it none is read.
    attached : mapping, optional
        What is attached to the cell, as the notebook has it.
    allowance : Allowance, optional
        That of the page, where others read what somebody wrote; without it there is no bound.
    """

    def __init__(
        self,
        defects: Defects,
        folder: Path | None = None,
        attached: Mapping[str, Any] | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        self._defects, self._folder, self._attached = defects, folder, attached or {}
        self._allowance = allowance or Allowance(sys.maxsize, sys.maxsize)

    def find(self, address: str, alt: str, element: str = "img", /) -> Inline:
        """The picture at an address, or what stands in its place."""
        address = address.strip()
        if element in PLAYED:
            return self._played(element, address, alt)
        if match := _DATA.fullmatch(address):
            content = match[3] if match[2] else unquote(match[3])
            return self.shown(match[1].lower(), content, alt)
        if address.startswith("attachment:"):
            bundle = self._attached.get(unquote(address[11:]), self._attached.get(address[11:]))
            for kind, content in bundle.items() if isinstance(bundle, Mapping) else ():
                if str(kind).startswith("image/"):
                    return self.shown(str(kind)[6:], content, alt)
            return self._missing("picture.not-attached", alt, address[11:])
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", address):
            return self._missing("picture.elsewhere", alt, address)
        return self._file(unquote(address.partition("?")[0].partition("#")[0]), alt)

    def shown(self, kind: str, content: Any, alt: str, *, width: Any = None) -> Inline:
        """A picture that stands in a notebook, or what stands in its place.

        Parameters
        ----------
        kind : str
            What follows ``image/`` in its type.
        content : Any
            Its text, or the lines of that: base64, or SVG as it is.
        alt : str
        width : Any
            In pixels, where the notebook says it.
        """
        if isinstance(content, list):
            content = "".join(map(str, content))
        if not isinstance(content, str):
            return self._missing("picture.broken", alt)
        if len(content) > LARGEST * 2:
            return self._missing("picture.large", alt)
        if kind.startswith("svg") and content.lstrip()[:1] in ("<", "\ufeff"):
            return self._svg(content, alt)
        try:
            data = base64.b64decode(re.sub(r"\s", "", content), validate=True)
        except (binascii.Error, ValueError):
            return self._missing("picture.broken", alt)
        return self._read(data, alt, width)

    def _file(self, address: str, alt: str) -> Inline:
        if self._folder is None:
            return self._missing("picture.not-inside", alt, address)
        try:
            path = (self._folder / address.replace("\\", "/")).resolve()
            if not path.is_relative_to(self._folder.resolve()):
                return self._missing("picture.outside", alt, address)
            if not path.is_file():
                return self._missing("picture.no-file", alt, address)
            if path.stat().st_size > LARGEST:
                return self._missing("picture.large", alt, address)
            data = path.read_bytes()
        except (OSError, ValueError):
            return self._missing("picture.no-file", alt, address)
        return self._read(data, alt, None, address)

    def _read(self, data: bytes, alt: str, width: Any, name: str = "") -> Inline:
        if (
            data[:200]
            .lstrip(b"\xef\xbb\xbf \t\r\n")
            .startswith((b"<?xml", b"<svg", b"<!DOCTYPE s"))
        ):
            return self._svg(data.decode("utf-8", "replace"), alt, name)
        found = self._allowance.read(data) if 0 < len(data) <= LARGEST else "picture.broken"
        if isinstance(found, str):
            return self._missing(found, alt, name)
        content, kind, pixels = found
        given = isinstance(width, int | float) and not isinstance(width, bool) and 8 < width < 4000
        shown = float(width) if given else pixels
        return Picture(content, kind, shown, _alt(alt), self._defects.place)  # type: ignore[arg-type]

    def _svg(self, source: str, alt: str, name: str = "") -> Inline:
        found = svg.cleaned(source)
        if found is None:
            return self._missing("picture.broken", alt, name)
        if not self._allowance.holds(found[0]):
            return self._missing("picture.many", alt, name)
        width = min(max(found[1], 16.0), 4000.0)
        return Picture(found[0], "svg+xml", width, _alt(alt), self._defects.place)

    def _played(self, element: str, address: str, title: str) -> Inline:
        """Take note of something that plays, which a page cannot."""
        name = _short(title or address) if title or not address.startswith("data:") else ""
        what = say(PLAYED[element])
        named = say("played.named", what=what, name=name) if name else what
        self._defects.note(say("played.left", place=self._defects.place, what=named))
        return Marked("quiet", (Text(say("played.instead", what=named)),))

    def _missing(self, key: str, alt: str, name: str = "") -> Inline:
        """Take note of a picture that cannot be shown."""
        reason = say(key)
        self._defects.note(left_out(name or alt, self._defects.place, key))
        shows = _short(alt or name)
        told = say("picture.instead" if shows else "picture.one-instead", name=shows, reason=reason)
        return Marked("quiet", (Text(told),))


def sized(picture: Picture, given: Mapping[str, str]) -> Picture:
    """A picture as wide as the attributes of its element say, in pixels or as a part of a page."""
    style = _STYLED.search(given.get("style", ""))
    match = _WIDE.fullmatch((style[1] if style else given.get("width", "")).strip())
    if match is None:
        return picture
    width = float(match[1]) * (PAGE / 100 if match[2] == "%" else 1)
    return replace(picture, width=width) if 8 < width < 4000 else picture


def left_out(name: str, place: str, key: str) -> str:
    """The sentence for a picture that cannot be shown, by the key of the reason."""
    reason, file = say(key), _short(name)
    if file:
        return say("picture.left", place=place, name=file, reason=reason)
    return say("picture.one-left", place=place, reason=reason)


def _alt(text: str) -> str:
    return clean(text).replace("\n", " ")[:300]


def _short(text: str) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) < _LONG else f"{text[: _LONG - 3]}..."


def _size(data: bytes) -> int:
    """Pixels of a picture, which its beginning tells; none where nobody can read it."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                return image.width * image.height
    except Exception:  # noqa: BLE001 - a broken picture may break its reader in any way
        return 0


def _checked(data: bytes) -> Checked | None:
    """A picture as it can be shown; None if it is broken."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # such as for a picture that unpacks to gigabytes
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                width, kind = float(image.width), _KINDS.get(image.format or "", "")
                image.load()
                if kind in ("png", "jpeg") and max(image.size) <= WIDEST and len(data) < 2_000_000:
                    return data, kind, width
                upright = ImageOps.exif_transpose(image)
                clear = "A" in image.getbands() or "transparency" in image.info
                still = upright.convert("RGBA" if clear else "RGB")
                still.thumbnail((WIDEST, WIDEST))
                out = BytesIO()
                flat = not clear and (kind == "jpeg" or len(data) >= 2_000_000)
                still.save(out, "JPEG" if flat else "PNG", quality=88)
                return out.getvalue(), "jpeg" if flat else "png", width
    except Exception:  # noqa: BLE001 - a broken picture may break its reader in any way
        return None
