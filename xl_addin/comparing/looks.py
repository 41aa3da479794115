"""How cells look, whatever style stands behind it: two books never number their styles alike."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from xl_addin.comparing.beside.canonical import canonical
from xl_addin.comparing.text_runs import runs_in_sheet, shared_runs
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children, related, workbook_part
from xl_addin.workbook.reading.number_formats import number_formats
from xl_addin.workbook.reading.read import read_worksheet
from xl_addin.workbook.structure.mover import place_of

_PLAIN = "General"
_LISTS = {"fontId": ("fonts", "font"), "fillId": ("fills", "fill"), "borderId": ("borders", "border")}
_WORDS = {
    "font": Text("phông chữ", "font"),
    "fill": Text("màu nền", "fill"),
    "border": Text("đường viền", "border"),
    "alignment": Text("căn lề", "alignment"),
    "protection": Text("khóa ô", "protection"),
}
_RUNS = Text("kiểu chữ của từng phần trong ô", "looks of words within the text")
_USUAL = {"horizontal": "general", "vertical": "bottom", "locked": "1"}
_NUMBER_FORMAT = Text("định dạng số {before} → {after}", "number format {before} → {after}")


class Look(NamedTuple):
    """What a cell looks like, each thing in canonical form."""

    number_format: str
    font: str
    fill: str
    border: str
    alignment: str
    protection: str


class Looks:
    """The looks of a book's cell styles."""

    def __init__(self, package: PartSource) -> None:
        self._package = package
        styles = next(iter(related(package, workbook_part(package), "styles")), None)
        self.xml = b"" if styles is None else package.read(styles)
        self._root = None if styles is None else package.meaning(styles)

    @cached_property
    def of_styles(self) -> tuple[Look, ...]:
        """How a cell of each style looks, in the order of the styles."""
        formats = number_formats(self._root)
        if self._root is None:
            return (Look(formats[0], "", "", "", "", ""),)
        lists = {
            attribute: [canonical(each) for each in children(child(self._root, several), one)]
            for attribute, (several, one) in _LISTS.items()
        }
        listed = children(child(self._root, "cellXfs"), "xf")
        return tuple(
            Look(
                number_format,
                *(_listed(style, "fontId", lists), _listed(style, "fillId", lists), _listed(style, "borderId", lists)),
                _unusual(child(style, "alignment")),
                _unusual(child(style, "protection")),
            )
            for number_format, style in zip(formats, listed, strict=False)
        ) or (Look(formats[0], "", "", "", "", ""),)

    @cached_property
    def shared_runs(self) -> Mapping[int, str]:
        """The shared texts in which words have looks of their own, by their place in the list."""
        return shared_runs(self._package)

    @property
    def plain(self) -> Look:
        """How a cell looks that nobody gave a look."""
        return self.of_styles[0]

    def on(self, sheet: str) -> "SheetLooks":
        """The looks of a sheet's cells."""
        names = [_PLAIN if look == self.plain else str(at) for at, look in enumerate(self.of_styles)]
        columns = read_worksheet(self._package, sheet, formats=names).columns
        place = place_of(self._package, sheet)
        runs = runs_in_sheet(self._package, place.part, self.shared_runs) if place else {}
        return SheetLooks(self, {index: column.number_formats for index, column in columns.items()}, runs)


class SheetLooks(NamedTuple):
    """The looks of a sheet's cells, by column and row the place of one in `book.of_styles`; none where it is plain.

    `runs` are those of words within a cell's text.
    """

    book: Looks
    styles: Mapping[int, Mapping[int, str]]
    runs: Mapping[int, Mapping[int, str]] = {}

    @property
    def rows(self) -> set[int]:
        """The rows in which a cell has a look of its own."""
        return {row for column in self.styles.values() for row in column}

    def changed(
        self,
        other: "SheetLooks",
        rows: Mapping[int, int],
        back: Mapping[int, int],
        columns: tuple[int, int],
        reads_otherwise: Collection[int] = (),
    ) -> Iterator[tuple[int, tuple[Text, ...]]]:
        """The rows of a column in which cells look otherwise, with what differs; `back` leads from new to old rows.

        What is plain in both versions looks as the book does, which is told of the book; of a cell that
        `reads_otherwise` the words are others, whatever they look like.
        """
        here, there = self.styles.get(columns[0], {}), other.styles.get(columns[1], {})
        runs, other_runs = self.runs.get(columns[0], {}), other.runs.get(columns[1], {})
        known: dict[tuple[str | None, str | None], tuple[Text, ...]] = {(None, None): ()}
        for row in {row for row in (*here, *runs) if row in rows} | {
            back[at] for at in (*there, *other_runs) if at in back
        }:
            places = here.get(row), there.get(rows[row])
            if places not in known:
                known[places] = differences(self._look(places[0]), other._look(places[1]))
            found = known[places]
            if runs.get(row) != other_runs.get(rows[row]) and row not in reads_otherwise:
                found = (*found, _RUNS)
            if found:
                yield row, found

    def _look(self, place: str | None) -> Look:
        return self.book.plain if place is None else self.book.of_styles[int(place)]


def differences(one: Look, other: Look) -> tuple[Text, ...]:
    """What differs in two looks, in words."""
    found = []
    if one.number_format != other.number_format:
        found.append(_NUMBER_FORMAT.with_values(before=one.number_format, after=other.number_format))
    return (*found, *(text for name, text in _WORDS.items() if getattr(one, name) != getattr(other, name)))


def _listed(style: etree._Element, attribute: str, lists: Mapping[str, Sequence[str]]) -> str:
    number, listed = style.get(attribute, "0"), lists[attribute]
    return listed[int(number)] if number.isdecimal() and int(number) < len(listed) else ""


def _unusual(part: etree._Element | None) -> str:
    """What an alignment or protection says beyond what goes without saying."""
    said = (
        {}
        if part is None
        else {str(key): str(value) for key, value in part.attrib.items() if _USUAL.get(str(key), "0") != str(value)}
    )
    return str(sorted(said.items())) if said else ""
