"""Attribution in helpers against the loop that one would write, and against Captum."""
