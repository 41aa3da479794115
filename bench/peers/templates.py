"""The templates that every engine fills: one question each, written in the language of each engine, as Excel saves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

SHEET = "S"
TOTAL, GROUP_TOTAL, DETAIL = "Cộng", "Cộng cụm", "chi tiết"
ROWS = [
    {"name": "a", "n": 1, "area": "x"},
    {"name": "b", "n": 20, "area": "y"},
    {"name": "=1+1", "n": 3, "area": "x"},
]
OTHERS = [{"name": name, "n": n} for name, n in (("c", 5), ("d", 7), ("e", 9), ("f", 11))]
DATA: dict[str, object] = {"title": "T", "xs": ROWS, "ys": OTHERS, "nothing": []}
Line = Callable[[int], Sequence[object]]
"""The cells of a row, of the number that a repeated block begins at."""


@dataclass
class Page:
    """Cells row by row, and the notes at cells, (row, column) from 1."""

    rows: list[list[object]] = field(default_factory=list)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(self, cells: Sequence[object]) -> int:
        """Write the next row and give its number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def note(self, row: int, column: int, text: str) -> None:
        """Write a note, below what the cell's note says already."""
        before = self.notes.get((row, column))
        self.notes[row, column] = f"{before}\n{text}" if before else text


class Language(NamedTuple):
    """How an engine writes a value, a number, one cell in a total, and what is repeated.

    `repeat(page, lines, items, name)` writes lines that are there for each of `items`, `group(page, line, total)` the
    items of each group with its sum, `beside(page, lists)` a column of numbers for each list; all give the number of
    the first line. None where the engine's documents know no way.
    """

    value: str
    number: str
    one_cell: str
    repeat: Callable[[Page, Sequence[Line], str, str], int]
    group: Callable[[Page, Line, Line], int] | None
    beside: Callable[[Page, Sequence[tuple[str, str]]], int] | None

    def total(self, cell: str) -> str:
        """The sum of all that came from a cell."""
        return f"=SUM({self.one_cell.format(cell)})"


def _ours(page: Page, lines: Sequence[Line], items: str, name: str) -> int:
    first = page.add([f"{{%tr for {name} in {items} %}}"]) + 1
    for line in lines:
        page.add(line(first))
    page.add(["{%tr endfor %}"])
    return first


def _ours_grouped(page: Page, line: Line, total: Line) -> int:
    page.add(["{%tr group g in xs by g.area %}"])
    first = _ours(page, [line], "g", "x")
    page.add(total(first))
    page.add(["{%tr endgroup %}"])
    return first


def _ours_beside(page: Page, lists: Sequence[tuple[str, str]]) -> int:
    return page.add([f"{{%tb for {name} in {items} %}}{{{{ {name}.n }}}}{{%tb endfor %}}" for items, name in lists])


def _xltpl(page: Page, lines: Sequence[Line], items: str, name: str) -> int:
    first = len(page.rows) + 1
    for line in lines:
        last = page.add(line(first))
    page.note(first, 1, f"beforerow{{% for {name} in {items} %}}")
    page.note(last, len(page.rows[-1]), "aftercell{% endfor %}")
    return first


def _xltpl_grouped(page: Page, line: Line, total: Line) -> int:
    first = page.add(line(len(page.rows) + 1))
    page.add(total(first))
    page.note(first, 1, "beforerow{% for g in xs | groupby('area') %}{% for x in g.list %}")
    page.note(first, len(page.rows[first - 1]), "aftercell{% endfor %}")
    page.note(first + 1, len(page.rows[first]), "aftercell{% endfor %}")
    return first


def _jxls(page: Page, lines: Sequence[Line], items: str, name: str) -> int:
    first = len(page.rows) + 1
    for line in lines:
        last = page.add(line(first))
    end = xl_rowcol_to_cell(last - 1, len(page.rows[-1]) - 1)
    page.note(first, 1, f'jx:each(items="{items}" var="{name}" lastCell="{end}")')
    return first


def _jxls_grouped(page: Page, line: Line, total: Line) -> int:
    first = page.add(line(len(page.rows) + 1))
    page.add(total(first))
    page.note(first, 1, f'jx:each(items="xs" var="g" groupBy="g.area" groupOrder="ASC" lastCell="C{first + 1}")')
    page.note(first, 1, f'jx:each(items="g.items" var="x" lastCell="C{first}")')
    return first


def _jxls_beside(page: Page, lists: Sequence[tuple[str, str]]) -> int:
    row = page.add([f"${{{name}.n}}" for _, name in lists])
    for column, (items, name) in enumerate(lists, start=1):
        cell = xl_rowcol_to_cell(row - 1, column - 1)
        page.note(row, column, f'jx:each(items="{items}" var="{name}" lastCell="{cell}")')
    return row


def _tables(page: Page, lines: Sequence[Line], items: str, name: str) -> int:
    """A row in which values of a list stand is repeated; there is no block of rows."""
    first = len(page.rows) + 1
    for line in lines:
        page.add(
            [
                cell.replace(f"${{{name}.", f"${{table:{items}.") if isinstance(cell, str) else cell
                for cell in line(first)
            ]
        )
    return first


def _tables_beside(page: Page, lists: Sequence[tuple[str, str]]) -> int:
    return page.add([f"${{table:{items}.n}}" for items, _ in lists])


LANGUAGES: Mapping[str, Language] = {
    "xl-addin": Language("{{{{ {} }}}}", "{{{{ {} }}}}", "{0}:{0}", _ours, _ours_grouped, _ours_beside),
    "xltpl": Language("{{{{ {} }}}}", "{{% xv {} %}}", "{0}:{0}", _xltpl, _xltpl_grouped, None),
    # Its documents write one cell in a sum, and `B2:B2` comes out as `B2:B4:B2:B4`.
    "JXLS": Language("${{{}}}", "${{{}}}", "{0}", _jxls, _jxls_grouped, _jxls_beside),
    "xlsx-template": Language("${{{}}}", "${{{}}}", "{0}:{0}", _tables, None, _tables_beside),
}


def report(engine: str) -> bytes:
    """A repeated row with a formula and a total, and what can stand around it; its sum on another sheet, too."""
    language, page = LANGUAGES[engine], Page()
    page.add(["Tên", "Số", "Gấp đôi"])
    row = language.repeat(page, [_line(language)], "xs", "x")
    last = page.add([TOTAL, language.total(f"B{row}")])
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = _written(book, SHEET, page, engine)
        sheet.conditional_format(
            f"B{row}", {"type": "cell", "criteria": ">", "value": 10, "format": book.add_format({"bg_color": "red"})}
        )
        sheet.data_validation(f"B{row}", {"validate": "integer", "criteria": ">", "value": 0})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={SHEET}!$B${row}:$B${row}"})
        chart.set_title({"name": language.value.format("title")})
        sheet.insert_chart("E10", chart)
        sheet.print_area(f"A1:C{last}")
        sheet.set_header("&C" + language.value.format("title"))
        book.define_name("vung", f"={SHEET}!$B${row}:$B${row}")
        _written(book, "Khác", Page([[language.total(f"{SHEET}!B{row}").replace(":S!B", ":B")]]), engine)
    return target.getvalue()


def two_rows(engine: str) -> bytes:
    """Two rows per item, a total over the second of them."""
    language, page = LANGUAGES[engine], Page()
    page.add(["Tên", "Số"])
    lines: list[Line] = [
        lambda row: [language.value.format("x.name"), 1000],
        lambda row: [DETAIL, language.number.format("x.n")],
    ]
    row = language.repeat(page, lines, "xs", "x")
    page.add([TOTAL, language.total(f"B{row + 1}")])
    return _alone(page, engine)


def groups(engine: str) -> bytes | None:
    """Groups with a sum of each, and a grand total over the items."""
    language, page = LANGUAGES[engine], Page()
    if language.group is None:
        return None
    page.add(["Tên", "Số"])
    row = language.group(page, _line(language), lambda row: [GROUP_TOTAL, language.total(f"B{row}")])
    page.add([TOTAL, language.total(f"B{row}")])
    return _alone(page, engine)


def empty(engine: str) -> bytes:
    """A list of nothing, and its total."""
    language, page = LANGUAGES[engine], Page()
    page.add(["Tên", "Số"])
    row = language.repeat(page, [_line(language)], "nothing", "x")
    page.add([TOTAL, language.total(f"B{row}")])
    return _alone(page, engine)


def side_by_side(engine: str) -> bytes | None:
    """Two lists of unlike length side by side, a total below each."""
    language, page = LANGUAGES[engine], Page()
    if language.beside is None:
        return None
    page.add(["Một", "Hai"])
    row = language.beside(page, [("xs", "x"), ("ys", "y")])
    page.add([language.total(f"{column}{row}") for column in "AB"])
    return _alone(page, engine)


def single(engine: str, expression: str) -> bytes:
    """One expression in A1."""
    return _alone(Page([[LANGUAGES[engine].value.format(expression)]]), engine)


def _line(language: Language) -> Line:
    return lambda row: [language.value.format("x.name"), language.number.format("x.n"), f"=B{row}*2"]


def _alone(page: Page, engine: str) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        _written(book, SHEET, page, engine)
    return target.getvalue()


def _written(book: xlsxwriter.Workbook, name: str, page: Page, engine: str) -> xlsxwriter.worksheet.Worksheet:
    if engine == "JXLS":
        # It asks for the area of a sheet that is a template.
        end = xl_rowcol_to_cell(len(page.rows) - 1, max(map(len, page.rows)) - 1)
        page.note(1, 1, f'jx:area(lastCell="{end}")')
    sheet = book.add_worksheet(name)
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell.startswith("="):
                sheet.write_formula(row, column, cell)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell)
            else:
                sheet.write(row, column, cell)
    for (row, column), text in page.notes.items():
        sheet.write_comment(row - 1, column - 1, text)
    return sheet
