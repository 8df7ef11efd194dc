from __future__ import annotations

import json

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from autograder.settings import DEFAULTS
from autograder.submissions.outputs import CUT, kept


def text(words, name="stdout"):
    return {"output_type": "stream", "name": name, "text": words}


def display(words):
    return {"output_type": "display_data", "data": {"text/plain": words}}


def test_printed_text_in_pieces_is_put_together():
    outputs, cut = kept([text("a"), text(["b", "c"]), text("d", "stderr")], DEFAULTS)
    assert [(o.name, o.text) for o in outputs] == [("stdout", "abc"), ("stderr", "d")]
    assert not cut


def test_endless_printing_is_cut_off():
    outputs, cut = kept([text("x" * 1_000)] * 10_000, DEFAULTS)
    assert cut
    assert [output.text for output in outputs] == ["x" * DEFAULTS.output_text + CUT]


def test_endless_displaying_is_cut_off():
    outputs, cut = kept([display("x")] * 10_000, DEFAULTS)
    assert cut
    assert len(outputs) == DEFAULTS.outputs


def test_a_long_display_is_cut_off():
    outputs, cut = kept([display("x" * 1_000_000)], DEFAULTS)
    assert cut
    assert outputs[0].data["text/plain"].endswith(CUT)


def test_a_picture_that_is_too_large_is_left_out():
    data = {"image/png": "A" * (DEFAULTS.picture + 1), "text/plain": "a figure"}
    outputs, _ = kept([{"output_type": "display_data", "data": data}], DEFAULTS)
    assert outputs[0].data == {"text/plain": "a figure"}


def test_a_display_of_nothing_but_what_could_run_is_none():
    outputs, cut = kept([{"output_type": "display_data", "data": {"text/html": "<b>"}}], DEFAULTS)
    assert (outputs, cut) == ([], False)


def test_half_a_character_is_replaced_wherever_it_stands():
    error = {"output_type": "error", "ename": "\ud800", "evalue": "\ud800", "traceback": ["\ud800"]}
    outputs, _ = kept([text("\ud800"), display("\ud800"), error], DEFAULTS)
    assert len(outputs) == 3
    json.dumps(outputs, ensure_ascii=False).encode()


def test_a_progress_line_shows_its_last_state():
    outputs, _ = kept([*(text(f"\rstep {n}") for n in range(300)), text("\n")], DEFAULTS)
    assert outputs[0].text == "step 299\n"


def test_what_could_run_in_a_browser_is_left_out():
    data = {
        "text/html": "<script>alert(1)</script>",
        "image/svg+xml": "<svg onload='alert(1)'/>",
        "application/javascript": "alert(1)",
        "text/markdown": "<img onerror=alert(1)>",
        "image/png": "aGVsbG8=",
        "image/jpeg": '"><script>alert(1)</script>',
        "text/plain": "a table",
    }
    ((output,), _) = kept([{"output_type": "execute_result", "data": data}], DEFAULTS)
    assert output.data == {"image/png": "aGVsbG8=", "text/plain": "a table"}


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "text", "name", "traceback", "ename", "text/plain"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
kinds = st.sampled_from(["stream", "display_data", "execute_result", "error", "other"]) | anything


@given(st.lists(anything | st.tuples(kinds, anything), max_size=8))
def test_whatever_a_cell_holds_the_outputs_are_valid(given):
    handed_in = [
        {**part[1], "output_type": part[0]}
        if isinstance(part, tuple) and isinstance(part[1], dict)
        else part
        for part in given
    ]
    outputs, _ = kept(handed_in, DEFAULTS)
    cell = nbformat.v4.new_code_cell("", outputs=outputs)
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
