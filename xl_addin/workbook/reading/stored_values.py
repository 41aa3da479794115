"""What stands in a cell's element: its value, as the cell's type says to read the text.

Whatever the standard does not allow there is refused, never passed over: a program that repairs such a file guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

from lxml import etree

from xl_addin.workbook.model.book import CellError, DateSystem, Value
from xl_addin.workbook.reading.strings import text_of, unescaped

_EPOCHS: dict[DateSystem, datetime] = {1900: datetime(1899, 12, 30), 1904: datetime(1904, 1, 1)}
# From this day on the 1900 calendar counts a 29/2/1900 that never was.
_MARCH_1900 = datetime(1900, 3, 1)
_TRUTH_VALUES = {"1": True, "true": True, "0": False, "false": False}
_IN_A_CELL = ("f", "v", "is")


@dataclass(frozen=True)
class Conventions:
    """What the cells of every sheet of a book refer to."""

    strings: Sequence[str]
    formats: Sequence[str]
    date_system: DateSystem


def cell_parts(
    cell: etree._Element, namespace: str
) -> tuple[etree._Element | None, etree._Element | None, etree._Element | None]:
    """The formula, value and inline text of a cell; ValueError for two of a kind, or anything that must not be there.

    `namespace` is the sheet's, in braces.
    """
    found: dict[str, etree._Element] = {}
    for element in cell:
        name = element.tag.removeprefix(namespace)
        if name in found or (name in _IN_A_CELL[:2] and len(element)):
            raise ValueError("a cell of two contents")
        if name in _IN_A_CELL:
            found[name] = element
        elif name != "extLst":
            raise ValueError(f"unknown in a cell: {element.tag}")
    return found.get("f"), found.get("v"), found.get("is")


def stored_value(
    kind: str, stored: etree._Element | None, inline: etree._Element | None, conventions: Conventions
) -> Value:
    """The value of a cell of a type (`t`); ValueError, IndexError, OverflowError or Problem for a damaged one."""
    if (stored if kind == "inlineStr" else inline) is not None:
        raise ValueError("a content that the type does not have")
    if kind == "inlineStr":
        return None if inline is None else text_of(inline)
    if stored is None:
        return None
    content = stored.text or ""
    if kind == "str":
        return unescaped(content)
    content = content.strip()
    if not content:
        return None
    match kind:
        case "n":
            return number(content)
        case "s":
            return conventions.strings[index(content)]
        case "b" if content in _TRUTH_VALUES:
            return _TRUTH_VALUES[content]
        case "e" if content.startswith("#"):
            return CellError(content)
        case "d":
            return _serial(datetime.fromisoformat(content).replace(tzinfo=None), conventions.date_system)
        case _:
            raise ValueError(f"not a value of type {kind!r}: {content!r}")


def number(text: str) -> int | float:
    """A stored number: int where it is a whole number that a double holds exactly, else float; ValueError."""
    value = float(text)
    if not isfinite(value) or "_" in text or not text.isascii():
        raise ValueError(f"not a number: {text!r}")
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def index(text: str) -> int:
    """A place in a list, from 0; ValueError for anything but digits."""
    if text.isascii() and text.isdecimal():
        return int(text)
    raise ValueError(f"not a place in a list: {text!r}")


def _serial(moment: datetime, date_system: DateSystem) -> int | float:
    """A moment as the number that Excel keeps; ValueError before the calendar begins."""
    if date_system == 1900 and datetime(1899, 12, 31) <= moment < _MARCH_1900:
        moment -= timedelta(days=1)
    serial = (moment - _EPOCHS[date_system]).total_seconds() / 86400
    if serial < 0:
        raise ValueError("a date before the calendar begins")
    return number(str(serial))
