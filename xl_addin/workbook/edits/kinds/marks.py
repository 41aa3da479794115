"""Marks: colours laid over cells as conditional formats, so that the cells' own formats are never touched.

The condition is always true and names us; by it the marks are found again, however the book was saved since.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from xl_addin.formula.cells import Area
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children, frame_of, related, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import (
    Found,
    Splice,
    find_elements,
    prefix_of,
    spliced,
    start_tag_end,
    walk,
    with_attributes,
)
from xl_addin.package.xml_text import escape
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import EditKind, SheetsThen, check_sheets
from xl_addin.workbook.edits.sheet_order import not_behind
from xl_addin.workbook.edits.style_parts import ensured_styles, read_styles, with_appended

# Neither a function's name nor a separator: it reads the same whatever language Excel speaks.
CONDITION = '"xl-addin"="xl-addin"'

_FORMATTING, _RULE, _FORMULA = (
    "conditionalFormatting",
    "conditionalFormatting/cfRule",
    "conditionalFormatting/cfRule/formula",
)
_EXTENSIONS = "extLst"
_IS_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_NO_COLOUR = Text("không phải màu: “{colour}”; hãy viết như FFC7CE", "no colour: “{colour}”; write it as FFC7CE")
_BEFORE = not_behind(_FORMATTING)
_NEWER_RULE = re.compile(rb"<(?:[\w.-]+:)?cfRule(?=[\s>/])")
_PRIORITY = re.compile(rb"""\spriority\s*=\s*["'](\d+)["']""")


@dataclass(frozen=True)
class ClearMarks:
    """Take every mark off a sheet."""

    sheet: str


@dataclass(frozen=True)
class Mark:
    """Lay a colour (`RRGGBB`) over cells until it is cleared; their own format stays as it is beneath."""

    sheet: str
    areas: tuple[Area, ...]
    colour: str


def marks_in(package: PartSource) -> tuple[Mark, ...]:
    """The marks of a workbook, sheet by sheet; Problem for a damaged file."""
    workbook = workbook_part(package)
    colours = _colours(package, workbook)
    found = []
    for sheet in sheet_parts(package, workbook):
        if sheet.kind != "worksheet":
            continue
        for formatting in children(frame_of(package, sheet.part), "conditionalFormatting"):
            for rule in children(formatting, "cfRule"):
                formula = child(rule, "formula")
                if formula is not None and (formula.text or "").strip() == CONDITION:
                    found.append(Mark(sheet.name, _areas(formatting, sheet.part), _colour(rule, colours)))
    return tuple(found)


def _areas(formatting: etree._Element, part: str) -> tuple[Area, ...]:
    try:
        return tuple(Area.parse(text) for text in formatting.get("sqref", "").split())
    except ValueError as error:
        raise broken_xml(part) from error


def _colour(rule: etree._Element, colours: Sequence[str]) -> str:
    number = rule.get("dxfId", "")
    return colours[int(number)] if number.isdecimal() and int(number) < len(colours) else ""


def _write(draft: Draft, edits: Sequence[ClearMarks | Mark]) -> None:
    workbook = workbook_part(draft)
    parts = {sheet.name: sheet.part for sheet in sheet_parts(draft, workbook)}
    for edit in edits:
        part = parts[edit.sheet]
        xml = as_utf8(draft.read(part), part=part)
        if isinstance(edit, ClearMarks):
            draft.write(part, _cleared(xml, part))
        else:
            draft.write(part, _marked(xml, edit, _format_of(draft, edit), part))


def _format_of(draft: Draft, mark: Mark) -> int:
    """The number of the differential format that colours a mark's cells."""
    styles = ensured_styles(draft)
    fill = f'<{{p}}dxf><{{p}}fill><{{p}}patternFill patternType="solid"><{{p}}bgColor rgb="FF{mark.colour}"/>'
    fill += "</{p}patternFill></{p}fill></{p}dxf>"
    xml, number = with_appended(read_styles(draft, styles), "dxfs", fill, part=styles)
    draft.write(styles, xml)
    return number


def _marked(xml: bytes, mark: Mark, number: int, part: str) -> bytes:
    """The sheet with one more rule, above all others: a mark must be seen."""
    elements = find_elements(xml, {*_BEFORE, _RULE, _EXTENSIONS}, part=part)
    rules = [(each.start, each.tag_end) for each in elements if each.path == _RULE]
    rules += [place for each in elements if each.path == _EXTENSIONS for place in _rules_in(xml, each)]
    splices = [_ranked(xml, place, lambda rank: rank + 1) for place in rules]
    last = [element for element in elements if element.path in _BEFORE][-1]
    p = prefix_of(xml[last.start : last.tag_end]).decode()
    areas = " ".join(map(str, mark.areas))
    rule = (
        f'<{p}conditionalFormatting sqref="{areas}"><{p}cfRule type="expression" dxfId="{number}" priority="1">'
        f"<{p}formula>{escape(CONDITION)}</{p}formula></{p}cfRule></{p}conditionalFormatting>"
    )
    return spliced(xml, [*splices, (last.end, last.end, rule.encode())])


def _rules_in(xml: bytes, extensions: Found) -> Iterator[tuple[int, int]]:
    """Where the start tags of newer kinds of rules stand: they are ranked together with the others."""
    for rule in _NEWER_RULE.finditer(xml, extensions.start, extensions.end):
        yield rule.start(), start_tag_end(xml, rule.start())


def _ranked(xml: bytes, place: tuple[int, int], rank: Callable[[int], int]) -> Splice:
    """A rule's start tag with another rank; one without a rank stays."""
    tag = xml[slice(*place)]
    found = _PRIORITY.search(tag)
    return *place, with_attributes(tag, {"priority": str(rank(int(found[1])))}) if found else tag


def _cleared(xml: bytes, part: str) -> bytes:
    """The sheet without marks, the other rules in the ranks they had before."""
    gone: list[Splice] = []
    kept: list[tuple[int, int]] = []
    ranks: list[int] = []
    rules: list[tuple[Found, bool]] = []
    ours = False

    def ended(element: Found) -> None:
        # Children end before their parents.
        nonlocal rules, ours
        if element.path == _FORMULA:
            ours = ours or _is_ours(xml, element)
        elif element.path == _RULE:
            rules.append((element, ours))
            ours = False
        elif element.path == _EXTENSIONS:
            kept.extend(_rules_in(xml, element))
        else:
            marks = [rule for rule, is_mark in rules if is_mark]
            ranks.extend(int(rank) for each in marks if (rank := each.attributes.get("priority", "")).isdecimal())
            kept.extend((rule.start, rule.tag_end) for rule, is_mark in rules if not is_mark)
            whole = len(marks) == len(rules) and marks
            gone.extend((each.start, each.end, b"") for each in ([element] if whole else marks))
            rules = []

    walk(xml, {_FORMATTING, _RULE, _FORMULA, _EXTENSIONS}, ended, part=part)
    moved = [_ranked(xml, place, lambda rank: rank - sum(above < rank for above in ranks)) for place in kept]
    return spliced(xml, [*gone, *moved])


def _is_ours(xml: bytes, formula: Found) -> bool:
    sign = {escape(CONDITION).encode(), escape(CONDITION, {'"': "&quot;"}).encode()}
    return xml[formula.tag_end : formula.end].rpartition(b"</")[0].strip() in sign


def _colours(package: PartSource, workbook: str) -> list[str]:
    """The background of every differential format, `RRGGBB`, empty where it has none."""
    styles = next(iter(related(package, workbook, "styles")), None)
    if styles is None:
        return []
    colours = []
    for style in children(child(package.meaning(styles), "dxfs"), "dxf"):
        colour = child(child(child(style, "fill"), "patternFill"), "bgColor")
        colours.append("" if colour is None else colour.get("rgb", "")[-6:])
    return colours


def _check(then: SheetsThen, edits: Sequence[ClearMarks | Mark]) -> None:
    check_sheets(then, edits)
    for edit in edits:
        if isinstance(edit, Mark) and not _IS_COLOUR.fullmatch(edit.colour):
            raise Problem(_NO_COLOUR.with_values(colour=edit.colour), place=edit.sheet)


def _words(edit: ClearMarks | Mark) -> Text:
    if isinstance(edit, ClearMarks):
        return Text(f"{edit.sheet}: bỏ mọi đánh dấu", f"{edit.sheet}: every mark goes")
    areas = ", ".join(map(str, edit.areas))
    return Text(f"{edit.sheet}!{areas}: đánh dấu màu {edit.colour}", f"{edit.sheet}!{areas}: marked in {edit.colour}")


KIND = EditKind(rank=50, edits=(ClearMarks, Mark), check=_check, write=_write, words=_words)
