"""How apportioned figures came about, as a workbook keeps it: one block of the sheet `Cách chia` for every column.

A block has a title (which column of which sheet), a line (what was shared, by what, within what) and a list of units
under `HEADINGS`. `making` writes it, `filling` writes it anew, `verify` holds the table to it: this is its one form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xl_addin.case.kept.finding import heading_rows
from xl_addin.formula.cells import CellRef, column_letters, quoted_sheet
from xl_addin.language import Text, number
from xl_addin.workbook.model.book import Book, Sheet

if TYPE_CHECKING:
    from xl_addin.quota.apportion import Apportionment, Step

SHEET = "Cách chia"
HEADINGS = ("STT", "Đơn vị", "Căn cứ chia", "Giới hạn trên", "Phần chính xác", "Phần nguyên", "Cộng thêm", "Được giao")
UNIT, BASIS, LIMIT, SHARE, _FLOOR, EXTRA, PART = range(1, len(HEADINGS))
"""Where in a row each thing stands, counted from the first column."""

_TITLE = re.compile(r"(?P<sheet>.+?), cột (?P<label>\S+) – (?P<heading>.*)", re.DOTALL)
_REMOVED = re.compile(r" Sau khi chia đã bỏ “[^”]*” \((?P<part>[\d.]+)\)\.")
_LINE = re.compile(r"Chia (?P<total>[\d.]+) (?P<how>(?:theo|đều)\b[^;]*); .*", re.DOTALL)
_BY_ONE_COLUMN = re.compile(r"theo cột (?P<by>\S+?)(?:, không vượt cột (?P<upper>\S+?))?")


@dataclass(frozen=True)
class KeptShares:
    """One block: where it stands and which column of which sheet it explains.

    `total`, `by` and `upper` are what its line says, `removed` what units were given that it says have gone since;
    `rows` are its units', under `heading_row`. `by` is None where it was shared by more than one column and a bound:
    then only the spec can say how.
    """

    sheet: str
    position: int
    heading_row: int
    rows: range
    of_sheet: str
    label: str
    heading: str
    total: int
    by: str | None
    upper: str | None
    removed: int = 0

    @property
    def title_cell(self) -> CellRef:
        """Where it says what it explains."""
        return CellRef(self.sheet, self.heading_row - 2, self.position)

    @property
    def line_cell(self) -> CellRef:
        """Where it says what was shared, and by what."""
        return CellRef(self.sheet, self.heading_row - 1, self.position)

    def cell(self, row: int, part: int) -> CellRef:
        """A cell of a unit's row: its BASIS, its PART."""
        return CellRef(self.sheet, row, self.position + part)

    def column(self, part: int, units: int) -> str:
        """So many units' cells of one kind, as a formula anywhere in the book names them: `'Cách chia'!$C$6:$C$16`."""
        letters, first = column_letters(self.position + part), self.heading_row + 1
        return f"{quoted_sheet(self.sheet)}!${letters}${first}:${letters}${first + units - 1}"


def title(sheet: str, label: str, heading: str) -> str:
    """What a block explains."""
    return f"{sheet}, cột {label} – {heading}"


def line(outcome: "Apportionment", how: Text) -> str:
    """What was shared, by what and within what, and what was left after the whole parts."""
    return f"Chia {number(outcome.total, 'vi')} {how.vi}; {outcome.rule().vi}."


def with_removed(line: str, unit: str, part: int) -> str:
    """A block's line once a unit has gone that was given so much: the others' parts are what they were."""
    return f"{line} Sau khi chia đã bỏ “{unit.replace('”', '’')}” ({number(part, 'vi')})."


def unit_row(
    index: int, unit: str, basis: Fraction, limit: Fraction | None, step: "Step"
) -> tuple[int | float | str | None, ...]:
    """A unit's row under `HEADINGS`; `index` counts from 0."""
    bound = None if limit is None else _plain(limit)
    share = float(f"{float(step.share):.15g}")  # the digits Excel keeps
    return index + 1, unit, _plain(basis), bound, share, step.floor, step.extra, step.part


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def shares_kept(book: Book) -> tuple[KeptShares, ...]:
    """Every block of a workbook, from the top; of several sheets with blocks the one called `Cách chia` counts."""
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.name != SHEET):
        if found := tuple(_on(sheet)):
            return found
    return ()


def _on(sheet: Sheet) -> Iterator[KeptShares]:
    for heading_row, position in heading_rows(sheet, HEADINGS):
        what, how = (sheet.value(heading_row - above, position) for above in (2, 1))
        explained = _TITLE.fullmatch(what) if isinstance(what, str) else None
        shared = _LINE.fullmatch(how) if isinstance(how, str) else None
        if explained is None or shared is None:
            continue
        plainly = _BY_ONE_COLUMN.fullmatch(shared["how"])
        row = heading_row + 1
        while sheet.value(row, position + UNIT) is not None:
            row += 1
        yield KeptShares(
            sheet.name,
            position,
            heading_row,
            range(heading_row + 1, row),
            explained["sheet"],
            explained["label"],
            explained["heading"],
            _whole(shared["total"]),
            plainly["by"] if plainly else None,
            plainly["upper"] if plainly else None,
            sum(_whole(each["part"]) for each in _REMOVED.finditer(str(how))),
        )


def _whole(text: str) -> int:
    return int(text.replace(".", ""))
