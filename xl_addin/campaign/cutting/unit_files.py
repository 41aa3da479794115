"""Cut a workbook into one file per unit, to be sent to that unit alone."""

import re
from collections.abc import Iterator
from dataclasses import replace

from xl_addin.campaign.cutting.cut import named_template, verified
from xl_addin.campaign.cutting.unit_rows import units_of
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, unit_sheets
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book

# Windows allows none of these in a file name, nor a dot or space at its end.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 80


def unit_files(book: Book, *, template: str, spec: Spec | None) -> Iterator[tuple[str, UnitSheets]]:
    """One after the other the units' file names (`01 Phước Long.xlsx`) and workbooks; none is about another unit.

    Raises Problem as `cut` does.
    """
    found = verified(book, spec, even_with_errors=False)
    fresh, tables = found.book, found.tables
    opened = named_template(template)
    units = units_of(fresh, tables)
    digits = max(2, len(str(len(units))))
    for number, unit in enumerate(units, 1):
        own = [replace(table, body_rows=(row,)) for table, row in zip(tables, unit.rows, strict=True)]
        sheets = unit_sheets(fresh, own, opened, spec=spec)
        yield f"{number:0{digits}} {_file_name(unit.name)}.xlsx", sheets


def _file_name(unit: str) -> str:
    return _FORBIDDEN.sub("-", unit)[:_LONGEST_NAME].strip(". ") or "don-vi"
