"""Lists of ClosedXML.Report: a defined name over rows with `{{ item.… }}`, which mean nothing here without a loop."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from xl_addin.formula.cells import Area, parse_address
from xl_addin.formula.reference import references
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children

ITEM = "item"
"""What an item is called there; `items` are all, `index` counts them."""

_IS_A_LIST = Text(
    "đây là cách viết của ClosedXML.Report, vùng tên “{name}” ({area}); ở đây đặt {{%tr for item in {list} %}} và "
    "{{%tr endfor %}} ở dòng riêng, trên và dưới các dòng lặp lại",
    "this is written for ClosedXML.Report, the list of the defined name “{name}” ({area}); here rows of their own "
    "above and below what is repeated hold {{%tr for item in {list} %}} and {{%tr endfor %}}",
)
_USES_ITEM = re.compile(r"\{\{(?:[^}]*[^\w.}])?item\b")


class NamedArea(NamedTuple):
    """Cells that a defined name names."""

    name: str
    sheet: str
    area: Area


def named_areas(source: PartSource, workbook: str) -> Iterator[NamedArea]:
    """The areas of all defined names but Excel's own."""
    for name in children(child(source.xml(workbook), "definedNames"), "definedName"):
        called = name.get("name", "")
        if called.startswith("_xlnm."):
            continue
        for reference in references(name.text or ""):
            if reference.area is not None and reference.sheet is not None and reference.sheet.book is None:
                yield NamedArea(called, reference.sheet.first, reference.area)


def unlooped_lists(
    areas: Iterable[NamedArea], cells: Iterable[tuple[str, str, str]], bound: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str, Text]]:
    """(cell, what it holds, what its author is told), for the first cell of each list whose item no loop gives.

    `cells` are (place, text, sheet); `bound` are the names that loops of a sheet give.
    """
    waiting = sorted(areas, key=lambda each: (each.area.last_row - each.area.first_row, each.name))
    told: set[str] = set()
    for place, text, sheet in cells:
        if ITEM in bound[sheet] or not _USES_ITEM.search(text):
            continue
        row, column = parse_address(place.rpartition("!")[2])
        inside = [each for each in waiting if each.sheet == sheet and _holds(each.area, row, column)]
        if inside and inside[0].name not in told:
            found = inside[0]
            told.add(found.name)
            area = f"{found.sheet}!{found.area}"
            # A list in a list is called after both there.
            outer = next((each for each in inside[1:] if found.name.startswith(f"{each.name}_")), None)
            items = f"{ITEM}.{found.name[len(outer.name) + 1 :]}" if outer else found.name
            yield place, text, _IS_A_LIST.with_values(name=found.name, area=area, list=items)


def _holds(area: Area, row: int, column: int) -> bool:
    return area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column
