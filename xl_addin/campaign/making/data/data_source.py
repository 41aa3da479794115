"""A data file an office brings along, opened once for all the tables that find their rows in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xl_addin.campaign.making.data.data_header import DataHeader, find_header, recognised_columns
from xl_addin.campaign.making.data.data_rows import DataRows, read_bytes, sheet_rows, text_rows
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import TableSpec
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.delimited_text import looks_like_workbook

_SEVERAL_FILES = Text(
    "nhiều tệp có số liệu của bảng này ({names}); hãy đặt tên tệp cần dùng là “{wanted}”",
    "several files hold this table's figures ({names}); name the one to use “{wanted}”",
)


@dataclass(frozen=True)
class DataSource:
    """A data file: its text, or its recalculated workbook."""

    path: str
    content: bytes
    book: Book | None = None

    def rows_for(self, table: TableSpec) -> tuple[DataRows, DataHeader]:
        """The rows that hold a table's inputs and their header; Problem where there are none or several sheets do."""
        if self.book is not None:
            return _rows_of_sheet(self.book, self.path, table)
        data = text_rows(self.content, self.path, lambda rows: recognised_columns(rows, table))
        return data, find_header(data, table)


def source_for(sources: Sequence[DataSource], table: TableSpec, campaign: str) -> DataSource:
    """The file that holds a table's rows: the one called as the table, else the only one with its header.

    A file is called as a table by its key, its sheet's name or `campaign_key`. Problem where no file holds them, or
    several do.
    """
    if len(sources) == 1:
        return sources[0]
    called = {folded(name) for name in (table.key, table.sheet, f"{campaign}_{table.key}")}
    named = [source for source in sources if folded(Path(source.path).stem) in called]
    if named:
        return named[0]
    problems, found = [], []
    for source in sources:
        try:
            source.rows_for(table)
            found.append(source)
        except Problem as problem:
            problems.append(problem)
    if not found:
        raise problems[0]
    if len(found) > 1:
        text = _SEVERAL_FILES.with_values(names=[one.path for one in found], wanted=f"{table.key}.csv")
        raise Problem(text, file=found[0].path)
    return found[0]


def open_source(path: str) -> DataSource:
    """Open a data file. Problem, naming the file, for one that cannot be read.

    CSV: comma, semicolon or tab; UTF-8 with or without byte order mark, or UTF-16. Workbooks are recalculated.
    """
    content = read_bytes(path)
    if not looks_like_workbook(content):
        return DataSource(path, content)
    from xl_addin.engine.recalculate import recalculate
    from xl_addin.functions.called import functions_called
    from xl_addin.workbook.reading.read import read_book

    book = read_book(content, file=path)
    if any(True for _ in book.formula_cells()):
        book = recalculate(book, functions_called(book)).book
    return DataSource(path, content, book)


def _rows_of_sheet(book: Book, path: str, table: TableSpec) -> tuple[DataRows, DataHeader]:
    """The rows of the sheet called as the table's, else of the only one with the table's header."""
    found = []
    problem: Problem | None = None
    for name in _sheet_names(book, table):
        data = sheet_rows(book[name], path)
        try:
            found.append((data, find_header(data, table)))
        except Problem as error:
            problem = problem or error
    if not found:
        raise problem or Problem(Text(vi="sổ tính không có trang tính nào", en="the workbook has no sheet"), file=path)
    if len(found) > 1:
        raise Problem(
            Text(
                vi="nhiều trang tính có số liệu ({names}); hãy đặt tên trang cần dùng là “{wanted}” hoặc bỏ trang khác",
                en="several sheets hold data ({names}); name the one to use “{wanted}” or remove the others",
            ).with_values(names=[data.sheet for data, _ in found], wanted=table.sheet),
            file=path,
        )
    return found[0]


def _sheet_names(book: Book, table: TableSpec) -> Sequence[str]:
    names = [each.name for each in book.sheets]
    return [table.sheet] if table.sheet in names else names
