"""`limits.md`: how much a file may ask for, which of it can be changed, and what happens beyond."""

from dataclasses import fields

from xl_addin.engine.forms.references import NAMES_WITHIN_NAMES
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW
from xl_addin.notation.reading.characters import MAX_LENGTH
from xl_addin.notation.reading.cursor import MAX_NESTING
from xl_addin.package.limits import Limits, variable_of
from xl_addin.template.language.limits import MAX_CELLS, MAX_SHEETS, MAX_STEPS
from xl_addin.workbook.reading import other_formats_process
from xl_addin.workbook.reading.other_formats import SECONDS

_INTRODUCTION = """\
# Limits

A file may come from anywhere. Whatever is in it, reading and recalculating ends in bounded time and memory: with a
result, or with a message that says what is too much. This page is generated from the code.

## What you can change

Set the environment variable to another positive whole number, for example `XL_ADDIN_MAX_FILE_MB=512`. Anything else
in a variable is refused with a message that names it. A value above the default needs memory and time accordingly.

| limit | default | variable | beyond it |
|---|---|---|---|
"""
_FIXED = """
## What is fixed

A formula nested deeper than the calculator can follow (Excel itself allows 64 levels, and 90 are calculated) has the
result *unsupported*, with a reason.

| limit | value | beyond it |
|---|---|---|
"""
_NOT_READ = "the file is not read"
_UNSUPPORTED = "the formula's result is *unsupported*, with this reason"
_NO_NOTATION = "the text is no notation"
_NOT_RENDERED = "the template is refused"
_FIXED_LIMITS = (
    ("rows and columns of a sheet (Excel's)", f"{MAX_ROW} × {MAX_COLUMN}", "the file is refused as damaged"),
    ("defined names within defined names", str(NAMES_WITHIN_NAMES), _UNSUPPORTED),
    ("characters of a column's notation", str(MAX_LENGTH), _NO_NOTATION),
    ("parentheses within parentheses in a notation", str(MAX_NESTING), _NO_NOTATION),
    ("cells of an .xls, .xlsb or .ods file", str(other_formats_process.MAX_CELLS), _NOT_READ),
    ("seconds for reading such a file", str(SECONDS), _NOT_READ),
    ("MB of memory for reading such a file", str(other_formats_process.MAX_MEMORY_BYTES // 2**20), _NOT_READ),
    ("turns of all loops of a template", str(MAX_STEPS), _NOT_RENDERED),
    ("cells that a template fills", str(MAX_CELLS), _NOT_RENDERED),
    ("sheets of a workbook made from a template", str(MAX_SHEETS), _NOT_RENDERED),
)


def limits_page() -> str:
    """The page: the limits that can be changed in the order of the code, then the fixed ones."""
    changeable = (
        f"| {limit.metadata['meaning']} | {limit.default} | `{variable_of(limit)}` | {limit.metadata['beyond']} |\n"
        for limit in fields(Limits)
    )
    fixed = (f"| {' | '.join(row)} |\n" for row in _FIXED_LIMITS)
    return _INTRODUCTION + "".join(changeable) + _FIXED + "".join(fixed)
