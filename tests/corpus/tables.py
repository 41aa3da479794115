"""Tables built by code in the layouts offices use, right in every cell; `faults.py` puts mistakes into them.

All names and figures are invented.
"""

import random
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from xl_addin.formula.cells import Area, address
from xl_addin.workbook.model.book import Book, Column, Sheet, Value

Kind = Literal["index", "unit", "text", "input", "price", "sum", "ratio"]
NAMES = (
    "An Bình", "Bình Minh", "Cửa Lân", "Đông Hà", "Giang Sơn", "Hòa Phú", "Kim Long", "Lộc An", "Mỹ Đức", "Nam Hải",
    "Phước Tân", "Quế Lâm", "Rạch Vàng", "Sông Trà", "Tân Lập", "Vĩnh Hưng", "Xuân Mai", "Yên Thịnh", "Thạch Bích",
    "Trà Dương",
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """The columns of a form, from left to right, and how its rows are called."""

    name: str
    columns: tuple["Col", ...]
    prefix: str = "Xã"
    total_label: str = "Tổng cộng"
    unit_line: str = ""
    summed: bool = True


@dataclass(frozen=True)
class Col:
    """One column: its number cell, and for calculated ones the formula of a row over `{label}`."""

    label: str
    heading: str
    number: Value
    kind: Kind = "input"
    excel: str = ""
    number_format: str = "#,##0"


@dataclass(frozen=True)
class Layout:
    """How a form is laid out on a sheet."""

    seed: int = 0
    units: int = 6
    formulas: bool = True
    top: int = 1
    left: int = 1
    letterhead: bool = False
    two_header_rows: bool = False
    described: bool = False
    total: Literal["top", "bottom"] | None = "bottom"
    groups: int = 0
    notes: bool = False
    hidden_unit: bool = False
    formula_row: bool = False
    numbered: bool = True
    plain_format: bool = False


@dataclass
class Table:
    """A table as it stands on its sheet; faults change `cells`, `formats` and the like."""

    form: Form
    layout: Layout
    sheet: str = "Biểu 1"
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    cached: dict[tuple[int, int], Value] = field(default_factory=dict)
    units: list[int] = field(default_factory=list)
    groups: dict[int, list[int]] = field(default_factory=dict)
    total: int | None = None
    number_row: int = 0

    def position(self, label: str) -> int:
        """The sheet column of a column number."""
        labels = [column.label for column in self.form.columns]
        return self.layout.left + labels.index(label)

    def place(self, row: int, label: str) -> tuple[int, int]:
        return row, self.position(label)

    def name(self, row: int, label: str) -> str:
        """The address of a cell."""
        return address(*self.place(row, label))

    def labels(self, *kinds: Kind) -> list[str]:
        """The columns of these kinds."""
        return [column.label for column in self.form.columns if column.kind in kinds]

    def column(self, label: str) -> Col:
        return next(column for column in self.form.columns if column.label == label)

    def formula(self, label: str, row: int) -> str:
        """The formula a calculated column has in a row."""
        return "=" + re.sub(r"\{(\w+)\}", lambda match: self.name(row, match[1]), self.column(label).excel)

    def book_sheet(self) -> Sheet:
        """What the verifier is given."""
        values: dict[int, dict[int, Value]] = {}
        formulas: dict[int, dict[int, str]] = {}
        formats: dict[int, dict[int, str]] = {}
        for (row, column), value in self.cells.items():
            if isinstance(value, str) and value.startswith("="):
                formulas.setdefault(column, {})[row] = value
            elif value is not None:
                values.setdefault(column, {})[row] = value
        for (row, column), value in self.cached.items():
            values.setdefault(column, {})[row] = value
        for (row, column), code in self.formats.items():
            formats.setdefault(column, {})[row] = code
        columns = {
            index: Column(values.get(index, {}), formulas.get(index, {}), formats.get(index, {}))
            for index in sorted({*values, *formulas, *formats})
        }
        return Sheet(
            self.sheet,
            columns,
            merges=tuple(Area.parse(merge) for merge in self.merges),
            hidden_rows=frozenset(self.hidden),
        )

    def book(self) -> Book:
        return Book("corpus.xlsx", (self.book_sheet(),))


def build(form: Form, layout: Layout) -> Table:
    """The form filled with figures that agree with everything it says."""
    table = Table(form, layout)
    chance = random.Random(f"{form.name} {layout}")
    row = _above(table)
    row = _headings(table, row)
    if layout.numbered:
        row = _numbers(table, row)
    row = _rows(table, row, chance)
    if layout.notes:
        _notes(table, row)
    _figures(table, chance)
    if not layout.formulas:
        _type_everything(table)
    return table


def _above(table: Table) -> int:
    layout, left = table.layout, table.layout.left
    row = layout.top
    last = left + len(table.form.columns) - 1
    if layout.letterhead:
        table.cells[row, left] = "ỦY BAN NHÂN DÂN"
        table.cells[row, max(left + 2, last - 1)] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        table.cells[row + 1, left] = "XÃ HÒA PHÚ"
        table.cells[row + 1, max(left + 2, last - 1)] = "Độc lập - Tự do - Hạnh phúc"
        table.cells[row + 3, left] = "BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN"
        table.merges.append(f"{address(row + 3, left)}:{address(row + 3, last)}")
        row += 4
    if table.form.unit_line:
        table.cells[row, last] = table.form.unit_line
        row += 1
    return row


def _headings(table: Table, row: int) -> int:
    layout = table.layout
    for offset, column in enumerate(table.form.columns):
        position = layout.left + offset
        table.cells[row, position] = column.heading
        if layout.two_header_rows:
            inputs = table.labels("input", "sum")
            if column.label in inputs[:2] and len(inputs) > 1:
                table.cells[row, position] = "Trong kỳ" if column.label == inputs[0] else None
                table.cells[row + 1, position] = column.heading
            else:
                table.merges.append(f"{address(row, position)}:{address(row + 1, position)}")
    if layout.two_header_rows and len(table.labels("input", "sum")) > 1:
        first, second = (table.position(label) for label in table.labels("input", "sum")[:2])
        if second == first + 1:
            table.merges.append(f"{address(row, first)}:{address(row, second)}")
    return row + (2 if layout.two_header_rows else 1)


def _numbers(table: Table, row: int) -> int:
    table.number_row = row
    for column in table.form.columns:
        number = column.number
        if table.layout.formula_row and isinstance(number, str) and "=" in number:
            table.cells[row + 1, table.position(column.label)] = number
            number = int(column.label) if column.label.isdigit() else column.label
        table.cells[row, table.position(column.label)] = number
    row += 1 + table.layout.formula_row
    if table.layout.described:
        for column in table.form.columns:
            words = {"input": "báo cáo của đơn vị", "sum": "tự tính", "ratio": "tự tính", "unit": "tên gọi"}
            table.cells[row, table.position(column.label)] = words.get(column.kind, "thứ tự")
        row += 1
    return row


def _rows(table: Table, row: int, chance: random.Random) -> int:
    layout, form = table.layout, table.form
    names = [f"{form.prefix} {name}".strip() for name in chance.sample(NAMES, min(layout.units, len(NAMES)))]
    names += [f"{form.prefix} số {number}" for number in range(len(names) + 1, layout.units + 1)]
    if layout.total == "top":
        row = _total_row(table, row)
    index, unit = table.labels("index"), table.labels("unit")
    size = -(-layout.units // layout.groups) if layout.groups else layout.units
    for number, name in enumerate(names):
        if layout.groups and number % size == 0:
            if index:
                table.cells[table.place(row, index[0])] = ("I", "II", "III", "IV")[number // size]
            table.cells[table.place(row, unit[0])] = f"Khối {number // size + 1}"
            head = row
            table.groups[head] = []
            row += 1
        if layout.groups:
            table.groups[head].append(row)
        if index:
            table.cells[table.place(row, index[0])] = number % size + 1
        table.cells[table.place(row, unit[0])] = name
        table.units.append(row)
        row += 1
    if layout.total == "bottom":
        row = _total_row(table, row)
    return row


def _total_row(table: Table, row: int) -> int:
    table.total = row
    table.cells[table.place(row, table.labels("unit")[0])] = table.form.total_label
    return row + 1


def _notes(table: Table, row: int) -> None:
    left = table.layout.left
    table.cells[row + 1, left] = "Ghi chú: số liệu do các đơn vị báo cáo, có 12 đơn vị gửi trước ngày 15"
    table.cells[row + 3, left + 1] = "NGƯỜI LẬP BIỂU"
    table.cells[row + 3, left + len(table.form.columns) - 1] = "CHỦ TỊCH"


def _figures(table: Table, chance: random.Random) -> None:
    layout = table.layout
    for column in table.form.columns:
        if column.kind in ("index", "unit"):
            continue
        rows = (*table.units, *table.groups, *((table.total,) if table.total else ()))
        for row in rows:
            place = table.place(row, column.label)
            if column.number_format and not (layout.plain_format and column.number_format == "#,##0"):
                table.formats[place] = column.number_format
        for row in table.units:
            place = table.place(row, column.label)
            if column.kind == "text":
                table.cells[place] = "cái"
            elif column.kind == "price":
                table.cells[place] = chance.randrange(1_000, 90_000, 500)
            elif column.kind == "input":
                first = table.labels("input")[0] == column.label
                # Later inputs are parts of the first: what is left over stays positive.
                table.cells[place] = chance.randint(40_000, 99_000) if first else chance.randint(1_000, 9_900)
            else:
                table.cells[place] = table.formula(column.label, row)
        if column.kind in ("text", "price") or (not table.form.summed and column.kind == "input"):
            continue
        for row, parts in (*table.groups.items(), *(((table.total, _of_the_whole(table)),) if table.total else ())):
            place = table.place(row, column.label)
            if column.kind == "ratio":
                table.cells[place] = table.formula(column.label, row)
            else:
                table.cells[place] = total_formula(table, column.label, parts)
    if layout.hidden_unit:
        # A filtered list whose total leaves hidden rows out by itself.
        table.hidden.add(table.units[1])
        assert table.total is not None
        for label in table.labels("input", "sum"):
            first, last = (table.name(row, label) for row in (table.units[0], table.units[-1]))
            table.cells[table.place(table.total, label)] = f"=SUBTOTAL(109,{first}:{last})"


def _of_the_whole(table: Table) -> list[int]:
    return list(table.groups) or table.units


def total_formula(table: Table, label: str, parts: list[int]) -> str:
    """`=SUM(C3:C8)`, or `=C3+C7` over sub-totals."""
    names = [table.name(row, label) for row in parts]
    return (
        "=" + "+".join(names) if table.groups and set(parts) == set(table.groups) else f"=SUM({names[0]}:{names[-1]})"
    )


def _type_everything(table: Table) -> None:
    """The same table as a publication types it: results instead of formulas, ratios rounded as displayed."""
    for place, value in calculated(table).items():
        code = table.formats.get(place, "General")
        decimals = len(code.partition(".")[2].rstrip("%")) + 2 * code.endswith("%") if code != "General" else 2
        table.cells[place] = value if isinstance(value, int) else round(value, decimals)


def calculated(table: Table) -> Mapping[tuple[int, int], int | float]:
    """The results of the table's formulas, by a calculation of its own that does not use the engine."""
    results: dict[tuple[int, int], Fraction] = {}

    def value(row: int, column: int) -> Fraction:
        cell = table.cells.get((row, column))
        if not (isinstance(cell, str) and cell.startswith("=")):
            return Fraction(str(cell)) if isinstance(cell, int | float) else Fraction(0)
        if (row, column) not in results:
            results[row, column] = _evaluated(cell[1:], value, table.hidden)
        return results[row, column]

    formulas = [place for place, cell in table.cells.items() if isinstance(cell, str) and cell.startswith("=")]
    exact = {place: value(*place) for place in formulas}
    return {place: int(one) if one.denominator == 1 else float(one) for place, one in exact.items()}


def _evaluated(formula: str, value: Callable[[int, int], Fraction], hidden: Collection[int]) -> Fraction:
    def number(match: re.Match[str]) -> str:
        if match[3]:
            return f"F({match[3]})"
        area = Area.parse(match[1] or match[2])
        rows: Iterable[int] = range(area.first_row, area.last_row + 1)
        if match[0].startswith("SUBTOTAL"):
            rows = [row for row in rows if row not in hidden]
        columns = range(area.first_column, area.last_column + 1)
        return f"F('{sum((value(row, column) for row in rows for column in columns), Fraction(0))}')"

    text = re.sub(r"(?:(?:SUM\(|SUBTOTAL\(109,)([A-Z]+\d+:[A-Z]+\d+)\)|([A-Z]+\d+)|(\d+))", number, formula)
    result = eval(text, {"__builtins__": {}}, {"F": Fraction})  # the formulas above, nothing from outside
    assert isinstance(result, Fraction)
    return result
