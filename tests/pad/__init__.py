"""The pad without a browser: its ink, its traits, and what it is told."""
