"""Kernels that Jupyter's clients talk to, forked from one zygote: alone, and gone afterwards."""

import asyncio
import os
import socket
import tempfile
import threading
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from autograder.kernels.hatchery import HATCHERY
from autograder.kernels.manager import SandboxedKernelManager
from autograder.sandbox.limits import Limits
from autograder.sandbox.watch import members
from tests.kernels.cells import alive

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, scope="module")
def _ended():
    """No zygote of this module outlives it."""
    yield
    HATCHERY.close()


@asynccontextmanager
async def running(**traits):
    """A kernel and its client."""
    manager = SandboxedKernelManager(**traits)
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=20)
        yield manager, client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def says(client, code):
    """What a cell prints, which must end well."""
    texts = []

    def hear(message):
        if message["msg_type"] == "stream":
            texts.append(message["content"]["text"])

    reply = await client.execute_interactive(code, output_hook=hear, timeout=20)
    assert reply["content"]["status"] == "ok", reply["content"]
    return "".join(texts).strip()


LOOK = """
import os, stat
found = []
def told(text):
    return any(word in text for word in WORDS)
for top in ("/connection", "/connection/..", "/tmp", "/proc/self/cwd/../.."):
    for folder, folders, files in os.walk(top):
        folders[:] = [f for f in folders if f not in ("proc", "usr", "dev", "lib")]
        for name in (*folders, *files):
            if told(name):
                found.append(folder + "/" + name)
for number in os.listdir("/proc/self/fd"):
    try:
        if stat.S_ISDIR(os.fstat(int(number)).st_mode):
            found.append(os.readlink("/proc/self/fd/" + number))
    except OSError:
        pass  # the folder that was listed
folder = os.open("/connection", os.O_RDONLY)
for _ in range(9):
    above = os.open("..", os.O_RDONLY, dir_fd=folder)
    names = os.listdir(above)
    if told(str(names)):
        found.append(str(names))
    os.close(folder)
    folder = above
os.close(folder)
print(sorted(os.listdir("/connection")), found)
"""


def test_a_kernel_sees_its_own_sockets_and_neither_another_folder_nor_the_pool(sandboxed):
    async def look():
        async with running() as (one, mine), running() as (two, theirs):
            assert one.provisioner.folder.parent == two.provisioner.folder.parent == HATCHERY.pool
            await says(theirs, "open('/connection/secret-7', 'w').write('mine')")
            assert (two.provisioner.own / "secret-7").exists()
            words = ["secret-7", HATCHERY.pool.name, two.provisioner.folder.name]
            return await says(mine, f"WORDS = {words}\n{LOOK}")

    sockets = "'ipc-1', 'ipc-2', 'ipc-3', 'ipc-4', 'ipc-5'"
    assert asyncio.run(look()) == f"[{sockets}, 'kernel.json'] []"


ESCAPE = """
import ctypes, os
libc = ctypes.CDLL(None)
reached = []
def attempt(way):
    try:
        if way() in (-1, None):
            return
    except OSError:
        return
    reached.append(way)
attempt(lambda: libc.umount2(b"/connection", 2))
attempt(lambda: libc.umount2(b"/connection", 8))
attempt(lambda: libc.mount(b"/connection/..", b"/tmp", None, 4096, None))
attempt(lambda: libc.chroot(b"/connection"))
attempt(lambda: libc.unshare(0x00020000))
attempt(lambda: os.rename("/connection", "/tmp/c") or 1)
attempt(lambda: os.link("/connection/../" + OTHER, "/tmp/link") or 1)
attempt(lambda: os.open(OTHER, os.O_RDONLY))
attempt(lambda: os.open("/connection/.." + OTHER, os.O_RDONLY))
os.symlink("..", "/connection/up")
attempt(lambda: os.open("/connection/up" + OTHER, os.O_RDONLY))
os.mkdir("/connection/deep")
os.chdir("/connection/deep")
os.rename("/connection/deep", "/connection/shallow")
attempt(lambda: os.open("../.." + OTHER, os.O_RDONLY))
print(reached)
"""


def test_a_kernel_does_not_get_out_of_its_folder(sandboxed):
    async def escape():
        async with running() as (_, mine), running() as (two, _):
            other = str(two.provisioner.folder)
            return await says(mine, f"OTHER = {other!r}\n{ESCAPE}")

    assert asyncio.run(escape()) == "[]"


def test_a_kernel_that_starts_again_is_not_told_through_a_link_that_was_left(sandboxed, tmp_path):
    (tmp_path / "grades").write_text("mine")
    leave = (
        "import os; os.unlink('/connection/kernel.json')\n"
        f"os.symlink('{tmp_path / 'grades'}', '/connection/kernel.json')"
    )

    async def start_again():
        async with running() as (manager, client):
            await says(client, leave)
            await manager.restart_kernel(now=True)
            await client.wait_for_ready(timeout=20)
            return await says(client, "print('again')")

    assert asyncio.run(start_again()) == "again"
    assert (tmp_path / "grades").read_text() == "mine"


ALONE = """
import glob, os
status = dict(line.rstrip("\\n").split(":\\t", 1) for line in open("/proc/self/status"))
print(*(int(status["Cap" + name], 16) for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")))
print(status["NoNewPrivs"], status["Seccomp"], os.getpid(), os.uname().nodename)
print([p for p in os.listdir("/proc") if p.isdigit()], os.listdir("/zygote"))
try:
    os.memfd_create("hidden")
except OSError as error:
    print(error.strerror)
print(sorted({int(task) for task in os.listdir("/proc/self/task")})[0], os.path.exists("/var"))
for task in os.listdir("/proc/self/task"):
    status = open(f"/proc/self/task/{task}/status").read()
    assert "Seccomp:\\t2" in status and "CapEff:\\t0000000000000000" in status
"""


def test_a_kernel_is_confined_as_a_warm_one_is_in_all_its_threads(sandboxed):
    async def ask():
        async with running() as (_, client):
            return await says(client, ALONE)

    assert asyncio.run(ask()).splitlines() == [
        "0 0 0 0 0",
        "1 2 1 lab",
        "['1'] []",
        "Function not implemented",
        "1 False",
    ]


@pytest.mark.parametrize("namespace", ["user", "pid", "mnt", "ipc", "net", "uts"])
def test_every_namespace_is_the_kernels_own(sandboxed, namespace):
    code = f"import os; print(os.readlink('/proc/self/ns/{namespace}'))"

    async def ask():
        async with running() as (_, one), running() as (_, two):
            return {await says(one, code), await says(two, code)}

    both = asyncio.run(ask())
    assert len(both) == 2
    assert str(Path(f"/proc/self/ns/{namespace}").readlink()) not in both


def test_a_kernel_reaches_itself_by_the_network_and_nobody_else(sandboxed):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        code = (
            "import errno, socket\n"
            "with socket.create_server(('127.0.0.1', 0)) as mine:\n"
            "    print(socket.socket().connect_ex(mine.getsockname()))\n"
            f"for address in ({address}, ('10.0.0.1', 80)):\n"
            "    print(errno.errorcode[socket.socket().connect_ex(address)])"
        )

        async def ask():
            async with running() as (_, client):
                return await says(client, code)

        assert asyncio.run(ask()).split() == ["0", "ECONNREFUSED", "ENETUNREACH"]


def test_a_kernel_reaches_its_judge_and_not_the_folder_of_it(sandboxed):
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as judge:
        judge.bind(f"{folder}/judge")
        judge.listen()
        Path(folder, "answers").write_text("42")
        code = (
            "import os, socket\n"
            "way = os.environ['JUDGE']\n"
            "print(socket.socket(socket.AF_UNIX).connect_ex(way))\n"
            f"for path in (way + '/../answers', '{folder}/answers', way + '/answers'):\n"
            "    print(os.path.exists(path))"
        )

        async def ask():
            async with running(sockets={"JUDGE": f"{folder}/judge"}) as (_, client):
                return await says(client, code)

        assert asyncio.run(ask()).split() == ["0", "False", "False", "False"]


def test_every_kernel_draws_other_random_numbers(sandboxed):
    code = "import random, numpy as np; print(np.random.rand(), random.random())"

    async def ask():
        drawn = []
        for _ in range(3):
            async with running() as (_, client):
                drawn += (await says(client, code)).split()
        return drawn

    assert len(set(asyncio.run(ask()))) == 6


@pytest.mark.parametrize("sandbox", [True, False], ids=["sandbox", "no sandbox"])
def test_many_kernels_in_a_row_leave_nothing_behind(sandboxed, sandbox):
    async def many(count):
        for _ in range(count):
            async with running(sandbox=sandbox, limits=Limits(cpu=700)) as (_, client):
                await says(
                    client,
                    "import os\nif os.fork() == 0:\n    os.execvp('sleep', 'sleep 600'.split())",
                )

    def left():
        return (
            len(list(Path("/proc/self/fd").iterdir())),
            len(list(members(os.getpid()))),
            threading.active_count(),
            list(HATCHERY.pool.iterdir()),
        )

    asyncio.run(many(2))
    before = left()
    asyncio.run(many(15))
    assert left() == before
    assert before[-1] == []


def test_an_end_is_noticed_in_less_than_a_second(sandboxed):
    async def end():
        async with running() as (manager, client):
            client.execute("import os; os._exit(3)")
            started = time.monotonic()
            while await manager.is_alive():
                await asyncio.sleep(0.01)
            return manager.reason, time.monotonic() - started

    reason, seconds = asyncio.run(end())
    assert reason == "it ended itself with exit status 3"
    assert seconds < 1


def test_a_zygote_that_was_killed_is_started_again(sandboxed):
    async def kill():
        async with running() as (manager, _):
            manager.provisioner.zygote._running.process.kill()
            while await manager.is_alive():
                await asyncio.sleep(0.01)
            reason = manager.reason
        async with running() as (_, client):
            return reason, await says(client, "print('alive')")

    assert asyncio.run(kill()) == ("it was killed", "alive")


@pytest.mark.parametrize("sandbox", [True, False], ids=["sandbox", "no sandbox"])
def test_zygotes_end_with_the_grader_and_leave_no_folder(sandboxed, me, tmp_path, sandbox):
    code = f"""
        import asyncio
        from tests.kernels.test_application import running
        from autograder.kernels.hatchery import HATCHERY
        from autograder.sandbox.watch import members
        async def run():
            async with running(sandbox={sandbox}):
                pass
        asyncio.run(run())
        import os
        print(len(list(HATCHERY.pool.parent.iterdir())), *members(os.getpid()))
    """
    with tempfile.TemporaryDirectory() as place:
        with me(code, PYTHONPATH=str(ROOT), TMPDIR=place) as grader:
            count, _, *ours = map(int, grader.stdout.read().split())
        assert count >= 1
        assert ours
        assert list(Path(place).iterdir()) == []
    deadline = time.monotonic() + 3
    while any(map(alive, ours)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(alive, ours))


def test_an_ordinary_user_gets_the_same_kernels(ordinary_grader):
    code = """
        import asyncio, os
        from autograder.kernels.manager import SandboxedKernelManager
        from autograder.kernels.provisioner import ForkedProvisioner
        async def main():
            manager = SandboxedKernelManager(**SHOWN)
            await manager.start_kernel()
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=20)
            print(isinstance(manager.provisioner, ForkedProvisioner))
            for cell in ("import os; print(os.getpid(), os.getuid(), os.listdir())",
                         "print(open('/connection/kernel.json').read().count('/tmp'))"):
                await client.execute_interactive(cell, timeout=20)
            client.stop_channels()
            await manager.shutdown_kernel(now=True)
        asyncio.run(main())
    """
    with ordinary_grader(code) as process:
        assert process.stdout.read().decode().splitlines() == ["True", "1 1000 ['.ipython']", "0"]
