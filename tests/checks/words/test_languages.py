"""Which language is spoken: the environment decides, then the course, then the student's system."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.channel import JUDGE
from autograder.checks.words import language, languages, tag, use

UNKNOWN = ["fr", "tlh", "C", "POSIX", "en_US.UTF-8", "-", "hz"]
CHINESE = ["zh", "zh_CN", "zh-Hans", "zh_CN.UTF-8", "ZH_cn", "Chinese (Simplified)_China"]


@pytest.mark.parametrize("name", CHINESE)
def test_chinese_has_many_names(monkeypatch, name):
    monkeypatch.setenv(languages.VARIABLE, name)
    assert (language(), tag()) == ("zh", "zh-Hans")


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_language_means_english(monkeypatch, name):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv(languages.VARIABLE, name)
    assert (language(), tag()) == ("en", "")


@given(st.text())
def test_any_name_means_a_language_that_there_is(name):
    assert languages._known(name) in ("en", "zh")


def test_the_environment_decides_before_the_course_and_that_before_the_system(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert language() == "zh"
    use("en")
    assert language() == "en"
    monkeypatch.setenv(languages.VARIABLE, "zh")
    assert language() == "zh"
    monkeypatch.setenv(languages.VARIABLE, "")
    assert language() == "en"


def test_a_course_may_change_its_mind():
    use("zh")
    use("fr")
    assert language() == "en"


@pytest.mark.parametrize(
    ("settings", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LC_MESSAGES": "zh_CN", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "C", "LC_ALL": "zh_CN"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_TW"}, "zh"),
    ],
)
def test_at_home_the_students_system_decides(monkeypatch, settings, spoken):
    for variable, value in settings.items():
        monkeypatch.setenv(variable, value)
    assert language() == spoken


@pytest.mark.parametrize("platform", ["win32", "darwin"])
@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        (("Chinese (Simplified)_China", "936"), "zh"),
        (("zh_CN", "UTF-8"), "zh"),
        ((None, None), "en"),
    ],
)
def test_where_no_variable_names_the_locale_the_system_is_asked(
    monkeypatch, platform, locale, spoken
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("locale.getlocale", lambda: locale)
    assert language() == spoken


def test_where_a_judge_listens_the_system_is_not_the_students(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv(JUDGE, "somewhere")
    assert language() == "en"
    use("zh")
    assert language() == "zh"


def in_a_fresh_process(code: str, **environment: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


CHECK = "from autograder.checks import check; print(check('initialization.zeros', len))"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"AUTOGRADER_LANGUAGE": "zh"}, "还没通过：initialization.zeros"),
        ({"LANG": "zh_CN.UTF-8"}, "还没通过：initialization.zeros"),
        ({"LANG": "C"}, "not yet: initialization.zeros"),
        ({"LANG": "zh_CN.UTF-8", "AUTOGRADER_LANGUAGE": "en"}, "not yet: initialization.zeros"),
    ],
)
def test_check_answers_in_the_language_of_its_process(environment, words):
    assert words in in_a_fresh_process(CHECK, **environment)


def test_nobody_reads_a_table_that_is_not_spoken():
    code = f"import sys; {CHECK}; print([name for name in sys.modules if 'chinese' in name])"
    assert in_a_fresh_process(code, LANG="C").splitlines()[-1] == "[]"
    assert "words.chinese" in in_a_fresh_process(code, LANG="zh_CN").splitlines()[-1]


def test_a_process_that_is_told_a_language_reads_its_table_at_once():
    code = "import sys; from autograder.checks.words import use; use('zh');"
    shown = in_a_fresh_process(code + "print('autograder.checks.words.chinese' in sys.modules)")
    assert shown == "True\n"


def test_the_variable_of_the_judge_is_the_one_that_is_looked_at():
    assert languages._JUDGE == JUDGE
