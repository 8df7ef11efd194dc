"""Where functions that are handed out broken meet nbgrader's `GenerateAssignment`."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearSolutions
from traitlets import Integer

from autograder.course import Course
from autograder.release.planting import defined, plant, unmarked


class HandOut(ClearSolutions):  # type: ignore[misc]  # nbgrader has no types
    """Clears solutions, but for functions that are to be repaired: those get bugs."""

    seed = Integer(0, help="Decides which bugs.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Read the lab's broken functions, then go through its cells."""
        lab = resources.get("nbgrader", {}).get("assignment", "")
        self._broken = plant(Course.find(), lab, self.seed)
        cleared: tuple[Any, Any] = super().preprocess(nb, resources)
        return cleared

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Break the function of a cell that has one to break; else clear its solution."""
        for name, text in defined(cell):
            if name in self._broken:
                cell.source = unmarked(cell.source.replace(text, self._broken[name]))
                return cell, resources
        cleared: tuple[Any, Any] = super().preprocess_cell(cell, resources, cell_index)
        return cleared
