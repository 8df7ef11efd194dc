"""What a warm kernel shows is what a stock kernel shows, through nbclient."""

import base64
import re
import struct
import textwrap

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.kernels.fresh import Fresh
from autograder.kernels.zygote import Zygote

CELLS = [
    "print('one'); print('two')\n3",
    "import sys\nprint('out'); print('err', file=sys.stderr); print('out again')",
    "print('a', end='', flush=True); print('e', file=sys.stderr, flush=True); print('b', end='')",
    "print(end='')",
    "'a string'",
    "None",
    "x = 1; x",
    "x;",
    "_, _i, Out[5], len(In)",
    "1 / 0",
    "def f(n):\n    return f(n - 1) if n else {}['key']\nf(2)",
    "if True\n    pass",
    "undefined_name",
    "raise ValueError('two\\nlines')",
    "class Odd(Exception):\n    def __str__(self):\n        return 'odd ' + 'é☃😀'\nraise Odd",
    "assert x == 2, 'no'",
    "input('name? ')",
    "import getpass; getpass.getpass()",
    "sys.exit(1)",
    "import warnings; warnings.warn('careful')",
    "from IPython.display import *\ndisplay(HTML('<b>bold</b>'), Markdown('*it*'), Math('x^2'))",
    "display(JSON({'a': [1, 2.5, None]}), metadata={'note': 1}); Latex('$y$')",
    "handle = display('first', display_id=True)\nprint('between')\nhandle.update('second')",
    "handle.update('third'); display(4, display_id='mine')",
    "display(5, display_id='mine')",
    "update_display(6, display_id='mine')",
    "for i in range(3):\n    clear_output(wait=True)\n    print(i)",
    "print('gone'); clear_output(); print('stays')",
    "print('kept until more comes'); clear_output(wait=True)",
    "display('text', raw=False); display({'text/plain': 'raw', 'text/html': '<i>'}, raw=True)",
    """
    class Both:
        def _repr_html_(self): return '<p>'
        def _repr_png_(self): return b'\x89PNG'
        def __repr__(self): return 'both'
    Both()
    """,
    "class Broken:\n    def __repr__(self): raise RuntimeError('no repr')\nBroken()",
    "import numpy as np; np.arange(6).reshape(2, 3) / 3",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4]); plt.title('$x^2$');",
    "fig, ax = plt.subplots(1, 2, figsize=(4, 2)); ax[0].scatter([1, 2], [3, 4])",
    "plt.plot([1]); print('before the figure'); plt.show(); print('after it')",
    "plt.figure(figsize=(1, 1)); plt.figure(figsize=(2, 1)); plt.get_backend()",
    "plt.plot([1]); 1 / 0",
    "fig",
    "%matplotlib inline\nplt.hist([1, 2, 2]); plt.show()",
    "!echo shell; echo error >&2",
    "files = !echo listed\nfiles",
    "%%bash\necho bash",
    "%%capture captured\nprint('caught'); display(1)",
    "captured.stdout, len(captured.outputs)",
    "%whos str",
    "%%writefile note.txt\ntext",
    "open('note.txt').read()",
    "%nosuchmagic",
    "len?",
    "get_ipython().set_next_input('more')",
    "await __import__('asyncio').sleep(0, 'awaited')",
    "import logging; logging.warning('logged')",
    "import threading; t = threading.Thread(target=print, args=['threaded']); t.start(); t.join()",
    "print('\\ud83d'.encode('utf-8', 'replace')); print('tab\\tbell\\a\\x1b[31mred\\r over')",
    "print('x' * 3000)",
    "get_ipython().__class__.__mro__[-1], __name__, __doc__",
    "%xmode Plain\n1 / 0",
    "%xmode Context\nimport os; os.environ['PAGER'], os.environ['TERM'], os.environ['MPLBACKEND']",
    # What the zygote has done before might spoil.
    "sys.path",
    "import signal; [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)]",
    "import logging; logging.root.handlers",
    """
    import os, time
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
    "import matplotlib as m; {k: v for k, v in m.rcParams.items() if v != m.rcParamsDefault[k]}",
    "%config InlineBackend",
    "%history -n",
    "import numpy as np; np.get_printoptions(), np.geterr()",
    "np.array([1, 2]) / 0",
    "import warnings; warnings.warn('old', DeprecationWarning)",
    "import sklearn.linear_model as l; l.LinearRegression().fit([[1], [2]], [1, 2])",
    "import random; random.seed(1); np.random.seed(1); random.random(), np.random.rand()",
    "import __main__; __main__, vars(__main__) is globals(), __builtins__",
    "import inspect; print(inspect.getsource(f))",
    "%load_ext autoreload",
    "help(len)",
    "raise KeyboardInterrupt",
    "raise SystemExit(3)",
    "!echo $TERM $PAGER",
    "import gc; gc.isenabled(), gc.get_threshold(), sys.getrecursionlimit()",
]

RENDERED = (
    """
    class Rendered(Exception):
        times = 0
        def _render_traceback_(self):
            Rendered.times += 1
            return ["rendered"]
    """,
    "raise Rendered",
    "Rendered.times",
)
VARYING = (
    (r"0x[0-9a-f]{6,}", "0x..."),
    (r"ipykernel_\d+/\d+\.py", "ipykernel_../.."),
    (r"\(\d+\.py, line", "(...py, line"),
    (r"\x1b\[[0-9;]*m", ""),
)


def plain(value):
    """An output without what differs from run to run, or says where the kernel's own code lies."""
    if isinstance(value, dict) and value.get("ename") == "StdinNotImplementedError":
        return {key: value[key] for key in ("ename", "evalue")}
    if isinstance(value, str):
        for pattern, text in VARYING:
            value = re.sub(pattern, text, value)
        return value
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """The cells as a stock kernel runs them."""
    cells = [nbformat.v4.new_code_cell(textwrap.dedent(cell)) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(
        notebook, kernel_name="python3", allow_errors=True, coalesce_streams=False, timeout=60
    )
    client.execute(cwd=str(tmp_path_factory.mktemp("stock")))
    return notebook.cells


@pytest.fixture(scope="module")
def warm(sandboxed):
    with Zygote() as zygote, zygote.kernel() as kernel:
        return [kernel.execute(textwrap.dedent(cell), 60) for cell in [*CELLS, *RENDERED]]


@pytest.mark.parametrize("number", range(len(CELLS)), ids=lambda n: repr(CELLS[n][:30]))
def test_a_cell_shows_what_a_stock_kernel_shows(stock, warm, number):
    assert plain(warm[number].outputs) == plain(merged(stock[number].outputs))


def test_a_cell_counts_as_in_a_stock_kernel(stock, warm):
    counts = [result.execution_count for result in warm[: len(CELLS)]]
    assert counts == [cell.execution_count for cell in stock]


def test_an_error_is_put_into_words_once_and_not_again_for_whoever_might_ask(warm):
    (_, error, counted) = warm[len(CELLS) :]
    assert error.outputs[0]["traceback"] == ["rendered"]
    assert counted.outputs[0]["data"]["text/plain"] == "1"


def merged(outputs):
    """Outputs with neighbouring texts of one stream as one: nbclient splits them by the clock."""
    kept = []
    for output in outputs:
        last = kept[-1] if kept else None
        if last is not None and output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            kept.append(nbformat.from_dict(output))
    return kept


DRAW = """
import matplotlib.pyplot as plt
plt.figure(figsize=(4, 3), dpi=100)
plt.axes((0.4, 0.4, 0.2, 0.2))
plt.show()
"""


@pytest.mark.parametrize("cropped", [True, False])
def test_a_figure_has_its_whole_size_only_where_it_is_not_cropped(cropped):
    with Fresh(cropped=cropped, sandbox=False).kernel() as kernel:
        (shown,) = kernel.execute(DRAW, 600).outputs
    size = struct.unpack(">II", base64.b64decode(shown["data"]["image/png"])[16:24])
    assert (size == (400, 300)) is not cropped
