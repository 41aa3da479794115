"""`xl-addin rows`: insert or delete rows or columns of a workbook, or units by name; everything in it follows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.editing.carrying_out import Editing, carry_out, editing_options, opened
from xl_addin.cli.editing.shown import shown_moves
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_asked_for, spec_options
from xl_addin.cli.speaking import said
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.campaign.units.change import UnitChange
    from xl_addin.case.case import Case
    from xl_addin.workbook.edits.edit import LineEdit
    from xl_addin.workbook.model.book import Book

_WHICH_SHEET = Text(
    "sổ có nhiều trang tính; hãy chọn một bằng --sheet: {names}",
    "the book has several worksheets; choose one with --sheet: {names}",
)
_LINES = re.compile(r"(\d+|[A-Za-z]{1,3})(?::(\d+|[A-Za-z]{1,3}))?")


_NUMBERS = re.compile(r"\d+(?::\d+)?")


@command(
    help=Text(
        "Chèn hoặc xóa dòng, cột, hoặc đơn vị theo tên (ở mọi bảng liên kết cùng lúc). Công thức ở mọi trang tính, ô "
        "gộp, định dạng có điều kiện, tên, bảng, biểu đồ, ghi chú … đều theo. Mã thoát: 0 đã sửa, 2 không sửa được "
        "tệp.",
        "Insert or delete rows or columns, or units by name (in every linked table at once). Formulas of every sheet, "
        "merged cells, conditional formats, names, tables, charts, comments and all else follow. Exit status: 0 done, "
        "2 the file cannot be edited.",
    )
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@option(
    "--insert",
    metavar=Text("DÒNG", "ROW"),
    help=Text("Chèn trước dòng (hoặc cột) này.", "Insert before this row (or column)."),
)
@option(
    "--insert-after",
    metavar=Text("ĐƠN_VỊ", "UNIT"),
    help=Text(
        "Thêm đơn vị sau đơn vị có tên này, ở mọi bảng liên kết và ở trang “Cách chia”.",
        "Add units behind the one of this name, in every linked table and on the sheet “Cách chia”.",
    ),
)
@option(
    "--name",
    "names",
    multiple=True,
    metavar=Text("TÊN", "NAME"),
    help=Text("Tên đơn vị mới; ghi nhiều lần được.", "The new unit's name; may be given several times."),
)
@option(
    "--delete",
    metavar=Text("DÒNG[:DÒNG]|ĐƠN_VỊ", "ROW[:ROW]|UNIT"),
    help=Text(
        "Xóa dòng này, từ dòng đến dòng, hoặc đơn vị có tên này.",
        "Delete this row, from one to another, or the unit of this name.",
    ),
)
@option("--count", type=click.IntRange(1), help=Text("Chèn bao nhiêu.", "How many to insert."))
@option(
    "--like",
    metavar=Text("DÒNG", "ROW"),
    help=Text(
        "Dòng mới giống dòng này: định dạng, chiều cao, ô gộp, công thức. Không có: định dạng của dòng ngay trên.",
        "New rows are like this one: formats, height, merged cells, formulas. Without: the formats of the row above.",
    ),
)
@option(
    "--stretch-total",
    is_flag=True,
    help=Text(
        "Vùng cộng kết thúc ngay trên chỗ chèn lấy cả dòng mới.",
        "Ranges that end right above the new rows take them in.",
    ),
)
@option("--columns", is_flag=True, help=Text("Cột (A, B …) thay cho dòng.", "Columns (A, B …) instead of rows."))
@option("--sheet", metavar=Text("TRANG", "SHEET"), help=Text("Trang tính.", "The worksheet."))
@spec_options
@option(
    "--reshare",
    is_flag=True,
    help=Text(
        "Phân bổ lại các cột chỉ tiêu cho các đơn vị hiện có.", "Share the quotas anew among the units there are."
    ),
)
@editing_options
@language_option
def rows(
    book: str,
    insert: str | None,
    insert_after: str | None,
    names: tuple[str, ...],
    delete: str | None,
    count: int | None,
    like: str | None,
    stretch_total: bool,
    columns: bool,
    sheet: str | None,
    spec: str | None,
    parameters: Mapping[str, str],
    reshare: bool,
    editing: Editing,
    language: Language,
) -> int:
    """Make the edits in a copy, calculate it anew and save it."""
    if sum(each is not None for each in (insert, insert_after, delete)) != 1:
        raise click.UsageError(
            said(
                "chọn một trong --insert, --insert-after và --delete",
                "give one of --insert, --insert-after and --delete",
            )
        )
    is_name = insert_after is not None or (delete is not None and not columns and not _NUMBERS.fullmatch(delete))
    _check_together(
        [("--count", count is not None), ("--like", like is not None), ("--stretch-total", stretch_total)],
        allowed=delete is None,
        goes_with="--insert",
    )
    _check_together([("--name", bool(names))], allowed=insert_after is not None, goes_with="--insert-after")
    _check_together(
        [("--like", like is not None), ("--stretch-total", stretch_total), ("--columns", columns)],
        allowed=insert_after is None,
        goes_with=said("số dòng", "a row's number"),
    )
    _check_together(
        [("--spec", spec is not None), ("--reshare", reshare)],
        allowed=is_name,
        goes_with=said("tên đơn vị", "a unit's name"),
    )
    from xl_addin.campaign.units.change import UnitChange

    found = opened(book, editing, spec=spec_asked_for(spec, parameters))
    case = found.case
    if is_name:
        made = _units(case, insert_after, names, delete, count, sheet, reshare)
    else:
        line = _line_edit(insert, delete, count or 1, like, stretch_total, columns, sheet or _only_sheet(case.book))
        made = UnitChange((_spelt(line, case.book),), (), (), case.book)
    told = [note.in_language(language) for note in made.notes]
    told += shown_moves(made.then, made.edits, language, all_of_them=editing.diff)
    carry_out(found, made.edits, editing, told, language)
    return 0


def _check_together(options: Sequence[tuple[str, bool]], *, allowed: bool, goes_with: str) -> None:
    """A usage error for an option that is given and does not go with the others."""
    given = [name for name, is_given in options if is_given]
    if given and not allowed:
        every = [name for name, _ in options]
        listed = ", ".join(every[:-1])
        listed = said(f"{listed} và {every[-1]}", f"{listed} and {every[-1]}") if listed else every[-1]
        raise click.UsageError(said(f"{listed} chỉ đi với {goes_with}", f"{listed} go with {goes_with} only"))


def _units(
    case: "Case",
    after: str | None,
    names: Sequence[str],
    delete: str | None,
    count: int | None,
    sheet: str | None,
    reshare: bool,
) -> "UnitChange":
    """The edits that bring units in or take one out."""
    from xl_addin.campaign.units.delete import unit_deleted
    from xl_addin.campaign.units.insert import units_inserted
    from xl_addin.campaign.units.named import unit_called
    from xl_addin.campaign.units.resharing import reshared

    try:
        if after is not None:
            change = units_inserted(case, after, names=names, count=count, sheet=sheet)
        else:
            change = unit_deleted(case, str(delete), sheet=sheet)
        if reshare:
            change = reshared(change, unit_called(case, after or str(delete), sheet=sheet), case.spec)
    except Problem as problem:
        raise problem.in_file(case.book.file) from problem.__cause__
    return change


def _line_edit(
    insert: str | None, delete: str | None, count: int, like: str | None, stretch: bool, columns: bool, sheet: str
) -> "LineEdit":
    from xl_addin.workbook.edits.edit import DeleteColumns, DeleteRows, InsertColumns, InsertRows

    if delete is not None:
        first, last = _lines(delete, columns, "--delete")
        return (DeleteColumns if columns else DeleteRows)(sheet, first, last - first + 1)
    at = _line(insert or "", columns, "--insert")
    # As Excel does it: formats of the line before, formulas of none.
    model = _line(like, columns, "--like") if like else at - 1 if at > 1 else None
    return (InsertColumns if columns else InsertRows)(sheet, at, count, model, like is not None, stretch)


def _spelt(edit: "LineEdit", book: "Book") -> "LineEdit":
    """The edit with the sheet as the book spells it; Problem where it has none of that name."""
    from xl_addin.workbook.edits.edit import as_spelt

    try:
        as_spelt([edit], [sheet.name for sheet in book.sheets])
    except Problem as problem:
        raise problem.in_file(book.file) from problem.__cause__
    name = next(sheet.name for sheet in book.sheets if sheet.name.casefold() == edit.sheet.casefold())
    return replace(edit, sheet=name)


def _line(text: str, columns: bool, name: str) -> int:
    """The one row or column that an option names."""
    wanted = said("một cột như D", "one column such as D") if columns else said("một dòng như 12", "one row such as 12")
    ends = _ends(text, columns)
    if len(ends) != 1:
        raise click.UsageError(said(f"{name} {text}: cần {wanted}", f"{name} {text}: expected {wanted}"))
    return ends[0]


def _lines(text: str, columns: bool, name: str) -> tuple[int, int]:
    """The first and the last row or column that an option names."""
    ends = _ends(text, columns)
    if not ends:
        wanted = said("cột như D hoặc D:F", "columns such as D or D:F") if columns else ""
        wanted = wanted or said("dòng như 12 hoặc 12:13", "rows such as 12 or 12:13")
        raise click.UsageError(said(f"{name} {text}: cần {wanted}", f"{name} {text}: expected {wanted}"))
    return min(ends), max(ends)


def _ends(text: str, columns: bool) -> list[int]:
    """The numbers of the rows or columns that a text names: one, or two from one to another; none for other texts."""
    from xl_addin.formula.cells import column_index

    match = _LINES.fullmatch(text)
    ends = [end for end in match.groups() if end] if match else []
    if any(end.isdigit() is columns for end in ends):
        return []
    return [column_index(end) if columns else int(end) for end in ends]


def _only_sheet(book: "Book") -> str:
    names = [sheet.name for sheet in book.sheets]
    if len(names) > 1:
        raise Problem(_WHICH_SHEET.with_values(names=names), file=book.file)
    return names[0]
