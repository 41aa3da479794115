"""`limits.md`: how much a file may ask for, which of it can be changed, and what happens beyond."""

from dataclasses import fields

from guide.refused_files import refused_files
from xl_addin.engine.forms.references import NAMES_WITHIN_NAMES
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW
from xl_addin.notation.reading.characters import MAX_LENGTH
from xl_addin.notation.reading.cursor import MAX_NESTING
from xl_addin.package.limits import Limits, variable_of
from xl_addin.package.signatures import SIGNED
from xl_addin.template.language.limits import MAX_CELLS, MAX_MADE, MAX_SHEETS, MAX_STEPS
from xl_addin.workbook.edits.cell_gate import OBSTACLES
from xl_addin.workbook.edits.cell_positions import CHOICES
from xl_addin.workbook.reading import other_formats_process
from xl_addin.workbook.reading.other_formats import SECONDS
from xl_addin.workbook.reading.stored_formulas import LONGEST_FORMULA
from xl_addin.workbook.structure.sheets.copying import REFUSED

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
    ("characters of a formula as it is stored", str(LONGEST_FORMULA), "the file is refused, naming the cell"),
    ("defined names within defined names", str(NAMES_WITHIN_NAMES), _UNSUPPORTED),
    ("characters of a column's notation", str(MAX_LENGTH), _NO_NOTATION),
    ("parentheses within parentheses in a notation", str(MAX_NESTING), _NO_NOTATION),
    ("cells of an .xls, .xlsb or .ods file", str(other_formats_process.MAX_CELLS), _NOT_READ),
    ("seconds for reading such a file", str(SECONDS), _NOT_READ),
    ("MB of memory for reading such a file", str(other_formats_process.MAX_MEMORY_BYTES // 2**20), _NOT_READ),
    ("turns of all loops of a template", str(MAX_STEPS), _NOT_RENDERED),
    ("characters and items that one expression of a template makes", str(MAX_MADE), _NOT_RENDERED),
    ("cells that a template fills", str(MAX_CELLS), _NOT_RENDERED),
    ("sheets of a workbook made from a template", str(MAX_SHEETS), _NOT_RENDERED),
)
_TEMPLATES = """
## What a template cannot carry

What stands around and over the cells of a template follows them: see [templates](templates.md) for what is filled and
copied. These cannot, and are refused by one line that names them, before anything is written:

| what | where |
|---|---|
{copied}| a pivot table, on whichever sheet | in a template with repeated rows, columns or sheets |
| a thread of comments | in a row or column that is repeated; a note can be |
| an Excel table with repeated columns | everywhere; repeated rows stretch a table |
| an array formula or what-if table | everywhere |

A chart keeps none of the values that it had in the template; Excel and LibreOffice draw it from its cells. A picture,
chart, text box or control is copied with a block that holds all of it; one that is taller or broader than the block
stands once. An Excel table without rows keeps an empty one. A defined name, validation or format whose cells are all
left out refers to `#REF!`, as in Excel where they have been deleted, and a total of such a name is 0; a print area of
which nothing is left goes, so that all of the sheet is printed. A total over a repeated sheet (`=SUM(U!B5)`) names all
of its copies; where these are more than a formula holds, it names them from the first to the last (`'A:Z'!B5`), which
Excel reads, while LibreOffice 7.4 shows the value stored with it and cannot calculate it anew.
"""
_EDITING = """
## What cannot be edited

`fill`, `fix`, `recalc -o`, `verify --annotate` and the ribbon change the cells they name and nothing else. What else a
book holds is kept byte for byte, on the same sheet or on another: charts, pictures, text boxes, header pictures, data
bars, sparklines, slicers, pivot tables, controls, check boxes, dynamic arrays, threaded comments, macros, custom XML,
and whatever this program has never heard of. Only the calculation chain goes, which Excel builds again by itself.

A cell is refused where Excel itself would refuse it, or would repair the file on opening it; the message names the
cell, and nothing is written.

| what cannot be written | what is said |
|---|---|
"""
_ABOUT_BOOKS = """
Of whole books and sheets:

- A file that is digitally signed is not changed: {signed}. A signature of its macros alone is no reason, because it
  does not cover the cells.
- A protected sheet, or a book whose structure is locked, is edited in its file and its protection kept: it guards
  against hands. A button of the ribbon stops at it, because Excel does.
- A sheet whose cells another program wrote as choices of content: {choices}.
- The content of a cell with a dynamic array formula is replaced together with what the formula has spilled.
"""


def limits_page() -> str:
    """The page: the limits that can be changed in the order of the code, the fixed ones, what is not read or edited."""
    changeable = (
        f"| {limit.metadata['meaning']} | {limit.default} | `{variable_of(limit)}` | {limit.metadata['beyond']} |\n"
        for limit in fields(Limits)
    )
    fixed = (f"| {' | '.join(row)} |\n" for row in _FIXED_LIMITS)
    cells = (f"| {one.kind} | {one.text.en} |\n" for one in OBSTACLES)
    books = _ABOUT_BOOKS.format(signed=SIGNED.en, choices=CHOICES.en)
    copied = "".join(f"| {text.en} | on a sheet that is repeated |\n" for text in dict.fromkeys(REFUSED.values()))
    templates = _TEMPLATES.format(copied=copied)
    return "".join((_INTRODUCTION, *changeable, _FIXED, *fixed, refused_files(), templates, _EDITING, *cells, books))
