"""What outlives a notebook, or would: found by the witness, who is graded after everybody else."""

# ruff: noqa: E501 - an attack's text and its name stay on one line
from __future__ import annotations

from tests.attacks.attack import STUB, Attack, writes

ATTACKS: list[Attack] = [
    writes(
        "daemon",
        f"""
{STUB}
import os, signal, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        open("/proc/self/comm", "w").write("survivor")
        for _ in range(600):
            open("/tmp/trace", "a").write("survivor")
            time.sleep(0.1)
        os._exit(0)
    os._exit(0)
time.sleep(0.2)
""",
    ),
    writes(
        "files-for-the-next",
        f"""
{STUB}
import os
trace = "print('FOUND a trace that ran')"
for place in ("/tmp", "/dev/shm", "/home/student", "."):
    for name in ("trace", "numpy.py", "sitecustomize.py", "usercustomize.py", "autograder/__init__.py", "trace.pth",
                 ".ipython/profile_default/startup/00-trace.py", ".config/matplotlib/matplotlibrc", ".bashrc",
                 ".local/lib/python3.11/site-packages/usercustomize.py", ".jupyter/jupyter_config.py"):
        path = os.path.join(place, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").write(trace)
""",
    ),
    writes(
        "shared-objects",
        f"""
{STUB}
import builtins, linecache, sys, helpers.network, helpers.training, autograder.checks
builtins.trace = np.trace_left = helpers.network.trace = "here"
helpers.training.train = helpers.network.forward = autograder.checks.check = lambda *a, **k: print("FOUND")
linecache.cache["trace"] = (1, None, ["trace"], "trace")
sys.path.insert(0, "/tmp")
X[:] = Y[:] = 0
LAYERS[:] = [1]
nets["trace"] = 1
get_ipython().events.register("pre_run_cell", lambda info: print("FOUND a hook"))
get_ipython().user_global_ns["trace"] = 1
""",
    ),
    writes(
        "places-to-meet",
        f"""
{STUB}
import ctypes, socket
libc = ctypes.CDLL(None)
for ring in (-1, -2, -3, -4, -5):
    libc.syscall(248, b"user", b"trace", b"here", 4, ring)
libc.shmget(4711, 100, 0o1666)
libc.msgget(4711, 0o1666)
meeting = socket.socket(socket.AF_UNIX); meeting.bind("\\0trace"); meeting.listen()
port = socket.socket(); port.bind(("127.0.0.1", 4711)); port.listen()
from multiprocessing.shared_memory import SharedMemory
block = SharedMemory("trace", create=True, size=8)
""",
    ),
    writes(
        "background-thread",
        f"""
{STUB}
import threading, time
def haunt():
    while True:
        try:
            check("initialization.he", lambda layers_dims, rng: None)
        except Exception:
            time.sleep(0.01)
threading.Thread(target=haunt, daemon=True).start()
""",
    ),
]

WITNESS = """
import builtins, ctypes, glob, linecache, os, socket, sys
import helpers.network
def found(what):
    print("FOUND", what)
for path in ("/tmp", "/dev/shm", "/home/student", "."):
    for name in os.listdir(path):
        if not sys.prefix.startswith(os.path.join(path, name)):
            found(os.path.join(path, name))
for place in glob.glob("/proc/[0-9]*/comm"):
    if place != f"/proc/{os.getpid()}/comm":
        found(open(place).read())
for holder in (builtins, np, helpers.network):
    if hasattr(holder, "trace") and holder is not np or hasattr(holder, "trace_left"):
        found(holder)
if "trace" in linecache.cache or "trace" in nets or "/tmp" in sys.path or LAYERS != [2, 10, 5, 1] or not X.any():
    found("shared objects")
libc = ctypes.CDLL(None)
if libc.shmget(4711, 100, 0) >= 0 or libc.msgget(4711, 0) >= 0:
    found("a segment")
if max(libc.syscall(250, 10, ring, b"user", b"trace", 0) for ring in (-1, -2, -3, -4, -5)) >= 0:
    found("a key")
if socket.socket(socket.AF_UNIX).connect_ex("\\0trace") == 0 or socket.socket().connect_ex(("127.0.0.1", 4711)) == 0:
    found("somebody who listens")
print("looked")
"""
