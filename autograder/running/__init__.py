"""One notebook run in a kernel, with a judge listening: what it shows, and the verdicts."""
