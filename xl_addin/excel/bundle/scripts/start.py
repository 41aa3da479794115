"""Started by the .cmd scripts beside it: finds the program, in the bundle's wheel or installed, and runs it."""

import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(wheel) for wheel in sorted((here / "wheels").glob("xl_addin-*.whl"))]

from xl_addin.excel.installing.start import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(here, sys.argv[1:]))
