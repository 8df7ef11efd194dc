"""Where student code runs: the sandbox and the kernels inside it; knows nothing of labs or marks.

May import `autograder.course` and Jupyter's client; only grading and the command line import it.

Two ways to run a notebook, both in kernels that are forked, into namespaces of their own, from a
process in the sandbox that has imported everything: a `zygote.Zygote`. Ours is to have it run cells
in IPython's shell alone. For Jupyter's clients (nbgrader's commands) there is
`manager.SandboxedKernelManager`, whose kernels are IPython's own, with ZMQ and all, and show what a
stock kernel shows; its zygotes are kept, and ended, by `hatchery.HATCHERY`.

    settings = {"readable": library(course), "environment": {"PYTHONPATH": MOUNT}}
    with Zygote(**settings, opening=cells) as zygote:
        zygote.opening                           # a CellResult for each of the opening cells
        with zygote.kernel(files={"data.csv": data}, sockets={JUDGE: judge.address}) as kernel:
            result = kernel.execute(source, timeout=10)

- A `Zygote` is made once and serves many notebooks, one kernel after another; `limits` are those of
  each kernel. `sandbox=False` runs the same without a sandbox. It raises `SandboxError` where it
  can not be made, and `OpeningError` where an opening cell fails. Its kernels begin where the
  opening cells ended: names, execution count.
- `files` are put into the kernel's working folder. `sockets` maps names of environment variables
  to listening Unix sockets on this machine; a variable holds the path at which this kernel, and no
  other, reaches the socket. `environment` adds variables for one kernel.
- `kernel.execute` never raises for what student code does. A `CellResult` has `outputs` (nbformat,
  as a stock kernel and nbclient make them), `execution_count`, `error` ("NameError: ..." in one
  line, or None), `interrupted` (the timeout came and the cell was stopped), `cut` (it showed more
  than is kept), `seconds`, and `died`: "" or the sentence that says why the kernel is gone. A dead
  kernel answers every further cell with the same `died` and no outputs.
- From other threads: `kernel.interrupt()` stops the cell that is running, `kernel.cpu_seconds()`
  tells the processor time of all its processes so far, `kernel.died` is as above.
"""

from autograder.sandbox.library import library

__all__ = ["library"]
