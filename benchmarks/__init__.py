"""How fast ContactHub is, each figure beside that of a named peer in the same run."""
