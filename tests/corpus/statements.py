"""Statements: tables whose rows, not columns, state what they are calculated from."""

import random
from collections.abc import Iterator

from corpus.tables import Col, Form, Layout, Table

ROWS = (
    ("1", "Doanh thu", ""),
    ("2", "Các khoản giảm trừ", ""),
    ("3", "Doanh thu thuần", "1-2"),
    ("4", "Giá vốn", ""),
    ("5", "Lợi nhuận gộp", "3-4"),
    ("6", "Chi phí", ""),
    ("7", "Lợi nhuận", "5-6"),
)
STYLES = ("{}", "({})", "[{}]")


def statements() -> Iterator[tuple[str, Table]]:
    """Typed and calculated statements of two to four periods, in the ways of writing row numbers."""
    for style in STYLES:
        for periods in (2, 3, 4):
            for formulas in (True, False):
                kind = "calculated" if formulas else "typed"
                yield f"statement/{style} {periods} {kind}", _statement(style, periods, formulas)


def _statement(style: str, periods: int, formulas: bool) -> Table:
    columns = (
        Col("A", "Mã số", "A", "index"),
        Col("B", "Chỉ tiêu", "B", "unit"),
        *(Col(str(number), f"Kỳ {number}", number) for number in range(1, periods + 1)),
    )
    table = Table(Form("statement", columns), Layout(formulas=formulas, total=None), number_row=2)
    chance = random.Random(f"{style} {periods} {formulas}")
    figures: dict[tuple[str, str], int] = {}
    for column in columns:
        table.cells[table.place(1, column.label)] = column.heading
        table.cells[table.place(2, column.label)] = column.number
    for row, (label, name, formula) in enumerate(ROWS, 3):
        parts = formula.split("-") if formula else []
        stated = "=".join(filter(None, (style.format(label), "-".join(map(style.format, parts)))))
        table.cells[table.place(row, "A")] = stated
        table.cells[table.place(row, "B")] = name
        table.units.append(row)
        for column in columns[2:]:
            place = table.place(row, column.label)
            table.formats[place] = "#,##0"
            if parts:
                one, other = parts
                figures[label, column.label] = figures[one, column.label] - figures[other, column.label]
                names = [table.name(2 + int(part), column.label) for part in parts]
                table.cells[place] = f"={names[0]}-{names[1]}" if formulas else figures[label, column.label]
            else:
                size = 90_000 if label == "1" else 9_000
                figures[label, column.label] = chance.randint(size // 2, size)
                table.cells[place] = figures[label, column.label]
    return table
