"""Start this lab: make its environment if it is not there yet, then open the notebook.

    python start.py                opens JupyterLab in the browser
    python start.py --no-browser   prints the address instead
    python start.py --prepare      makes the environment and stops
    python start.py report         writes the lab report of the notebook as it was saved

Other options, such as --port 9000, are handed on to JupyterLab. It needs Python and, the first
time, the network; nothing outside this folder is changed.
"""

from __future__ import annotations

import argparse
import ast
import locale
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

OLDEST = (3, 11)
STAMP = "ready.txt"
EXTRA = "requirements-report.txt"
"""What the lab report needs besides; the lab works without it."""
MISLEADING = ("PYTHON", "VIRTUAL_ENV", "MPLBACKEND", "JUPYTER_PATH", "JUPYTER_CONFIG")
"""How the names of variables begin that lead to other packages, kernels or settings."""
ADVICE = r"""
stopped by signal|MemoryError
The system stopped it, probably because memory ran out. Close other programs, and run this again.

No space left|not enough space|quota exceeded
The disk is full. Make room for about 500 MB, and run this again.

PATH separator|WinError 206|Long Path
The path of this folder is too long, or has a character that cannot be in it. Move the folder to a
short path such as C:\labs or ~/labs, and run this there.

Errno (1|13|30)\]|WinError (5|32)\]
This folder is read-only, on a shared drive or still in the zip file, or something in it is in use.
Unpack the zip file into a folder of your own, close other windows of the lab, and run this there.

ensurepip is not|No module named '?(ensurepip|venv)
This Python cannot make environments. On Debian and Ubuntu `sudo apt install python3-venv` adds
what is missing; elsewhere, install Python from python.org.

certificate|SSLError|TLS CA|ssl module
The connection could not be trusted. Check that this computer's date is right; on a school or
company network, ask which certificate pip needs (PIP_CERT).

ProxyError|Tunnel connection failed|proxy authentication
A proxy refused the connection. Check that HTTPS_PROXY and pip's `proxy` are right, or ask whoever
looks after this network.

name resolution|Connection|Max retries|timed? ?out|HTTP error 5|from versions: none
The packages could not be reached. Check that the network works, and run this again: it goes on
where it stopped.

DO NOT MATCH THE HASHES|BadZipFile|invalid wheel|IncompleteRead
A download was damaged. Run this again.

No matching distribution|Failed to build|Failed building|metadata-generation|subprocess-exited
There is no version of a package for this Python, which may be too new or made for another kind of
system. Install Python 3.12 or 3.13 from python.org, and start the lab with that one.

.*
Run this again. If it stops at the same place, delete the folder .venv and try once more; then send
your instructor these lines.
"""
"""What a failed command says, and below it what to do; the first that fits is shown."""
ADVICE_IN_CHINESE = r"""
进程被系统终止了，可能是内存不够。请关闭其他程序，再运行一次。

磁盘已满。请腾出大约 500 MB 的空间，再运行一次。

这个文件夹的路径太长，或者含有不能使用的字符。请把它移到较短的路径，例如 C:\labs 或 ~/labs，
再在那里运行。

这个文件夹是只读的，在共享磁盘上，或者还在 zip 文件里，也可能里面有文件正在使用。
请把 zip 文件解压到自己的文件夹，关闭这个实验的其他窗口，再在那里运行。

这个 Python 不能创建环境。在 Debian 和 Ubuntu 上，请运行 `sudo apt install python3-venv`
补上缺少的部分；在其他系统上，请从 python.org 安装 Python。

无法信任这个网络连接。请检查电脑的日期是否正确；如果用的是学校或公司的网络，
请问一下 pip 需要哪个证书（PIP_CERT）。

代理服务器拒绝了连接。请检查 HTTPS_PROXY 和 pip 的 `proxy` 设置是否正确，
或者问一下管理这个网络的人。

无法下载需要的软件包。请检查网络是否正常，再运行一次：会从停下的地方继续。

下载的文件已损坏。请再运行一次。

有一个软件包没有适合这个 Python 的版本：它可能太新，或者是为另一种系统制作的。
请从 python.org 安装 Python 3.12 或 3.13，再用它启动实验。

请再运行一次。如果又停在同一个地方，请删除文件夹 .venv，再试一次；如果还是不行，
请把上面这些内容发给老师。
"""
"""The same advice, in the same order."""
CHINESE = {
    "This lab needs Python {oldest} or newer, and this is Python {present}. Please install a newer"
    " one from python.org and start the lab with it.": (
        "这个实验需要 Python {oldest} 或更新的版本，而现在用的是 Python {present}。"
        "请从 python.org 安装更新的版本，再用它启动实验。"
    ),
    "requirements.txt is not beside start.py. Please unpack the whole zip file into a folder, and"
    " start the lab from there.": (
        "start.py 旁边没有 requirements.txt。请把整个 zip 文件解压到一个文件夹，再从那里启动实验。"
    ),
    "{progress} {count} packages found": "{progress} 找到 {count} 个软件包",
    "{progress} unpacking {count} packages": "{progress} 正在解压 {count} 个软件包",
    "It was stopped by signal {number}.": "进程被信号 {number} 终止。",
    "That did not work. The last lines were:": "没有成功。最后的几行输出是：",
    "{progress} trying again without this computer's pip settings: {settings}": (
        "{progress} 不用这台电脑的 pip 设置，再试一次：{settings}"
    ),
    "Without those pip settings it failed too.": "不用这些 pip 设置，也没有成功。",
    "[1/2] making the environment {name}": "[1/2] 正在创建环境 {name}",
    "[2/2] installing what is needed, a few minutes the first time": (
        "[2/2] 正在安装需要的软件包，第一次要几分钟"
    ),
    "The environment is ready after {seconds} s.": "环境已就绪，用了 {seconds} 秒。",
    "Opening JupyterLab. Keep this window open while you work; Ctrl+C here ends it.": (
        "正在打开 JupyterLab。使用时请不要关闭这个窗口；在这里按 Ctrl+C 可以结束。"
    ),
    "Stopped. Run this again to go on.": "已停止。再运行一次，就会继续。",
    "Start this lab in JupyterLab.": "在 JupyterLab 里启动这个实验。",
    "Other options are JupyterLab's, such as --no-browser or --port 9000.": (
        "其他选项会交给 JupyterLab，例如 --no-browser 或 --port 9000。"
    ),
    "only make the environment": "只创建环境",
    "{progress} installing what the lab report needs": "{progress} 正在安装实验报告需要的软件包",
    "The packages for the lab report could not be installed. The lab works without them, and"
    " `start.py report` tries again.": (
        "没能安装实验报告需要的软件包。没有它们也可以做实验，运行 `start.py report` 时会再试一次。"
    ),
}
"""What is said, in Chinese."""
COURSE = Path("autograder", "checks", "words", "course.txt")
"""Beside this file, the language of the course, where that has chosen one."""


class SetupError(Exception):
    """The environment cannot be made; the message says why and what to do."""


def is_chinese() -> bool:
    """Whether to speak Chinese, as the checks decide it, where this window can show it."""
    chosen = os.environ.get("AUTOGRADER_LANGUAGE") or of_the_course() or of_the_system()
    try:
        "中文".encode(sys.stdout.encoding)
    except UnicodeError:
        return False
    return chosen.lower().startswith(("zh", "chinese"))


def of_the_course() -> str:
    """The language that the course has chosen, if it has."""
    try:
        return (Path(__file__).resolve().parent / COURSE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def of_the_system() -> str:
    """The student's locale."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    return (locale.getlocale()[0] or "") if sys.platform in ("win32", "darwin") else ""


def say(text: str, **parts: object) -> str:
    """A sentence in the language of the student, with what stands in its braces put in."""
    return (CHINESE[text] if is_chinese() else text).format(**parts)


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment, on any system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def require_version(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old for the course."""
    if version < OLDEST:
        text = (
            "This lab needs Python {oldest} or newer, and this is Python {present}. Please install"
            " a newer one from python.org and start the lab with it."
        )
        oldest, present = (f"{number[0]}.{number[1]}" for number in (OLDEST, version))
        raise SetupError(say(text, oldest=oldest, present=present))


def show(text: str, end: str = "\n") -> None:
    """Print at once; on a terminal, over what a progress line has left."""
    text = text.encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding)
    columns = 78 - sum(letter > "\u2e7f" for letter in text)  # Chinese letters take two
    print(f"\r{text:<{max(columns, 0)}}" if sys.stdout.isatty() else text, end=end, flush=True)


def advice(output: str) -> str:
    """What to do about a command that failed with this output."""
    pairs = [entry.split("\n", 1) for entry in ADVICE[1:-1].split("\n\n")]
    first = next(n for n, (said, _) in enumerate(pairs) if re.search(said, output, re.IGNORECASE))
    return ADVICE_IN_CHINESE[1:-1].split("\n\n")[first] if is_chinese() else pairs[first][1]


def surroundings() -> dict[str, str]:
    """The environment variables, without those that lead elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(MISLEADING)}
    return {**kept, "PYTHONIOENCODING": "utf-8"}


def run(command: list[str], progress: str, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly: count what pip collects, and raise its last lines and what to do."""
    said = []
    collected = 0
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment or surroundings(),
    ) as process:
        for line in process.stdout or ():
            if line.strip():
                said.append(line.rstrip())
            if line.startswith("Collecting ") and sys.stdout.isatty():
                collected += 1
                found = "{progress} {count} packages found"
                show(say(found, progress=progress, count=collected), end="")
            elif line.startswith("Installing collected packages"):
                unpacking = "{progress} unpacking {count} packages"
                show(say(unpacking, progress=progress, count=line.count(",") + 1))
    output = "\n".join(said)
    if process.returncode < 0:
        output = f"{output}\nstopped by signal"
        said.append(say("It was stopped by signal {number}.", number=-process.returncode))
    if process.returncode != 0:
        last = ["    " + line[:200] for line in said[-8:]]
        told = [say("That did not work. The last lines were:"), *last, advice(output)]
        raise SetupError("\n".join(told))


def settings_of_pip(python: str) -> dict[str, str]:
    """How pip is set up on this computer, but for where packages go: they belong to the lab."""
    command = [python, "-P", "-m", "pip", "config", "list"]
    everything = {**surroundings(), "PIP_USER": "0"}  # else only what the user has set is listed
    listed = subprocess.run(command, stdout=subprocess.PIPE, env=everything).stdout
    pattern = r"(global|install|:env:)\.(?!(?:config-file|user|target|prefix|root)=)(.+?)=(.+)"
    found = re.findall(pattern, listed.decode("utf-8", errors="replace"))
    found.sort(key=lambda setting: ("global", "install", ":env:").index(setting[0]))
    return {name: ast.literal_eval(value) for _, name, value in found}  # the last one counts


def install(python: str, what: list[str], progress: str) -> None:
    """Install packages as pip is set up on this computer; if that does not work, without that.

    A school may need an index, a proxy or a certificate of its own.
    """
    usual = {name: value for name, value in surroundings().items() if not name.startswith("PIP_")}
    usual["PIP_CONFIG_FILE"] = os.devnull
    settings = settings_of_pip(python)
    named = {f"PIP_{name.upper().replace('-', '_')}": settings[name] for name in settings}

    def attempt(environment: dict[str, str]) -> None:
        pip = [python, "-P", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        # Most modules of a hundred packages are never imported: Python compiles those that are.
        quick = ["--no-compile", "--prefer-binary", "--progress-bar", "off"]
        run([*pip, *quick, *what], progress, environment)
        run([python, "-P", "-c", "import ipykernel, jupyterlab"], progress, environment)

    try:
        attempt({**usual, **named})
    except SetupError as error:
        if not settings:
            raise
        told = ", ".join(f"{name}={value}" for name, value in settings.items())
        told = re.sub(r"//[^/@\s]*@", "//", told)  # no passwords
        again = "{progress} trying again without this computer's pip settings: {settings}"
        show(say(again, progress=progress, settings=told))
        try:
            attempt(usual)
        except SetupError:
            failed = say("Without those pip settings it failed too.")
            raise SetupError(f"{error}\n{failed}") from None


def environment_is_ready(venv: Path, fingerprint: str) -> bool:
    """Whether the environment is whole, and made from what it would be made from today."""
    stamp = venv / STAMP
    return (
        python_of(venv).exists()
        and stamp.is_file()
        and stamp.read_text(encoding="utf-8") == fingerprint
    )


def make_environment(venv: Path, what: list[str], fingerprint: str, python: str) -> None:
    """Make a virtual environment, install into it, and stamp it as ready.

    An environment without a stamp was interrupted, or came from somewhere else: it is made anew.

    Parameters
    ----------
    venv : Path
    what : list of str
        Arguments of `pip install`.
    fingerprint : str
        What the environment is made from. Its first line tells which folder and interpreter; where
        only the rest has changed, the packages are brought up to date in place.
    python : str
        The interpreter that makes the environment.
    """
    stamp = venv / STAMP
    known = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    begin = time.monotonic()
    if not python_of(venv).exists() or known.splitlines()[:1] != fingerprint.splitlines()[:1]:
        show(say("[1/2] making the environment {name}", name=venv.name))
        shutil.rmtree(venv, ignore_errors=True)
        run([python, "-P", "-m", "venv", "--without-pip", str(venv)], "[1/2]")
        # By itself, for venv keeps to itself why it failed.
        run([str(python_of(venv)), "-P", "-m", "ensurepip", "--default-pip"], "[1/2]")
    else:
        stamp.unlink()
    show(say("[2/2] installing what is needed, a few minutes the first time"))
    install(str(python_of(venv)), what, "[2/2]")
    stamp.write_text(fingerprint, encoding="utf-8")
    seconds = f"{time.monotonic() - begin:.0f}"
    show(say("The environment is ready after {seconds} s.", seconds=seconds))


def has_extra(folder: Path) -> bool:
    """Whether what the lab report needs is installed, or nothing is known to be needed."""
    wanted, stamp = folder / EXTRA, folder / ".venv" / EXTRA
    return not wanted.is_file() or (stamp.is_file() and stamp.read_bytes() == wanted.read_bytes())


def add_extra(folder: Path) -> None:
    """Install what the lab report needs; where that does not work, say so and go on."""
    progress = "[+]"
    show(say("{progress} installing what the lab report needs", progress=progress))
    wanted = folder / EXTRA
    try:
        python = str(python_of(folder / ".venv"))
        install(python, ["--only-binary=:all:", "-r", str(wanted)], progress)
        (folder / ".venv" / EXTRA).write_bytes(wanted.read_bytes())
    except (SetupError, OSError):
        text = (
            "The packages for the lab report could not be installed. The lab works without them,"
            " and `start.py report` tries again."
        )
        show(say(text))


def write_report(python: Path, folder: Path, options: list[str]) -> int:
    """Write the lab report of the lab's notebook, or of the one that is named."""
    program = folder / "autograder" / "reports" / "__main__.py"
    return subprocess.call([str(python), "-P", str(program), *options], env=surroundings())


def address_in(folder: Path) -> str:
    """Where JupyterLab opens: the lab's notebook, if it is plain which one that is."""
    named = folder / f"{folder.name}.ipynb"
    notebooks = [named] if named.is_file() else list(folder.glob("*.ipynb"))
    return f"/lab/tree/{quote(notebooks[0].name)}" if len(notebooks) == 1 else "/lab"


def open_lab(python: Path, folder: Path, options: list[str]) -> int:
    """Run JupyterLab in the lab's folder until it is stopped."""
    show(say("Opening JupyterLab. Keep this window open while you work; Ctrl+C here ends it."))
    where = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={address_in(folder)}"]
    own = {"JUPYTER_CONFIG_DIR": str(folder / ".venv" / "jupyter"), "JUPYTER_PREFER_ENV_PATH": "1"}
    try:
        return subprocess.call(
            [str(python), "-P", "-m", "jupyterlab", *where, *options],
            cwd=folder,
            env={**surroundings(), **own},
        )
    except KeyboardInterrupt:
        return 0


def main(arguments: list[str] | None = None) -> int:
    """Start the lab that lies beside this file."""
    parser = argparse.ArgumentParser(
        description=say("Start this lab in JupyterLab."),
        epilog=say("Other options are JupyterLab's, such as --no-browser or --port 9000."),
    )
    parser.add_argument("--prepare", action="store_true", help=say("only make the environment"))
    given = sys.argv[1:] if arguments is None else arguments
    report = given[:1] == ["report"]
    options, others = parser.parse_known_args(given[1:] if report else given)
    folder = Path(__file__).resolve().parent
    venv = folder / ".venv"
    requirements = folder / "requirements.txt"
    try:
        require_version(sys.version_info[:2])
        if not requirements.is_file():
            text = (
                "requirements.txt is not beside start.py. Please unpack the whole zip file into a"
                " folder, and start the lab from there."
            )
            raise SetupError(say(text))
        needed = requirements.read_text(encoding="utf-8")
        fingerprint = f"{folder} Python {platform.python_version()}\n{needed}"
        if not environment_is_ready(venv, fingerprint):
            make_environment(venv, ["-r", str(requirements)], fingerprint, sys.executable)
            if not has_extra(folder):
                add_extra(folder)
        elif report and not has_extra(folder):
            add_extra(folder)
    except SetupError as error:
        show(str(error))
        return 1
    except OSError as error:
        show(f"{error}\n{advice(str(error))}")
        return 1
    except KeyboardInterrupt:
        show(say("Stopped. Run this again to go on."))
        return 1
    if options.prepare:
        return 0
    if report:
        return write_report(python_of(venv), folder, others)
    return open_lab(python_of(venv), folder, others)


if __name__ == "__main__":
    sys.exit(main())
