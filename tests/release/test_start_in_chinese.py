"""start.py in Chinese: the same advice, where the student's window can show it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter

import pytest

from tests.checks.words.catalogue import WORDS, placeholders, sentences_in
from tests.release.computer import START
from tests.release.test_start import FAILURES

VARIABLES = ("AUTOGRADER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
TOLD = {
    "memory ran out": "内存不够",
    "is full": "磁盘已满",
    "short path": "路径太长",
    "read-only": "只读",
    "in use": "正在使用",
    "python3-venv": "python3-venv",
    "trusted": "证书",
    "proxy refused": "代理服务器拒绝",
    "network": "检查网络",
    "damaged": "已损坏",
    "for this Python": "适合这个 Python",
    "send": "发给老师",
}
"""What each piece of advice says, by what `FAILURES` look for in the English one."""


@pytest.fixture
def start(monkeypatch):
    monkeypatch.syspath_prepend(START.parent)
    import start

    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(start, "of_the_course", lambda: "")
    return start


@pytest.fixture
def in_chinese(start, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "zh")
    return start


@pytest.mark.parametrize(("said", "told"), FAILURES)
def test_the_same_advice_is_given(in_chinese, said, told):
    advice = in_chinese.advice(said)
    assert TOLD[told] in advice.replace("\n", "")
    assert not WORDS.search(re.sub("`.*?`", "", advice))


def test_there_is_as_much_advice_as_in_english(in_chinese):
    pieces = in_chinese.ADVICE_IN_CHINESE[1:-1].split("\n\n")
    assert len(pieces) == len(in_chinese.ADVICE[1:-1].split("\n\n"))
    assert {in_chinese.advice(said) for said, _ in FAILURES} == set(pieces)
    assert all(len(piece.splitlines()) <= 2 for piece in pieces)


def test_every_sentence_has_its_chinese_and_is_said(start):
    counted = Counter(sentences_in(START.read_text()))
    of_pip = {"Installing collected packages", "import ipykernel, jupyterlab"}
    other = {start.ADVICE, start.ADVICE_IN_CHINESE, "\nstopped by signal", *of_pip}
    told = {text for text in counted if text not in other | set(start.CHINESE.values())}
    short = {text for text in start.CHINESE if not WORDS.search(text)}
    assert told | short == start.CHINESE.keys()
    assert [text for text in told if counted[text] < 2] == []
    for english, chinese in start.CHINESE.items():
        assert placeholders(english) == placeholders(chinese)
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_a_command_that_the_system_ends_says_so(in_chinese):
    kill = f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"
    with pytest.raises(in_chinese.SetupError) as caught:
        in_chinese.run([sys.executable, "-c", kill], "")
    head, stopped, advice = str(caught.value).splitlines()
    assert head == "没有成功。最后的几行输出是："
    assert stopped.strip() == "进程被信号 9 终止。"
    assert advice.startswith("进程被系统终止了，可能是内存不够。")


@pytest.mark.parametrize(
    ("settings", "course", "spoken"),
    [
        ({}, "", False),
        ({"LANG": "zh_CN.UTF-8"}, "", True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "", False),
        ({"LANG": "zh_CN.UTF-8", "AUTOGRADER_LANGUAGE": "en"}, "", False),
        ({"LANG": "C", "AUTOGRADER_LANGUAGE": "zh"}, "", True),
        ({"LANG": "C"}, "zh", True),
        ({"LANG": "zh_CN.UTF-8"}, "en", False),
    ],
)
def test_the_language_is_that_of_the_checks(start, monkeypatch, settings, course, spoken):
    monkeypatch.setattr(start, "of_the_course", lambda: course)
    for variable, value in settings.items():
        monkeypatch.setenv(variable, value)
    assert start.is_chinese() == spoken


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_no_variable_names_the_locale_the_system_is_asked(start, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("locale.getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    assert start.is_chinese()
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert not start.is_chinese()


@pytest.mark.parametrize(
    ("encoding", "course", "words"),
    [
        ("utf-8", "", "请把整个 zip 文件解压到一个文件夹"),
        ("gbk", "", "请把整个 zip 文件解压到一个文件夹"),
        ("latin-1", "", "Please unpack the whole zip file"),
        ("utf-8", "en\n", "Please unpack the whole zip file"),
    ],
)
def test_where_the_window_cannot_show_chinese_it_speaks_english(tmp_path, encoding, course, words):
    (tmp_path / "start.py").write_bytes(START.read_bytes())
    if course:
        chosen = tmp_path / "autograder" / "checks" / "words" / "course.txt"
        chosen.parent.mkdir(parents=True)
        chosen.write_text(course)
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "start.py"],
        cwd=tmp_path,
        env={**kept, "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": encoding},
        capture_output=True,
    )
    assert done.returncode == 1
    assert words in done.stdout.decode(encoding)


def test_the_course_is_asked_where_the_bundle_has_its_language():
    # The same place that `autograder.release.contents` writes.
    from autograder.checks.words import languages

    assert languages._COURSE.parts[-4:] == ("autograder", "checks", "words", "course.txt")
    assert 'Path("autograder", "checks", "words", "course.txt")' in START.read_text()
