"""How much one file may ask for: a bomb or a damaged file ends in a message, not in a computer without memory.

The defaults admit every file that offices exchange. Who has larger files, or less memory, sets environment variables;
docs/limits.md lists them.
"""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from functools import cache
from typing import Any

from xl_addin.language import Text
from xl_addin.problem import Problem

_PREFIX = "XL_ADDIN_MAX_"


def _limit(default: int, *, meaning: str, beyond: str) -> int:
    """A limit with what the page of limits says about it."""
    found: int = field(default=default, metadata={"meaning": meaning, "beyond": beyond})
    return found


@dataclass(frozen=True)
class Limits:
    """The limits that can be changed; each is read from `XL_ADDIN_MAX_` and its name in capitals."""

    # A full sheet (1 048 576 rows) of twenty numbers a row is about 600 MB of XML and 120 MB as a file.
    file_mb: int = _limit(256, meaning="size of a file, in MB", beyond="the file is not opened")
    parts: int = _limit(10_000, meaning="parts (sheets, pictures, …) in a file", beyond="the file is not opened")
    part_mb: int = _limit(768, meaning="size of one part unpacked, in MB", beyond="the file is not opened")
    # Rows and texts are read one by one; of everything else the whole is in memory at once, 20 to 40 times its size.
    tree_mb: int = _limit(
        100,
        meaning="size of a part that is read as a whole (the workbook's list, styles, drawings), in MB",
        beyond="the file is not opened, or not edited",
    )
    total_mb: int = _limit(1024, meaning="size of all parts unpacked, in MB", beyond="the file is not opened")
    # Sheets usually reach 60 : 1, one of formulas filled down and equal texts 250 : 1; a bomb lives near 1030 : 1.
    ratio: int = _limit(
        500,
        meaning="how many times larger a part of more than 16 MB may become on unpacking",
        beyond="the file is not opened",
    )
    # Offices merge some thousands; books grown by copying sheets for years hold some ten thousand forgotten names.
    merges: int = _limit(200_000, meaning="merged areas of a sheet", beyond="the file is not opened")
    names: int = _limit(200_000, meaning="defined names of a workbook", beyond="the file is not opened")
    range_cells: int = _limit(
        4_000_000,
        meaning="cells of one range in a formula, down and right to the last filled ones of the book",
        beyond="the formula's result is *unsupported*, with this reason",
    )
    formula_parts: int = _limit(
        20_000,
        meaning="numbers, references, functions and signs of one formula, its defined names written out",
        beyond="the formula's result is *unsupported*, with this reason",
    )
    # A thousand sheets take seconds; a mistake in nested loops would take days.
    template_seconds: int = _limit(600, meaning="seconds that one template may render", beyond="nothing is written")


def variable_of(limit: "Field[Any]") -> str:
    """The environment variable that changes a limit."""
    return _PREFIX + limit.name.upper()


def current_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits as the environment sets them; Problem, naming the variable, for what is no such number."""
    set_here = ((limit.name, environment.get(variable_of(limit), "").strip()) for limit in fields(Limits))
    return _limits(tuple((name, text) for name, text in set_here if text))


@cache
def _limits(texts: tuple[tuple[str, str], ...]) -> Limits:
    return Limits(**{name: _number(name, text) for name, text in texts})


def _number(name: str, text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 13 and int(text):
        return int(text)
    raise Problem(
        Text(
            "biến môi trường phải là số nguyên dương, không phải “{text}”; hãy sửa hoặc bỏ biến này",
            "the environment variable has to be a positive whole number, not “{text}”; correct it or remove it",
        ).with_values(text=text[:40]),
        place=_PREFIX + name.upper(),
    )
