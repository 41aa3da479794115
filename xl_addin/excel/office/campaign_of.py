"""Which campaign an open workbook belongs to, told from the workbook itself: the office's own one or a shipped one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xl_addin.campaign.kept_parameters import with_kept_parameters
from xl_addin.excel.office.own_files import own_spec
from xl_addin.language import Text
from xl_addin.spec.load import load_spec, shipped_specs
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book, Sheet

_OWN = Text("Theo đặc tả đã chọn ở “Thiết lập”: {file}.", "By the spec chosen in “Settings”: {file}.")
_OWN_UNUSED = Text(
    "Đặc tả đã chọn ở “Thiết lập” ({file}) không dùng cho sổ này: {why}.",
    "The spec chosen in “Settings” ({file}) is not used for this workbook: {why}.",
)
_NO_SHEET = Text("sổ không có trang {sheets}", "it has no sheet {sheets}")
_OF_ANOTHER = Text("số văn bản trong sổ là của chiến dịch {name}", "its document number is that of {name}")


@dataclass(frozen=True)
class Campaign:
    """The spec a workbook is held to, None without any; what the officer should know about the office's own one.

    `own` is the office's own spec where that is the one.
    """

    spec: Spec | None
    said: Text | None = None
    own: Spec | None = None


def campaign_of(book: Book) -> Campaign:
    """The campaign whose sheets the workbook has, under the same document number.

    The number decides: another office may use the same tables, and its sheets must not go out under this one's
    letterhead. Only the office's own spec needs no number, unless the number is a shipped campaign's. The parameters
    are the workbook's own where it keeps them in its parameter sheet. Raises Problem for an own spec that is gone or
    wrong.
    """
    path = own_spec()
    own = load_spec(path) if path else None
    sheets = {sheet.name: sheet for sheet in book.sheets}
    shipped = next((spec for spec in map(load_spec, shipped_specs()) if _is_of(spec, sheets)), None)
    if own is None or path is None:
        return Campaign(shipped and with_kept_parameters(shipped, book))
    file = Path(path).name
    missing = [table.sheet for table in own.tables if table.sheet not in sheets]
    if not missing and (shipped is None or _is_of(own, sheets)):
        spec = with_kept_parameters(own, book)
        return Campaign(spec, _OWN.with_values(file=file), spec)
    why = _NO_SHEET.with_values(sheets=missing) if missing else _OF_ANOTHER.with_values(name=shipped and shipped.key)
    return Campaign(shipped and with_kept_parameters(shipped, book), _OWN_UNUSED.with_values(file=file, why=why))


def _is_of(spec: Spec, sheets: Mapping[str, Sheet]) -> bool:
    return all(table.sheet in sheets and _names(sheets[table.sheet], spec.document.number) for table in spec.tables)


def _names(sheet: Sheet, number: str) -> bool:
    texts = (value for column in sheet.columns.values() for value in column.values.values() if isinstance(value, str))
    return any(number in text.split() or f"{number})" in text.split() for text in texts)
