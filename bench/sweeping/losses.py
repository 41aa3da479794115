"""What may go when rows are deleted: what stands on them alone, as a reader of the standard would say."""

from collections.abc import Iterator

from lxml import etree

from sweeping.cells_of_sheet import column_number, place
from sweeping.kinds_of_parts import Counted, Parts, local

ANY_NUMBER = 1_000_000
_WITH_AREAS = ("ref", "sqref")
# What goes with the cells that it is for; all else stays, be its cells gone.
_GOING = {
    *("mergeCell", "hyperlink", "dataValidation", "conditionalFormatting", "protectedRange", "ignoredError", "brk"),
    *("comment", "threadedComment", "sparkline", "cellWatch", "customPr", "cellSmartTags", "singleXmlCell"),
    *("autoFilter", "sortCondition", "sortState", "table"),
}
# Lists of it, which go with the last.
_LISTS = {
    *("mergeCells", "hyperlinks", "dataValidations", "conditionalFormattings", "protectedRanges", "ignoredErrors"),
    *(
        "sparklines",
        "sparklineGroup",
        "sparklineGroups",
        "cellWatches",
        "rowBreaks",
        "singleXmlCells",
        "sortState",
        "ext",
        "extLst",
    ),
}
# What a chart shows of cells until it is drawn anew.
_SHOWN = ("pt", "v", "ptCount", "lvl", "f", "formatCode", "strCache", "numCache", "multiLvlStrCache")


def going(parts: Parts, own: set[str], first: int, last: int) -> Counted:
    """What may go with the rows from `first` to `last`: what stands on them alone, and lists of nothing else."""
    lost: Counted = Counted()
    for part in own:
        root = parts.root(part) if part.lower().endswith(".xml") else None
        for element in _gone(root, first, last) if root is not None else ():
            lost.update((local(root), local(each)) for each in element.iter() if isinstance(each.tag, str))
            if local(element) == "comment":
                lost["vml", "shape"] += 1
            if local(element) == "table":
                lost.update([("worksheet", "tablePart"), ("worksheet", "tableParts")])
    root = parts.root(parts.workbook)
    assert root is not None
    names = [each for each in root.iter("{*}definedName") if str(each.get("name")).startswith("_xlnm.")]
    lost.update({("chartSpace", name): ANY_NUMBER for name in _SHOWN})
    lost["workbook", "definedName"] += len(names)
    lost["workbook", "definedNames"] += 1
    return lost


def _gone(root: etree._Element, first: int, last: int) -> Iterator[etree._Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _goes(element, first, last) or _is_emptied(element, first, last):
            yield element
        else:
            waiting += [each for each in element if isinstance(each.tag, str) and local(each) != "sheetData"]


def _is_emptied(element: etree._Element, first: int, last: int) -> bool:
    """Whether it is a list of nothing but what goes."""
    if local(element) not in _LISTS:
        return False
    listed = [each for each in element if isinstance(each.tag, str) and local(each) in (*_LISTS, *_GOING)]
    return bool(listed) and all(_goes(each, first, last) or _is_emptied(each, first, last) for each in listed)


def _goes(element: etree._Element, first: int, last: int) -> bool:
    if local(element) not in _GOING:
        return False
    areas = next((str(element.get(name)) for name in _WITH_AREAS if element.get(name)), "")
    if local(element) == "singleXmlCell":
        areas = element.get("r", "")
    if not areas:
        areas = next((each.text or "" for each in element if isinstance(each.tag, str) and local(each) == "sqref"), "")
    if local(element) == "brk":
        return first - 1 <= int(element.get("id", "0")) <= last
    try:
        spans = [_rows(area) for area in areas.split()]
    except (AssertionError, ValueError):
        return False
    if local(element) == "mergeCell" and len(spans) == 1 and spans[0] != (1, 1_048_576):
        start, end = spans[0]
        left = end - start + 1 - max(0, min(end, last) - max(start, first) + 1)
        ends = areas.split(":")
        return left == 0 or (left == 1 and len(ends) == 2 and _column(ends[0]) == _column(ends[1]))
    return bool(spans) and all(first <= start and end <= last for start, end in spans)


def _rows(area: str) -> tuple[int, int]:
    start, _, end = area.replace("$", "").partition(":")
    if start.isalpha():
        return 1, 1_048_576
    if start.isdecimal():
        return int(start), int(end or start)
    return place(start)[0], place(end or start)[0]


def _column(address: str) -> int:
    letters = address.replace("$", "").rstrip("0123456789")
    return column_number(letters) if letters else 0
