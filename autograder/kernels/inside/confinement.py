"""Shutting a process in: namespaces, a file system of its own, limits, and no way to get more.

An ordinary user may do all of it inside a user namespace. Each step needs rights that a later one
gives up.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
_LIBC.mount.argtypes = [ctypes.c_char_p] * 3 + [ctypes.c_ulong, ctypes.c_char_p]

# From <linux/sched.h>
_MOUNTS, _NAMES, _IPC, _USERS = 0x00020000, 0x04000000, 0x08000000, 0x10000000
_PROCESSES, _NETWORK = 0x20000000, 0x40000000
_READ_ONLY, _NOSUID, _NODEV, _NOEXEC, _BIND = 1, 2, 4, 8, 4096 | 16384  # <linux/mount.h>
_SET_PDEATHSIG, _SET_NO_NEW_PRIVS, _CAPBSET_DROP, _CAP_AMBIENT = 1, 38, 24, 47  # <linux/prctl.h>
_CAP_AMBIENT_CLEAR_ALL = 4
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
_FILES = 20_000


class Forks:
    """A process that may fork others into process namespaces of their own.

    It is process 1 of one itself, in a user namespace where it may do what root may. A new process
    is thus forked once, as process 1 of its namespace, by Python's own `os.fork`.
    """

    def __init__(self) -> None:
        """Continue as process 1; the process that was there before waits, and ends as this one."""
        _new_users(_PROCESSES)
        child = os.fork()
        if child != 0:
            _, status = os.waitpid(child, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 255)
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY)

    def fork(self) -> int:
        """Fork a process that is alone: 0 in it, else its number."""
        _check(_LIBC.unshare(_PROCESSES), "a process namespace")
        child = None
        try:
            child = os.fork()
        finally:
            if child != 0:
                _check(_LIBC.setns(self._own, _PROCESSES), "the own process namespace")
        if child == 0:
            os.close(self._own)
        return child


def end_with_parent(number: int) -> None:
    """Have the system send this process a signal when the thread that started it ends."""
    _check(_LIBC.prctl(_SET_PDEATHSIG, number, 0, 0, 0), "the parent's death")


def furnish(folders: list[str], kept: list[str], hidden: list[str], disk: int) -> None:
    """Give process 1 of a new namespace mounts, network, queues and a host name of its own.

    The network is not even switched on: that waits, some milliseconds, for the end of the last one.

    Parameters
    ----------
    folders : list of str
        Get a private file system each: empty, writable, of limited size.
    kept : list of str
        Files and folders below one of these that stay where they are.
    hidden : list of str
        Are empty from now on.
    disk : int
        Bytes of a private file system.
    """
    _check(_LIBC.unshare(_MOUNTS | _NETWORK | _IPC | _NAMES), "namespaces")
    _mount("proc", "/proc", _NOSUID | _NODEV | _NOEXEC)
    held = {path: os.open(path, os.O_PATH) for path in kept}
    for folder in folders:
        _mount("tmpfs", folder, _NOSUID | _NODEV, f"size={disk},nr_inodes={_FILES},mode=1777")
    for path, descriptor in held.items():
        place = Path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.mkdir() if stat.S_ISDIR(os.fstat(descriptor).st_mode) else place.touch()
        _mount(f"/proc/self/fd/{descriptor}", path, _BIND)
        os.close(descriptor)
    for folder in hidden:
        _mount("tmpfs", folder, _NOSUID | _NODEV | _READ_ONLY, "size=4096,nr_inodes=2")


def surrender() -> None:
    """Give up every right that this process has over its namespaces, for ever.

    A user namespace of its own has a count of processes of its own, and keys of its own.
    """
    _new_users()
    _write("/proc/sys/user/max_user_namespaces", b"0")
    for capability in range(_LAST_CAPABILITY + 1):
        _check(_LIBC.prctl(_CAPBSET_DROP, capability, 0, 0, 0), "dropping a capability")
    _check(_LIBC.prctl(_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "clearing capabilities")
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    _check(_LIBC.capset(header, bytes(24)), "giving up capabilities")
    _check(_LIBC.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def _new_users(besides: int = 0) -> None:
    """A user namespace for this process, with nobody in it but the present user."""
    uid, gid = os.getuid(), os.getgid()
    _check(_LIBC.unshare(_USERS | besides), "a user namespace")
    _write("/proc/self/setgroups", b"deny")
    _write("/proc/self/uid_map", b"%d %d 1" % (uid, uid))
    _write("/proc/self/gid_map", b"%d %d 1" % (gid, gid))


def _write(path: str, text: bytes) -> None:
    """Without Python's files: in a new fork, each page of memory that they touch is copied."""
    descriptor = os.open(path, os.O_WRONLY)
    os.write(descriptor, text)
    os.close(descriptor)


def _mount(source: str, target: str, flags: int, options: str = "") -> None:
    """Mount a file system that is named like its kind, or a part of one."""
    name = source.encode()
    _check(_LIBC.mount(name, target.encode(), name, flags, options.encode()), f"mounting {target}")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
