"""What cells have shown, each in the richest form that a page can hold; nothing gets lost."""

import pytest

from autograder.reports.defects import Defects
from autograder.reports.document import Output, Paragraph, Table, plain
from autograder.reports.reading.outputs import read
from tests.reports.notebooks import shown

OBJECT = "<IPython.core.display.HTML object>"
PLOTLY = "<div><script>Plotly.newPlot()</script><div id='x'></div></div>"
WIDGET = "application/vnd.jupyter.widget-view+json"
BAR = "training:   0%|          | 0/100 [00:00<?, ?it/s]"


def told(output):
    defects = Defects()
    with defects.at("cell 7"):
        return read([output], defects), defects.sentences


def test_html_of_words_is_shown_where_python_has_only_a_name_for_it():
    blocks, defects = told(shown(html="<h3>Best</h3><p>It is <b>He</b>.</p>", plain=OBJECT))
    assert [plain(block) for block in blocks] == ["Best", "It is He."]
    assert defects == []


def test_what_python_says_of_a_thing_is_preferred_to_words_in_html():
    (block,), _ = told(shown(html="<details><p>SVC</p></details>", plain="SVC(C=3)"))
    assert block == Output("SVC(C=3)")


@pytest.mark.parametrize(
    "output",
    [
        shown(html=PLOTLY),
        shown(html=PLOTLY, plain=OBJECT),
        shown(html="<canvas></canvas>", plain="<bokeh.Figure at 0x7fa0>"),
        {"output_type": "display_data", "data": {"application/pdf": "JVBERi0="}},
    ],
)
def test_what_only_a_program_draws_is_named_with_its_cell(output):
    (block,), defects = told(output)
    what = "an output that only the notebook itself can show"
    assert plain(block) == f"[Left out, as it cannot be printed: {what}]"
    assert defects == [f"In cell 7, something that cannot be printed was left out: {what}."]


def test_a_video_is_told_of_once_and_python_s_name_of_it_is_not():
    blocks, _ = told(
        shown(html="<video src='a.mp4'></video>", plain="<IPython.display.Video at 0x1>")
    )
    assert [plain(one) for one in blocks] == [
        "[Left out, as it cannot be printed: a video (a.mp4)]"
    ]
    assert isinstance(blocks[0], Paragraph)


def test_the_beginning_of_a_progress_bar_and_what_only_does_something_are_not_shown():
    def output(kind, text):
        return {"output_type": "display_data", "data": {kind: {}, "text/plain": text}}

    assert told(output(WIDGET, BAR)) == ((), [])
    assert told(output("application/javascript", "<IPython.core.display.Javascript object>")) == (
        (),
        [],
    )
    assert told(shown(plain="")) == ((), [])
    assert told(output(WIDGET, "IntSlider(value=3)"))[0] == (Output("IntSlider(value=3)"),)


def test_a_table_is_a_table_whatever_else_there_is():
    (block,), _ = told(shown(html="<table><tr><td>1</td></tr></table>", plain="1", latex="$1$"))
    assert isinstance(block, Table)
