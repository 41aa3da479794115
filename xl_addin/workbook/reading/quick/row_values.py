"""The values and formulas of a column from the texts that row patterns have captured."""

import re
from collections.abc import Sequence
from math import isfinite

from xl_addin.workbook.model.book import CellError, Value
from xl_addin.workbook.reading.stored_formulas import LONGEST_FORMULA
from xl_addin.workbook.reading.strings import unescaped, without_layout


class NotPlain(Exception):
    """The sheet is to be read by the general reader from its start."""


def formula_in(text: bytes) -> str:
    """A formula as it is stored, with its `=`; NotPlain for one that is longer than formulas are."""
    if len(text) > LONGEST_FORMULA:
        raise NotPlain
    return "=" + unescaped(_text(text))


_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_REFERENCE_IN_TEXT = re.compile(r"&(#x?)?(\w+);")
# The characters that XML 1.0 admits.
_CHARACTERS = (
    range(0x09, 0x0B),
    range(0x0D, 0x0E),
    range(0x20, 0xD800),
    range(0xE000, 0xFFFE),
    range(0x10000, 0x110000),
)


def _text(stored: bytes) -> str:
    """A text without its XML references; NotPlain for a reference to no character."""
    text = stored.decode()
    return _REFERENCE_IN_TEXT.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    base, name = match[1], match[2]
    if base is None:
        return _NAMED[name]
    code = int(name, 16 if base == "#x" else 10)
    if not any(code in characters for characters in _CHARACTERS):
        raise NotPlain
    return chr(code)


def values_in(kind: str, texts: Sequence[bytes], strings: Sequence[str]) -> list[Value]:
    """The values of a template's cell in all its rows. ValueError or IndexError for a damaged one."""
    match kind:
        case "n":
            return _numbers(texts)  # type: ignore[return-value]
        case "s":
            return [strings[index] for index in map(int, texts)]
        case "b":
            return [text == b"1" for text in texts]
        case "e":
            return [CellError(text.decode()) for text in texts]
        case "preserved":
            return [unescaped(_text(text)) for text in texts]
        case _:
            return [unescaped(without_layout(_text(text))) for text in texts]


# How many of a column's first texts show whether they repeat themselves.
_SAMPLE = 256


def _numbers(texts: Sequence[bytes]) -> list[float]:
    # Adding 0 makes 0 of -0, as which it is shown.
    if len(set(texts[:_SAMPLE])) * 2 < min(len(texts), _SAMPLE):
        known = {text: float(text) + 0.0 for text in set(texts)}
        numbers = [known[text] for text in texts]
    else:
        numbers = [float(text) + 0.0 for text in texts]
    if not isfinite(sum(numbers)):
        raise NotPlain
    return numbers
