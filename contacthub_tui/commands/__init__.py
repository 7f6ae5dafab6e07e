"""One module a command: `run(arguments)` does it and gives the exit status."""
