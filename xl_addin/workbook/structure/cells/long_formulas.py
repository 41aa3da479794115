"""Formulas that would become longer than Excel allows by what is written into them: other numbers, other names."""

import re
from collections.abc import Callable, Iterator

from xl_addin.formula.excel_limits import is_too_long
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.structure.cells.cell_markup import sheet_data
from xl_addin.workbook.structure.cells.formula_shifting import formula_of

TOO_LONG = Text(
    vi="công thức ở đây sẽ dài hơn 8.192 ký tự, Excel không nhận; hãy rút gọn công thức này trước",
    en="the formula here would become longer than 8,192 characters, which Excel does not take; shorten it first",
)
# A name of one letter becomes one of 31 in quotation marks at most: nine times as long as `A!B1` was.
_LONG = re.compile(rb">([^<]{800,})</(?:[\w.-]+:)?f\s*>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+[0-9]+)["']""")


def lengthened(source: PartSource, part: str, formula: Callable[[str], str]) -> Iterator[str]:
    """The cells of a sheet whose formulas are too long after they were rewritten, and were not before."""
    xml = as_utf8(source.read(part), part=part)
    data = sheet_data(xml)
    for found in _LONG.finditer(xml, data.start, data.end) if data else ():
        before = formula_of(found[1])
        if is_too_long(formula(before)) and not is_too_long(before):
            cell = xml[xml.rfind(b"<%bc" % data.markup.prefix, 0, found.start()) : found.start()] if data else b""
            place = _PLACE.search(cell)
            yield place[1].decode() if place else ""
