"""Cut again over sheets that units have filled in: what they have filled in stays, what cannot stay is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xl_addin.campaign.cutting.changes import found_in
from xl_addin.campaign.cutting.manifest.in_file import SHEET
from xl_addin.campaign.cutting.manifest.model import Indicator, UnitIssue
from xl_addin.campaign.cutting.manifest.reading import IssuedSheets
from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text, short_date
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.book import Book, CellError, Plain, Sheet, Unsupported, Value

_LOST = Text("{cell} = {value} ({what})", "{cell} = {value} ({what})")
_LOST_SHEET = Text("trang “{sheet}” do người khác thêm", "the sheet “{sheet}”, added by somebody")
_OUTSIDE = Text("ngoài ô ghi số liệu", "outside the cells to be filled in")
_LOST_SHEET_OF = Text("trang “{sheet}”: lần này không cắt đơn vị đó", "the sheet “{sheet}”: its unit is not cut now")
_NO_CELL = Text("không còn ô như vậy: {indicator}", "there is no such cell any more: {indicator}")

_Meaning = tuple[Indicator, date | None, int]


@dataclass(frozen=True)
class FilledIn:
    """What was filled in: `kept` are the edits that fill it in anew, `lost` says cell by cell what has no place."""

    kept: tuple[SetValue, ...] = ()
    lost: tuple[Text, ...] = ()

    def into(self, data: bytes) -> bytes:
        """A workbook of unit sheets with it filled in, every formula calculated with it."""
        if not self.kept:
            return data
        return Case.open(data).after(self.kept).draft().data()


def filled_in(old: IssuedSheets, units: Sequence[UnitIssue], new: Book) -> FilledIn:
    """What was filled in into earlier sheets, for the sheets of these units in a workbook that was cut anew.

    A figure goes to the cell of the same unit that means the same: indicator, row, day.
    """
    known = {same_name_key(unit.unit): unit for unit in units} | {f"#{unit.code}": unit for unit in units if unit.code}
    assert old.book is not None
    kept: list[SetValue] = []
    lost: list[Text] = []
    sheets, fresh = ({sheet.name: sheet for sheet in book.sheets} for book in (old.book, new))
    for was in old.manifest.units:
        if old.sheets[was.unit] is None:
            continue
        now = found_in(known, was)
        if now is None:
            lost.append(_LOST_SHEET_OF.with_values(sheet=was.sheet))
            continue
        places = {
            meaning: place for entry in (now.entries if now else ()) for meaning, place in entry.meanings().items()
        }
        for meaning, (row, column) in _meanings(was).items():
            value = sheets[was.sheet].value(row, column)
            if value is None or value == "":
                continue
            there = places.get(meaning)
            cell = CellRef(was.sheet, row, column)
            if there is None or isinstance(value, CellError | Unsupported):
                what = _NO_CELL.with_values(indicator=_said(meaning))
                lost.append(_LOST.with_values(cell=str(cell), value=_shown(value), what=what))
            else:
                kept.append(SetValue(CellRef(now.sheet, *there), value))
        lost += _typed_elsewhere(sheets[was.sheet], was, fresh[now.sheet], now)
    names = {unit.sheet for unit in old.manifest.units} | {sheet.name for sheet in new.sheets} | {SHEET}
    lost += [_LOST_SHEET.with_values(sheet=sheet.name) for sheet in old.book.sheets if sheet.name not in names]
    return FilledIn(tuple(kept), tuple(lost))


def _meanings(unit: UnitIssue) -> Mapping[_Meaning, tuple[int, int]]:
    return {meaning: place for entry in unit.entries for meaning, place in entry.meanings().items()}


def _typed_elsewhere(sheet: Sheet, was: UnitIssue, fresh: Sheet, now: UnitIssue) -> Iterator[Text]:
    """What stands in cells that are empty in the new sheet and no entry cells, where both have the same lines."""
    if [entry.cells for entry in was.entries] != [entry.cells for entry in now.entries]:
        return
    entries = {place for entry in was.entries for place in entry.meanings().values()}
    for column, cells in sorted(sheet.columns.items()):
        for row, value in cells.values.items():
            if value in (None, "") or (row, column) in entries or fresh.formula(row, column) is not None:
                continue
            if fresh.value(row, column) is None and sheet.formula(row, column) is None:
                cell = CellRef(was.sheet, row, column)
                yield _LOST.with_values(cell=str(cell), value=_shown(value), what=_OUTSIDE)


def _said(meaning: _Meaning) -> str:
    indicator, day, _ = meaning
    said = (indicator.row, indicator.heading, short_date(day) if day else None)
    return ", ".join(part for part in said if part)


def _shown(value: Value | Plain) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
