import pytest

from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Column, Sheet


def cells_found(*rows: tuple[object, ...]) -> list[str | None]:
    """The cells V307 finds on a sheet with these rows; a text that begins with `=` is a formula."""
    columns: dict[int, Column] = {}
    for position in range(1, max(map(len, rows)) + 1):
        held = {row: line[position - 1] for row, line in enumerate(rows, start=1) if len(line) >= position}
        formulas = {row: text for row, text in held.items() if isinstance(text, str) and text.startswith("=")}
        values = {row: value for row, value in held.items() if value is not None and row not in formulas}
        columns[position] = Column(values, formulas)
    found = verify_book(Book("b.xlsx", (Sheet("S", columns),))).diagnostics
    return [one.cell for one in found if one.code == "V307"]


@pytest.mark.parametrize(
    "label",
    [
        "Kiểm tra: tổng − chỉ tiêu (phải bằng 0)",
        "Chênh lệch (phải bằng 0)",
        "Chênh lệch, phải = 0",
        "Difference (must be zero)",
        "KIỂM TRA:",
        "Check",
    ],
)
def test_a_check_beside_its_label(label: str) -> None:
    assert cells_found((10, 12), (label, "=A1-B1", "=A1-10")) == ["B2"]


@pytest.mark.parametrize(
    ("label", "formula"),
    [
        ("Chênh lệch", "=A1-B1"),
        ("Số đơn vị có chỉ tiêu bằng 0", "=A1+B1"),
        ("Số cuộc kiểm tra", "=A1-B1"),
        ("Kiểm tra", "=SUM(A1:B1)"),
        ("Kiểm tra", '=IF(A1-B1=0,"Đúng","Sai")'),
        ("Tỷ lệ phải bằng 0,5", "=A1-B1"),
    ],
)
def test_what_is_no_check(label: str, formula: str) -> None:
    assert cells_found((10, 12), (label, formula)) == []


def test_a_column_of_checks() -> None:
    assert cells_found(
        ("Chỉ tiêu", "Đã giao", "Kiểm tra (phải bằng 0)"), (5, 5, "=A2-B2"), (7, 6, "=A3-B3"), ("Ký tên", None, None)
    ) == ["C3"]


def test_what_prints_as_0_is_0() -> None:
    assert cells_found((0.1, 0.2, 0.3), ("Kiểm tra (phải bằng 0)", "=A1+B1-C1")) == []
