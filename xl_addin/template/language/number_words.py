"""Numbers in Vietnamese words: `48692` is `bốn mươi tám nghìn sáu trăm chín mươi hai`.

Rules as in primary-school arithmetic and in Unicode's CLDR (rule set `vi`, spellout): after `mươi` one is `mốt`, four
`tư`, five `lăm`; five after `mười` is `lăm`, too; an empty tens place is `linh` (in the South `lẻ`); the hundreds of
the last group are said even if they are none (`một nghìn không trăm linh năm`), and groups that are empty are passed
over. Above a thousand million the same words are said again of `tỷ`.
"""

from decimal import Decimal
from typing import Literal

MOST = 10**18
"""The largest number that is put into words."""
MOST_DECIMALS = 12
"""Decimals are read as a number of at most so many digits."""

Filler = Literal["linh", "lẻ"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def number_words(value: Decimal, filler: Filler = "linh") -> str:
    """A number in words; its decimals are read after `phẩy`, zeros that lead them one by one.

    ValueError for a number beyond `MOST` or with more than `MOST_DECIMALS` decimals.
    """
    if abs(value) > MOST:
        raise ValueError(f"{value} is too large to be put into words")
    whole, _, decimals = f"{abs(value):f}".partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) > MOST_DECIMALS:
        raise ValueError(f"{value} has too many decimals to be put into words")
    words = _whole(int(whole), filler)
    if decimals:
        words = [*words, "phẩy", *_decimals(decimals, filler)]
    negative = value < 0 and any(digit not in "0." for digit in f"{value:f}".lstrip("-"))
    return " ".join(["âm", *words] if negative else words)


def _whole(number: int, filler: Filler) -> list[str]:
    if number == 0:
        return [_DIGITS[0]]
    return _billions(number, filler, first=True)


def _billions(number: int, filler: Filler, *, first: bool) -> list[str]:
    """A number that is not 0; unless it comes `first`, its hundreds are said even if they are none."""
    above, rest = divmod(number, _BILLION)
    words = [*_billions(above, filler, first=first), "tỷ"] if above else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _three(group, filler, complete=bool(words) or not first)
            words += [_GROUPS[power]] if power else []
    return words


def _three(number: int, filler: Filler, *, complete: bool) -> list[str]:
    """A number below a thousand; `complete` says hundreds and tens even if they are none."""
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or complete else []
    if tens == 0:
        return words + ([filler, _DIGITS[units]] if units and words else [_DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 5:
        return [*words, "lăm"]
    if tens > 1 and units in (1, 4):
        return [*words, "mốt" if units == 1 else "tư"]
    return words + ([_DIGITS[units]] if units else [])


def _decimals(digits: str, filler: Filler) -> list[str]:
    rest = digits.lstrip("0")
    zeros = [_DIGITS[0]] * (len(digits) - len(rest))
    return [*zeros, *_whole(int(rest), filler)]
