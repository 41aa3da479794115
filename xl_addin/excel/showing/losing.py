"""What an officer is told first: which formulas, charts, names, rules and links would lose the cells they refer to."""

from collections.abc import Sequence

from xl_addin.campaign.cutting.manifest.in_file import NAME
from xl_addin.excel.showing.preview import named
from xl_addin.excel.showing.wording import joined, listed
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.package.package import Package
from xl_addin.workbook.edits.edit import Edit
from xl_addin.workbook.edits.losing import lost_by
from xl_addin.workbook.model.book import Book

_CELLS = Text(
    "{count} công thức mất ô mà nó tính (thành #REF!): {cells}",
    "{count} formulas lose cells they are made of (#REF!): {cells}",
)
_OTHERS = Text("Cũng mất ô nguồn (#REF!):\n{things}", "These, too, lose the cells they refer to (#REF!):\n{things}")


def losses(package: Package, book: Book, edits: Sequence[Edit]) -> Text | None:
    """What edits, which were checked, leave without cells it refers to; None where nothing is lost.

    `book` is what the package holds.
    """
    # The hidden names of unit sheets are laid anew with the sheets.
    lost = [
        one for one in lost_by(package, edits, book=book) if not (isinstance(one.what, Text) and NAME in one.what.vi)
    ]
    cells = [str(each.what) for each in lost if isinstance(each.what, CellRef)]
    # A chart may lose several ranges, and is named once.
    things = listed(list(dict.fromkeys(each.what for each in lost if isinstance(each.what, Text))))
    if not lost:
        return None
    return joined(
        _CELLS.with_values(count=len(cells), cells=named(cells)) if cells else None,
        _OTHERS.with_values(things=things) if things else None,
    )
