"""Laying what came back beside what was expected: which numbers differ, and where."""
