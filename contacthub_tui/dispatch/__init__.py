"""Sends and receives: the loop that whoever holds the lease runs."""
