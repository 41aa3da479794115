"""Cut a workbook into one file per unit, to be sent to that unit alone."""

import re
from collections.abc import Iterator

from xl_addin.campaign.cutting.cut import EVERY_UNIT, ToCut, WhichUnits, named_template, to_cut
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, unit_sheets
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book

# Windows allows none of these in a file name, nor a dot or space at its end.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 80


def unit_files(
    book: Book, *, template: str, spec: Spec | None, which: WhichUnits = EVERY_UNIT, even_with_errors: bool = False
) -> Iterator[tuple[str, UnitSheets]]:
    """One after the other the units' file names (`01 Phước Long.xlsx`) and workbooks; none is about another unit.

    Raises Problem as `cut` does.
    """
    found = to_cut(book, spec, which, even_with_errors=even_with_errors)
    opened = named_template(template)
    for name, unit in zip(file_names(found), found.units, strict=True):
        yield name, unit_sheets(found.book, found.tables, (unit,), opened, spec=spec, errors=found.errors)


def file_names(found: ToCut) -> list[str]:
    """The units' file names, each its own: the number is the unit's among all units, whichever of them are cut."""
    digits = max(2, len(str(found.count)))
    return [
        f"{number:0{digits}} {_file_name(unit.name)}.xlsx"
        for number, unit in zip(found.numbers, found.units, strict=True)
    ]


def _file_name(unit: str) -> str:
    return _FORBIDDEN.sub("-", unit)[:_LONGEST_NAME].strip(". ") or "don-vi"
