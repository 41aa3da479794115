"""Started by the .cmd scripts beside it, by the Python beside it, which holds the program among its libraries.

Dropped on that `python.exe` without a script, it installs.
"""

import contextlib
import sys
from pathlib import Path

try:
    from xl_addin.excel.installing.start import main
except ImportError as error:
    # Taken away by an antivirus, and what would say so in good words with it. Plain letters reach any console.
    print(f"Thieu tep cua chuong trinh ({error.name}): hay giai nen lai bo cai roi chay CAI-DAT.cmd.", file=sys.stderr)
    print("Files of the program are missing: unpack the bundle again and run CAI-DAT.cmd.", file=sys.stderr)
    sys.exit(2)

if __name__ == "__main__":
    status = main(Path(__file__).resolve().parent, sys.argv[1:] or ["install"])
    if len(sys.argv) == 1:
        # Dropped on python.exe by hand, where .cmd files may not run: the window would close with the last word.
        with contextlib.suppress(EOFError):
            input()
    sys.exit(status)
