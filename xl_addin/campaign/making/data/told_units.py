"""Who the units of an office's data are: by name, code and what they lie in, as the spec lists them if it does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xl_addin.campaign.making.data.data_rows import DataRow, DataRows
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.spec.known_units import KnownUnits
from xl_addin.unit_names.comparing import code_key, same_name_key, same_name_keys
from xl_addin.unit_names.matching import Match
from xl_addin.unit_names.writing import plainly_written

_TWICE = Text(
    "dòng {row}: đơn vị “{name}” đã có ở dòng {first}; mỗi đơn vị chỉ ghi một lần, hai đơn vị trùng tên thì ghi thêm "
    "mã hoặc cấp trên",
    "row {row}: the unit “{name}” already stands in row {first}; write each unit once, tell two of one name apart by "
    "code or parent",
)
_UNKNOWN = Text(
    "dòng {row}: bộ {set} của đặc tả không có đơn vị “{name}”",
    "row {row}: the spec's set {set} has no unit “{name}”",
)
_MEND = Text(
    "{what}; hãy sửa tên theo đặc tả hoặc bổ sung vào `units` của bộ",
    "{what}; write its name as the spec does, or add it to the set's `units`",
)
_MEANT = Text("{what}; có phải: {names}?", "{what}; do you mean: {names}?")
_OF_ANOTHER_SET = Text(
    "dòng {row}: “{name}” thuộc bộ {other} của đặc tả, không phải bộ {set}; hãy chuyển sang số liệu của bộ {other}",
    "row {row}: “{name}” is of the spec's set {other}, not of {set}; move it to the data of {other}",
)
_WHICH = Text(
    "dòng {row}: có nhiều đơn vị tên “{name}” ({names}); hãy ghi thêm mã hoặc cấp trên",
    "row {row}: several units are called “{name}” ({names}); write the code or the parent, too",
)
_NO_PARENT = Text(
    "dòng {row}: không có đơn vị cấp trên “{name}” trong đặc tả", "row {row}: the spec has no parent “{name}”"
)


class ToldUnit(NamedTuple):
    """A unit's own name, its code and what it lies in, "" where nothing says so."""

    name: str
    code: str = ""
    parent: str = ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells it from every other unit."""
        return same_name_key(self.name), code_key(self.code), same_name_key(self.parent)


@dataclass(frozen=True)
class SaidPlaces:
    """Where in a data file names, codes and parents stand: positions from 0, None where there is no such column."""

    unit: int
    code: int | None = None
    parent: int | None = None


def told_units(
    data: DataRows, rows: Sequence[DataRow], said: Sequence[ToldUnit], places: SaidPlaces, known: KnownUnits | None
) -> tuple[ToldUnit, ...]:
    """The units as the spec lists them, with the codes and parents it adds; as they are said where it lists none.

    Problem, at the cell, for a unit or parent that is not in the spec's unit sets, and for one that stands twice.
    """
    units = [
        unit if known is None or not known.units else _listed(data, row, unit, places, known)
        for row, unit in zip(rows, said, strict=True)
    ]
    seen: dict[tuple[str, str, str], int] = {}
    for row, unit in zip(rows, units, strict=True):
        first = seen.setdefault(unit.identity, row.number)
        if first != row.number:
            text = _TWICE.with_values(row=str(row.number), name=unit.name, first=str(first))
            raise data.problem(text, row.number, places.unit)
    return tuple(units)


def full_names(units: Sequence[ToldUnit]) -> tuple[str, ...]:
    """The units' names, where several share one with what tells them apart: `Tân Tiến (25441)`, `Thôn 1 (An Bình)`."""
    names = same_name_keys([unit.name for unit in units])
    often = {name for name, count in Counter(names).items() if count > 1}
    return tuple(
        f"{unit.name} ({unit.code or unit.parent})" if name in often and (unit.code or unit.parent) else unit.name
        for unit, name in zip(units, names, strict=True)
    )


def _listed(data: DataRows, row: DataRow, unit: ToldUnit, places: SaidPlaces, known: KnownUnits) -> ToldUnit:
    if unit.parent and known.in_a_set and not known.is_parent(unit.parent):
        what = _NO_PARENT.with_values(name=unit.parent, row=str(row.number))
        at = places.unit if places.parent is None else places.parent
        raise data.problem(unknown(what, unit.parent, known.parents), row.number, at)
    match = known.find(unit.name, unit.code, unit.parent if known.is_parent(unit.parent) else "")
    if len(match.positions) == 1:
        (position,) = match.positions
        listed = known.units[position]
        parent = unit.parent or known.parent_called(listed.parent or "")
        return ToldUnit(plainly_written(listed.name), unit.code or listed.code or "", parent)
    if match.positions:
        names = [known.described(position) for position in match.positions]
        text = _WHICH.with_values(row=str(row.number), name=unit.name, names=names)
        raise data.problem(text, row.number, places.unit)
    if not known.in_a_set:  # a plain list says who may stand there; verify tells of others
        return unit
    raise data.problem(_unknown(row, unit, match, known), row.number, places.unit)


def _unknown(row: DataRow, unit: ToldUnit, match: Match, known: KnownUnits) -> Text:
    values = {"row": str(row.number), "name": unit.name, "set": known.key}
    other = known.set_of(unit.name)
    if other is not None and not match.candidates:
        return _OF_ANOTHER_SET.with_values(**values, other=other.key)
    what = _UNKNOWN.with_values(**values)
    if not match.candidates:
        return _MEND.with_values(what=what)
    return _MEANT.with_values(what=what, names=[candidate.name for candidate in match.candidates])
