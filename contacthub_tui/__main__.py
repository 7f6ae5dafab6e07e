"""`python -m contacthub_tui` is `contacthub`."""

import sys

from contacthub_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
