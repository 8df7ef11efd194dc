"""Phrases: English to whoever compares them, and in the present language where they are shown."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.calling.observation import MAX_ERROR, Observation
from autograder.checks.packing import pack, unpack
from autograder.checks.plain import MAX_TEXT, MalformedData, Odd, Opaque, describe, plain
from autograder.checks.words import (
    as_sentence,
    chinese,
    entry,
    key_of,
    listed,
    phrase,
    say,
    sentences,
    shown,
    term,
    width,
)
from autograder.checks.words.english import SENTENCES
from tests.checks.words.catalogue import placeholders

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def takes_text(sentence: str) -> bool:
    return all(not form for _, form, _ in placeholders(sentence))


KEYS = st.sampled_from(sorted(key for key in SENTENCES if takes_text(SENTENCES[key])))


def parts(key: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({name: TEXT for name, _, _ in placeholders(SENTENCES[key])})


PHRASES = KEYS.flatmap(lambda key: parts(key).map(lambda given: phrase(key, **given)))


@given(PHRASES)
def test_a_phrase_is_its_english_sentence(made):
    assert made == SENTENCES[made.key].format(**made.parts)
    assert {made: 1}[str(made)] == 1
    assert shown(made) == str(made)
    assert type(shown(made)) is str


@given(PHRASES)
def test_a_phrase_stays_one_when_it_is_copied_or_sent(made):
    observed = Observation(Opaque(made), error=made)
    ways = (
        copy.deepcopy(made),
        pickle.loads(pickle.dumps(made)),
        unpack(pack(made)),
        unpack(pack(Odd(made, 1))).kind,
        Observation.from_tree(unpack(pack(observed.to_tree()))).value.kind,
        Observation.from_tree(unpack(pack(observed.to_tree()))).error,
    )
    for way in ways:
        assert (way, key_of(way), way.parts) == (made, made.key, made.parts)


def squeezed(text: str) -> str:
    return text.replace(" ", "")


@given(PHRASES)
def test_in_another_language_it_is_the_other_sentence_with_spaces_between_scripts(made):
    sentence = chinese.SENTENCES[made.key]
    read = chinese.fill(sentence, made.parts)
    assert squeezed(read) == squeezed(sentence.format(**made.parts))


@pytest.mark.parametrize(
    ("sentence", "filled", "whole"),
    [
        ("{x}的形状", "W1", "W1 的形状"),
        ("{x}的形状", "标签", "标签的形状"),
        ("{x}的形状", "v['dW1']", "v['dW1'] 的形状"),
        ("得到的是{x}", "-0.5", "得到的是 -0.5"),
        ("得到的是{x}", "一个 list", "得到的是一个 list"),
        ("得到的是 {x}，", "(3, 2)", "得到的是 (3, 2)，"),
        ("“{x}”没有通过", "shape", "“shape”没有通过"),
        ("{x}[{x}]", "梯度", "梯度[梯度]"),
        ("{x}", "", ""),
    ],
)
def test_a_space_stands_where_two_scripts_meet(sentence, filled, whole):
    assert chinese.fill(sentence, {"x": filled}) == whole


def test_parts_are_read_in_the_same_language(speaks):
    inner = phrase("name.step", name=term("the gradients"), number=2)
    made = phrase("returns.list", name=inner, what=describe(plain({})))
    assert made == "the gradients after step 2 should be a list, got a dict"
    speaks("zh")
    assert shown(made) == "第 2 步之后的梯度应该是列表，得到的是一个 dict"
    assert made == "the gradients after step 2 should be a list, got a dict"


def test_what_nobody_has_translated_is_english(speaks, monkeypatch):
    monkeypatch.delitem(chinese.SENTENCES, "returns.list")
    speaks("zh")
    made = phrase("returns.list", name=term("the gradients"), what=describe(plain({})))
    assert shown(made) == "the gradients should be a list, got a dict"
    assert shown(term("the scaled features")) == "the scaled features"
    assert shown(entry("scaling.standardize", "turned", "It came back turned.")) == (
        "It came back turned."
    )
    assert shown("plain text") == "plain text"


def test_an_entry_of_a_catalogue_is_known_by_its_id(speaks):
    made = entry("optimization.gd", "biases", "The weights are right.")
    assert (made, key_of(made)) == ("The weights are right.", "")
    speaks("zh")
    assert shown(made) == chinese.ENTRIES["optimization.gd.biases"]
    assert "{" in shown(entry("optimization.adam", "a", "A {dict} is no placeholder."))


def test_lists_and_sentences_are_put_together_as_a_language_does_it(speaks):
    names, several = listed(["v", "s", "t"]), sentences([phrase("mistake.two"), "", "Look here."])
    assert (names, several) == ("v, s, t", "There are two mistakes here. Look here.")
    assert (listed([]), sentences(["", ""])) == ("", "")
    speaks("zh")
    assert shown(names) == "v、s、t"
    assert shown(several) == "这里有两处错误。Look here."


@given(TEXT.map(str.strip).filter(bool))
def test_a_clause_becomes_a_sentence_once(clause):
    whole = as_sentence(clause)
    assert whole.endswith((".", "?", "!"))
    assert as_sentence(whole) == whole


@pytest.mark.parametrize(
    ("clause", "english", "other"),
    [
        (phrase("accuracy.missing", subject="W1"), "W1 is missing.", "缺少 W1。"),
        (
            phrase("returns.dict", name="v", what="None"),
            "v should be a dict, got None.",  # a name stays as it is
            "v 应该是字典，得到的是 None。",
        ),
        (
            phrase("returns.none"),
            "The function returned None: is a `return` missing?",
            "函数返回了 None：是不是漏了 `return`？",
        ),
        ("it ended.", "It ended.", "it ended."),
        ("a batch is empty", "A batch is empty.", "a batch is empty。"),
    ],
)
def test_a_sentence_has_a_capital_and_a_full_stop_as_its_language_has(
    speaks, clause, english, other
):
    assert as_sentence(clause) == english
    speaks("zh")
    assert as_sentence(clause) == other


def test_chinese_letters_take_two_columns():
    assert [width(text) for text in ("", "abc", "样本", "值：1", "✓")] == [0, 3, 4, 5, 1]


@pytest.mark.parametrize(
    "content",
    [
        "1",
        '"returns.none"',
        "[]",
        '["returns.none"]',
        '["returns.none", []]',
        '["returns.none", 1, 2]',
        '["no.such-sentence", {"dict": []}]',
        '[["returns.none"], {"dict": []}]',
        '["returns.dict", {"dict": [["name", "v"]]}]',
        '["returns.dict", {"dict": [["name", "v"], ["what", null]]}]',
        '["returns.dict", {"dict": [["name", "v"], ["what", [1]]]}]',
        '["card.points", {"dict": [["points", "a"], ["whole", "b"]]}]',
        '["card.points", {"dict": [["points", %s], ["whole", 1]]}]' % ("9" * 400),
    ],
)
def test_nonsense_in_the_place_of_a_phrase_is_refused(content):
    header = f'{{"tree": {{"phrase": {content}}}, "arrays": []}}'.encode()
    with pytest.raises(MalformedData):
        unpack(len(header).to_bytes(8, "big") + header)


def test_phrases_in_phrases_do_not_grow_without_end():
    made = phrase("batches.Y-shape", k="x" * 2000, shape="")
    with pytest.raises(MalformedData, match="too long"):
        unpack(pack(phrase("batches.Y-shape", k=made, shape=made)))
    assert MAX_TEXT < 12_000


def test_an_error_that_is_too_long_is_cut_off_and_no_phrase_any_more():
    made = phrase("returns.raised", error="x" * MAX_ERROR)
    seen = Observation.from_tree(replace(Observation(), error=made).to_tree())
    assert (len(seen.error), type(seen.error)) == (MAX_ERROR, str)


def test_what_an_array_is_called_is_known_however_it_came():
    there = unpack(pack(plain(np.array([object()]))))
    assert describe(there) == "an array of dtype object"
    assert key_of(describe(there)) == "thing.array-of-dtype"
    assert describe(Opaque("my kind")) == "an object of type my kind"


def test_a_sentence_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        say("no.such-sentence")
