"""The command `mtlint`."""

import signal
import sys

from mtlint._mtlint import run


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    # Ctrl-C ends the command as it ends any other; Python would wait for the command and then show a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run(sys.argv))
