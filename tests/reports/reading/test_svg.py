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
    "sizes",
    [
        'width="0" height="0"',
        'width="-5" height="10"',
        'width="NaN" height="10" viewBox="0 0 NaN 10"',
        'viewBox="0 0 inf 10"',
        'viewBox="0 0 0 0"',
        'viewBox="0 0 x"',
        'width="1.2.3"',
        'width="100%" height="auto" viewBox="0 0 480 10"',
        'width="1e999"',
    ],
)
def test_sizes_that_are_none_are_left_out(sizes):
    clean, width = cleaned(f"{OPEN} {sizes}><g/></svg>")
    assert width == 480
    assert not any(sign in clean.decode() for sign in ("NaN", "-5", "inf", "auto", "1.2", '"0"'))


def using(times):
    """Nine groups that use one another, each several times."""
    groups = "".join(
        f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * times}</g>' for n in range(1, 10)
    )
    return f'{OPEN}><defs><g id="a0"><rect/></g>{groups}</defs><use href="#a9"/></svg>'


def test_what_is_used_a_billion_times_would_never_be_drawn():
    assert cleaned(using(2)) is not None
    assert cleaned(using(10)) is None
    assert cleaned(f'{OPEN}><g id="a"><use href="#a"/></g></svg>') is None


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
