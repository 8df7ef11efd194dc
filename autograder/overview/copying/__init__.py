"""Signs that work was shared: evidence to be looked at, side by side, and never a verdict."""
