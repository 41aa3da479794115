"""The values that a chart keeps beside the cells it shows, after lines were put in or taken out.

Excel draws a chart of its own book from the cells; what is kept is for whoever has no cells to look at. So it must
say what the cells say: a range that moved keeps its values; one that stretched has them where its cells are now, none
for the new, empty ones; one that shrank has lost those of the deleted. Where that cannot be told (a range several
lines wide, an area that has gone), nothing is kept.
"""

from collections.abc import Iterator

from xl_addin.formula.cells import Area
from xl_addin.formula.moving import refers_to, shifted
from xl_addin.formula.reference import references
from xl_addin.formula.shift import Shift
from xl_addin.package.splicing import Splice
from xl_addin.workbook.structure.elements import Element

_CACHES = ("numCache", "strCache", "multiLvlStrCache", "dlblRangeCache", "lvl")


def moved_caches(xml: bytes, root: Element, shift: Shift, *, here: str) -> Iterator[Splice]:
    """The splices after which what a chart part keeps is right; formulas in it read as before the shift."""
    for owner in root.walk():
        caches = [each for each in owner.children if each.name in _CACHES]
        formula = _formula(owner) if caches and owner.name != "multiLvlStrCache" else None
        if formula is None:
            continue
        before, after = _areas(formula, shift, here), _areas(shifted(formula, shift, here=here), shift, here)
        if [len(_numbers(each, shift)) for each in before] == [len(_numbers(each, shift)) for each in after]:
            continue
        for cache in caches:
            counted = _counted(cache)
            lines = sum(len(_numbers(each, shift)) for each in before)
            if len(before) == len(after) and counted and lines == counted[1]:
                yield from _renumbered(xml, cache, counted[0], before, after, shift)
            else:
                yield cache.without()


def _formula(owner: Element) -> str | None:
    """What the values were taken from: in a chart filtered in Excel, an extension says it."""
    told = owner.child("f") or next((each for each in owner.walk() if each.name == "sqref"), None)
    return told.text.strip() if told else None


def _areas(formula: str, shift: Shift, here: str) -> list[Area]:
    """The areas of the shifted sheet that a formula names."""
    named = (each for each in references(formula) if refers_to(each, shift.sheet, here=here))
    return [each.area for each in named if each.area]


def _numbers(area: Area, shift: Shift) -> range:
    rows = shift.axis == "rows"
    first, last = (area.first_row, area.last_row) if rows else (area.first_column, area.last_column)
    return range(first, last + 1)


def _counted(cache: Element) -> tuple[Element | None, int] | None:
    """What counts the values, and how many they are; a level of chartEx counts its own."""
    count = cache.child("ptCount")
    written = count.attributes.get("val", "") if count else cache.attributes.get("ptCount", "")
    return (count, int(written)) if written.isdecimal() else None


def _renumbered(
    xml: bytes, cache: Element, count: Element | None, before: list[Area], after: list[Area], shift: Shift
) -> Iterator[Splice]:
    """Every value where its cell is now among the others; one whose line has gone goes."""
    lines = [(at, line) for at, area in enumerate(before) for line in _numbers(area, shift)]
    left = [(at, line) for at, area in enumerate(after) for line in _numbers(area, shift)]
    places = {line: place for place, line in enumerate(left)}
    total = str(len(left))
    yield count.with_attributes(xml, val=total) if count else cache.with_attributes(xml, ptCount=total)
    for point in cache.walk():
        index = point.attributes.get("idx", "")
        if point.name != "pt" or not index.isdecimal() or int(index) >= len(lines):
            continue
        area, line = lines[int(index)]
        place = places.get((area, shift.line(line) or 0))
        if place is None:
            yield point.without()
        elif str(place) != index:
            yield point.with_attributes(xml, idx=str(place))
