"""Calls of the system that student code does not need, refused by a filter.

They would make memory that belongs to no process, where nothing counts it, or keys that outlive the
process that made them, where the next kernel would find them; or they are seldom used and a
favourite way to attack a system. And nobody may say what is to happen when a child ends: whoever
ignores that makes the system forget the processor time that the child has used.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

# (x86_64, aarch64), from <asm/unistd.h>.
REFUSED = {
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "ptrace": (101, 117),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
}
_SET_ACTION = (13, 134)  # rt_sigaction
_CHILD_ENDED = 17
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # <linux/audit.h>
_OTHER_TABLE = 0x40000000  # x86_64's x32 calls

# <linux/bpf_common.h>, <linux/seccomp.h>
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _FIRST = 0, 4, 16  # where they lie: the first argument's lower half
_SET_SECCOMP, _FILTER = 22, 2


def program(machine: str) -> bytes:
    """The filter for a machine, as the system wants it.

    Raises
    ------
    OSError
        The numbers of this machine's calls are not known here.
    """
    if machine not in MACHINES:
        raise OSError(errno.ENOSYS, f"no filter of system calls is known for {machine}")
    column, architecture = MACHINES[machine]
    refuse = struct.pack("HBBI", _RETURN, 0, 0, _ERROR | errno.ENOSYS)
    steps = [
        struct.pack("HBBI", _LOAD, 0, 0, _MACHINE),
        struct.pack("HBBI", _EQUAL, 1, 0, architecture),
        struct.pack("HBBI", _RETURN, 0, 0, _KILL),
        struct.pack("HBBI", _LOAD, 0, 0, _NUMBER),
        struct.pack("HBBI", _AT_LEAST, 0, 1, _OTHER_TABLE),
        refuse,
    ]
    for numbers in REFUSED.values():
        steps += [struct.pack("HBBI", _EQUAL, 0, 1, numbers[column]), refuse]
    steps += [
        struct.pack("HBBI", _EQUAL, 0, 3, _SET_ACTION[column]),
        struct.pack("HBBI", _LOAD, 0, 0, _FIRST),
        struct.pack("HBBI", _EQUAL, 0, 1, _CHILD_ENDED),
        refuse,
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(steps)


class Filter:
    """The filter of this machine, made before it is needed.

    Raises
    ------
    OSError
        The numbers of this machine's calls are not known here.
    """

    def __init__(self) -> None:
        steps = program(os.uname().machine)
        self._steps = ctypes.create_string_buffer(steps, len(steps))
        where = len(steps) // 8, ctypes.addressof(self._steps)
        self._filter = struct.pack("HxxxxxxP", *where)
        self._libc = ctypes.CDLL(None, use_errno=True)
        types = (ctypes.c_int, ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_ulong)
        self._libc.prctl.argtypes = list(types)

    def refuse(self) -> None:
        """Refuse the calls to this process and all it starts; it has no_new_privs already."""
        if self._libc.prctl(_SET_SECCOMP, _FILTER, self._filter, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the filter of system calls")
