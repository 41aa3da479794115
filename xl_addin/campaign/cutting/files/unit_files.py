"""Cut a workbook into one file per unit, to be sent to that unit alone."""

from collections.abc import Iterator

from xl_addin.campaign.cutting.cut import EVERY_UNIT, WhichUnits, to_cut
from xl_addin.campaign.cutting.named_template import named_template
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, prepared, unit_sheets
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book


def unit_files(
    book: Book, *, template: str, spec: Spec | None, which: WhichUnits = EVERY_UNIT, even_with_errors: bool = False
) -> Iterator[tuple[str, UnitSheets]]:
    """One after the other the units' file names (`01 Phước Long.xlsx`) and workbooks; none is about another unit.

    Raises Problem as `cut` does.
    """
    found = to_cut(book, spec, which, even_with_errors=even_with_errors)
    opened = named_template(template)
    issue, entries = found.issue(opened, spec), prepared(opened, spec)
    for place, name in enumerate(found.file_names(issue)):
        yield name, unit_sheets(issue.of_unit(place, name), opened, entries)
