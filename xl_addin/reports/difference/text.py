"""What differs as lines of text: sheet by sheet, table by table."""

from collections import Counter
from collections.abc import Iterator

from xl_addin.comparing.result import Difference, LineChange, Other, Section, SheetDifference
from xl_addin.language import Language, Text
from xl_addin.reports.difference.grouping import ChangedArea, grouped
from xl_addin.reports.difference.wording import (
    KINDS,
    NOTHING,
    cell_text,
    line_words,
    renumbered_words,
    section_words,
    sheet_words,
    sides,
    summary,
)

# Of one kind in one table; who changed a hundred figures filled in a column.
MOST_SHOWN = 20
_MORE = Text("… và {count} {kind} nữa (--all để xem hết)", "… and {count} more, {kind} (--all shows them)")
_SIGNS = {"added": "+", "removed": "-", "moved": "↕", "renamed": "~"}
_COLUMN = Text("cột {label}", "column {label}")
_LINES = Text("dòng, cột", "rows, columns")
_MOST_CELLS = 12


def difference_text(found: Difference, language: Language, *, show_all: bool = False) -> str:
    """The report; unless `show_all`, at most `MOST_SHOWN` changes of a kind in a table, and the rest counted."""
    lines = [*_others(found.others, language, "")]
    for sheet in found.sheets:
        if sheet.differs:
            lines += _sheet(found, sheet, language, show_all)
    lines.append(summary(found, language) if found.differs else NOTHING.in_language(language))
    return "".join(f"{line}\n" for line in lines)


def _sheet(found: Difference, sheet: SheetDifference, language: Language, show_all: bool) -> Iterator[str]:
    words = [text.in_language(language) for text in sheet_words(sheet)]
    yield f"{sheet.name}: {', '.join(words)}" if words else sheet.name
    yield from _others(sheet.others, language, "  ")
    for section in sheet.sections:
        if section.differs:
            yield f"  {section_words(section).in_language(language)}"
            yield from (f"    {line}" for line in _section(found, section, language, show_all))


def _others(others: tuple[Other, ...], language: Language, indent: str) -> Iterator[str]:
    for other in others:
        places = f": {', '.join(other.places)}" if other.places else ""
        yield f"{indent}* {other.what.in_language(language)}{places}"


def _section(found: Difference, section: Section, language: Language, show_all: bool) -> Iterator[str]:
    for line in section.lines if show_all else section.lines[:MOST_SHOWN]:
        yield f"{_SIGNS[line.kind]} {line_words(line).in_language(language)}{_held(found, line, language)}"
    if not show_all and len(section.lines) > MOST_SHOWN:
        yield _more(len(section.lines) - MOST_SHOWN, _LINES, language)
    if section.renumbered:
        yield f"~ {renumbered_words(section.renumbered).in_language(language)}"
    told = Counter[str]()
    for area in grouped(section.cells):
        told[area.first.kind] += 1
        if show_all or told[area.first.kind] <= MOST_SHOWN:
            yield _cell(found, area, language)
    for kind, count in told.items():
        if not show_all and count > MOST_SHOWN:
            yield _more(count - MOST_SHOWN, KINDS[kind], language)


def _held(found: Difference, line: LineChange, language: Language) -> str:
    """What an added or removed line holds, the beginning of it."""
    book = found.old if line.kind == "removed" else found.new
    texts = [side.formula or cell_text(side, book, language) for side in line.cells[:_MOST_CELLS]]
    texts = [text for text in texts if text != line.name]
    return f" ({' | '.join(texts)}{' | …' if len(line.cells) > _MOST_CELLS else ''})" if texts else ""


def _cell(found: Difference, area: ChangedArea, language: Language) -> str:
    change = area.first
    names = [change.unit] if change.unit and area.count == 1 else []
    if change.column:
        names.append(_COLUMN.with_values(label=change.column).in_language(language))
    name = f" ({', '.join(names)})" if names else ""
    kind = "" if change.kind == "value" else f"{KINDS[change.kind].in_language(language)}: "
    if change.kind == "format":
        what = "; ".join(text.in_language(language) for text in change.looks)
    else:
        what = " → ".join(sides(change, found, language))
    return f"{area.area}{name}: {kind}{what}"


def _more(count: int, kind: Text, language: Language) -> str:
    return _MORE.with_values(count=count, kind=kind).in_language(language)
