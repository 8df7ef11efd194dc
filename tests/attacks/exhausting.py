"""The machine used up: memory, processes, processor, disk, files, outputs, time; and sudden deaths."""

# ruff: noqa: E501 - an attack's text and its name stay on one line
from __future__ import annotations

from tests.attacks.attack import STUB, Attack, sends, writes

# A bomb goes off only where nothing but the sandbox's own few processes are to be seen.
ALONE = """
import os
assert len([name for name in os.listdir("/proc") if name.isdigit()]) < 30 and os.getuid() != 0
"""

# Finds the way on which the kernel tells the grader what it shows, and speaks on it.
SAY = """
import json, os, stat
ways = []
for number in map(int, os.listdir("/proc/self/fd")):
    try:
        ways += [number] if number > 2 and stat.S_ISSOCK(os.fstat(number).st_mode) else []
    except OSError:
        pass
def frame(message):
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    return len(data).to_bytes(8, "big") + data
def shout(data):
    for way in ways:
        try:
            os.set_blocking(way, True)
            os.write(way, data)
        except OSError:
            pass
def say(*messages):
    shout(b"".join(map(frame, messages)))
"""
NO_END = "interrupted|did not return|did not listen|ran longer|never ends"


def shouts(name: str, text: str, *, says: str = "") -> Attack:
    return writes(name, SAY + text + "\n" + STUB, says=says)


ATTACKS: list[Attack] = [
    writes(
        "memory",
        "hoard = []\nwhile True:\n    hoard.append(bytearray(10**8))",
        says="Memory|memory|ran longer|interrupted",
    ),
    writes(
        "memory-of-many",
        ALONE
        + "for _ in range(6):\n    if os.fork() == 0:\n        hoard = bytearray(3 * 10**8)\n        hoard[::4096] = b'1' * len(hoard[::4096])\n"
        "        import time; time.sleep(60)\nimport time; time.sleep(60)",
        says="memory|ran longer|interrupted",
    ),
    writes(
        "fork-bomb",
        ALONE
        + "import time\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        time.sleep(1)",
        says=NO_END,
    ),
    writes(
        "threads",
        "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=[60], daemon=True).start()",
        says="thread|memory",
    ),
    writes("endless-loop", "while True:\n    pass", says="ran longer"),
    writes("sleep", "import time\ntime.sleep(3600)", says="ran longer"),
    writes(
        "not-to-be-interrupted",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass",
        says="could not be interrupted",
    ),
    writes(
        "holds-the-interpreter",
        "import re\nre.match('(a*)*b', 'a' * 60)",
        says="ran longer|interrupted",
    ),
    writes(
        "function-never-answers",
        "def initialize_parameters_he(layers_dims, rng):\n    while True:\n        pass",
        says="did not return",
    ),
    writes(
        "function-swallows-interrupts",
        """
        def initialize_parameters_he(layers_dims, rng):
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass
        """,
        says="did not return",
    ),
    writes(
        "disk",
        """
        import os
        for place in ("/tmp", "/home/student", "/dev/shm", "/var/tmp", "."):
            try:
                with open(os.path.join(place, "fill"), "wb") as file:
                    for _ in range(40):
                        file.write(bytes(10**7))
                print("REACHED" + "!", "400 MB in", place)
            except OSError as error:
                print(error)
        for number in range(25_000):
            open(f"/tmp/{number}", "w").close()
        """,
        says="No space",
    ),
    writes(
        "open-files",
        "files = []\nwhile True:\n    files.append(open('/dev/null'))",
        says="Too many open files",
    ),
    writes(
        "prints-without-end", "while True:\n    print('x' * 1000)", says="showed more than is kept"
    ),
    writes("one-huge-output", "print('x' * 100_000_000)", says="showed more than is kept"),
    writes(
        "many-displays",
        "from IPython.display import display\nfor number in range(5000):\n    display(number)",
        says="showed more than is kept",
    ),
    writes(
        "recursion",
        "def f():\n    return f()\nimport sys\nsys.setrecursionlimit(10**9)\nf()",
        says="died|Recursion|could not be interrupted",
    ),
    writes("exits", "import os\nos._exit(0)", says="ended itself with exit status 0"),
    writes("segfault", "import ctypes\nctypes.string_at(0)", says="segmentation fault"),
    writes("kills-itself", "import ctypes\nctypes.CDLL(None).abort()", says="died"),
    writes("system-exit", "raise SystemExit(1000)", says="SystemExit|not written|never asked"),
    writes(
        "closes-everything",
        "import os\nos.closerange(0, 256)",
        says="interrupted|died|did not listen|never asked|gone",
    ),
    writes(
        "a-huge-answer",
        "def initialize_parameters_he(d, rng):\n    return {'W1': np.zeros((3000, 3000))}",
        says="bytes|did not return|process ended",
    ),
    shouts("says-nonsense", "say(b'nonsense')", says="what no kernel sends"),
    shouts(
        "says-a-huge-size",
        "shout(b'\\xff' * 8)",
        says="what no kernel sends",
    ),
    shouts(
        "says-deep-nesting", "say(b'[' * 100_000 + b']' * 100_000)", says="what no kernel sends"
    ),
    shouts(
        "says-done-too-soon",
        "say(*({'done': number, 'error': None, 'execution_count': 1} for number in range(1, 60)))",
        says="never asked|ended|not written",
    ),
    shouts(
        "shows-what-is-no-output",
        """
contents = [{"data": {"text/plain": 5}}, {"data": {"": None}, "metadata": 3}, {"data": []}, {}, [], None,
            {"name": "stdout", "text": 7}, {"ename": {}, "evalue": 1, "traceback": [{}]}]
for kind in ("display_data", "execute_result", "stream", "error", "update_display_data", "clear_output", "x", 3, None):
    say(*({"kind": kind, "content": content} for content in contents))
""",
        says="not written yet",
    ),
    writes(
        "one-display-many-times",
        """
        from IPython.display import display, update_display
        for number in range(150):
            display(number, display_id="x")
        for number in range(15_000):
            update_display(number, display_id="x")
        """,
    ),
    shouts(
        "says-it-a-million-times",
        "say(*[{'kind': 'clear_output', 'content': {}}] * 1000)\nfor _ in range(3000): say(b'{}' , b'{}')",
    ),
    sends(
        "notebook-too-large", lambda _: b"[" + b" " * 200_000_001, says="at most 200", rejected=True
    ),
]
