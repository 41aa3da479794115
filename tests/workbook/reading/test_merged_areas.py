"""Merged cells are listed as rectangles, or by some programs as whole rows and columns."""

import pytest

from xl_addin.formula.cells import Area
from xl_addin.workbook.reading.merged_areas import merged_area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("A1:C2", Area(1, 1, 2, 3)),
        ("A:A", Area(1, 1, 1_048_576, 1)),
        ("$D:B", Area(1, 2, 1_048_576, 4)),
        ("2:3", Area(2, 1, 3, 16_384)),
    ],
)
def test_rectangles_rows_and_columns(text: str, area: Area) -> None:
    assert merged_area(text) == area


@pytest.mark.parametrize(
    "text", ["", "A", "A1:B", "A:1", "XFE:XFE", "0:1", "1:1048577", "٣:٣", "S!A1:B2", "A1:B2,C3", "Tên"]
)
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        merged_area(text)
