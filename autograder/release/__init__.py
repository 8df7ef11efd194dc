"""From a source notebook to what students get; the command line, grading and example import it."""

from autograder.release.assignment import ReleaseError
from autograder.release.releasing import Released, release

__all__ = ["ReleaseError", "Released", "release"]
