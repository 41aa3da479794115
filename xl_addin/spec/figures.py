"""Figures written as text, in files and on command lines: which mark groups thousands and which begins the decimals.

`48.692` is 48 692 in Vietnam and 48.692 elsewhere. It is never guessed: the other figures of the file decide
(`1.234.567` and `57,4` each have one reading only), or the file's own conventions where every figure keeps to them:
a file with `;` between its columns comes from a country with a decimal comma. Where neither decides, nobody can.
A single figure that is typed (`ungrouped`) has only itself to tell: it may group its digits where it must be whole.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xl_addin.language import Text

SeparatorMark = Literal[".", ","]
Role = Literal["thousands", "decimal"]

_MARKS: tuple[SeparatorMark, SeparatorMark] = (".", ",")
_EXPECTED: dict[str | None, tuple[SeparatorMark, ...]] = {";": (".",), ",": (",",), "\t": _MARKS}
"""The mark that groups thousands where this delimiter stands between the columns; a tab tells nothing."""

_PLAIN = re.compile(r"[+-]?\d+")
_ONE_MARK = re.compile(r"[+-]?(?P<whole>\d+)(?P<mark>[.,])(?P<rest>\d+)")
_GROUPED = re.compile(
    r"[+-]?[1-9]\d{0,2}(?P<group>[., ])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))(?P<decimal>[.,])\d+)?"
)


class FigureError(ValueError):
    """A text that is no number, or one with two readings."""

    def __init__(self, reason: Literal["not a number", "ambiguous"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class MarkUse:
    """How a file's figures use `.` and `,`: the roles proven for each mark, and those merely supposed."""

    proven: dict[SeparatorMark, Role]
    supposed: dict[SeparatorMark, Role]


def mark_use(texts: Iterable[str], delimiter: str | None) -> MarkUse:
    """What all the figures of a file tell together; `delimiter` is None where the figures stand in a workbook."""
    roles: dict[str, set[Role]] = {mark: set() for mark in _MARKS}
    ambiguous = dict.fromkeys(_MARKS, 0)
    ungrouped = False
    for text in map(_cleaned, texts):
        if _PLAIN.fullmatch(text):
            ungrouped |= len(text.lstrip("+-")) > 3
        elif mark := _ambiguous_mark(text):
            ambiguous[mark] += 1
        elif match := _GROUPED.fullmatch(text):
            if match["group"] != " ":
                roles[match["group"]].add("thousands")
            if match["decimal"]:
                roles[match["decimal"]].add("decimal")
        elif match := _ONE_MARK.fullmatch(text):
            roles[match["mark"]].add("decimal")
            ungrouped |= len(match["whole"]) > 3
    proven: dict[SeparatorMark, Role] = {}
    for mark, other in zip(_MARKS, reversed(_MARKS), strict=True):
        if len(roles[mark]) == 1:
            proven[mark] = next(iter(roles[mark]))
        elif not roles[mark] and len(roles[other]) == 1:
            proven[mark] = "thousands" if roles[other] == {"decimal"} else "decimal"
    # One figure alone shows no habit, and figures of four digits without a mark show the opposite one.
    habit = [mark for mark in _MARKS if ambiguous[mark] > 1]
    consistent = not ungrouped and not any(roles.values()) and sum(map(bool, ambiguous.values())) == 1
    supposed: dict[SeparatorMark, Role] = {
        mark: "thousands" for mark in _EXPECTED.get(delimiter, ()) if consistent and mark in habit
    }
    return MarkUse(proven, supposed)


def ungrouped(text: str, *, whole: bool) -> str:
    """A typed number without what groups its digits: `500000` for `500 000`, `1234567,5` for `1.234.567,5`, `57,4%`.

    A `whole` number has no decimals and no percent sign, so every mark in it groups thousands: `500.000`, `500,000`.
    FigureError for what is no such number, or reads two ways.
    """
    cleaned = _cleaned(text)
    if whole:
        match = _GROUPED.fullmatch(cleaned)
        if _PLAIN.fullmatch(cleaned) or (match and not match["decimal"]):
            return re.sub("[+., ]", "", cleaned)
        raise FigureError("not a number")
    digits = cleaned.removesuffix("%").rstrip()
    figure(digits, MarkUse({}, {}), count=False)
    match = _GROUPED.fullmatch(digits)
    plain = (digits.replace(match["group"], "") if match else digits).removeprefix("+")
    return plain + cleaned[len(cleaned.removesuffix("%")) :]


def told(error: FigureError, text: str, *, whole: bool) -> Text:
    """What is wrong with a typed number, and how it is written."""
    if error.reason == "ambiguous":
        digits = _cleaned(text).removesuffix("%").rstrip()
        return _AMBIGUOUS.with_values(text=text, plain=re.sub("[.,]", "", digits), point=f"{digits}0")
    return (_NOT_WHOLE if whole else _NO_NUMBER).with_values(text=text)


_AMBIGUOUS = Text(
    "“{text}” có hai cách đọc; hãy viết {plain} hoặc {point}", "{text} has two readings; write {plain} or {point}"
)
_NOT_WHOLE = Text(
    "“{text}” không phải số nguyên; viết 500000, 500.000 hoặc 500 000",
    "{text} is no whole number; write 500000, 500.000 or 500 000",
)
_NO_NUMBER = Text(
    "“{text}” không phải số; viết 500000, 57,4 hoặc 57,4%", "{text} is no number; write 500000, 57.4 or 57.4%"
)


def figure(text: str, use: MarkUse, *, count: bool) -> Fraction:
    """The number a text states; FigureError where it states none or could state two.

    A supposed reading is enough for a count, which cannot have decimals anyway.
    """
    cleaned = _cleaned(text)
    if mark := _ambiguous_mark(cleaned):
        role = use.proven.get(mark) or (use.supposed.get(mark) if count else None)
        if role is None:
            raise FigureError("ambiguous")
        if role == "thousands":
            cleaned = cleaned.replace(mark, "")
    elif match := _GROUPED.fullmatch(cleaned):
        cleaned = cleaned.replace(match["group"], "")
    if not (_PLAIN.fullmatch(cleaned) or _ONE_MARK.fullmatch(cleaned)):
        raise FigureError("not a number")
    return Fraction(cleaned.replace(",", "."))


def _cleaned(text: str) -> str:
    """Full-width digits and the various spaces and minus signs as plain ones."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())


def _ambiguous_mark(text: str) -> SeparatorMark | None:
    """The mark of `48.692`, thousands or decimals; `0.692` and `1234.567` can only be decimals."""
    match = _ONE_MARK.fullmatch(text)
    if match and len(match["rest"]) == 3 and len(match["whole"]) <= 3 and not match["whole"].startswith("0"):
        return "." if match["mark"] == "." else ","
    return None
