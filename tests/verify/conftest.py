"""Books made by hand: the published tables of Bình Phước as typed, and small tables for single rules."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from xl_addin.table.load_spec import load_spec
from xl_addin.table.spec import Spec
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.book import Book, Column, Sheet, Value
from xl_addin.workbook.cells import Area

PUBLISHED = Path(__file__).parents[2] / "formulas_spec" / "published"
Cells = Mapping[tuple[int, int], Value]
MakeSheet = Callable[..., Sheet]
Codes = list[tuple[str, str | None]]


def make_sheet(
    grid: Sequence[Sequence[Value]],
    *,
    name: str = "Biểu 1",
    first_row: int = 1,
    formats: Mapping[int, str] = {},
    merges: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    changed: Cells = {},  # noqa: B006 - never changed
) -> Sheet:
    """A sheet from rows of cells starting in column A; texts with a leading `=` and an operator are formulas.

    `formats` are number formats by column, `changed` replaces single cells.
    """
    cells = {
        (first_row + offset, column): value
        for offset, row in enumerate(grid)
        for column, value in enumerate(row, 1)
        if value is not None
    } | dict(changed)
    values: dict[int, dict[int, Value]] = {}
    formulas: dict[int, dict[int, str]] = {}
    for (row, column), value in sorted(cells.items()):
        if isinstance(value, str) and value.startswith("="):
            formulas.setdefault(column, {})[row] = value
        elif value is not None:
            values.setdefault(column, {})[row] = value
    columns = {
        column: Column(
            values.get(column, {}),
            formulas.get(column, {}),
            {row: formats[column] for row, where in cells if where == column} if column in formats else {},
        )
        for column in {column for _, column in cells}
    }
    return Sheet(
        name,
        columns,
        merges=tuple(Area.parse(merge) for merge in merges),
        hidden_rows=frozenset(hidden_rows),
    )


def published_sheet(phase: int, changed: Cells = {}) -> Sheet:  # noqa: B006 - never changed
    """One published table in the layout of the workbooks we build: headers in rows 6 and 7, units from row 9."""
    with (PUBLISHED / f"binh_phuoc_phase{phase}.csv").open(encoding="utf-8", newline="") as lines:
        headings, numbers, *rows = csv.reader(lines)
    days = {1: "25", 2: "65"}[phase]
    dates = {1: "20/6/2023 đến ngày 15/7/2023", 2: "16/7/2023 đến ngày 20/9/2023"}[phase]
    width = len(headings)
    top: list[list[Value]] = [
        ["ỦY BAN NHÂN DÂN", *[None] * 5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TỈNH BÌNH PHƯỚC", *[None] * 5, "Độc lập - Tự do - Hạnh phúc"],
        [None],
        ["BẢNG PHÂN BỔ CHỈ TIÊU THU NHẬN HỒ SƠ VÀ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ"],
        [f"Giai đoạn {phase}: Chiến dịch cao điểm “{days} ngày, đêm”, từ ngày {dates}"],
        list(headings),
        [None],
    ]
    last = "ABCDEFGHIJKL"[width - 1]
    merges = [f"A4:{last}4", f"A5:{last}5", *(f"{letter}6:{letter}7" for letter in "ABCDEFGHIJKL"[:width])]
    body: list[list[Value]] = [[_typed(cell) for cell in row] for row in (numbers, *rows)]
    return make_sheet(
        top + body,
        name=f"Giai đoạn {phase}",
        formats=dict.fromkeys(range(3, width + 1), "#,##0"),
        merges=merges,
        changed=changed,
    )


def _typed(text: str) -> Value:
    return int(text) if text.isdigit() else text or None


def codes(found: Sequence[Diagnostic]) -> Codes:
    """Code and cell of every finding."""
    return [(one.code, one.cell) for one in found]


SMALL: list[list[Value]] = [
    ["STT", "Đơn vị", "Số người được giao", "Số người đã làm", "Số người còn lại", "Tỷ lệ (%)"],
    [1, 2, 3, 4, "5=3-4", "6=4/3*100"],
    [1, "An Bình", 1000, 400, 600, 40],
    [2, "Bình Minh", 2000, 500, 1500, 25],
    [3, "Cửa Lân", 3000, 1500, 1500, 50],
    [4, "Đông Hà", 4000, 1000, 3000, 25],
    [None, "Tổng", 10000, 3400, 6600, 34],
]
FORMULAS: Cells = {
    **{(row, 5): f"=C{row}-D{row}" for row in range(3, 7)},
    **{(row, 6): f"=D{row}/C{row}*100" for row in range(3, 8)},
    **{(7, column): f"=SUM({letter}3:{letter}6)" for column, letter in ((3, "C"), (4, "D"), (5, "E"))},
}


@pytest.fixture(scope="session")
def small() -> Callable[..., Sheet]:
    """`small(changed, …)`: an invented table without mistakes, typed; single cells changed."""

    def sheet(changed: Cells = {}, **options: object) -> Sheet:  # noqa: B006 - never changed
        return make_sheet(SMALL, changed=changed, **options)  # type: ignore[arg-type]

    return sheet


@pytest.fixture(scope="session")
def calculated() -> Callable[..., Sheet]:
    """`calculated(changed, …)`: the same table with formulas."""

    def sheet(changed: Cells = {}, **options: object) -> Sheet:  # noqa: B006 - never changed
        return make_sheet(SMALL, changed={**FORMULAS, **changed}, **options)  # type: ignore[arg-type]

    return sheet


@pytest.fixture(scope="session")
def spec() -> Spec:
    return load_spec("binh_phuoc")


@pytest.fixture(scope="session")
def published() -> Callable[..., Book]:
    """`published(changed1, changed2)`: the book as published, single cells of the two sheets changed."""

    def book(first: Cells = {}, second: Cells = {}) -> Book:  # noqa: B006 - never changed
        return Book("cong-bo.xlsx", (published_sheet(1, first), published_sheet(2, second)))

    return book


@pytest.fixture(scope="session")
def sheet() -> MakeSheet:
    return make_sheet


@pytest.fixture(scope="session")
def found_in() -> Callable[..., Codes]:
    """`found_in(sheet, …, spec=None)`: code and cell of everything found in a book of these sheets."""

    def found(*sheets: Sheet, spec: Spec | None = None) -> Codes:
        return codes(verify_book(Book("book.xlsx", sheets), spec).diagnostics)

    return found


@pytest.fixture(scope="session")
def findings() -> Callable[..., tuple[Diagnostic, ...]]:
    """`findings(sheet, …, spec=None)`: everything found in a book of these sheets."""

    def found(*sheets: Sheet, spec: Spec | None = None) -> tuple[Diagnostic, ...]:
        return verify_book(Book("book.xlsx", sheets), spec).diagnostics

    return found
