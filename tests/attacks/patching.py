"""What runs in the student's own process, replaced: the checks, NumPy, builtins, IPython."""

# ruff: noqa: E501 - an attack's text and its name stay on one line
from __future__ import annotations

from tests.attacks.attack import STUB, Attack, begins, writes

FUNCTION = "def initialize_parameters_he(layers_dims, rng):\n    return None\n"

ATTACKS: list[Attack] = [
    writes(
        "client",
        f"{STUB}\nfrom autograder.checks import client\nclient.answer = lambda *a, **k: 15",
        says="never asked",
    ),
    writes(
        "observe",
        f"""
{STUB}
from autograder.checks import client
from autograder.checks.calling.observation import Observation
client.observe = lambda *a, **k: Observation(value=None, work=1)
""",
        says="returned None",
    ),
    writes(
        "verdict-in-place-of-an-answer",
        f"""
{FUNCTION}
from autograder.checks.channel import Channel
send = Channel.send
passed = {{"status": "passed", "points": 15.0, "max_points": 15.0}}
Channel.send = lambda self, tree: send(self, tree if "checkpoint" in tree else passed)
""",
        says="no observation",
    ),
    writes(
        "received-at-once",
        f"{STUB}\nfrom autograder.checks.channel import Channel\n"
        'Channel.receive = lambda self: "received"',
        says="process ended|never asked",
    ),
    writes(
        "no-judge",
        f'{FUNCTION}\nimport os\nprint(os.environ.pop("AUTOGRADER_JUDGE"))',
        says="`return` missing",
    ),
    writes(
        "a-judge-of-ones-own",
        f"""
{STUB}
import os, socket, threading
from autograder.checks.channel import Channel
mine = socket.socket(socket.AF_UNIX)
mine.bind("/tmp/mine")
mine.listen()
def serve():
    while True:
        channel = Channel(mine.accept()[0])
        channel.receive()
        channel.send("received")
threading.Thread(target=serve, daemon=True).start()
os.environ["AUTOGRADER_JUDGE"] = "/tmp/mine"
""",
        says="never asked",
    ),
    writes(
        "answers-from-the-public-cases",
        """
        from autograder.checks import public
        from autograder.checks.calling.observation import same

        def remembered(name):
            exam = public.load(name)
            def function(*arguments):
                for case in exam.cases:
                    if all(map(same, case.call.arguments.values(), arguments)):
                        return case.expected
                raise LookupError("not among the public cases")
            return function

        figure = trained = None
        predict = remembered("initialization.boundary")
        initialize_parameters_he = remembered("initialization.he")
        """,
        says="LookupError",
    ),
    writes(
        "numpy-agrees",
        f"""
{FUNCTION}
np.allclose = np.isclose = np.array_equal = np.equal = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
np.asarray = np.array = lambda *a, **k: np.zeros((2, 2))
np.random.default_rng = lambda *a: 4
np.ndarray = object
""",
        says="never asked|returned None|raised|AttributeError",
    ),
    writes(
        "everything-is-equal",
        """
        class Equal:
            def __eq__(self, other): return True
            def __array_ufunc__(self, *a, **k): return True
            def __len__(self): return 4
            def __getitem__(self, key): return self
            shape = dtype = ndim = size = property(lambda self: self)
        def initialize_parameters_he(layers_dims, rng):
            return Equal()
        """,
        says="should be a dict",
    ),
    writes(
        "builtins",
        f"""
{FUNCTION}
import builtins
builtins.isinstance = lambda *a: True
builtins.len = lambda *a: 1
builtins.all = builtins.callable = lambda *a: True
builtins.abs = builtins.max = builtins.sum = lambda *a, **k: 0
""",
    ),
    writes(
        "counting",
        f"""
{FUNCTION}
import sys, threading
from autograder.checks.calling import observation, work
observation.count_work = lambda function, *arguments: (function(*arguments), work.Work(0))
work.LIMIT = 10**12
sys.settrace = threading.settrace = lambda *a: None
""",
        says="returned None",
    ),
    begins(
        "hooks-of-the-shell",
        """
        import IPython
        shell = IPython.get_ipython()
        def passes(*anything, **more):
            return 1000
        def before(info=None):
            if info is not None and "initialization.he" in (info.raw_cell or ""):
                shell.user_ns["check"] = passes
        shell.events.register("pre_run_cell", before)
        shell.events.register("post_run_cell", lambda result: print(1000))
        shell.events.register("pre_execute", before)
        """,
        says="never asked",
    ),
    begins(
        "another-question",
        """
        import IPython
        asked = 'check("initialization.he", initialize_parameters_he)'
        other = 'check("initialization.zeros", initialize_parameters_zeros)'
        IPython.get_ipython().input_transformers_cleanup.append(
            lambda lines: [line.replace(asked, other) for line in lines]
        )
        """,
        says="never asked",
    ),
    begins(
        "syntax-trees",
        """
        import ast, IPython
        class Richer(ast.NodeTransformer):
            def visit_Call(self, node):
                name = getattr(node.args[0], "value", "") if node.args else ""
                return ast.Constant(1000) if name == "initialization.he" else node
        IPython.get_ipython().ast_transformers.append(Richer())
        """,
        says="never asked",
    ),
    begins(
        "display-hooks",
        """
        import sys, IPython
        shell = IPython.get_ipython()
        shell.displayhook = sys.displayhook = lambda value: print(1000)
        shell.display_formatter.format = lambda *a, **k: ({"text/plain": "1000"}, {})
        shell.display_pub.publish = lambda *a, **k: None
        """,
    ),
    begins(
        "the-shell-itself",
        """
        import IPython
        shell = IPython.get_ipython()
        run = shell.run_cell
        def runs(source, *a, **k):
            return run("1000" if "initialization.he" in source else source, *a, **k)
        shell.run_cell = runs
        """,
        says="never asked",
    ),
    writes(
        "modules",
        f"""
{STUB}
import sys, types, importlib.abc
fake = types.ModuleType("autograder.checks")
fake.check = lambda *a, **k: 1000
for name in [name for name in sys.modules if name.startswith("autograder")]:
    sys.modules[name] = fake
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        raise ImportError(name)
sys.meta_path.insert(0, Finder())
""",
    ),
    writes(
        "last-words",
        f"""
{STUB}
import atexit, os, signal, sys, weakref
def forge(*anything):
    print("✓ passed", 1000)
atexit.register(forge)
os.register_at_fork(before=forge, after_in_child=forge)
weakref.finalize(np, forge)
sys.excepthook = sys.unraisablehook = forge
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, forge)
""",
        says="not written yet",
    ),
    Attack(
        "a-loop-in-a-child",
        writes(
            "",
            """
            import contextlib, mmap, os, signal, time
            from autograder.checks.calling import observation, work
            observation.count_work = lambda function, *arguments: (function(*arguments), work.Work(100))
            with contextlib.suppress(OSError):
                signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so its time is forgotten with it
            def initialize_parameters_he(layers_dims, rng):
                pairs = list(zip(layers_dims[1:], layers_dims))
                shared = mmap.mmap(-1, 8 * sum(n * m for n, m in pairs))
                room = iter(np.split(np.frombuffer(shared), np.cumsum([n * m for n, m in pairs])[:-1]))
                W = [next(room).reshape(n, m) for n, m in pairs]
                ended, ends = os.pipe()
                if os.fork() == 0:
                    for layer, (n, m) in enumerate(pairs):
                        for unit in range(n):
                            W[layer][unit] = rng.standard_normal(m) * np.sqrt(2 / m)
                    os._exit(0)
                os.close(ends)
                os.read(ended, 1)
                os.close(ended)
                time.sleep(0.02)
                parameters = {f"W{l}": np.array(w) for l, w in enumerate(W, 1)}
                return parameters | {f"b{l}": np.zeros((len(w), 1)) for l, w in enumerate(W, 1)}
            """,
        ).make,
        says="loops over|with a large input",
        earns={"initialization.he": 13.68},
    ),
    writes(
        "a-class-of-numpys-name",
        """
        class ndarray(dict):
            __array_interface__ = {"shape": (2**40,), "typestr": "<f8", "data": (1, False), "version": 3}
        class Endless(dict):
            def items(self):
                while True:
                    yield "W1", 1
            def __len__(self): return 1
        def initialize_parameters_he(layers_dims, rng):
            return Endless()
        """,
        says="did not return|killed|memory|MemoryError|interrupted",
    ),
]
