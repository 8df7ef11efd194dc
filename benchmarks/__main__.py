"""`python -m benchmarks`: measure everything and print tables."""

from __future__ import annotations

from autograder.labs import LABS
from benchmarks import gradient_checking, grading, images, kernels, scaling, training

ROW = "{:<24}{:>22}{:>12}{:>14}{:>10}{:>10}  {}"


def step(timing: training.Timing) -> str:
    """A line about a training step."""
    return ROW.format(
        timing.task.name,
        str(list(timing.task.layers_dims)),
        f"{timing.ours * 1e6:,.0f} µs",
        f"{timing.theirs * 1e6:,.0f} µs",
        f"{timing.ratio:.2f} x",
        f"{timing.task.target:.0f} x",
        _verdict(timing.ratio, timing.task.target),
    )


def check(timing: gradient_checking.Timing) -> str:
    """A line about a gradient check."""
    return ROW.format(
        f"{timing.parameters:,} parameters",
        str(list(timing.check.layers_dims)),
        f"{timing.at_once * 1e3:,.2f} ms",
        f"{timing.loop * 1e3:,.1f} ms",
        f"{timing.ratio:.0f} x",
        f"{timing.check.target:.0f} x",
        _verdict(timing.ratio, timing.check.target),
    )


def _verdict(ratio: float, target: float) -> str:
    return "met" if ratio >= target else "missed"


def main() -> None:
    """Print how long things take, and the targets."""
    print("Time of a training step (median), and how many times faster than scikit-learn")
    print(ROW.format("", "layers", "helpers", "scikit-learn", "faster", "target", "").rstrip())
    for task in training.TASKS:
        print(step(training.measure(task)), flush=True)
    print("\nTime of a gradient check (median), and how many times faster than a loop")
    print(ROW.format("", "layers", "at once", "loop", "faster", "target", "").rstrip())
    for size in gradient_checking.CHECKS:
        print(check(gradient_checking.measure(size)), flush=True)
    print("\nRight gradients of 400 small ReLU nets, and how many a check refuses")
    for epsilon in (1e-3, 1e-5, 1e-6, 1e-7, 1e-8):
        found = gradient_checking.passing(epsilon)
        print(f"epsilon {epsilon:.0e}: {found.refused:6.2%} refused, the worst {found.worst:.0e}")
    print("\nTime of the image lab's right answers, and how many times faster than scikit-learn")
    print(*images.table(), sep="\n", flush=True)
    print(
        "\nTime of a kernel from its start to its end, and how many times faster than a stock one"
    )
    print(*kernels.table(kernels.measure()), sep="\n", flush=True)
    print("\nTime to grade a submission, beside stock nbgrader, and of the limit")
    for lab in LABS:
        print(*grading.table(grading.measure(lab)), sep="\n", flush=True)
    print(f"\nTime to grade classes of different size, {scaling.LAB}")
    print(*scaling.table(scaling.measure()), sep="\n", flush=True)


if __name__ == "__main__":
    main()
