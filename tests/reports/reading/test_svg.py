"""SVG is drawn, and does nothing else."""

import pytest

from autograder.reports.reading.svg import cleaned

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def inside(content):
    found = cleaned(f"{OPEN} width='10'>{content}</svg>")
    return None if found is None else found[0].decode()


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        "<g><script href='x'/></g>",
        "<foreignObject><body/></foreignObject>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<image href='https://example.org/x.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<use href='other.svg#x'/>",
        "<rect onclick='alert(1)'/>",
        "<rect style='fill:url(https://example.org)'/>",
        "<rect fill='url(//example.org#x)'/>",
        "<style>@import 'https://example.org';</style>",
        "<style>rect { fill: url(https://example.org) }</style>",
        "<style>rect { fill: u\\72l(https://example.org) }</style>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
    ],
)
def test_what_runs_loads_or_leads_elsewhere_is_gone(content):
    clean = inside(content + "<circle r='1'/>")
    assert "circle" in clean
    for sign in ("alert", "example.org", "passwd", "script", "base64", "other.svg", "html", "body"):
        assert sign not in clean


def test_what_draws_is_kept():
    content = (
        '<defs><clipPath id="a"><path d="M0 0"/></clipPath></defs><g clip-path="url(#a)">'
        '<use href="#b" fill="red"/><text style="font: 10px serif">x</text></g>'
        '<image href="data:image/png;base64,iVBORw0="/><style>path { fill: red }</style>'
    )
    clean = inside(content)
    for sign in ("clipPath", "url(#a)", "#b", "font: 10px", "iVBORw0=", "fill: red"):
        assert sign in clean


def test_a_figure_of_matplotlib_keeps_its_width():
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C" "x">\n'
    assert cleaned(f'{head}{OPEN} width="72pt" viewBox="0 0 72 36"><g/></svg>')[1] == 96
    assert cleaned(f'{OPEN} viewBox="0 0 72 36"><g/></svg>')[1] == 72


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x",
        "<svg>",
        "<html/>",
        "<!DOCTYPE svg [<!ENTITY a 'x'>]><svg>&a;</svg>",
        "<svg>&a;</svg>",
    ],
)
def test_what_is_no_svg_is_none(source):
    assert cleaned(source) is None
