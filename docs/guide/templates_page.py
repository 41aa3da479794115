"""`templates.md`: the language of templates, its tags from the kinds of blocks, its filters with examples that run."""

import pkgutil
from importlib import import_module

from guide.template_examples import showing
from guide.texts import data
from xl_addin.template.blocks import kinds
from xl_addin.template.blocks.block_kind import BlockKind
from xl_addin.template.checking.foreign_markers import LANGUAGES
from xl_addin.template.language.made_formula import REACHING_OUT

_INTRODUCTION = """\
# Templates

A template is an ordinary .xlsx or .xlsm file made in Excel, with expressions in its cells. `xl-addin render` fills it
from data, `xl-addin unit-sheets` from an office's own table, one sheet for every unit. This page is generated; its
examples run as tests.

```console
$ xl-addin template new --from so.xlsx -o mau.xlsx        # begin one from an office's table
$ xl-addin template check mau.xlsx --data units.csv       # every mistake at once
$ xl-addin render mau.xlsx --data units.csv --set "kỳ=Quý I" -o bao-cao.xlsx
```

## Expressions

`{{ unit.name }}` is replaced by a value. Where it is all of a cell, the cell keeps the value's type: numbers stay
numbers, dates dates, in the cell's own format. In a longer text (`Đơn vị {{ unit.name }}`), in formatted runs, sheet
names, headers and footers, links, notes, text boxes, the titles of charts, messages of validations, the file's
properties and formulas (`=B2*{{ rate }}`) it is put in its place; data never changes what a formula does. Where
nothing is filled, whatever is written there is told, by `check` and at rendering.

What stands around and over the cells follows them: a rule, note, link, picture, chart, control or Excel table that
stands in a repeated block is there for each copy of it, a chart showing the cells of its own; one that is taller or
broader than the block stands once, and a chart outside shows the cells of all copies. `{{ picture(unit.photo) }}` in a
cell or merged range lays a picture over it, as large as fits: by its path below the template's or the data's folder.

Rows grow with their texts. A row whose height has been set keeps it, and gets a greater one where its wrapped texts
from data, merged cells among them, need more lines than it holds; cells merged over several rows get what they lack in
the last of them. A row whose height nobody set gets one for its wrapped texts, too, which Excel goes on fitting: by
itself Excel fits such rows when it opens a file, though never to merged cells, LibreOffice, which prints, does not.
Lines are estimated from the font's size, the widths of columns, line breaks and formatted runs, rather one too many
than one too few; a row never gets lower than it was set.

- A name with spaces or accents is written in brackets: `unit['Số hộ']`, `table.columns['7'].heading`.
- `{% if … %} … {% endif %}` and `{% for … %} … {% endfor %}` work within the text of one cell.
- `{{= text }}`, all of a cell, makes a formula of a text on purpose: `{{= 'SUM(' ~ area ~ ')' }}`. It is read like any
  formula of the template and follows rows that move; one that reaches out of the workbook is refused
  ({reaching}).
- `range(n)`, `+ - * / // % **`, `~` (texts put together), comparisons, `and or not`, `x in xs`, `a if b else c` and the
  tests of Jinja (`is none`, `is odd` …) are there. Numbers from files are exact, and `0.1 + 0.2` of them is `0.3`.
- Nothing in a template reaches Python, the disk or the network. What would be huge or endless is refused: see
  [limits.md](limits.md).

## Tags

`{%tr … %}` stands alone in a row, which is removed; `{%tc … %}` alone in a column; `{%ts … %}` in cell A1 is about
the whole sheet; `{%tb … %}` opens a panel in its first cell and closes it in its last (see below). A loop's end may say
`, page break` (after each turn but the last) or `, outline`.

| tag | where | what it does |
|---|---|---|
"""
_LOOP = """
In a loop, `loop` has `index` (from 1), `index0`, `first`, `last`, `length`, `previtem` and `nextitem` (none before the
first and after the last), and `loop.changed(x.area)`: whether that is another value than in the turn before.

## Panels

A panel is a rectangle of cells: its first cell (upper left) begins with the tag that opens it, its last cell (lower
right) has the one that closes it, and what else stands in these cells stays. It is repeated downward by `for` and
`group`, to the right where the tag ends in ` across`; `{%tb if … %}` leaves its cells blank; `{%tb panel %}` only lays
them out by themselves. Inside, `{%tr … %}` and `{%tc … %}` remove a row or column of the panel alone. Panels stand side
by side, and in each other. Lines in which panels stand are as many as the highest, or widest, of them needs; what is
below or beside moves as whole rows or columns, and a shorter panel is followed by blank cells. Page breaks and outlines
that a loop in a panel asks for are those of the whole rows or columns it has written. The examples below show two
panels side by side, and one repeated to the right.

What a template cannot carry is in [limits.md](limits.md#what-a-template-cannot-carry), how long a large one takes in
[performance.md](performance.md).

## Data

| file | what can be named |
|---|---|
| `.json`, `.yaml` | its names; with `--data tên=f.json` all of it as `tên`. Numbers are exact, `2023-12-15` is a date |
| `.csv` | `rows`, and the file's own name: a list of rows by heading. Commas, semicolons or tabs; UTF-8, UTF-16, or \
Windows-1258 as Excel in Vietnam writes it. Digits that begin with zero, or more than 15, are texts, `15/12/2023` is a \
date. A number that reads two ways (`48.692`) is refused unless the file's other numbers or `--decimal` tell. A row of \
column numbers names the columns, too |
| workbook | every sheet under its name (`_` for what no name can hold) and in `sheets['Tên trang']`, a list of rows \
by heading; numbered tables in `tables`: `columns['7'].heading`, `rows`, `total`; a row by heading, by column number, \
`name` and `quota`. Dates are dates; a time or duration is a number that shows as it did. \
Formulas are calculated anew; a cell with an error is told when it is used |
| `--set tên=giá_trị` | one value |

Two headings alike are refused in CSV, and in a workbook when they are used.

## Filters

The examples are evaluated with the values of this page: `n` is 48692, `ratio` 0.57418, `money` 1234567.5, `day` the
15th of December 2023, `units` three units with `name`, `area` and `quota`. A filter beginning with `vn_` that is all of
a cell leaves a number or date in it, in a number format: dots of whole numbers are the same on every PC, the comma
before decimals is in LibreOffice, while Excel takes it from its PC; `| string` behind it makes a text, the same
everywhere.

| filter | what it gives | example | result |
|---|---|---|---|
"""
_FOREIGN = """
## Templates of other programs

`xl-addin template check` knows their markers and says where each stands and what to write instead: {engines}.
"""


def templates_page() -> str:
    """The page, in English."""
    introduction = _INTRODUCTION.replace("{reaching}", ", ".join(f"`{name}`" for name in sorted(REACHING_OUT)))
    engines = dict.fromkeys(name for each in LANGUAGES for name in each.engine.split(", "))
    return "".join(
        [
            introduction,
            *(_tag(module, kind) for module, kind in _kinds()),
            _LOOP,
            *(_filter(name, about) for name, about in data("templates.yaml")["filters"].items()),
            _FOREIGN.format(engines=", ".join(engines)),
            showing(),
        ]
    )


def _kinds() -> list[tuple[str, BlockKind]]:
    """What the module of every kind says of itself, and the kind, in the order of messages."""
    modules = [import_module(found.name) for found in pkgutil.iter_modules(kinds.__path__, kinds.__name__ + ".")]
    return sorted(((str(each.__doc__), each.KIND) for each in modules), key=lambda pair: pair[1].rank)


def _tag(described: str, kind: BlockKind) -> str:
    words = " … ".join(f"`{keyword.word}{f' {keyword.rest.en}' if keyword.rest else ''}`" for keyword in kind.keywords)
    where = ", ".join(f"`{{%{standing.tag}`" for standing in kind.standings)
    text = " ".join(described.split())
    meaning = text.partition(": ")[2] or text
    return f"| {words} | {where} | {_cell(meaning)} |\n"


def _filter(name: str, about: dict[str, object]) -> str:
    examples = about["examples"]
    assert isinstance(examples, list)
    lines = [(f"`{name}`", str(about["does"])), *[("", "")] * (len(examples) - 1)]
    return "".join(
        f"| {first} | {_cell(does)} | `{{{{ {_cell(write)} }}}}` | `{_cell(gives)}` |\n"
        for (first, does), (write, gives) in zip(lines, examples, strict=True)
    )


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|")
