"""Names that are hidden stand nowhere, not in the middle of a sentence either."""

from __future__ import annotations

import re

import pytest

from autograder.overview.names import MOST, Names

CLASS = ["ada", "li na", "mary-ann", "2024-017"]


def test_hidden_names_are_replaced_wherever_they_stand_as_words():
    names = Names(CLASS, anonymous=True)
    text = names.hide("ADA, # by Ada and ada@uni.edu; li na, mary-ann's, adamant 2024-017")
    assert not any(one in text.lower().replace("adamant", "") for one in CLASS)
    assert "adamant" in text, "which is another word"
    assert names.of("ada") in text


def test_names_that_are_shown_change_nothing():
    names = Names(CLASS)
    assert names.hide("ada") == names.of("ada") == "ada"
    assert names.ordered(["mary-ann", "ada"]) == ["ada", "mary-ann"]


def test_numbers_tell_nothing_of_the_order_of_names():
    students = [f"s{number:02}" for number in range(40)]
    names = Names(students, anonymous=True)
    assert sorted(map(names.of, students)) == sorted(f"student {n}" for n in range(1, 41))
    assert names.ordered(students) != students


def test_of_many_names_the_first_are_listed_and_the_others_counted():
    students = [f"s{number:02}" for number in range(MOST + 3)]
    assert Names(students).listed(students).endswith("s11, and 3 more")
    assert Names(students).listed(students[:2]) == "s00, s01"


def test_names_are_listed_as_the_language_lists_them(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "zh")
    assert f"{Names(['ada', 'emmy']).listed(['ada', 'emmy'])}" == "ada、emmy"


def test_a_short_number_stays_a_number_and_a_long_one_is_hidden():
    names = Names(["7", "20231234"], anonymous=True)
    hidden = names.hide("7 of 9 lines are by 20231234")
    assert hidden == f"7 of 9 lines are by {names.of('20231234')}"


@pytest.mark.parametrize(
    ("student", "text"),
    [
        ("zhang", "it is called zhang_optimization.ipynb, by Zhang2 or zHang"),
        ("张三", "文件叫做“张三的作业.ipynb”"),
        ("20301234", "20301234_lab3.ipynb, 学号20301234, u20301234"),
        ("anna maria", "anna_maria.ipynb, Anna-Maria, annamaria@uni.edu"),
        ("o.brien", "O.Brien, o_brien and o.brien@uni.edu"),
    ],
)
def test_an_id_is_hidden_however_it_is_written_and_in_the_middle_of_a_file_s_name(student, text):
    names = Names([student, "emmy"], anonymous=True)
    hidden = names.hide(text)
    plain = re.sub(r"[\W_]", "", hidden).lower()
    assert re.sub(r"[\W_]", "", student).lower() not in plain
    assert names.of(student) in hidden


def test_ids_that_are_words_of_our_sentences_do_not_garble_them():
    names = Names(["the", "in", "momentum", "pdf", "is", "emmy"], anonymous=True)
    told = "The net 'momentum' is missing in the pdf"
    assert names.hide(told) == told


def test_what_stands_around_a_hidden_name_stays_as_it_is():
    names = Names(["zhang", "ada"], anonymous=True)
    text = "x_1 = [y[2]]  # ada's\n\t_adams_"
    assert names.hide(text) == text.replace("ada's", f"{names.of('ada')}'s")
    assert names.hide("") == ""


def test_an_id_of_nothing_but_pictures_is_hidden():
    names = Names(["😀👩‍👩‍👧", "ada"], anonymous=True)
    assert names.hide("by 😀👩‍👩‍👧!") == f"by {names.of('😀👩‍👩‍👧')}!"
