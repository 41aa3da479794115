"""Where the specs and workbook templates are that come with the program."""

from pathlib import Path

UNIT_SHEET_TEMPLATE = "phieu-don-vi"
"""The workbook template that cutting uses unless another is named."""

SIDE_BY_SIDE_TEMPLATE = "phieu-nhieu-chi-tieu"
"""The one that has all indicators beside each other on a page."""


def shipped_folder(name: str) -> Path:
    """The folder `formulas_spec` or `workbook_templates`: inside the installed package, else of the checkout."""
    package = Path(__file__).parent
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name
