"""`python -m shared_apps.stack.pictures FOLDER`: draw the collection in a process of its own."""

import sys
from pathlib import Path

from shared_apps.stack.pictures import draw_all


def main(arguments: list[str]) -> int:
    """Draw into the folder named; 2 when none is."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m shared_apps.stack.pictures FOLDER\n")
        return 2
    pictures = draw_all(Path(arguments[0]))
    sys.stdout.write(f"{len(pictures)} pictures in {arguments[0]}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
