"""One module a contestant, each run in a process of its own; `base` is what they share."""
