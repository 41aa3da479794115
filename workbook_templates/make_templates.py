"""Build the templates of this folder: run it after changing one, and commit the .xlsx files.

The .xlsx files are what the program uses; an office opens and changes those, not these scripts.
"""

from collections.abc import Callable
from pathlib import Path

from office_papers import commendations, daily_report, official_letter
from openpyxl import Workbook
from overviews import crosstab, dashboard
from side_by_side import side_by_side_template
from unit_sheets import unit_template

FOLDER = Path(__file__).parent
TEMPLATES: dict[str, Callable[[], Workbook]] = {
    "phieu-don-vi.xlsx": unit_template,
    "phieu-nhieu-chi-tieu.xlsx": side_by_side_template,
    "bao-cao-ngay.xlsx": daily_report,
    "cong-van.xlsx": official_letter,
    "danh-sach-khen-thuong.xlsx": commendations,
    "bang-cheo.xlsx": crosstab,
    "bang-theo-doi.xlsx": dashboard,
}


def main() -> None:
    """Write every template."""
    for name, build in TEMPLATES.items():
        build().save(FOLDER / name)


if __name__ == "__main__":
    main()
