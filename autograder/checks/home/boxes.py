"""The frame around what is shown at home, in the colours of JupyterLab's theme; no script."""

from __future__ import annotations

from autograder.checks.words import tag

TEXT = "var(--jp-ui-font-color0, #000000)"
# As on the card: JupyterLab's own grey is too pale for small text in one theme or another.
MUTED = f"color-mix(in srgb, {TEXT} 70%, var(--jp-layout-color1, #ffffff))"
LINE = "var(--jp-border-color2, #e0e0e0)"
# The first font is for notebooks that are not trusted: JupyterLab takes every var() out of those.
CODE = (
    "font-family:monospace;font-family:var(--jp-code-font-family, monospace);"
    "white-space:pre-wrap;overflow-wrap:anywhere"
)
_SIDE = "var(--jp-info-color1, #0288d1)"
_STYLE = (
    "border:1px solid;border-left:4px solid;padding:6px 12px;margin:4px 0;"
    f"border-color:{LINE};border-left-color:{_SIDE};"
    f"color:{TEXT};background:var(--jp-layout-color1, #ffffff);"
    "font-family:var(--jp-ui-font-family, sans-serif);line-height:1.45"
)


def box(*parts: str, width: str = "52em") -> str:
    """HTML in a frame, at most so wide."""
    language = f' lang="{tag()}"' if tag() else ""
    return f'<div{language} style="{_STYLE};max-width:{width}">{"".join(parts)}</div>'


def div(content: str, style: str = "margin-top:4px") -> str:
    """HTML in a block of its own."""
    return f'<div style="{style}">{content}</div>'
