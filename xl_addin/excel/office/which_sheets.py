"""Whose sheets are cut: asked where rows of units are selected, or units have sheets from an earlier issue."""

from collections.abc import Callable
from dataclasses import dataclass

from xl_addin.campaign.cutting.cut import ToCut, WhichUnits, to_cut
from xl_addin.campaign.cutting.manifest.model import Manifest
from xl_addin.campaign.cutting.units.unit_rows import Level
from xl_addin.campaign.cutting.wrong_figures import WrongFigures
from xl_addin.excel.dialogs import choose
from xl_addin.excel.office.unit_choice import asking_which_units
from xl_addin.excel.reading import OpenBook, selected_rows
from xl_addin.language import Text
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book

_WHOSE = Text("Cắt phiếu cho đơn vị nào? Ghi số: {choices}", "Whose sheets? Type the number: {choices}")
_ALL = Text("tất cả {count} đơn vị", "all {count} units")
_SELECTED = Text("{count} đơn vị ở các dòng đang chọn ({names})", "the {count} of the selected rows ({names})")
_CHANGED = Text(
    "chỉ đơn vị có chỉ tiêu khác lần giao trước, phiếu in cả số cũ và số mới",
    "only units whose quotas are others than before; old and new are printed",
)
NOTHING_CHANGED = Text(
    "Không đơn vị nào có chỉ tiêu khác lần giao trước, nên chưa ghi gì.",
    "No unit's quotas are others than before, so nothing was written.",
)
GONE = Text(
    "Không còn trong sổ: {units}. Phiếu cũ của các đơn vị này vẫn để nguyên.",
    "No longer in the workbook: {units}. Their old sheets are left as they are.",
)

# InputBox shows 254 characters in all.
_LONGEST_NAMES = 40


@dataclass(frozen=True)
class WhoseSheets:
    """The units that get sheets; `since` is the earlier issue of which only those that changed are meant.

    `everybody` is the same with all units of the workbook.
    """

    units: ToCut
    everybody: ToCut
    since: Manifest | None


def asked_whose_sheets(opened: OpenBook, book: Book, spec: Spec | None, before: Manifest | None) -> WhoseSheets | None:
    """The officer's choice, asked where there is one; None if they gave up.

    `book` is the open one without findings, `before` the earlier issue. Problem as `to_cut`; WrongFigures for errors
    in what the chosen are given.
    """
    everybody = asking_which_units(opened.live.app, _finding(book, spec))
    if everybody is None:
        return None
    selected = _selected(opened, everybody)
    choices: list[tuple[Text, ToCut, Manifest | None]] = [(_ALL.with_values(count=everybody.count), everybody, None)]
    if selected:
        units = everybody.of(selected)
        names = ", ".join(unit.name for unit in units.units)
        short = names if len(names) <= _LONGEST_NAMES else f"{names[: _LONGEST_NAMES - 1]}…"
        choices.append((_SELECTED.with_values(count=len(selected), names=short), units, None))
    if before:
        choices.append((_CHANGED, everybody, before))
    place: int | None = 0
    if len(choices) > 1:
        place = choose(opened.live.app, _WHOSE, [words.vi for words, _, _ in choices], default=0)
    if place is None:
        return None
    _, units, since = choices[place]
    if units.errors:
        raise WrongFigures(units.errors, book.file)
    return WhoseSheets(units, everybody, since)


def _finding(book: Book, spec: Spec | None) -> Callable[..., ToCut]:
    def found(unit_column: str | None = None, level: Level | None = None) -> ToCut:
        return to_cut(book, spec, WhichUnits(unit_column, level), even_with_errors=True)

    return found


def _selected(opened: OpenBook, found: ToCut) -> tuple[int, ...]:
    """The places of the units of which a row is selected."""
    sheet, rows = selected_rows(opened)
    places = [index for index, table in enumerate(found.tables) if table.sheet == sheet]
    return tuple(
        number
        for number, unit in zip(found.numbers, found.units, strict=True)
        if any(rows.intersection((unit.rows[index].first, *unit.rows[index].rows)) for index in places)
    )
