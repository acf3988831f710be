"""One training recipe, trained by `train` and by what a learner would otherwise use."""
