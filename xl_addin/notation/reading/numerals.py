"""Numbers as people write them: decimal comma or point, thousands, Roman numerals, sequences of labels."""

import re
from fractions import Fraction

MAX_DIGITS = 30
"""Longest number that is read, in characters; Excel itself keeps 15 digits."""

MAX_SEQUENCE = 255
"""Most columns one sum may name: the number of arguments Excel allows a function."""

_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_COULD_BE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_DOTTED = re.compile(r"[1-9]\d?(?:\.[1-9]\d?)+")
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def number_value(written: str) -> Fraction | None:
    """What digits with points and commas mean; None if that cannot be known.

    `0,8` and `0.8` are 4/5, `1.000.000` is a million, `1.000` and `1,000` are a thousand (a factor of one
    would not be written), but `1.125` may be 1125 or 1⅛: None.
    """
    if written.isdigit():
        return Fraction(int(written))
    if _COULD_BE_THOUSANDS.fullmatch(written) and not written.endswith("000"):
        return None
    if _THOUSANDS.fullmatch(written):
        thousands = min(",.", key=(written + ",.").index)
        decimal = "." if thousands == "," else ","
        return Fraction(written.replace(thousands, "").replace(decimal, "."))
    if match := _DECIMAL.fullmatch(written):
        return Fraction(f"{match[1]}.{match[2]}")
    return None


def is_dotted_label(written: str) -> bool:
    """Whether a text numbers a column of a second level: `7.1`, `1.2.10`."""
    return _DOTTED.fullmatch(written) is not None


def sequence(first: str, second: str | None, last: str) -> list[str] | None:
    """The labels that `first + second + ... + last` stands for, None if no rule gives them.

    Whole numbers, Roman numerals and capital letters; the step is that from `first` to `second`, else one.
    A step other than one must leave something out: `2+7+...+12` is no sequence.
    """
    for rank, label in _SCALES:
        ranks = [rank(text) for text in (first, second or first, last)]
        if None in ranks:
            continue
        start, following, end = (number for number in ranks if number is not None)
        step = following - start if second is not None else 1
        if step == 0 or (end - start) % step:
            return None
        steps = (end - start) // step
        fewest = 1 if second is None else 2 if abs(step) == 1 else 3
        if not fewest <= steps < MAX_SEQUENCE:
            return None
        return [label(number) for number in range(start, end + step, step)]
    return None


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _roman(text: str) -> int | None:
    match = _ROMAN.fullmatch(text)
    return len(match[1]) * 10 + _ROMAN_ONES.index(match[2]) if match else None


def _roman_text(number: int) -> str:
    return "X" * (number // 10) + _ROMAN_ONES[number % 10]


def _letter(text: str) -> int | None:
    return _ALPHABET.index(text) if len(text) == 1 and text in _ALPHABET else None


def _letter_text(number: int) -> str:
    return _ALPHABET[number]


_SCALES = ((_whole, str), (_roman, _roman_text), (_letter, _letter_text))
