"""The numbers that rows carry (`1`, `01`, `1.2`, `III`, `b)`): how they go on when rows come in between, or go."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from xl_addin.workbook.model.book import Plain, Value

Style = Literal["figure", "digits", "roman", "letter"]

_DIGITS = re.compile(r"(.*?)(\d{1,6})(\D*)", re.DOTALL)
_ROMAN = re.compile(r"(\(?)(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))([.)]?)")
_LETTER = re.compile(r"(\(?)([a-zđA-ZĐ])([.)]?)")
_ROMAN_DIGITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = ("abcdefghijklmnopqrstuvwxyz", "abcdđeghiklmnopqrstuvxy")
"""Offices count a, b, c, d, đ, e, g, or as English does."""


class RowNumber(NamedTuple):
    """A row's number taken apart: what is counted, how it is written, and what stands around it."""

    style: Style
    ordinal: int
    before: str = ""
    after: str = ""
    width: int = 0
    alphabet: str = ""

    def written(self, count: int) -> Plain:
        """Another number written as this one; None where the style has none (after `z`)."""
        if self.style == "figure":
            return count
        if self.style == "letter" and not 1 <= count <= len(self.alphabet):
            return None
        text = {
            "digits": lambda: str(count).zfill(self.width),
            "roman": lambda: _roman(count),
            "letter": lambda: self.alphabet[count - 1],
        }[self.style]()
        return f"{self.before}{text}{self.after}"


def continued(numbers: Sequence[Value], at: int, by: int) -> tuple[list[Plain], dict[int, Plain]]:
    """How the numbers go on behind the row `at` (from 0): those of `by` new rows there, and what later rows become.

    With `by` = -1 the row itself goes. Only rows change that go on counting from it, one by one; of what begins anew,
    or cannot be read as a number, nothing does. Where nothing tells how it is counted, there are no new numbers.
    """
    own = _reading(numbers, at)
    if own is None:
        return [None] * max(by, 0), {}
    new = [own.written(own.ordinal + step) for step in range(1, by + 1)]
    later: dict[int, Plain] = {}
    for place in range(at + 1, len(numbers)):
        if not any(_follows(own, each, place - at) for each in _readings(numbers[place])):
            break
        later[place] = own.written(own.ordinal + place - at + by)
    return new, later


def _reading(numbers: Sequence[Value], at: int) -> RowNumber | None:
    """How a number is meant: as its neighbours count; alone, as a figure."""
    readings = list(_readings(numbers[at]))
    for step in (1, -1):
        if 0 <= at + step < len(numbers):
            near = list(_readings(numbers[at + step]))
            for each in readings:
                if any(_follows(each, other, step) for other in near):
                    return each
    return next((each for each in readings if each.style in ("figure", "digits")), None)


def _follows(one: RowNumber, other: RowNumber, step: int) -> bool:
    alike = one._replace(ordinal=0, width=0) == other._replace(ordinal=0, width=0)
    return alike and other.ordinal == one.ordinal + step


def _readings(value: Value) -> Iterator[RowNumber]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        if float(value).is_integer():
            yield RowNumber("figure", int(value))
        return
    text = str(value)
    if match := _DIGITS.fullmatch(text):
        width = len(match[2]) if match[2].startswith("0") else 0
        yield RowNumber("digits", int(match[2]), match[1], match[3], width)
    if match := _ROMAN.fullmatch(text):
        yield RowNumber("roman", _count(match[2]), match[1], match[3])
    if match := _LETTER.fullmatch(text):
        for letters in _LETTERS:
            alphabet = letters if match[2].islower() else letters.upper()
            if match[2] in alphabet:
                yield RowNumber("letter", alphabet.index(match[2]) + 1, match[1], match[3], alphabet=alphabet)


def _roman(count: int) -> str:
    text = ""
    for value, digits in _ROMAN_DIGITS:
        while count >= value:
            text, count = text + digits, count - value
    return text


def _count(roman: str) -> int:
    total = 0
    for value, digits in _ROMAN_DIGITS:
        while roman.startswith(digits):
            total, roman = total + value, roman[len(digits) :]
    return total
