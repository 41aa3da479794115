"""Build the templates of this folder: run it after changing one, and commit the .xlsx files.

The .xlsx files are what the program uses; an office opens and changes those, not these scripts.
"""

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from unit_sheets import unit_template

FOLDER = Path(__file__).parent
TEMPLATES: dict[str, Callable[[], Workbook]] = {"phieu-don-vi.xlsx": unit_template}


def main() -> None:
    """Write every template."""
    for name, build in TEMPLATES.items():
        build().save(FOLDER / name)


if __name__ == "__main__":
    main()
