"""What happens to the data, the networks and a training when something fails at a bad moment."""
