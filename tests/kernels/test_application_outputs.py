"""A forked kernel shows what a stock kernel in the sandbox shows, to the byte."""

import re
import textwrap

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

from autograder.kernels.hatchery import HATCHERY
from tests.kernels.test_outputs import CELLS, merged

# Before pyplot is imported: once it is, a backend that the machine lacks is an error at once.
FIRST = [
    "import matplotlib; matplotlib.use('TkAgg')",
    "matplotlib.use('module://matplotlib_inline.backend_inline')",
]

# What only a real kernel does, and what the zygote has done before might spoil.
MORE = [
    "import os, sys, time; sys.argv[3:], sys.flags, os.getcwd()",
    "sys.path",
    "sys.stdin.read(1), sys.stdout, sys.stderr",
    "import threading; [t.name for t in threading.enumerate()][5:], threading.Thread().name",
    "import signal; [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)]",
    "import logging; logging.root.handlers, logging.getLogger('tornado').handlers",
    "os.write(1, b'to the descriptor\\n'); time.sleep(0.3)",
    "import subprocess; subprocess.run(['echo', 'a program']); time.sleep(0.3)",
    """
    pid = os.fork()
    if pid == 0:
        print('from a child', flush=True)
        os._exit(0)
    os.waitpid(pid, 0)[1], time.sleep(0.3)
    """,
    "import multiprocessing as mp\nwith mp.Pool(2) as pool: print(pool.map(abs, [-1, 2]))",
    "import concurrent.futures as c\nwith c.ThreadPoolExecutor(1) as e: list(e.map(print, 'ab'))",
    "import matplotlib.pyplot as plt; plt.plot([1]); plt.title('$\\\\nosuch{$')",
    "plt.close('all'); plt.isinteractive(), plt.get_fignums(), plt.rcParams['backend']",
    "get_ipython().events.callbacks",
    "import matplotlib as m; {k: v for k, v in m.rcParams.items() if v != m.rcParamsDefault[k]}",
    "%config InlineBackend",
    "%history -n",
    "%lsmagic",
    "import numpy as np; np.get_printoptions(), np.geterr()",
    "np.array([1, 2]) / 0",
    "import warnings; warnings.warn('old', DeprecationWarning)",
    "import sklearn.linear_model as l; l.LinearRegression().fit([[1], [2]], [1, 2])",
    "import asyncio; asyncio.get_running_loop()",
    "import random; random.seed(1); np.random.seed(1); random.random(), np.random.rand()",
    "sorted(globals())",
    "import __main__; __main__, vars(__main__) is globals(), __builtins__",
    "import inspect; print(inspect.getsource(f), len(inspect.stack()))",
    "%load_ext autoreload",
    "help(len)",
    "raise KeyboardInterrupt",
    "raise SystemExit(3)",
    "!echo $TERM; id -un; ls ~",
    "import gc; gc.isenabled(), gc.get_threshold(), sys.getrecursionlimit()",
]
ALL = [textwrap.dedent(source).strip() for source in FIRST + CELLS + MORE]

VARYING = (
    (r"0x[0-9a-f]{6,}", "0x..."),
    (r"ipykernel_\d+/\d+\.py", "ipykernel_../.."),
    (r"\(\d+\.py, line", "(...py, line"),
)


@pytest.fixture(scope="module")
def show():
    """Run the cells, and return what they showed and how they were counted."""

    def run(forked):
        notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, ALL)))
        client = NotebookClient(
            notebook,
            kernel_manager_class="autograder.kernels.manager.SandboxedKernelManager",
            config=Config(SandboxedKernelManager={"forked": forked}),
            allow_errors=True,
            coalesce_streams=False,
            timeout=60,
            shutdown_kernel="immediate",
        )
        client.execute()
        return [(plain(merged(c.outputs)), c.execution_count) for c in notebook.cells]

    yield run
    HATCHERY.close()


@pytest.fixture(scope="module")
def stock(show):
    return show(forked=False)


@pytest.fixture(scope="module")
def forked(show):
    return show(forked=True)


def plain(value):
    """An output without what differs from run to run."""
    if isinstance(value, str):
        for pattern, text in VARYING:
            value = re.sub(pattern, text, value)
        return value
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("number", range(len(ALL)), ids=lambda n: repr(ALL[n][:30]))
def test_a_cell_shows_what_it_shows_in_a_stock_kernel(sandboxed, stock, forked, number):
    assert forked[number] == stock[number]
