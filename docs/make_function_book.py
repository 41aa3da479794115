"""Write the workbook that tries every function in Excel: `python docs/make_function_book.py [FILE]`."""

import sys
from pathlib import Path

from guide.function_book import function_book

from xl_addin.fault import exit_status


def main() -> None:
    """Write it where asked."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/thu-ham.xlsx")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(function_book())
    print(path)


if __name__ == "__main__":
    sys.exit(exit_status(main))
