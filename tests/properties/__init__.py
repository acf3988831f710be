"""Properties of all public functions: a result or a documented error, whatever is passed."""
