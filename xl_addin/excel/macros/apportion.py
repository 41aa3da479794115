"""Share a whole among the units of the table in which a cell of the column to share is selected."""

from typing import TYPE_CHECKING

from xl_addin.campaign.filling.fill import changes_to_fill
from xl_addin.case.case import Case
from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.dialogs import ask
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import active_cell, read_open_book
from xl_addin.excel.showing.preview import shortened
from xl_addin.excel.showing.wording import COPY_KEPT, joined, listed
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.figures import FigureError, ungrouped
from xl_addin.table.model import NumberedTable, TableColumn

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Phân bổ chỉ tiêu", "Apportion")

_NO_TABLE = Text(
    "ô đang chọn không nằm trong bảng nào có dòng số cột; hãy chọn một ô trong cột cần phân bổ rồi bấm lại",
    "the selected cell is in no table with a column-number row; select a cell of the column to share",
)
_TWO_TABLES = Text(
    "trang này có hai bảng cùng cột số {label}; hãy để mỗi bảng một trang tính rồi bấm lại",
    "two tables of this sheet have a column {label}; put each on a sheet of its own",
)
_WHOLE = Text(
    "Cột {label} ({heading}): tổng chỉ tiêu phải chia cho {units} đơn vị là bao nhiêu?",
    "Column {label} ({heading}): what whole is to be shared among {units} units?",
)
_BY = Text(
    "Chia theo cột số mấy? (để trống: cột số liệu gần nhất bên trái)",
    "By which column? (leave empty for the nearest input to the left)",
)
_NO_NUMBER = Text(
    "“{text}” không phải số nguyên dương; hãy ghi tổng chỉ tiêu như 500000 hoặc 500.000",
    "“{text}” is no positive whole number; write the whole as 500000",
)
_COMPUTING = Text("đang phân bổ…", "sharing…")
_NOTHING = Text("Bảng đã được phân bổ đúng như vậy.", "The table is shared just so already.")
_ABOUT = Text("Phân bổ {whole} ở cột {label}, bảng {table}.", "Share {whole} in column {label} of the table {table}.")
_DONE = Text(
    "Đã phân bổ cột {label}, bảng {table}: ghi {count} ô.",
    "Column {label} of the table {table} is shared: {count} cells were written.",
)


def main(book: "xlwings.Book | None" = None) -> None:
    """Apportion the column of the selected cell."""
    run(book, _apportion)


def _apportion(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    case = Case(opened.book)
    table, column = _selected(case, active_cell(opened))
    whole = _asked_whole(live, table, column)
    if whole is None:
        return None
    by = ask(live.app, _BY)
    if by is None:
        return None
    say(_COMPUTING)
    campaign = campaign_of(opened.book)
    edits, notes = changes_to_fill(
        case,
        spec=campaign.own,
        sheet=table.sheet,
        targets={column.label: whole},
        by={column.label: by} if by else {},
    )
    mine = tuple(edit for edit in edits if not _in_another_table(case, table, edit.cell))
    place = f"{table.sheet}!{table.area}"
    if not mine:
        return joined(campaign.said, _NOTHING, listed(notes))
    about = joined(campaign.said, _ABOUT.with_values(whole=whole, label=column.label, table=place), listed(notes))
    copy = carry_out(opened, Writing(mine), ACTION, say, about=about)
    if copy is None:
        return None
    return joined(_DONE.with_values(label=column.label, count=len(mine), table=place), COPY_KEPT.with_values(copy=copy))


def _selected(case: Case, cell: CellRef) -> tuple[NumberedTable, TableColumn]:
    tables = case.tables_on(cell.sheet)
    for table in tables:
        for column in table.columns:
            if column.position == cell.column and (cell.row, cell.column) in table.area:
                if sum(column.label in other.labels for other in tables) > 1:
                    raise Problem(_TWO_TABLES.with_values(label=column.label), place=cell.sheet)
                return table, column
    raise Problem(_NO_TABLE, place=str(cell))


def _in_another_table(case: Case, table: NumberedTable, cell: CellRef) -> bool:
    """Whether a cell is in a table of the sheet that was not asked for; what keeps or explains the share is in none."""
    others = (other for other in case.tables_on(table.sheet) if other.area != table.area)
    return cell.sheet == table.sheet and any((cell.row, cell.column) in other.area for other in others)


def _asked_whole(live: "xlwings.Book", table: NumberedTable, column: TableColumn) -> int | None:
    prompt = _WHOLE.with_values(label=column.label, heading=shortened(column.heading), units=len(table.body_rows))
    text = ask(live.app, prompt)
    if text is None:
        return None
    try:
        whole = int(ungrouped(text, whole=True))
    except FigureError:
        whole = 0
    if whole <= 0:
        raise Problem(_NO_NUMBER.with_values(text=text))
    return whole
