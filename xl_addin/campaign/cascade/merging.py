"""Several lists of units as one: a later list may add units, and figures to the units of an earlier one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xl_addin.campaign.cascade.codes import same_code, without_zeros
from xl_addin.campaign.cascade.unit_list import UnitInList
from xl_addin.language import Text
from xl_addin.unit_names.comparing import same_name_key

_OTHER_NAME = Text(
    "mã {code} ở đây là “{name}”, ở {file} là “{other}”; hãy sửa mã hoặc tên cho khớp",
    "code {code} is {name} here and {other} in {file}; correct the code or the name",
)


def merged(lists: Iterable[Sequence[UnitInList]]) -> list[UnitInList]:
    """All units, each once; one that an earlier list has without a row of figures takes the later one's.

    Problem where a code means two names.
    """
    units: list[UnitInList] = []
    for listed in lists:
        known: dict[tuple[str | None, str], list[int]] = {}
        for index, one in enumerate(units):
            if one.code and one.cells is None:
                known.setdefault(_key(one), []).append(index)
        for one in listed:
            at = next((index for index in known.get(_key(one), ()) if _is(units[index], one)), None)
            if at is None:
                units.append(one)
                continue
            earlier = units[at]
            if same_name_key(earlier.name) != same_name_key(one.name):
                values = {"name": one.name, "file": earlier.file, "other": earlier.name}
                raise one.problem(_OTHER_NAME.with_values(code=str(one.code), **values))
            units[at] = replace(earlier, file=one.file, row=one.row, cells=one.cells)
    return [replace(one, order=order) for order, one in enumerate(units)]


def _key(one: UnitInList) -> tuple[str | None, str]:
    return one.parent and without_zeros(one.parent), without_zeros(one.code or "")


def _is(one: UnitInList, other: UnitInList) -> bool:
    """Whether they are one unit, by code and parent."""
    if one.code is None or other.code is None or (one.parent is None) != (other.parent is None):
        return False
    return same_code(one.code, other.code) and same_code(one.parent or "", other.parent or "")
