"""`python -m benchmarks`: measure everything and print a table."""

from __future__ import annotations

from benchmarks.training import TASKS, Timing, measure

ROW = "{:<24}{:>22}{:>12}{:>14}{:>10}{:>10}  {}"


def row(timing: Timing) -> str:
    """One line of the table."""
    met = timing.ratio >= timing.task.target
    return ROW.format(
        timing.task.name,
        str(list(timing.task.layers_dims)),
        f"{timing.ours * 1e6:,.0f} µs",
        f"{timing.theirs * 1e6:,.0f} µs",
        f"{timing.ratio:.2f} x",
        f"{timing.task.target:.0f} x",
        "met" if met else "missed",
    )


def main() -> None:
    """Print how long a training step takes, and the targets."""
    print("Time of a training step (median), and how many times faster than scikit-learn")
    print(ROW.format("", "layers", "helpers", "scikit-learn", "faster", "target", "").rstrip())
    for task in TASKS:
        print(row(measure(task)), flush=True)


if __name__ == "__main__":
    main()
