"""What a script of one's own needs: the functions the command line and the ribbon themselves call.

A workbook is opened once, as a `Case`; everything known of it is found when somebody first asks, and kept. Here with
the demo's workbooks (`xl-addin demo -o .`):

>>> from xl_addin import api
>>> case = api.open("cong-bo.xlsx", spec="binh_phuoc")
>>> found = api.verify(case).diagnostics
>>> print(len(found), found[0].code, found[0].sheet, found[0].cell)
15 D601 Giai đoạn 1 A5

Where something is wrong with a file, a spec or a template, `Problem` is raised: its `line("vi")` or `line("en")` says
what and where, and what to do about it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.package.saving import save_atomically as save
from xl_addin.problem import Problem
from xl_addin.verify.selection import Selection
from xl_addin.verify.verify import verify
from xl_addin.workbook.edits.edit import CellEdit, Plain, SetFormula, SetNumberFormat, SetValue

if TYPE_CHECKING:
    from xl_addin.campaign.cutting.unit_sheets import UnitSheets
    from xl_addin.campaign.cutting.units.unit_rows import Level
    from xl_addin.comparing.result import Difference
    from xl_addin.engine.what_if import Recalculated
    from xl_addin.package.draft import Draft
    from xl_addin.spec.model import Spec
    from xl_addin.template.checking.check import Checked
    from xl_addin.template.render import Rendered
    from xl_addin.workbook.model.book import Book

__all__ = [
    "Case",
    "CellRef",
    "Problem",
    "Selection",
    "SetFormula",
    "SetNumberFormat",
    "SetValue",
    "compare",
    "cut",
    "cut_into_files",
    "edit",
    "new_template",
    "open",
    "recalculate",
    "render",
    "save",
    "unit_context",
    "verify",
    "with_fresh_values",
]


def open(
    source: Path | str | bytes,
    *,
    file: str | None = None,
    spec: "str | Spec | Callable[[Book], Spec | None] | None" = None,
    parameters: Mapping[str, str] | None = None,
) -> Case:
    """Open a workbook of any format (.xlsx, .xlsm …; of .xls, .xlsb and .ods only values are read).

    `source` is its path or its content, `file` its name in messages. `spec` is the campaign it is held to: a shipped
    spec's name, a .yaml file, or what `Case` takes. Of a spec given by its name the `parameters` count first, then
    those the workbook keeps in its own parameter sheet. Raises Problem for what cannot be read completely.

    >>> case = api.open("phan-bo.xlsx")
    >>> [(table.sheet, len(table.body_rows)) for table in case.tables]
    [('Giai đoạn 1', 11), ('Giai đoạn 2', 11)]
    """
    if isinstance(spec, str):
        spec = spec_in_book(spec, parameters or {})
    return Case.open(source, file=file, spec=spec)


def spec_in_book(name: str, parameters: Mapping[str, str]) -> "Callable[[Book], Spec]":
    """A spec with the parameters given, else those a workbook keeps; Problem where the spec or one of them is wrong."""
    from xl_addin.campaign.kept_parameters import with_kept_parameters
    from xl_addin.spec.load import load_spec

    spec = load_spec(name, parameters)
    return lambda book: with_kept_parameters(spec, book, parameters)


def recalculate(case: Case, inputs: Mapping[CellRef, Plain] | None = None) -> "Recalculated":
    """Calculate every formula anew: where the results differ from those the file stores, and all of them.

    With `inputs`, what would change if these cells held these values; the case itself stays as it is. A formula that
    cannot be calculated beyond doubt has an `Unsupported` with the reason, never a number. Raises Problem for a file
    whose formulas are not read (.xls, .xlsb, .ods), and for a cell that Excel would not let be changed alone.

    >>> case = api.open("phan-bo.xlsx")
    >>> api.recalculate(case).changes
    ()
    >>> answer = api.recalculate(case, {api.CellRef("Giai đoạn 1", 9, 5): 0})
    >>> [str(change.cell) for change in answer.changes][:2]
    ['Giai đoạn 1!G9', 'Giai đoạn 1!I9']
    """
    from xl_addin.engine.changes import stale_values
    from xl_addin.engine.what_if import Recalculated, what_if
    from xl_addin.workbook.reading.other_formats import no_formulas

    if not case.book.formulas_seen:
        raise no_formulas(case.book)
    if inputs:
        return what_if(case.book, inputs, case.functions)
    return Recalculated(tuple(stale_values(case.book, case.values)), case.recalculation)


def with_fresh_values(case: Case) -> "Draft":
    """The file with every formula's result calculated anew and stored; `.data()` is the new file.

    >>> data = api.with_fresh_values(api.open("phan-bo.xlsx")).data()
    >>> api.recalculate(api.open(data)).changes
    ()
    """
    from xl_addin.workbook.edits.cached_values import store_values

    draft = case.draft()
    store_values(draft, case.values)
    return draft


def edit(case: Case, edits: Sequence[CellEdit | SetNumberFormat]) -> Case:
    """The case of the workbook with these values, formulas and number formats; the case itself stays as it is.

    Only what depends on them is calculated again. `draft().data()` of the result is the new file: every other part of
    it stays byte for byte. A text never becomes a formula, even if it starts with `=`.

    >>> case = api.edit(api.open("phan-bo.xlsx"), [api.SetValue(api.CellRef("Giai đoạn 1", 9, 5), 0)])
    >>> case.fresh["Giai đoạn 1"].value(9, 7) == case.fresh["Giai đoạn 1"].value(9, 4)
    True
    >>> api.save("da-sua.xlsx", case.draft().data())
    """
    return case.after(edits)


def compare(old: Case, new: Case) -> "Difference":
    """What differs between two versions of a workbook, as people mean it: by unit and column number, not by address.

    Its `sheets` hold sections, one a table and one for all else, with the rows and columns that came, went, moved or
    were renamed (`lines`), and the `cells` whose value or formula differs. A formula that only follows rows or columns
    does not differ, nor does a result that is the same when calculated anew.

    >>> before = api.open("phan-bo.xlsx")
    >>> found = api.compare(before, api.edit(before, [api.SetValue(api.CellRef("Giai đoạn 1", 9, 5), 0)]))
    >>> [(cell.unit, cell.column, cell.old.value, cell.new.value) for cell in found.cells() if cell.kind == "value"]
    [('Phước Long', '5', 13318, 0)]
    """
    from xl_addin.comparing.compare import compare

    return compare(old, new)


def render(
    template: Path | str | bytes, context: Mapping[str, object], *, file: str = "", folders: Sequence[Path] = ()
) -> "Rendered":
    """Fill a template: a shipped one's name, an .xlsx file, or its content. `draft.data()` of the result is the file.

    `placements` says where each of the template's cells went; `book` is what the result holds, every formula with its
    value. Pictures come from the template's own folder and from `folders` only. Raises one Problem that lists
    everything wrong with the template.

    >>> import io, openpyxl
    >>> made, content = openpyxl.Workbook(), io.BytesIO()
    >>> made.active["A1"] = "{{ unit }}: {{ quota }} hồ sơ"
    >>> made.save(content)
    >>> api.render(content.getvalue(), {"unit": "Đồng Xoài", "quota": 48692}).book.sheets[0].value(1, 1)
    'Đồng Xoài: 48692 hồ sơ'
    """
    from xl_addin.template.render import render_workbook
    from xl_addin.template.template import open_template

    found = _template(template, file)
    opened = open_template(found.content, file=found.file, folders=[*found.folders, *folders])
    return render_workbook(opened, context, file=file)


def context_of(*files: str, **named: str) -> dict[str, object]:
    """What `render` takes, from files of data: JSON, YAML, CSV or workbooks; with a name all of a file is called so.

    Raises Problem for what cannot be read, and for a name that two files give.

    >>> book = api.context_of("phan-bo.xlsx")
    >>> [row["Địa bàn"] for row in book["tables"]["Giai đoạn 1"]["rows"]][:2]
    ['Phước Long', 'Đồng Xoài']
    """
    from xl_addin.template.data.context import DataFile, context_of

    return context_of([*map(DataFile, files), *(DataFile(file, name) for name, file in named.items())], {})


def check_template(
    template: Path | str | bytes, context: Mapping[str, object] | None = None, *, folders: Sequence[Path] = ()
) -> "Checked":
    """Everything that is wrong with a template (a shipped one's name, a file, its content), nothing being written.

    With the `context` of `render` also what could not be rendered from it. Each of the `faults` says where, which
    expression, and what about it. Raises Problem for what is no workbook.

    >>> api.check_template("phieu-don-vi").faults
    ()
    """
    from xl_addin.template.checking.check import check_template

    found = _template(template, "")
    return check_template(found.content, context, file=found.file, folders=[*found.folders, *folders])


def unit_context(case: Case) -> dict[str, object]:
    """What `cut` gives a template to name: the campaign and all units of the workbook, errors or not.

    Raises Problem where there is no table with units, or where it is in doubt what they are.

    >>> [unit["name"] for unit in api.unit_context(api.open("phan-bo.xlsx"))["units"]][:2]
    ['Phước Long', 'Đồng Xoài']
    """
    from xl_addin.campaign.cutting.cut import EVERY_UNIT, to_cut
    from xl_addin.campaign.cutting.named_template import named_template, template_asked_for

    found = to_cut(case.book, case.spec, EVERY_UNIT, even_with_errors=True)
    return dict(found.issue(named_template(template_asked_for(None, case.spec)), case.spec).context)


def new_template(case: Case, *, sheet: str | None = None, as_list: bool = False) -> bytes:
    """A first template from an office's own table: its letterhead, its headings, a row of expressions.

    For `cut` where the book has a numbered table of units; for `render` with the book as data where it has none, or
    with `as_list`. `sheet` says which table, where there are several. Raises Problem where there is none, and for a
    sheet with parts that a template cannot hold.

    >>> made = api.new_template(api.open("phan-bo.xlsx"), sheet="Giai đoạn 1")
    >>> [sheet.name for sheet in api.open(made).book.sheets]
    ['{{ unit.sheet }}']
    """
    from xl_addin.template.beginning.list_template import list_template
    from xl_addin.template.beginning.unit_template import has_units, unit_template

    return list_template(case, sheet) if as_list or not has_units(case) else unit_template(case, sheet)


def cut_into_files(
    case: Case,
    *,
    template: str | None = None,
    unit_column: str | None = None,
    level: "Level | None" = None,
    only: Sequence[str] = (),
    even_with_errors: bool = False,
) -> "Iterator[tuple[str, UnitSheets]]":
    """Cut a workbook into one file for each unit: their names and workbooks, one after the other.

    None of them holds anything about another unit. Which units and Problem as in `cut`.

    >>> [name for name, _ in api.cut_into_files(api.open("phan-bo.xlsx"))][:2]
    ['01 Phước Long.xlsx', '02 Đồng Xoài.xlsx']
    """
    from xl_addin.campaign.cutting.cut import WhichUnits
    from xl_addin.campaign.cutting.files.unit_files import unit_files
    from xl_addin.campaign.cutting.named_template import template_asked_for

    which = WhichUnits(unit_column, level, tuple(only))
    asked = template_asked_for(template, case.spec)
    return unit_files(case.book, template=asked, spec=case.spec, which=which, even_with_errors=even_with_errors)


def cut(
    case: Case,
    *,
    template: str | None = None,
    unit_column: str | None = None,
    level: "Level | None" = None,
    only: Sequence[str] = (),
    even_with_errors: bool = False,
    links: str | None = None,
) -> "UnitSheets":
    """Cut a workbook into unit sheets, one for each unit; `data()` of the result is their workbook.

    Without `template`, the one of the campaign's spec is used, else the shipped one.
    `unit_column` (a heading or a column's letter) and `level` (whether units are rows or sub-totals with their members
    beneath) need to be given only where the workbook leaves it in doubt: then `UnitColumnInDoubt`, a Problem, is
    raised. `only` are names or codes of the units wanted. `manifest` says what stands where. The workbook is verified
    first: errors in the cells that are cut raise `WrongFigures`, a Problem, unless they are to be cut all the same.
    With `links`, the way from the sheets' folder to the workbook, figures are formulas that lead there: for sheets
    that stay in the office.

    >>> sheets = api.cut(api.open("phan-bo.xlsx", spec="binh_phuoc"))
    >>> len(sheets.manifest["units"])
    11
    """
    from xl_addin.campaign.cutting.cut import WhichUnits
    from xl_addin.campaign.cutting.cut import cut as cut_book
    from xl_addin.campaign.cutting.named_template import template_asked_for

    which = WhichUnits(unit_column, level, tuple(only))
    asked = template_asked_for(template, case.spec)
    return cut_book(
        case.book, template=asked, spec=case.spec, which=which, even_with_errors=even_with_errors, links=links
    )


class _Found(NamedTuple):
    content: bytes
    file: str
    folders: tuple[Path, ...]


def _template(template: Path | str | bytes, file: str) -> _Found:
    from xl_addin.template.named_templates import template_file

    if isinstance(template, bytes):
        return _Found(template, file, ())
    found = template_file(str(template))
    return _Found(found.content, found.file, (found.folder,))
