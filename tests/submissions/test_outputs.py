from __future__ import annotations

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from autograder.submissions.outputs import CUT, MAX_MESSAGES, MAX_OUTPUTS, MAX_TEXT, Screen


def text(words, name="stdout"):
    return {"name": name, "text": words}


def shown(*messages) -> Screen:
    screen = Screen()
    for kind, content in messages:
        screen.receive(kind, content)
    return screen


def test_printed_text_is_put_together():
    screen = shown(("stream", text("a")), ("stream", text("b")), ("stream", text("c", "stderr")))
    assert [(o.name, o.text) for o in screen.outputs] == [("stdout", "ab"), ("stderr", "c")]


def test_endless_printing_is_cut_off():
    screen = shown(*[("stream", text("x" * 1_000))] * 10_000)
    assert screen.cut
    assert len(screen.outputs) == 1
    assert screen.outputs[0].text == "x" * MAX_TEXT + CUT


def test_endless_displaying_is_cut_off():
    screen = shown(*[("display_data", {"data": {"text/plain": "x"}})] * 10_000)
    assert screen.cut
    assert len(screen.outputs) == MAX_OUTPUTS


def test_a_progress_line_shows_its_last_state():
    steps = [("stream", text(f"\rstep {n}")) for n in range(300)]
    assert shown(*steps, ("stream", text("\n"))).outputs[0].text == "step 299\n"


def test_clearing_makes_room():
    turns = [("clear_output", {"wait": True}), ("stream", text("now"))] * (MAX_MESSAGES // 2)
    assert [o.text for o in shown(*turns).outputs] == ["now"]


def test_an_update_changes_what_is_shown():
    transient = {"display_id": "bar"}
    screen = shown(
        ("display_data", {"data": {"text/plain": "1 %"}, "transient": transient}),
        *[("update_display_data", {"data": {"text/plain": "100 %"}, "transient": transient})] * 9,
    )
    assert [o.data["text/plain"] for o in screen.outputs] == ["100 %"]


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
    output = shown(("execute_result", {"data": data, "execution_count": 1})).outputs[0]
    assert output.data == {"image/png": "aGVsbG8=", "text/plain": "a table"}


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "text", "name", "transient", "display_id", "wait", "traceback"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
kinds = st.sampled_from(
    ["stream", "display_data", "execute_result", "error", "clear_output", "update_display_data"]
)


@given(st.lists(st.tuples(kinds, anything), max_size=8))
def test_whatever_a_kernel_sends_the_outputs_are_valid(messages):
    outputs = shown(*messages).outputs
    cell = nbformat.v4.new_code_cell("", outputs=outputs)
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
