"""What stands in a cell's element: its value, as the cell's type says to read the text.

Whatever the standard does not allow there is refused, never passed over: a program that repairs such a file guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from lxml import etree

from xl_addin.workbook.model.book import CellError, DateSystem, Value
from xl_addin.workbook.reading.iso_dates import iso_serial
from xl_addin.workbook.reading.strings import stored_text, text_of

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
    if kind == "inlineStr":
        # Some programs put the text where other values stand, or leave there what it was made from.
        if inline is not None:
            return text_of(inline)
        return stored_text(stored) if stored is not None and stored.text else None
    if inline is not None:
        raise ValueError("a content that the type does not have")
    if stored is None:
        return None
    if kind == "str":
        return stored_text(stored)
    content = (stored.text or "").strip()
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
            return number(str(float(iso_serial(content, conventions.date_system))))
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
