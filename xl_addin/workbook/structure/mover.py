"""What moves one kind of part, and what it cannot move."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import NO_PART, sheet_parts, workbook_part
from xl_addin.workbook.structure.places import XmlPlace


@dataclass(frozen=True)
class SheetPlace:
    """A sheet whose lines move: its name as the book spells it, its part, and the book around it.

    `sheets` are all that have a part, by name, in tab order; `worksheets` those of them that have cells.
    """

    name: str
    part: str
    workbook: str
    sheets: Mapping[str, str] = field(repr=False)
    worksheets: tuple[str, ...] = field(repr=False)


def place_of(source: PartSource, sheet: str) -> SheetPlace | None:
    """The worksheet of that name; None where the book has none."""
    workbook = workbook_part(source)
    listed = [each for each in sheet_parts(source, workbook) if each.kind != NO_PART]
    sheets = {each.name: each.part for each in listed}
    worksheets = tuple(each.name for each in listed if each.kind == "worksheet")
    name = next((each for each in worksheets if each.casefold() == sheet.casefold()), None)
    return None if name is None else SheetPlace(name, sheets[name], workbook, sheets, worksheets)


@dataclass(frozen=True)
class Unmovable:
    """Something that stands in the way of a shift: what it is and what to do, in the officer's words, and where."""

    text: Text
    place: str


@dataclass(frozen=True)
class Mover:
    """How one kind of part follows a shift.

    `move` rewrites its parts in the draft by splices: every byte that names no moved cell stays, and a part without
    one is not written. `obstacles` names, before anything is written, what cannot follow. `rank` orders movers that
    must wait for each other; parts themselves are independent. `places` say what it moves, in the parts to which
    relationships of these `kinds` lead: by them is told what nobody moves (`movers/unknown.py`).
    """

    move: Callable[[Draft, SheetPlace, Shift], None]
    obstacles: Callable[[PartSource, SheetPlace, Shift], Iterator[Unmovable]] = lambda *_: iter(())
    rank: int = 0
    places: tuple[XmlPlace, ...] = ()
    kinds: tuple[str, ...] = ()
