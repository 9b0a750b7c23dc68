"""People: who signs in, how sure we are of them, what they agreed to."""
