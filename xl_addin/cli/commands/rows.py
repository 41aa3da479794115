"""`xl-addin rows`: insert or delete rows or columns of a workbook; everything in it follows."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.editing.carrying_out import Editing, carry_out, editing_options, opened
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.speaking import said
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.workbook.edits.edit import LineEdit
    from xl_addin.workbook.model.book import Book

_WHICH_SHEET = Text(
    "sổ có nhiều trang tính; hãy chọn một bằng --sheet: {names}",
    "the book has several worksheets; choose one with --sheet: {names}",
)
_LINES = re.compile(r"(\d+|[A-Za-z]{1,3})(?::(\d+|[A-Za-z]{1,3}))?")


@command(
    help=Text(
        "Chèn hoặc xóa dòng, cột. Công thức ở mọi trang tính, ô gộp, định dạng có điều kiện, tên, bảng, biểu đồ, ghi "
        "chú … đều theo. Mã thoát: 0 đã sửa, 2 không sửa được tệp.",
        "Insert or delete rows or columns. Formulas of every sheet, merged cells, conditional formats, names, tables, "
        "charts, comments and all else follow. Exit status: 0 done, 2 the file cannot be edited.",
    )
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@option(
    "--insert",
    metavar=Text("DÒNG", "ROW"),
    help=Text("Chèn trước dòng (hoặc cột) này.", "Insert before this row (or column)."),
)
@option(
    "--delete",
    metavar=Text("DÒNG[:DÒNG]", "ROW[:ROW]"),
    help=Text("Xóa dòng này, hoặc từ dòng đến dòng.", "Delete this row, or from one to another."),
)
@option("--count", type=click.IntRange(1), default=1, help=Text("Chèn bao nhiêu.", "How many to insert."))
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
@editing_options
@language_option
def rows(
    book: str,
    insert: str | None,
    delete: str | None,
    count: int,
    like: str | None,
    stretch_total: bool,
    columns: bool,
    sheet: str | None,
    editing: Editing,
    language: Language,
) -> int:
    """Make one shift in a copy, calculate it anew and save it."""
    from xl_addin.workbook.edits.registry import kind_of

    if (insert is None) == (delete is None):
        raise click.UsageError(said("chọn một trong --insert và --delete", "give one of --insert and --delete"))
    if delete is not None and (count != 1 or like is not None or stretch_total):
        raise click.UsageError(
            said(
                "--count, --like và --stretch-total chỉ đi với --insert",
                "--count, --like and --stretch-total go with --insert only",
            )
        )
    found = opened(book, editing)
    named = sheet or _only_sheet(found.case.book)
    if delete is not None:
        made = _deletion(named, _lines(delete, columns, "--delete"), columns)
    else:
        at, _ = _lines(insert or "", columns, "--insert")
        model = _lines(like, columns, "--like")[0] if like else None
        made = _insertion(named, at, count, model, stretch_total, columns)
    made = _spelt(made, found.case.book)
    carry_out(found, [made], editing, [kind_of(made).words(made).in_language(language)], language)
    return 0


def _deletion(sheet: str, lines: tuple[int, int], columns: bool) -> "LineEdit":
    from xl_addin.workbook.edits.edit import DeleteColumns, DeleteRows

    first, last = lines
    return (DeleteColumns if columns else DeleteRows)(sheet, first, last - first + 1)


def _insertion(sheet: str, at: int, count: int, like: int | None, stretch: bool, columns: bool) -> "LineEdit":
    from xl_addin.workbook.edits.edit import InsertColumns, InsertRows

    # As Excel does it: formats of the line before, formulas of none.
    model = like or (at - 1 if at > 1 else None)
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


def _lines(text: str, columns: bool, name: str) -> tuple[int, int]:
    """The first and the last row or column that an option names."""
    from xl_addin.formula.cells import column_index

    match = _LINES.fullmatch(text)
    ends = [end for end in (match[1], match[2] or match[1]) if end.isdigit() is not columns] if match else []
    if len(ends) < 2:
        wanted = said("cột như D hoặc D:F", "columns such as D or D:F") if columns else ""
        wanted = wanted or said("dòng như 12 hoặc 12:13", "rows such as 12 or 12:13")
        raise click.UsageError(said(f"{name} {text}: cần {wanted}", f"{name} {text}: expected {wanted}"))
    numbers = sorted(column_index(end) if columns else int(end) for end in ends)
    return numbers[0], numbers[1]


def _only_sheet(book: "Book") -> str:
    names = [sheet.name for sheet in book.sheets]
    if len(names) > 1:
        raise Problem(_WHICH_SHEET.with_values(names=names), file=book.file)
    return names[0]
