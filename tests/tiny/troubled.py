"""Troubled notebooks: what was done to one that is right, what it earns, what is said of it.

Right answers to the two exercises earn 5 points, of `double` alone 2, of `triple` alone 3.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.tiny.course import cell_of

DOUBLE = "def double(x):\n    return 2 * x"
TRIPLE = "def triple(x):\n    return 3 * x"
SCALED = "def double(x):\n    return factor * x"
NEEDS_MATH = "def double(x):\n    return math.floor(2) * x"
WAITING = "def double(x):\n    time.sleep(9)\n    return 2 * x"
USES = "def double(x):\n    return factor() * x"
HELPED = f"def factor(): return 2\n{USES}"
HELPED_TRIPLE = "def triple(x):\n    return factor() * x"
OTHER = "def factor(): return 9"
STUB = "def double(x):\n    raise NotImplementedError  # later"

Change = Callable[[NotebookNode], None]


@dataclass(frozen=True)
class Troubled:
    """One notebook; `says` stands in its row of the table, and None means that nothing does."""

    what: str
    change: Change
    earns: float = 5.0
    says: str | None = None
    files: dict[str, str | bytes] = field(default_factory=dict)


def place(notebook: NotebookNode, grade_id: str) -> int:
    return notebook.cells.index(cell_of(notebook, grade_id))


def cell(text: str, before: str | None = None) -> Change:
    """A cell of the student's own: above a cell, or at the end."""

    def change(notebook: NotebookNode) -> None:
        where = len(notebook.cells) if before is None else place(notebook, before)
        notebook.cells.insert(where, new_code_cell(text))

    return change


def within(grade_id: str, text: str, *, above: bool = True) -> Change:
    """Something written into a cell of the lab, above or below what stands there."""

    def change(notebook: NotebookNode) -> None:
        parts = [text, cell_of(notebook, grade_id).source]
        cell_of(notebook, grade_id).source = "\n".join(parts if above else parts[::-1])

    return change


def answer(text: str, grade_id: str = "double_answer") -> Change:
    def change(notebook: NotebookNode) -> None:
        cell_of(notebook, grade_id).source = text

    return change


def without(*grade_ids: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        for grade_id in grade_ids:
            del notebook.cells[place(notebook, grade_id)]

    return change


def moved(grade_id: str, before: str | None = None) -> Change:
    def change(notebook: NotebookNode) -> None:
        taken = notebook.cells.pop(place(notebook, grade_id))
        where = len(notebook.cells) if before is None else place(notebook, before)
        notebook.cells.insert(where, taken)

    return change


def turned(grade_id: str) -> Change:
    """A cell of the lab made Markdown, and no longer known as the lab's."""

    def change(notebook: NotebookNode) -> None:
        where = place(notebook, grade_id)
        notebook.cells[where] = new_markdown_cell(notebook.cells[where].source)

    return change


def kind_of(grade_id: str, kind: str) -> Change:
    """A cell of the lab made another kind of cell, as the editor's menu does it."""

    def change(notebook: NotebookNode) -> None:
        cell_of(notebook, grade_id).cell_type = kind

    return change


def all_of(*changes: Change) -> Change:
    def change(notebook: NotebookNode) -> None:
        for one in changes:
            one(notebook)

    return change


def written_with(version: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        notebook.metadata.language_info = {"name": "python", "version": version}

    return change


def split(grade_id: str, text: str, at: str) -> Change:
    """An answer's cell split at the cursor, as the editor does it: both halves have its id."""

    def change(notebook: NotebookNode) -> None:
        half = cell_of(notebook, grade_id)
        rest = deepcopy(half)
        half.source, _, below = text.partition(at)
        rest.source = at + below
        notebook.cells.insert(place(notebook, grade_id) + 1, rest)

    return change


def zipped(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def notebook_of(*texts: str) -> str:
    return json.dumps(new_notebook(cells=[new_code_cell(text) for text in texts]))


SEABORN = "import seaborn as sns\n"
"""The cell of an answer fails at its first line, so that it is run statement by statement."""

SET_ELSEWHERE = {
    "by a function": "config = {'f': 1}\ndef set_up(c):\n    c['f'] = 2\nset_up(config)\n"
    "def double(x):\n    return config['f'] * x",
    "in a function": "factor = 1\ndef set_up():\n    global factor\n    factor = 2\nset_up()\n"
    + SCALED,
    "by NumPy": "import numpy as np\nfactor = np.zeros(())\nnp.copyto(factor, 2.0)\n"
    "def double(x):\n    return float(factor * x)",
    "by registering": "from functools import singledispatch\n@singledispatch\ndef double(x):\n"
    "    return None\n@double.register\ndef _(x: float):\n    return 2 * x",
    "by a decorator": "ways = {}\ndef on(name):\n    def keep(f):\n        ways[name] = f\n"
    "        return f\n    return keep\n@on('twice')\ndef twice(x):\n    return 2 * x\n"
    "def double(x):\n    return ways['twice'](x)",
    "by a loop": "factors = []\nfor n in range(3):\n    factors.append(n)\n"
    "def double(x):\n    return factors[2] * x",
    "by exec": "exec('def double(x): return 2 * x')",
    "by its name": "globals()['double'] = lambda x: 2 * x",
    "with types of a package": "import torch\ndef double(x: torch.Tensor) -> torch.Tensor:\n"
    "    return 2 * x",
    "beside what is deleted again": DOUBLE + "\ntable = 3\ndel table",
    "below an exit": "code = exit() if 1 else 2\n" + DOUBLE,
}

TWICE = "def twice(x):\n    return 2 * x"
MY_CHECK = 'check("tiny.double", twice)'
NEW_SYNTAX = "table = {'a': 1}\nprint(f'{table['a']}')"
MODULE = {"scaling.py": "factor = 2\ndef scaled(x):\n    return factor * x\n"}

OWN_MODULES = {
    "with packages that nothing needs": (
        "from scaling import scaled as double",
        {
            "scaling.py": "import torch\nfrom torch import nn\nimport pandas as pd, math\n"
            "def scaled(x: torch.Tensor, way=nn.relu):\n    return math.floor(2) * x"
        },
    ),
    "with a decorator that is not there": (
        "import scaling\ndouble = scaling.scaled",
        {"scaling.py": "from numba import njit\n@njit\ndef scaled(x):\n    return 2 * x"},
    ),
    "with an exit below": (
        "from scaling import scaled as double",
        {"scaling.py": "def scaled(x):\n    return 2 * x\nimport sys\nsys.exit(0)"},
    ),
    "with arguments that nobody gives": (
        "from scaling import scaled as double",
        {
            "scaling.py": "import argparse\nparser = argparse.ArgumentParser()\n"
            "parser.add_argument('--rate', required=True)\ngiven = parser.parse_args()\n"
            "def scaled(x):\n    return 2 * x"
        },
    ),
    "that does not come to its end": (
        "from scaling import scaled as double",
        {"scaling.py": "def scaled(x):\n    return 2 * x\nimport time\ntime.sleep(100)"},
    ),
    "with a test below that fails": (
        "from scaling import *\ndouble = scaled",
        {"scaling.py": "def scaled(x):\n    return 2 * x\nassert scaled(2) == 5"},
    ),
    "of which a line is no Python": (
        "from scaling import scaled as double",
        {
            "scaling.py": "print 'hello'\nclass Scale(object):\n    factor = 2\n"
            "def scaled(x):\n    return Scale.factor * x"
        },
    ),
    "that needs another one, which needs a package": (
        "from scaling import scaled as double",
        {
            "scaling.py": "from tools.two import TWO\ndef scaled(x):\n    return TWO * x",
            "tools/two.py": "import torch\nTWO = 2",
        },
    ),
    "that wants names of a newer Python": (
        "from scaling import scaled as double",
        {
            "scaling.py": "from itertools import batched_later\n"
            "from __future__ import annotations\ndef scaled(x):\n    return 2 * x"
        },
    ),
}

MADE = {
    "a module": (
        f"%%writefile mine.py\n{MODULE['scaling.py']}",
        "from mine import scaled as double",
    ),
    "a module by hand": (
        "import sys, types\nsys.modules['mine'] = types.SimpleNamespace(factor=2)",
        f"from mine import factor\n{SCALED}",
    ),
    "a file": (
        "with open('n.json', 'w') as file:\n    file.write('2')",
        f"import json\nfactor = json.load(open('n.json'))\n{SCALED}",
    ),
    "a file by a command": ("!echo 2 > n.txt", f"factor = float(open('n.txt').read())\n{SCALED}"),
}
WITHOUT = {
    "a bar": "from tqdm import tqdm\ndef double(x):\n    return sum(x for _ in tqdm(range(2)))",
    "a bar by hand": "import tqdm.auto as t\ndef double(x):\n    with t.tqdm(total=1) as bar:\n"
    "        bar.update(1)\n    return 2 * x",
    "a log": "from loguru import logger\ndef double(x):\n    logger.info('x')\n    return 2 * x",
    "a bar that counts": "from tqdm import trange as t\ndef double(x):\n    y = 0\n"
    "    for n in t(1, 3):\n        y += x\n    return y",
    "a bar that is told something": "from tqdm import tqdm\ndef double(x):\n    y = 0\n"
    "    bar = tqdm(range(2))\n    for n in bar:\n        bar.set_postfix(y=y)\n        y += x\n"
    "    return y",
    "a writer made above": "from torch.utils import Writer\nwriter = Writer()\n"
    "log = writer.bind(a=1)\n"
    "def double(x):\n    log.add('x', x)\n    return 2 * x",
    "a table made above": "import pandas as pd\ntable = pd.DataFrame(columns=['x'])\n"
    "def double(x):\n    table.loc[len(table)] = [x]\n    return 2 * x",
    "a number made above": f"import torch\nfactor = torch.tensor(2)\n{SCALED}",
    "a figure": "def double(x):\n    from rich_text import print\n    import seaborn as sns\n"
    "    print('x')\n    sns.heatmap([[x]], annot=True)\n    return 2 * x",
}
INDENTED = "    def double(x):\n        return 2 * x"
IN_STATEMENTS = {
    "with a package": f"import torch\nwith torch.no_grad():\n{INDENTED}",
    "with a package, beside what it uses": "import torch\nwith torch.no_grad():\n    factor = 2\n"
    "    def double(x):\n        return factor * x",
    "if a package says so, or else": "import torch\nif torch.cuda.is_available():\n"
    f"    def double(x):\n        return torch.add(x, x)\nelse:\n{INDENTED}",
    "where a package can be imported": f"try:\n    import torch\n{INDENTED}\n"
    "except ImportError:\n    torch = None",
    "in a loop that fails": f"for n in (1, 0):\n    1 / n\n{INDENTED}\n    raise ValueError",
    "in a branch that is not taken": f"import sys\nif 'torch' in sys.modules:\n{INDENTED}",
}

REBOUND = {
    "what it gives, under its own name": f"{DOUBLE}\ndouble = double(3)",
    "a part of what it gives": f"{DOUBLE}\ndouble, n = double(3), 1",
    "what the lab imports": f"{DOUBLE}\ncheck = None",
    "what the lab imports, by a function": f"{DOUBLE}\ndef check(*given):\n    return given",
}
"""Experiments in the cell of an answer, below it."""
MAGICS = ("%debug", "%tb", "%whos", "%time", "%reset -f", "!ls", "?double")

TROUBLED = (
    Troubled("nothing", lambda notebook: None),
    # Packages and files that are not there, or that are.
    Troubled(
        "a package, above the imports", within("setup", "import seaborn as sns"), 5, "locked cells"
    ),
    Troubled(
        "a package, above an answer",
        within("double_answer", "import seaborn as sns"),
        5,
        "line 1 of the cell 'double_answer' imports 'seaborn', which is not installed for grading",
    ),
    Troubled(
        "a part of a package",
        within("double_answer", "from google.colab import drive\ndrive.mount('/content')"),
        5,
        "imports 'google', which is not installed",
    ),
    Troubled(
        "a package that something above the function uses",
        answer("import torch\nfactor = torch.load('factor.pt')\n" + SCALED),
        3,
        "line 2 of the cell 'double_answer' uses torch, which line 1 did not make",
    ),
    Troubled(
        "a name that a newer Python would have",
        within("double_answer", "from itertools import batched_later"),
        5,
        "line 1 of the cell 'double_answer' imports 'batched_later' from 'itertools', which Python",
    ),
    Troubled(
        "a name that another version of a package has",
        within("double_answer", "from numpy import product_of_all"),
        5,
        "imports 'product_of_all' from 'numpy', which the version for grading does not have",
    ),
    *(
        Troubled(
            f"a package beside one that is needed: {text!r}", answer(f"{text}\n{NEEDS_MATH}"), 5, ""
        )
        for text in (
            "import torch, math",
            "import torch; import math",
            "from math import no_such_name, floor\nimport math",
            "torch.manual_seed(1); import math",
        )
    ),
    Troubled(
        "a decorator that is not there",
        answer("from numba import njit\n@njit\n@njit(cache=True)\n" + DOUBLE),
        5,
        "",
    ),
    Troubled(
        "a stub below the function",
        cell("def double(x):\n    raise NotImplementedError()", "double"),
        5,
        "",
    ),
    Troubled(
        "a cell that is indented as a whole",
        answer("    import torch\n    def double(x):\n        return 2 * x"),
        5,
        "",
    ),
    Troubled(
        "a table that a call fills, in a cell of their own",
        all_of(
            cell("conf = {}\ndef setup(c):\n    c['n'] = 2\nsetup(conf)", "double_answer"),
            answer("import torch\ndef double(x):\n    return conf.get('n', 1) * x"),
        ),
        5,
        "",
    ),
    Troubled(
        "a module of their own that needs a package",
        answer("from scaling import scaled as double"),
        5,
        "imports a file of yours that imports 'torch', which is not installed for grading",
        {"scaling.py": "import torch\n" + MODULE["scaling.py"]},
    ),
    *(
        Troubled(f"a module of their own, {what}", answer(line), 5, "", files)
        for what, (line, files) in OWN_MODULES.items()
    ),
    *(
        Troubled(f"imports that may fail: {text!r}", answer(f"{text}\n{NEEDS_MATH}"), 5, "")
        for text in (
            "try:\n    import torch\n    import math\nexcept ImportError:\n    pass",
            "try:\n    import torch, math\nexcept Exception:\n    pass\nelse:\n    print('there')",
        )
    ),
    Troubled(
        "a package in a default",
        answer("import torch\ndef double(x, kind=torch.float32, *, on=torch):\n    return 2 * x"),
        5,
        "",
    ),
    *(
        Troubled(f"line ends {ends!r}, and a package", answer(f"import torch{ends}{text}"), 5, "")
        for ends in ("\r", "\r\r\n", "\r\n")
        for text in (DOUBLE.replace("\n", ends),)
    ),
    Troubled(
        "a module with line ends of an old Mac, and a package",
        answer("from scaling import scaled as double"),
        5,
        "",
        {"scaling.py": "import torch\rdef scaled(x):\r    return 2 * x\r"},
    ),
    Troubled(
        "a module with a very long sum, and a package",
        answer("from scaling import scaled as double"),
        5,
        "",
        {
            "scaling.py": "import torch\ndef scaled(x, on=torch):\n    return 2 * x\n"
            f"def long(x, on=torch):\n    return {' + '.join(['x'] * 3000)}"
        },
    ),
    Troubled(
        "another function alone in an exercise, of which another test is",
        all_of(answer(TRIPLE), without("triple_answer")),
        3,
        "",
    ),
    *(
        Troubled(f"in an answer's cell, {what}", answer(text), 5, "a second run")
        for what, text in REBOUND.items()
    ),
    *(
        Troubled(
            f"a package, and below the answer {magic}",
            all_of(answer(f"import torch\n{DOUBLE}"), cell(magic, "double")),
            5,
            "",
        )
        for magic in MAGICS
    ),
    *(
        Troubled(
            f"something else in the place of a function: {text}",
            cell(text, "double"),
            5,
            "a second run",
        )
        for text in ("double = None", "double = []", "double, n = 5, 6", "double = double(3)")
    ),
    *(
        Troubled(
            f"an answer that is no part of the notebook: {magic}",
            answer(f"{magic}\n{DOUBLE}"),
            3,
            f"double is missing: it is only in the cell 'double_answer', below {magic.split()[0]}",
        )
        for magic in ("%%writefile two.py", "%%bash", "%%script false")
    ),
    # Functions under other names.
    *(
        Troubled(f"a function under another name, {how}", change, 5, "was taken for double")
        for how, change in {
            "with its check": all_of(
                answer("def twice(x):\n    return 2 * x"), answer(MY_CHECK, "double")
            ),
            "in a cell of its own, with its check": all_of(
                cell("def twice(x):\n    return 2 * x", "double_answer"),
                answer(STUB),
                answer(MY_CHECK, "double"),
            ),
            "with its check, printed": all_of(
                answer(f"{TWICE}\n{DOUBLE.replace('double', 'other')}"),
                answer('print(check("tiny.double", twice))', "double"),
            ),
            "with its check, kept": all_of(
                answer(f"{TWICE}\n{DOUBLE.replace('double', 'other')}"),
                answer('result = check("tiny.double", lambda x: twice(x))', "double"),
            ),
            "made of two, with its check": all_of(
                answer(f"{TWICE}\ndef same(x):\n    return x"),
                answer('check("tiny.double", lambda x: same(twice(x)))', "double"),
            ),
            "as a method, with its check": all_of(
                answer("class My:\n    @staticmethod\n    def double(x):\n        return 2 * x"),
                answer('check("tiny.double", My.double)', "double"),
            ),
            "in its exercise": answer("def Double(x):\n    return 2 * x"),
            "in its exercise, with a print": answer("def twice(x):\n    return 2 * x\nprint(1)"),
        }.items()
    ),
    *(
        Troubled(
            f"a package that only shows something in the function: {text!r}",
            answer(text),
            5,
            "a second run, with only what the checks need, earned more for 'double'",
        )
        for text in WITHOUT.values()
    ),
    Troubled(
        "a package that hands on what it is given, and should not",
        answer("from einops import twice\ndef double(x):\n    return twice(x)"),
        3,
        "the function of 'double' uses twice, which is missing: line 1",
    ),
    Troubled("a package below the function", within("triple_answer", "import torch", above=False)),
    Troubled("a package in an experiment", cell("import pandas as pd", "double"), 5, None),
    Troubled(
        "a package that the function needs",
        answer("import einops\ndef double(x):\n    return einops.double(x)"),
        3,
        "the function of 'double' uses einops, which",
    ),
    *(
        Troubled(
            f"a package that the function imports and does not need: {text!r}",
            answer(f"def double(x):\n    {text}\n    return 2 * x"),
            5,
            "the function of 'double' uses 'einops', which is not installed for grading, so it was",
        )
        for text in (
            "import einops",
            "import einops.layers as el, math; x = math.floor(2) * x / 2",
            "from einops import rearrange",
            "if x:\n        import einops",
        )
    ),
    Troubled(
        "a package that the function imports and needs",
        answer("def double(x):\n    import einops as e\n    return e.double(x)"),
        3,
        "the function of 'double' uses 'einops', which is not installed for grading",
    ),
    Troubled(
        "a package that the function imports and needs, and another trouble",
        answer("import torch\ndef double(x):\n    import einops as e\n    return e.double(x)"),
        3,
        "the function of 'double' uses 'einops', which is not installed for grading",
    ),
    Troubled(
        "a name of a package that the function imports and does not need",
        answer("def double(x):\n    from numpy import product_of_all\n    return 2 * x"),
        5,
        "'product_of_all' from 'numpy', which the version for grading does not have, so it was run",
    ),
    Troubled(
        "a package that a helper imports",
        answer("def two():\n    import einops\n    return 2\ndef double(x):\n    return two() * x"),
        5,
        "uses 'einops'",
    ),
    Troubled(
        "a package that the function can do without",
        answer(
            "def double(x):\n    try:\n        import einops\n    except ImportError:\n"
            "        return 2 * x\n    return einops.double(x)"
        ),
    ),
    Troubled("a module of their own", answer("from scaling import scaled as double"), files=MODULE),
    Troubled(
        "everything of a module of their own",
        all_of(cell("from scaling import *", "double_answer"), answer(SCALED)),
        files=MODULE,
    ),
    Troubled(
        "a package of their own, in a folder",
        answer("from tools.scaling import scaled as double"),
        files={"tools/scaling.py": MODULE["scaling.py"]},
    ),
    Troubled(
        "a module of their own that stayed at home",
        answer("import scaling\ndef double(x):\n    return 2 * x"),
        5,
        "imports 'scaling', which is not installed for grading",
    ),
    *(
        Troubled(f"another file that is run: {name}", answer(f"%run {name}"), 5, None, {name: text})
        for name, text in {"mine.py": DOUBLE, "mine.ipynb": notebook_of(DOUBLE)}.items()
    ),
    *(
        Troubled(
            f"another file that is run, which needs a package: {name}",
            answer(f"%run {name}"),
            5,
            "",
            {name: text},
        )
        for name, text in {
            "mine.py": f"import torch\n{DOUBLE}",
            "mine.ipynb": notebook_of("import torch", f"1 / 0\n{DOUBLE}"),
        }.items()
    ),
    *(
        Troubled(
            f"a module of their own that was not taken: {name}",
            answer(f"{line}\ndef double(x):\n    return 2 * x"),
            5,
            f"'{name}' was not taken: {why}",
            {name: text},
        )
        for name, line, text, why in (
            ("random.py", "from random import mine", "mine = 2", "a module with this name exists"),
            ("random.py", "import random\nrandom.mine()", "def mine(): pass", "a module with this"),
            ("helpers/mine.py", "import helpers.mine", "mine = 2", "the course's own folders are"),
            ("mine.py", "import mine", "#" * 1_100_000, "at most 100 files and 1 MB are taken"),
        )
    ),
    Troubled(
        "a module that was not taken, in the function",
        answer("def double(x):\n    from random import mine\n    return mine(x)"),
        3,
        "'random', and your file 'random.py' was not taken: a module with this name exists already",
        {"random.py": "def mine(x):\n    return 2 * x"},
    ),
    *(
        Troubled(
            f"what a cell makes, and a package: {what}",
            all_of(cell(text, "double_answer"), answer(SEABORN + needs)),
            5,
            "a second run",
        )
        for what, (text, needs) in MADE.items()
    ),
    Troubled(
        "numbers in a file",
        answer("import json\nfactor = json.load(open('data/n.json'))\n" + SCALED),
        files={"data/n.json": "2"},
    ),
    Troubled(
        "a file that would hide a module",
        within("double_answer", "import random"),
        5,
        "left out, since a module with this name exists already; rename it: 'random.py'",
        {"random.py": "raise SystemExit"},
    ),
    # What a function needs besides its own text.
    *(
        Troubled(f"a function that is made {how}", answer(SEABORN + text), 5, "")
        for how, text in SET_ELSEWHERE.items()
    ),
    Troubled(
        "a function that is made by its name, after slow experiments",
        all_of(
            *[cell("import time\ntime.sleep(2)", "double_answer")] * 5,
            answer("globals()['double'] = lambda x: 2 * x"),
        ),
        5,
        "",
    ),
    Troubled("a result in the function's place", cell("double = double(2.0)", "double"), 5, ""),
    Troubled("a function that is deleted", cell("del double", "double"), 5, ""),
    Troubled(
        "a statement that ends the kernel and that the function mentions",
        answer(
            "import os\ntable = os._exit(0) if 1 else 2\ndef double(x):\n    return table or 2 * x"
        ),
        3,
        "",
    ),
    *(
        Troubled(f"a function that is made {how}", answer(text), 5, said)
        for (how, text), said in zip(
            IN_STATEMENTS.items(), ("", "", "", "a second run", None, "a second run"), strict=True
        )
    ),
    Troubled(
        "a branch that is not taken, above the function",
        answer(f"if 0:\n    def double(x):\n        return 9 * x\nimport torch\n{DOUBLE}"),
        5,
        "",
    ),
    *(
        Troubled(
            f"an answer's cell split at {at!r}",
            split("double_answer", 'def double(x):\n    """Twice\n    x."""\n    return 2 * x', at),
            5,
            "a second run",
        )
        for at in ("    x.", "    return", "turn 2")
    ),
    *(
        Troubled(
            f"a module of their own in an archive: {name}", answer(line), 5, "was unpacked", it
        )
        for name, line in {
            "mine.py": "from mine import scaled as double",
            "lab/mine.py": "import mine\ndouble = mine.scaled",
            "tools/mine.py": "from tools.mine import scaled as double",
        }.items()
        for it in ({"my code.zip": zipped(name, MODULE["scaling.py"])},)
    ),
    # Ways to show figures.
    *(
        Troubled(
            f"a figure in the function that fails: {what}",
            answer(
                f"import matplotlib.pyplot as plt\ndef double(x):\n    {what}\n    return 2 * x"
            ),
        )
        for what in (
            "plt.plot([1, 2, 3], [x])",
            "plt.plot([x]); plt.savefig('/nowhere/at/all.png')",
            "plt.style.use('no such style')",
        )
    ),
    *(
        Troubled(f"figures by {way!r}", within("double_answer", way), 5, said)
        for way, said in {
            "%matplotlib widget": "",
            "%matplotlib qt": "",
            "%matplotlib tk": "",
            "%matplotlib nonsense": "",
            "%matplotlib inline": None,
            "import matplotlib\nmatplotlib.use('TkAgg')": "",
            "import matplotlib\nmatplotlib.use('agg')": None,
            "import matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')": "",
        }.items()
    ),
    # Magics and commands.
    *(
        Troubled(f"the magic {magic!r}", within("double_answer", magic), 5, said)
        for magic, said in {
            "%load_ext autoreload\n%autoreload 2": None,
            "%%time": None,
            "%%nonsense": "",
            "%nonsense": "",
            "!echo hello": None,
        }.items()
    ),
    # A Python that is not the one that grades.
    Troubled(
        "syntax of a newer Python in an experiment",
        all_of(written_with("3.99.1"), within("double_answer", NEW_SYNTAX)),
        5,
        "the notebook was written with Python 3.99 but is graded with 3.",
    ),
    Troubled(
        "syntax of a newer Python in the function",
        all_of(written_with("3.99.1"), answer("def double(x):\n    print(f'{x!}')\n    return x")),
        3,
        "'double' could not be checked: double is missing: line 2 of the cell 'double_answer' is",
    ),
    Troubled(
        "a mistake in the language, in an experiment",
        within("double_answer", "print 'hello'", above=False),
        5,
        "line 3 of the cell 'double_answer' is not valid Python",
    ),
    Troubled("a mistake in the language, in the function", answer("def double(x) return 2"), 3, ""),
    *(
        Troubled(f"a character that nobody sees: {what!a}", answer(what + DOUBLE), 5, "")
        for what in ("\u200b", "\ufeff", "\u2060")
    ),
    Troubled(
        "blanks that are none, as in what was copied from a page",
        answer(DOUBLE.replace(" ", "\u00a0")),
        5,
        "a second run",
    ),
    *(
        Troubled(f"an answer in a fence: {kind}", change, 5, "")
        for kind, change in {
            "code": answer(f"```python\n{DOUBLE}\n```"),
            "raw": all_of(answer(f"```\n{DOUBLE}\n```"), kind_of("double_answer", "raw")),
            "Markdown": all_of(
                answer(f"```python\n{DOUBLE}\n```"), kind_of("double_answer", "markdown")
            ),
        }.items()
    ),
    *(
        Troubled(f"an answer with the prompts of {whose}", answer(text))
        for whose, text in {
            "Python": ">>> def double(x):\n...     return 2 * x",
            "IPython": "In [3]: def double(x):\n   ...:     return 2 * x",
        }.items()
    ),
    # Checks in other places than their own.
    Troubled("a check of another function", cell('check("tiny.double", triple)'), 5, None),
    Troubled("a check too early", cell('check("tiny.double", len)', "double"), 5, None),
    Troubled("the check again", all_of(*[cell('check("tiny.triple", triple)')] * 3), 5, None),
    Troubled("a check of nothing", cell('check("tiny.nothing", triple)', "triple"), 5, None),
    Troubled("many checks", cell("for n in range(30): check('tiny.double', triple)", "double")),
    # Cells in other places.
    Troubled(
        "an answer moved to a new cell",
        all_of(cell(DOUBLE, "double"), without("double_answer")),
        5,
        "",
    ),
    Troubled("an answer at the end", all_of(without("double_answer"), cell(DOUBLE)), 5, ""),
    Troubled("an answer below its check", moved("double_answer"), 5, "a second run"),
    Troubled("a check above its function", moved("double", "double_answer"), 5, "a second run"),
    Troubled("a check at the top", moved("triple", "setup"), 5, "a second run"),
    Troubled("a check at the end", moved("double"), 5, None),
    Troubled(
        "an answer above the stub", all_of(cell(DOUBLE, "double_answer"), answer(STUB)), 5, ""
    ),
    Troubled(
        "both answers in one cell",
        all_of(answer(f"{DOUBLE}\n{TRIPLE}"), without("triple_answer")),
        5,
        "",
    ),
    Troubled(
        "a helper below its use", all_of(answer(SCALED), cell("factor = 2")), 5, "a second run"
    ),
    Troubled(
        "a helper below its use that needs another one",
        all_of(answer(SCALED), cell("factor = made()"), cell("def made():\n    return 2")),
        5,
        "a second run",
    ),
    Troubled(
        "a helper in the check's cell",
        all_of(answer(SCALED), within("double", "factor = 2")),
        5,
        "",
    ),
    Troubled(
        "a helper changed by another cell",
        all_of(
            answer("factors = {}\ndef double(x):\n    return factors['two'] * x"),
            cell("factors['two'] = 2"),
        ),
        5,
        "a second run",
    ),
    Troubled(
        "a class made from one of a package that is not there",
        answer(
            "import torch\nclass My(torch.nn.Module):\n    @staticmethod\n"
            "    def double(x):\n        return 2 * x\ndouble = My.double"
        ),
        5,
        "a second run",
    ),
    *(
        Troubled(f"what a check said, pasted below the function: {said!r}", answer(text), 5, "")
        for said in ("\n   2 of 2 points", "   \u2713 passed", "      In [3]: double(4)\n  8")
        for text in (f"{DOUBLE}\n{said}",)
    ),
    Troubled(
        "a function that ends in the middle of a line",
        answer("def double(x):\n    if x is None:\n        return 2 * x\n    y = (2 *"),
        3,
        "is not valid Python",
    ),
    *(
        Troubled(f"a module that is read and executed: {line!r}", answer(line), 5, "", files)
        for line, files in (
            ("exec(open('a.py').read())", {"a.py": f"import torch\n{DOUBLE}"}),
            (
                "from pathlib import Path\nexec(compile(Path('a.py').read_text(), 'a.py', 'exec'))",
                {"a.py": f"from torch import nn\n{DOUBLE}"},
            ),
        )
    ),
    Troubled(
        "a picture as text above the function, and a package",
        answer(SEABORN + f"PICTURE = {'0123456789abcdef' * 16_000!r}\n{DOUBLE}"),
        5,
        "a second run",
    ),
    *(
        Troubled(f"nested deeper than Python reads: {what!r}", change, 3, "not defined anywhere")
        for what, deep in {"-": "-" * 60_000 + "1", "a.b": "a" + ".b" * 60_000}.items()
        for change in (all_of(cell(deep), answer(SCALED)),)
    ),
    Troubled(
        "a helper that is nowhere", answer(SCALED), 3, "factor, which is not defined anywhere"
    ),
    # The lab's own cells.
    Troubled("the imports deleted", without("setup"), 5, ""),
    Troubled("the imports emptied", answer("", "setup"), 5, ""),
    Troubled("the imports moved to the end", moved("setup"), 5, "a second run"),
    Troubled("the imports made Markdown", turned("setup"), 5, ""),
    Troubled("an answer made Markdown", turned("double_answer"), 3, ""),
    *(
        Troubled(f"a helper twice, the second one another: {where}", change, 5, said)
        for where, change, said in (
            ("far below", all_of(answer(HELPED), cell(OTHER)), None),
            ("far below, and a package", all_of(answer(SEABORN + HELPED), cell(OTHER)), ""),
            (
                "far below, and the check at the top",
                all_of(answer(HELPED), cell(OTHER), moved("double", "setup")),
                "",
            ),
            (
                "for each answer its own, and a package",
                all_of(
                    answer(SEABORN + HELPED),
                    answer("def factor(): return 3\n" + HELPED_TRIPLE, "triple_answer"),
                ),
                "",
            ),
            (
                "mended above the check",
                all_of(
                    answer(SEABORN + f"{OTHER}\n{USES}"), cell("def factor(): return 2", "double")
                ),
                "",
            ),
        )
    ),
    # What is done to Python and NumPy.
    Troubled(
        "errors of NumPy", cell("import numpy as np\nnp.seterr(all='raise')", "double_answer")
    ),
    Troubled(
        "warnings as errors", cell("import warnings\nwarnings.simplefilter('error')", "double")
    ),
    *(
        Troubled(
            f"another {name}",
            cell(f"import builtins, numpy as np\nbuiltins.{name} = {other}", "double"),
        )
        for name, other in {
            "sum": "np.sum",
            "abs": "np.abs",
            "round": "np.round",
            "max": "np.max",
            "print": "lambda *a, **k: None",
            "all": "np.all",
            "map": "None",
            "open": "None",
        }.items()
    ),
    Troubled(
        "output thrown away", cell("import io, sys\nsys.stdout = io.StringIO()", "double_answer")
    ),
    Troubled("another len", cell("import builtins\nbuiltins.len = lambda x: 0", "double"), 5, ""),
    Troubled("output closed", cell("import sys\nsys.stdout.close()", "double_answer")),
    Troubled("no recursion", cell("import sys\nsys.setrecursionlimit(60)", "double")),
    Troubled("a way to end", cell("raise SystemExit", "double")),
    *(
        Troubled(f"an exit: {text!r}", answer(f"{text}\n{DOUBLE}"), 5, said)
        for text, said in {
            "exit()": "the kernel died in the cell 'double_answer': it ended itself with",
            "import matplotlib; exit()": "what follows was not run; a second run",
            "import sys; sys.exit(1)": "the cell 'double_answer' ended with SystemExit: 1",
            "import argparse; argparse.ArgumentParser().parse_args(['a'])": "SystemExit: 2",
        }.items()
    ),
    Troubled(
        "a breakpoint in the function", answer("def double(x):\n    breakpoint()\n    return 2 * x")
    ),
    Troubled(
        "a package that is installed by conda", answer(f"%conda install einops\n{DOUBLE}"), 5, ""
    ),
    Troubled(
        "a magic that needs a package",
        answer(f"%load_ext cython\n{DOUBLE}"),
        5,
        "the cell 'double_answer' needs 'cython', which is not installed for grading",
    ),
    Troubled(
        "a name of a package that is not there, in the function",
        answer("from tqdm_of_mine import bar\ndef double(x):\n    return bar(x)"),
        3,
        "uses bar, which is missing: line 1 of the cell 'double_answer' imports 'tqdm_of_mine'",
    ),
    Troubled(
        "a folder of modules that is added to the path, and a package",
        answer(
            SEABORN + "import sys\nsys.path.insert(0, 'lib')\nfrom mine import scaled as double"
        ),
        5,
        "a second run",
        {"lib/mine.py": MODULE["scaling.py"]},
    ),
    Troubled("an exit", cell("exit()", "double"), 5, ""),
    Troubled(
        "another check", cell("def check(*anything):\n    return True", "double"), 5, "a second run"
    ),
    # Time.
    Troubled("an experiment that never ends", cell("while True: pass", "double_answer"), 5, ""),
    Troubled(
        "experiments that take all the time",
        all_of(*[cell("import time\ntime.sleep(2)", "double_answer")] * 5),
        5,
        "a second run",
    ),
    Troubled("an experiment that ends the kernel", cell("import os\nos._exit(1)", "double"), 5, ""),
    Troubled(
        "an experiment without an end after an answer",
        within("double_answer", "while True: pass", above=False),
        5,
        "",
    ),
    Troubled(
        "a function that waits", all_of(answer(f"import time\n{WAITING}"), cell("1")), 3, None
    ),
    Troubled("memory without end", cell("x = [0]\nwhile True: x += x", "double_answer"), 5, ""),
)
