"""How long it takes to begin: to a notebook's first picture, to import a room, to a first test."""
