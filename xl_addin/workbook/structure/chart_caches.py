"""The values that a chart keeps beside the cells it shows, after lines were put in or taken out, or sheets.

Excel draws a chart of its own book from the cells; what is kept is for whoever has no cells to look at. So it must
say what the cells say: a range that moved keeps its values; one that stretched has them where its cells are now, none
for the new, empty ones; one that shrank has lost those of the deleted. Where that cannot be told (a range several
lines wide, an area that has gone), nothing is kept.

Values may be many: they are set aside before a chart's XML is read, and put back afterwards.
"""

import re
from collections.abc import Callable, Sequence
from xml.parsers import expat

from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import GONE
from xl_addin.formula.moving import refers_to, shifted
from xl_addin.formula.reference import references
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.workbook.structure.elements import Element

_CACHE = re.compile(
    rb"<((?:[\w.-]+:)?)(numCache|strCache|multiLvlStrCache|dlblRangeCache|lvl)(?=[\s>])[^>]*(?<!/)>.*?</\1\2\s*>",
    re.DOTALL,
)
_NAMED = re.compile(rb"Cache|lvl")
_COUNT = re.compile(rb"""(<(?:[\w.-]+:)?(?:ptCount\s[^>]*?val|lvl\s[^>]*?ptCount)\s*=\s*["'])(\d+)""")
_POINT = re.compile(rb"""<((?:[\w.-]+:)?)pt(\s[^>]*?idx\s*=\s*["'])(\d+)(["'][^>]*?(?:/>|>.*?</\1pt\s*>))""", re.DOTALL)
_ASIDE = "set-aside"
_PLACE = re.compile(rb'<set-aside n="(\d+)"/>')


def caches_apart(xml: bytes, *, part: str | None = None) -> tuple[bytes, list[bytes]]:
    """The XML with an element in the place of each list of kept values, and these lists.

    Problem, its place being `part`, for XML that is not well-formed.
    """
    if not _NAMED.search(xml):
        return xml, []
    try:
        # Of lists that never end, the expression would look for the end of each in all that follows.
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml(part) from error
    caches: list[bytes] = []

    def aside(match: re.Match[bytes]) -> bytes:
        caches.append(match[0])
        return b'<%b n="%d"/>' % (_ASIDE.encode(), len(caches) - 1)

    return _CACHE.sub(aside, xml), caches


def caches_together(xml: bytes, caches: Sequence[bytes]) -> bytes:
    """The XML with the lists of values back in their places."""
    return _PLACE.sub(lambda match: caches[int(match[1])], xml)


def moved_caches(root: Element, caches: Sequence[bytes], shift: Shift, *, here: str) -> list[bytes]:
    """The lists of values as they are right after the shift, empty for one that is not kept.

    `root` is the XML without them, in which formulas read as before the shift.
    """
    moved = list(caches)
    for owner in root.walk():
        aside = [int(each.attributes["n"]) for each in owner.children if each.name == _ASIDE]
        formula = _formula(owner) if aside else None
        if formula is None:
            continue
        before, after = _areas(formula, shift, here), _areas(shifted(formula, shift, here=here), shift, here)
        if list(map(len, before)) != list(map(len, after)):
            for number in aside:
                moved[number] = _renumbered(caches[number], before, after, shift)
    return moved


def kept_caches(root: Element, caches: Sequence[bytes], formula: Callable[[str], str]) -> list[bytes]:
    """The lists of values, empty for one whose formula says `#REF!` afterwards where it did not; see `moved_caches`."""
    kept = list(caches)
    for owner in root.walk():
        told = _formula(owner)
        if told is not None and formula(told).count(GONE) > told.count(GONE):
            for each in owner.children:
                if each.name == _ASIDE:
                    kept[int(each.attributes["n"])] = b""
    return kept


def _formula(owner: Element) -> str | None:
    """What the values were taken from: in a chart filtered in Excel, an extension says it."""
    told = owner.child("f") or next((each for each in owner.walk() if each.name == "sqref"), None)
    return told.text.strip() if told else None


def _areas(formula: str, shift: Shift, here: str) -> list[range]:
    """The lines of the areas of the shifted sheet that a formula names."""
    named = (each for each in references(formula) if refers_to(each, shift.sheet, here=here))
    return [_numbers(each.area, shift) for each in named if each.area]


def _numbers(area: Area, shift: Shift) -> range:
    if shift.axis == "rows":
        return range(area.first_row, area.last_row + 1)
    return range(area.first_column, area.last_column + 1)


def _renumbered(cache: bytes, before: list[range], after: list[range], shift: Shift) -> bytes:
    """Every value where its cell is now among the others; one whose line has gone goes."""
    counts = {int(count[2]) for count in _COUNT.finditer(cache)}
    if len(before) != len(after) or counts != {sum(map(len, before))}:
        return b""
    lines = [(at, line) for at, area in enumerate(before) for line in area]
    left = [(at, line) for at, area in enumerate(after) for line in area]
    places = {line: place for place, line in enumerate(left)}

    def placed(point: re.Match[bytes]) -> bytes:
        index = int(point[3])
        if index >= len(lines):
            return point[0]
        area, line = lines[index]
        place = places.get((area, shift.line(line) or 0))
        return b"" if place is None else b"<%bpt%b%d%b" % (point[1], point[2], place, point[4])

    return _POINT.sub(placed, _COUNT.sub(rb"\g<1>%d" % len(left), cache))
