"""Markdown in the formgrader: what a student writes is shown, and runs in nobody's browser.

nbconvert lets HTML in Markdown through as it is. Here only tags and attributes that show something
are left, links lead to pages alone, and pictures are those that were pasted in: a picture elsewhere
would tell its owner who reads the page. nbgrader's formgrader shows notebooks by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

# The decorator of Jinja's that nbconvert itself uses, whichever name this version gives it.
from nbconvert.exporters.html import contextfilter  # type: ignore[attr-defined]
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors.sanitize import SanitizeHTML

RICHEST = 2_000
"""Marks of Markdown in a cell; more, and it is shown as it is."""
LONGEST = 100_000
MEMORABLE = 20_000

Filter = Callable[[Mapping[str, Any], str], str]

_with_context: Callable[[Filter], Filter] = contextfilter
_TAGS = (
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li"
    " ol p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul"
)
_LINK = re.compile(r"(https?://|mailto:)[^\s]*", re.IGNORECASE)
_PASTED = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=]*")
# nbconvert's cleaner takes no addresses with data in them, so pictures are away meanwhile.
_ASIDE = "https://pasted.invalid/"
_PUT_ASIDE = re.compile(r"https://pasted\.invalid/(\d{1,6})")
# The colours of code; a class of the page's own could make a text look like the grader's.
_COLOUR = re.compile(r"highlight|err|[a-z][a-z0-9]?")
_SIZE = re.compile(r"\d{1,4}%?")
# Of MathJax's commands, those that make links, load more of it, or reach into the page.
_COMMANDS = re.compile(
    r"\\(href|url|require|class|cssId|style|data|Newextarrow|mmlToken)(?![A-Za-z])"
)


@_with_context
def markdown2html(context: Mapping[str, Any], source: str) -> str:
    """Markdown as HTML: nbconvert's filter of this name, made safe.

    Parameters
    ----------
    context : mapping
        Of the template; its cell may have pictures attached.
    source : str
    """
    attachments = context.get("cell", {}).get("attachments", {})
    own = attachments or len(source) > MEMORABLE
    return _rendered(source, attachments) if own else _remembered(source)


def clean(html: str) -> str:
    """HTML with nothing in it that runs, loads or leads astray."""
    pictures: list[str] = []

    def put_aside(picture: re.Match[str]) -> str:
        pictures.append(picture[0])
        return f"{_ASIDE}{len(pictures) - 1}"

    def put_back(place: re.Match[str]) -> str:
        number = int(place[1])
        return pictures[number] if number < len(pictures) else ""

    cleaned = _cleaner().sanitize_html_tags(_PASTED.sub(put_aside, html))
    return _COMMANDS.sub(r"\\mathrm{\1}", _PUT_ASIDE.sub(put_back, str(cleaned)))


def richness(source: str) -> int:
    """How many characters of a text Markdown has to look at twice, or more often."""
    return sum(source.count(mark) for mark in "[]_*`<>!\\$")


def as_it_is(source: str) -> str:
    """A text as HTML that shows it as it was written."""
    return f"<pre>{escape(source)}</pre>"


@lru_cache(maxsize=2048)
def _remembered(source: str) -> str:
    """Most of a class's Markdown is the lab's own, and the same in every notebook."""
    return _rendered(source, {})


def _rendered(source: str, attachments: dict[str, Any]) -> str:
    # The time that Markdown takes grows with the square of its marks: days for a few million.
    if richness(source) > RICHEST or len(source) > LONGEST:
        return as_it_is(source)
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        return clean(MarkdownWithMath(renderer=renderer).render(source))
    except InvalidNotebook:  # a picture that is not attached
        return as_it_is(source)


@cache
def _cleaner() -> Any:
    make: Any = SanitizeHTML
    return make(tags=_TAGS.split(), attributes=_allowed, strip=False, strip_comments=True)


def _allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute is kept."""
    if tag == "a" and name == "href":
        return _LINK.fullmatch(value) is not None
    if tag == "img" and name == "src":
        return _PUT_ASIDE.fullmatch(value) is not None
    if name in ("width", "height", "colspan", "rowspan"):
        return _SIZE.fullmatch(value) is not None
    if name == "class":
        return tag in ("span", "div", "pre", "code") and _COLOUR.fullmatch(value) is not None
    return name in ("alt", "title", "align")
