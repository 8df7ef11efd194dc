"""From a source notebook to what students get; only the command line imports it."""

from autograder.release.assignment import ReleaseError
from autograder.release.releasing import Released, release

__all__ = ["ReleaseError", "Released", "release"]
