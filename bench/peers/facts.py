"""What is read from what an engine wrote, in words; what is lost or wrong begins with `WRONG`."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from peers.templates import OTHERS, ROWS, TOTAL

WRONG = "✗ "
SUM = sum(int(str(row["n"])) for row in ROWS)
OTHER_SUM = sum(int(str(row["n"])) for row in OTHERS)
_AREA = re.compile(r"(?:'?[^'!,(]+'?!)?\$?([A-Z])\$?(\d+)(?::(?:'?[^'!,(]+'?!)?\$?([A-Z])\$?(\d+))?")


class Result:
    """A workbook that an engine wrote."""

    def __init__(self, data: bytes) -> None:
        self.book = load_workbook(BytesIO(data))
        self.stored = load_workbook(BytesIO(data), data_only=True)
        self.sheet: Worksheet = self.book.worksheets[0]
        self.parts = ZipFile(BytesIO(data))
        self.rows = [row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, 1).value in _NAMES]
        """Where the items went."""

    def total(self) -> str:
        """The formula beside the word for a total."""
        [row] = [cell.row for cell in self.sheet["A"] if cell.value == TOTAL]
        return str(self.sheet.cell(row, 2).value)

    def covers(self, areas: Iterable[str]) -> str:
        """How areas of column B stand to the rows of the items."""
        found = sorted(row for area in areas for row in _rows(area))
        if not found:
            return f"{WRONG}lost"
        return (
            "follow"
            if found == self.rows
            else f"{WRONG}first row only"
            if found == self.rows[:1]
            else f"{WRONG}{areas}"
        )


_NAMES = {row["name"] for row in ROWS}


def formulas(result: Result) -> str:
    """The formula of the repeated row."""
    found = [result.sheet.cell(row, 3).value for row in result.rows]
    if found == [f"=B{row}*2" for row in result.rows]:
        return "each row its own"
    return f"{WRONG}`{found[0]}` in every row" if len(set(found)) == 1 else f"{WRONG}in the first row only"


def total(result: Result) -> str:
    """A total below the repeated rows."""
    return _sum(summed(result.sheet, result.total()), "takes all rows")


def total_elsewhere(result: Result) -> str:
    """A total on another sheet."""
    return _sum(summed(result.sheet, str(result.book.worksheets[1]["A1"].value)), "takes all rows")


def total_of_some(result: Result) -> str:
    """A total over cells between which others stand."""
    return _sum(summed(result.sheet, result.total()), "counts each row once")


def total_of_nothing(result: Result) -> str:
    """A total over an empty list."""
    formula = result.total()
    own = next(cell.row for cell in result.sheet["A"] if cell.value == TOTAL)
    if any(row == own for area in _areas(formula) for row in _rows(area)):
        return f"{WRONG}a formula that refers to itself"
    blank = own > 2
    return (
        f"{WRONG}0 below a row that stays" if blank else "0" if summed(result.sheet, formula) == 0 else WRONG + formula
    )


def totals_side_by_side(result: Result) -> str:
    """Totals below two lists of unlike length."""
    found = [
        summed(result.sheet, str(cell.value))
        for row in result.sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    return "each its own length" if found == [SUM, OTHER_SUM] else f"{WRONG}totals {found} for {[SUM, OTHER_SUM]}"


def conditional_formats(result: Result) -> str:
    """The areas of a conditional format."""
    found = [str(each.sqref) for each in result.sheet.conditional_formatting]
    told = result.covers([area for areas in found for area in areas.split()])
    return f"{told}; {WRONG}one is left that is nowhere" if "" in found else told


def validations(result: Result) -> str:
    """The areas of a validation."""
    return result.covers(
        [area for each in result.sheet.data_validations.dataValidation for area in str(each.sqref).split()]
    )


def chart(result: Result) -> str:
    """The cells that a chart shows."""
    return result.covers(
        [series.val.numRef.f.rpartition("!")[2] for each in result.sheet._charts for series in each.series]
    )


def chart_title(result: Result) -> str:
    """Markup in the title of a chart."""
    titles = [
        text
        for name in result.parts.namelist()
        if name.startswith("xl/charts/chart")
        for text in re.findall(r"<a:t>([^<]*)</a:t>", result.parts.read(name).decode())
    ]
    return _filled(titles[0] if titles else "")


def name(result: Result) -> str:
    """A defined name."""
    return result.covers([result.book.defined_names["vung"].attr_text.rpartition("!")[2]])


def print_area(result: Result) -> str:
    """The print area."""
    last = max(cell.row for cell in result.sheet["A"] if cell.value == TOTAL)
    found = str(result.sheet.print_area).rpartition("!")[2]
    return "follows" if found == f"$A$1:$C${last}" else f"{WRONG}stays behind"


def header(result: Result) -> str:
    """Markup in a header."""
    return _filled(str(result.sheet.oddHeader.center.text or ""))


def stored_values(result: Result) -> str:
    """The values that are stored with formulas, for whoever reads them without Excel."""
    wanted = {f"C{row}": 2 * result.sheet.cell(row, 2).value for row in result.rows}
    found = {cell: result.stored.worksheets[0][cell].value for cell in wanted}
    return (
        "stored" if found == wanted else f"{WRONG}none" if not any(found.values()) else f"{WRONG}of the first row only"
    )


def text_like_a_formula(result: Result) -> str:
    """Data that begin with an equals sign."""
    sheet = result.parts.read("xl/worksheets/sheet1.xml").decode()
    return f"{WRONG}becomes a formula" if "<f>1+1</f>" in sheet else "stays a text"


def missing(result: Result) -> str:
    """What becomes of a name that is not there."""
    return f"{WRONG}a blank cell" if result.sheet["A1"].value in (None, "") else f"{WRONG}{result.sheet['A1'].value}"


def summed(sheet: Worksheet, formula: str) -> float:
    """What a SUM gives, by the numbers that stand in its areas."""
    cells = (sheet.cell(row, ord(area[0].lstrip("$")) - 64).value for area in _areas(formula) for row in _rows(area))
    return sum(cell for cell in cells if isinstance(cell, int | float))


def _areas(formula: str) -> Iterator[str]:
    for match in _AREA.finditer(formula):
        column, first, _, last = match.groups()
        yield f"{column}{first}:{column}{last or first}"


def _rows(area: str) -> range:
    if not area:
        return range(0)
    _, first, _, last = range_boundaries(area.replace("$", ""))
    return range(int(first or 0), int(last or 0) + 1)


def _sum(found: float, right: str) -> str:
    return right if found == SUM else f"{WRONG}gives {found:g} for {SUM}"


def _filled(text: str) -> str:
    return "filled" if text == "T" else f"{WRONG}lost" if not text else f"{WRONG}`{text}` left there"
