"""Where student code runs: kernels in the sandbox; knows nothing of labs or marks.

Kernels are forked, into namespaces of their own, from a process in the sandbox that has imported
everything: a `zygote.Zygote`. Where that cannot be, as on macOS or where namespaces do not nest,
each is a process of its own in a sandbox of its own: `fresh.Fresh`. `choice.kernels_for` picks.

    with kernels_for(readable=library(course), environment={"PYTHONPATH": MOUNT}, opening=cells,
                     settings=settings, sandbox=True, log=log) as kernels:
        kernels.opening                          # a CellResult for each cell that has run already
        with kernels.kernel(files={"data.csv": data}, sockets={JUDGE: judge.address}) as kernel:
            result = kernel.execute(source, timeout=10)

- What `kernels_for` returns is begun: it starts while others import. `ready()`, or the `with`,
  waits for it, and raises `OpeningError` where an opening cell fails. Processes that are forked
  after that share it, and have kernels forked at any time; `close()` in them ends nothing. It ends
  with the thread that began it.
- Kernels begin where the opening cells ended: names, execution count. `settings` are the limits of
  each kernel; `kernel(settings=...)` gives one others.
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
