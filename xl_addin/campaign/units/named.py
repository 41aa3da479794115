"""The unit that a name means: the row it has in every table that shares its units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xl_addin.campaign.units.linked import Linked, linked_tables
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.words import folded, is_total_label, leading_marker, marker
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.unit_names.matching import Candidate, NameIndex

_NO_TABLE = Text(
    "không tìm thấy bảng nào có dòng số cột (1, 2, 3, 7=4-5 …) và tên đơn vị; hãy ghi số dòng thay cho tên",
    "no table with a column-number row (1, 2, 3, 7=4-5 …) and units' names was found; give a row's number instead",
)
_NO_SHEET = Text("không có trang tính này trong tệp", "the book has no such worksheet")
_NO_UNIT = Text("không bảng nào có đơn vị tên này", "no table has a unit of this name")
_MEANT = Text("{what}; có phải: {names}? Hãy ghi đúng tên", "{what}; do you mean: {names}? Write the very name")
_A_TOTAL = Text(
    "đây là dòng cộng ở {place}, không phải đơn vị; hãy ghi tên đơn vị, hoặc số dòng",
    "this is a total row at {place}, no unit; give a unit's name, or a row's number",
)
_IN_TWO_TABLES = Text(
    "tên này có ở các bảng không liên kết với nhau: {places}; hãy chọn trang tính, hoặc ghi số dòng",
    "this name stands in tables that are not linked: {places}; choose the worksheet, or give a row's number",
)
_TWICE = Text(
    "tên này có ở nhiều dòng của một bảng: {places}; hãy ghi số dòng",
    "this name stands in several rows of one table: {places}; give a row's number",
)
_DISPUTED = Text(
    "mã và tên đơn vị ở trang “{sheet}” chỉ hai dòng khác nhau; hãy sửa mã hoặc tên trước",
    "on sheet “{sheet}” the unit's code and its name mean two different rows; correct one of them first",
)
_BY_POSITION = Text(
    "{place}: coi là cùng đơn vị vì ở cùng vị trí, dù ghi là “{name}”",
    "{place}: taken for the same unit as it stands in the same place, though it says “{name}”",
)
_NEARLY = Text(
    "{place}: “{name}” ({reason}) ở bảng không liên kết, không đổi gì ở đó",
    "{place}: “{name}” ({reason}) is in a table that is not linked, nothing changes there",
)
_HEADS = ("roman", "capital")


@dataclass(frozen=True)
class UnitPlace:
    """A unit in one table: its row, and the last row that is part of it (`Trong đó: …` under it)."""

    view: TableView
    row: int
    last: int

    @property
    def sheet(self) -> str:
        """The sheet it stands on."""
        return self.view.sheet.name

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"


@dataclass(frozen=True)
class NamedUnit:
    """A unit as the book writes it, and its place in every linked table that lists it.

    `without` are the linked tables that do not list it, `others` all other tables of the book.
    """

    name: str
    places: tuple[UnitPlace, ...]
    without: Linked
    others: Linked
    notes: tuple[Text, ...]


def unit_called(case: Case, name: str, *, sheet: str | None = None) -> NamedUnit:
    """The unit of this name, written so up to spelling conventions; `sheet` chooses among tables that are not linked.

    Problem for a name that is none, with those that are nearly alike, and for one that means several units.
    """
    every = linked_tables(case)
    groups = [group for group in every if any(view.cells.units.are_named for view in group)]
    if sheet is not None:
        names = [each.name for each in case.book.sheets]
        if folded(sheet) not in map(folded, names):
            raise Problem(unknown(_NO_SHEET, sheet, names), place=sheet)
        groups = [group for group in groups if any(folded(view.sheet.name) == folded(sheet) for view in group)]
    if not groups:
        raise Problem(_NO_TABLE, place=sheet)
    found = [(group, hits) for group in groups if (hits := _hits(group, name))]
    if not found:
        raise _no_unit([view for group in groups for view in group], name)
    if len(found) > 1:
        places = [f"{view.sheet.name}!{row}" for _, hits in found for view, row in hits]
        raise Problem(_IN_TWO_TABLES.with_values(places=places), place=name)
    group, hits = found[0]
    others = tuple(view for each in every if each is not group for view in each)
    unit = _everywhere(group, hits, name, others)
    return unit if sheet is not None else replace(unit, notes=(*unit.notes, *_nearly(others, name)))


def _hits(group: Linked, name: str) -> list[tuple[TableView, int]]:
    return [(view, row) for view in group for row in view.cells.units.rows_called(name)]


def _no_unit(views: Sequence[TableView], name: str) -> Problem:
    for view in views:
        for row, label in _totals(view):
            if same_name_key(label) == same_name_key(name):
                return Problem(_A_TOTAL.with_values(place=f"{view.sheet.name}!{row}"), place=name)
    names = list(dict.fromkeys(each for view in views for each in view.cells.units.names if each))
    candidates = NameIndex(names).find(name).candidates
    if not candidates:
        return Problem(unknown(_NO_UNIT, name, names), place=name)
    meant = Text(*(_listed(candidates, language) for language in ("vi", "en")))
    return Problem(_MEANT.with_values(what=_NO_UNIT, names=meant), place=name)


def _nearly(views: Sequence[TableView], name: str) -> Iterator[Text]:
    """What to say of units in other tables that are called nearly so: nothing changes there."""
    for view in views:
        units = view.cells.units
        for each in NameIndex(units.names).find(name).candidates:
            place = f"{view.sheet.name}!{units.rows[each.position]}"
            yield _NEARLY.with_values(place=place, name=each.name, reason=each.reason)


def _listed(candidates: Sequence[Candidate], language: str) -> str:
    return ", ".join(f"“{each.name}” ({each.reason.vi if language == 'vi' else each.reason.en})" for each in candidates)


def _totals(view: TableView) -> Iterator[tuple[int, str]]:
    yield from view.cells.units.subtotals
    if view.table.total_row is not None:
        yield view.table.total_row, view.unit_name(view.table.total_row)


def _everywhere(group: Linked, hits: Sequence[tuple[TableView, int]], name: str, others: Linked) -> NamedUnit:
    """The unit's rows in the group: by its name where it stands, else by the one pairing."""
    by_view: dict[int, list[int]] = {}
    for view, row in hits:
        by_view.setdefault(group.index(view), []).append(row)
    twice = [f"{group[at].sheet.name}!{row}" for at, rows in by_view.items() if len(rows) > 1 for row in rows]
    if twice:
        raise Problem(_TWICE.with_values(places=twice), place=name)
    first, (row,) = next(iter(by_view.items()))
    places, without, notes = [], [], []
    for at, view in enumerate(group):
        pairing = group[first].pairing(view)
        if at != first and row in pairing.disputed:
            raise Problem(_DISPUTED.with_values(sheet=view.sheet.name), place=name)
        there = row if at == first else pairing.rows.get(row, by_view.get(at, [None])[0])
        if there is None:
            without.append(view)
            continue
        places.append(UnitPlace(view, there, _last_row(view, there)))
        if at != first and row in pairing.by_position and (other := view.unit_name(there)):
            notes.append(_BY_POSITION.with_values(place=str(places[-1]), name=other))
    return NamedUnit(group[first].unit_name(row), tuple(places), tuple(without), others, tuple(notes))


def _last_row(view: TableView, row: int) -> int:
    """The last row under a unit that says what it consists of: rows of the table that count for no unit."""
    table = view.table
    total = () if table.total_row is None else (table.total_row,)
    known = (*table.body_rows, *(each for each, _ in table.subtotal_rows), *table.ratio_rows, *total)
    following = min((each for each in known if each > row), default=None)
    if following is None:
        return row
    last = row
    for each in range(row + 1, following):
        if _begins_something(view, each):
            break
        last = each
    return last


def _begins_something(view: TableView, row: int) -> bool:
    """Whether a row is blank, or heads another group, or sums the rows above it."""
    texts = [str(value) for column in view.table.columns if (value := view.value(row, column.label)) is not None]
    name = view.unit_name(row)
    index = next((column for column in view.table.columns if column.role == "index"), None)
    mark = None if index is None else marker(str(view.value(row, index.label) or ""))
    return not texts or (mark or leading_marker(name)) in _HEADS or is_total_label(name)
