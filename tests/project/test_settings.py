"""What a course sets is a number above zero, or one of the languages that there are."""

from __future__ import annotations

import pytest

from autograder.checks.words.languages import table, use
from autograder.settings import LANGUAGES, Settings, SettingsError


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_course_speaks_a_language_that_there_is(language):
    assert Settings.of({"language": language}).language == language


@pytest.mark.parametrize("language", ["de", "ZH", 3, None, True])
def test_another_language_is_refused_in_a_sentence(language):
    with pytest.raises(SettingsError, match=r"^the language should be one of 'en', 'zh', not "):
        Settings.of({"language": language})


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_language_has_its_table(language, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_LANGUAGE")
    use(language)
    try:
        assert (table() is None) == (language == "en")
    finally:
        use("en")


@pytest.mark.parametrize("value", [0, -1, "10", True, None])
def test_a_limit_is_a_number_above_zero(value):
    with pytest.raises(SettingsError, match="should be a number above 0, not"):
        Settings.of({"cell_seconds": value})
