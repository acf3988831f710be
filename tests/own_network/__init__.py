"""A learner's own network: real ones from other libraries, made ones, damaged and hostile files."""
