"""What differs as one self-contained page: a table of changes for each table, cards on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import PurePath

from xl_addin.comparing.result import CellSide, Difference, LineChange, Section
from xl_addin.language import Language, Text
from xl_addin.reports.difference.grouping import grouped
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

_WORDS = {
    "page": Text("So sánh hai bản của sổ tính", "Two versions of a workbook compared"),
    "old": Text("Bản cũ", "Old version"),
    "new": Text("Bản mới", "New version"),
    "book": Text("Cả sổ tính", "The whole workbook"),
    "cell": Text("Ô", "Cell"),
    "unit": Text("Đơn vị", "Unit"),
    "column": Text("Cột", "Column"),
    "kind": Text("Loại", "Kind"),
    "what": Text("Khác nhau", "What differs"),
}


@dataclass(frozen=True)
class ChangedCells:
    """A line of the table of changes."""

    place: str
    unit: str
    column: str
    kind: str
    kind_name: str
    before: str
    after: str
    looks: str
    numeric: bool


def difference_html(found: Difference, language: Language) -> str:
    """The page: nothing is loaded from elsewhere, every text of the files is escaped."""
    from jinja2 import Environment, StrictUndefined

    def held(line: LineChange) -> str:
        book = found.old if line.kind == "removed" else found.new
        return " | ".join(side.formula or cell_text(side, book, language) for side in line.cells)

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = package_files(__package__).joinpath("difference.html.j2").read_text(encoding="utf-8")
    return (
        environment.from_string(page).render(
            language=language,
            words={name: text.in_language(language) for name, text in _WORDS.items()},
            plain=lambda text: text.in_language(language),
            old=PurePath(found.old.file).name,
            new=PurePath(found.new.file).name,
            summary=summary(found, language) if found.differs else NOTHING.in_language(language),
            found=found,
            sheets=[sheet for sheet in found.sheets if sheet.differs],
            became=sheet_words,
            section_words=section_words,
            line_words=line_words,
            renumbered_words=renumbered_words,
            held=held,
            areas=lambda section: list(_areas(found, section, language)),
        )
        + "\n"
    )


def _areas(found: Difference, section: Section, language: Language) -> Iterator[ChangedCells]:
    for area in grouped(section.cells):
        change = area.first
        before, after = sides(change, found, language)
        yield ChangedCells(
            area.area,
            change.unit if area.count == 1 else "",
            change.column,
            change.kind,
            KINDS[change.kind].in_language(language),
            before,
            after,
            "; ".join(text.in_language(language) for text in change.looks),
            change.kind != "formula" and _is_number(change.old) and _is_number(change.new),
        )


def _is_number(side: CellSide) -> bool:
    return side.value is None or (isinstance(side.value, int | float) and not isinstance(side.value, bool))
