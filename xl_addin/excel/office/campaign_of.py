"""Which of the shipped campaigns an open workbook belongs to, told from the workbook itself."""

from xl_addin.campaign.kept_parameters import with_kept_parameters
from xl_addin.spec.load import load_spec, shipped_specs
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book, Sheet


def campaign_of(book: Book) -> Spec | None:
    """The spec whose sheets the workbook has, under the same document number; None if there is none.

    The parameters are the workbook's own where it keeps them in its parameter sheet. The number decides: another
    office may use the same tables, and its sheets must not go out under this one's letterhead.
    """
    for name in shipped_specs():
        spec = load_spec(name)
        sheets = {sheet.name: sheet for sheet in book.sheets}
        if all(table.sheet in sheets and _names(sheets[table.sheet], spec.document.number) for table in spec.tables):
            return with_kept_parameters(spec, book)
    return None


def _names(sheet: Sheet, number: str) -> bool:
    texts = (value for column in sheet.columns.values() for value in column.values.values() if isinstance(value, str))
    return any(number in text.split() or f"{number})" in text.split() for text in texts)
