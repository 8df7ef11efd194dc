"""What is not the student's to read, and ways out of the sandbox: whatever succeeds is printed."""

# ruff: noqa: E501 - an attack's text and its name stay on one line
from __future__ import annotations

from tests.attacks.attack import Attack, writes

SECRET = "swordfish-27"
"""Stands in the grader's environment, in its files, and in another student's answer."""

PROBE = """
import os, sys, glob, socket, ctypes, subprocess
def reached(what):
    print("REACHED" + "!", what)
def attempt(what, action):
    try:
        if action() not in (False, None, -1, 0, [], b"", ""):
            reached(what)
    except (Exception, SystemExit):
        pass
libc = ctypes.CDLL(None, use_errno=True)
# What would do harm outside is tried only where the outside is not to be seen.
alone = len([name for name in os.listdir("/proc") if name.isdigit()]) < 30 and os.getuid() == 1000
if not alone:
    reached("other processes")
"""


def probes(name: str, text: str) -> Attack:
    return writes(name, PROBE + text)


def attacks(course: str, port: int) -> list[Attack]:
    """Attacks on a course folder, and on a port of this machine at which somebody listens."""
    return [
        probes(
            "imports-the-answers",
            """
for name in ("labs", "labs.initialization", "judge", "judge.reference", "grading", "kernels", "release", "example", "cli"):
    attempt(name, lambda: bool(__import__("autograder." + name)))
attempt("course", lambda: bool(__import__("autograder.course")))
""",
        ),
        probes(
            "opens-the-course",
            f"""
for path in ("gradebook.db", "notebooks/initialization/initialization.ipynb", "nbgrader_config.py", "secret.txt",
             "submitted/zzz-witness/initialization/initialization.ipynb", "autograder/judge/server.py", "."):
    for root in ({course!r}, "/course", "/proc/1/root" + {course!r}, "/proc/1/cwd", "/proc/self/cwd"):
        attempt(root + "/" + path, lambda: open(os.path.join(root, path), "rb").read())
        attempt("the folder " + root + "/" + path,
                lambda: [n for n in os.listdir(os.path.join(root, path)) if n.endswith((".db", ".ipynb"))])
""",
        ),
        probes(
            "searches-every-file",
            f"""
secret = "{SECRET[:5]}" + "{SECRET[5:]}"
for folder, folders, files in os.walk("/"):
    folders[:] = [f for f in folders if f not in ("usr", "proc", "sys", "lib", "bin", "include", "share", "fonts")]
    for name in files:
        if name.endswith((".ipynb", ".db", ".sqlite", ".ledger")):
            reached(os.path.join(folder, name))
        attempt(os.path.join(folder, name),
                lambda: secret in open(os.path.join(folder, name), errors="replace").read(10**6))
""",
        ),
        probes(
            "environments-and-memory",
            f"""
secret = "{SECRET[:5]}" + "{SECRET[5:]}"
for place in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
    attempt(place, lambda: secret in open(place).read())
attempt("environ", lambda: secret in str(dict(os.environ)))
attempt("memory of another", lambda: [p for p in glob.glob("/proc/[0-9]*/mem")
                                      if p != f"/proc/{{os.getpid()}}/mem" and open(p, "rb")])
""",
        ),
        probes(
            "memory-of-the-zygote",
            """
import gc, inspect
for thing in gc.get_objects():
    module = str(getattr(type(thing), "__module__", ""))
    if module.startswith(("autograder.labs", "autograder.judge", "autograder.grading", "nbgrader")):
        reached(module)
attempt("modules", lambda: [n for n in sys.modules if n.startswith(("autograder.labs", "autograder.judge", "nbgrader"))])
""",
        ),
        probes(
            "ways-of-open-files",
            """
import stat
for number in os.listdir("/proc/self/fd"):
    way = "/proc/self/fd/" + number
    attempt("folder " + way, lambda: os.listdir(way))
    attempt("above " + way, lambda: os.listdir(way + "/.."))
    attempt("database " + way, lambda: open(way, "rb").read(16).startswith(b"SQLite"))
way = os.environ["AUTOGRADER_JUDGE"]
for other in (way + "/..", os.path.dirname(os.path.realpath(way)), os.readlink(way).rpartition("/")[0]):
    attempt("the judge's folder " + other, lambda: [n for n in os.listdir(other) if "judge" in n])
attempt("renamed the judge", lambda: os.rename(way, "/tmp/judge") is None)
attempt("removed the judge", lambda: os.unlink(os.path.realpath(way)) is None)
""",
        ),
        probes(
            "network",
            f"""
for address in (("127.0.0.1", {port}), ("localhost", {port}), ("::1", {port}), ("10.0.0.1", 80), ("1.1.1.1", 53)):
    attempt(address, lambda: socket.create_connection(address, 0.3))
attempt("names", lambda: socket.gethostbyname("example.org"))
attempt("abstract", lambda: socket.socket(socket.AF_UNIX).connect("\\0attacked-{port}") is None)
attempt("raw", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt("netlink", lambda: [n for _, n in socket.if_nameindex() if n.startswith(("eth", "en", "wl"))])
for place in glob.glob("/run/*.sock") + glob.glob("/var/run/*") + glob.glob("/tmp/*/judge"):
    reached(place)
""",
        ),
        probes(
            "signals-and-tracing",
            """
import signal
if alone:
    for pid in [-1, *range(2, 3000)]:
        if pid != os.getpid():
            attempt(f"signal to {pid}", lambda: os.kill(pid, signal.SIGKILL) is None)
libc.ptrace.restype = ctypes.c_long
attempt("ptrace", lambda: libc.ptrace(0, 0, 0, 0) == 0)
for pid in (1, 2, 3, os.getpid() + 1):
    attempt(f"ptrace {pid}", lambda: pid != os.getpid() and libc.ptrace(16, pid, 0, 0) == 0)
attempt("priority", lambda: os.nice(-5))
""",
        ),
        probes(
            "more-rights",
            """
assert alone
attempt("setuid", lambda: os.setuid(0) is None)
attempt("setgroups", lambda: os.setgroups([0]) is None)
attempt("chroot", lambda: os.chroot("/tmp") is None)
attempt("mount", lambda: libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None) == 0)
attempt("umount", lambda: libc.umount2(b"/tmp", 2) == 0)
attempt("unshare", lambda: libc.unshare(0x10000000) == 0)
attempt("host name", lambda: libc.sethostname(b"mine", 4) == 0)
attempt("a device", lambda: os.mknod("/tmp/sda", 0o60600, os.makedev(8, 0)) is None)
attempt("memory", lambda: open("/dev/mem", "rb").read(1))
attempt("a handle", lambda: libc.syscall(304, -100, b"", 0) >= 0)
attempt("sudo", lambda: subprocess.run(["sudo", "-n", "id"], capture_output=True).stdout)
attempt("su", lambda: subprocess.run(["su", "-c", "id"], capture_output=True, stdin=subprocess.DEVNULL).stdout)
attempt("userns", lambda: subprocess.run(["unshare", "-Ur", "id"], capture_output=True).stdout)
attempt("bwrap", lambda: subprocess.run(["bwrap", "--ro-bind", "/", "/", "id"], capture_output=True).stdout)
for path in ("/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sys/user/max_user_namespaces"):
    attempt(path, lambda: open(path, "w").write("x"))
""",
        ),
        probes(
            "writes-where-others-read",
            """
import site
assert alone
places = [*site.getsitepackages(), sys.prefix, sys.prefix + "/bin", "/course", "/course/helpers", "/course/autograder/checks",
          "/", "/etc", "/usr/local/bin", "/usr/lib/python3/dist-packages", os.path.dirname(np.__file__), "/dev", "/zygote"]
for place in places:
    for name in ("sitecustomize.py", "usercustomize.py", "evil.pth", "conftest.py", "__init__.py"):
        attempt("wrote " + place + "/" + name, lambda: open(os.path.join(place, name), "a").write("1"))
attempt("replaced", lambda: os.replace("/tmp", "/course/helpers") is None)
attempt("linked", lambda: os.symlink("/tmp", "/course/link") is None)
attempt("changed rights", lambda: os.chmod("/course/helpers/plots.py", 0o777) is None)
""",
        ),
    ]
