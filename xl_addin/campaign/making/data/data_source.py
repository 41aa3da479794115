"""A data file an office brings along, opened once for all the tables that find their rows in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xl_addin.campaign.making.data.data_header import DataHeader, find_header, recognised_columns
from xl_addin.campaign.making.data.data_rows import DataRows, read_bytes, sheet_rows, text_rows
from xl_addin.campaign.making.data.set_column import rows_of_set, set_names
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.delimited_text import looks_like_workbook

_TWO_FOR_ALL = Text(
    "hai tệp {one} và {other} không ghi là của bộ đơn vị hay bảng nào",
    "{one} and {other} do not say of which unit set or table they are",
)
_SAY_WHOSE = OptionHint("hãy ghi rõ, ví dụ --data {example}=TỆP", "say it, as in --data {example}=FILE")
_TWO_FOR_ONE = Text(
    "{key} có hai tệp số liệu: {one} và {other}; hãy bỏ một tệp",
    "{key} has two data files, {one} and {other}: remove one",
)
_NO_SUCH_SET = Text("đặc tả không có bộ đơn vị hay bảng “{key}”", "the spec has no unit set and no table “{key}”")


@dataclass(frozen=True)
class DataSource:
    """A data file: its text, or its recalculated workbook."""

    path: str
    content: bytes
    book: Book | None = None

    def rows_for(self, table: TableSpec, spec: Spec | None = None) -> tuple[DataRows, DataHeader]:
        """The rows that hold a table's inputs and their header; Problem where there are none or several sheets do.

        Where a column tells the unit set of each row, they are the rows of the table's own.
        """
        if self.book is not None:
            data, header = _rows_of_sheet(self.book, self.path, table, spec)
        else:
            data = text_rows(self.content, self.path, lambda rows: recognised_columns(rows, table))
            header = find_header(data, table)
        return (data if spec is None else rows_of_set(data, header, spec, table)), header


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


def open_sources(files: Sequence[str], spec: Spec) -> tuple[DataSource | None, Mapping[str, DataSource]]:
    """Open the data files given as `FILE`, or as `KEY=FILE` for one unit set or table: the one for all, those by key.

    Problem for a key that the spec has not, for two files of one key, and for two that are for all.
    """
    keys = [*(one.key for one in spec.unit_sets), *(one.key for one in spec.tables)]
    every: DataSource | None = None
    own: dict[str, DataSource] = {}
    for file in files:
        key, given, path = file.partition("=")
        if not given or (key not in keys and Path(file).exists()):
            if every is not None:
                raise Problem(
                    _TWO_FOR_ALL.with_values(one=every.path, other=file),
                    by_option=_SAY_WHOSE.with_values(example=keys[0]),
                )
            every = open_source(file)
        elif key not in keys:
            raise Problem(unknown(_NO_SUCH_SET.with_values(key=key), key, keys))
        elif key in own:
            raise Problem(_TWO_FOR_ONE.with_values(key=key, one=own[key].path, other=path))
        else:
            own[key] = open_source(path)
    return every, own


def _rows_of_sheet(book: Book, path: str, table: TableSpec, spec: Spec | None) -> tuple[DataRows, DataHeader]:
    """The rows of the sheet called as the table's or its unit set, else of the only one with the table's header."""
    found = []
    problem: Problem | None = None
    for name in _sheet_names(book, table, spec):
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


def _sheet_names(book: Book, table: TableSpec, spec: Spec | None) -> Sequence[str]:
    names = [each.name for each in book.sheets]
    if table.sheet in names:
        return [table.sheet]
    if spec is None or (own := spec.unit_set(table)) is None:
        return names
    sets = set_names(spec)
    called = [name for name in names if sets.get(folded(name)) == own.key]
    others = {folded(one.sheet) for one in spec.tables if spec.unit_set(one) != own}
    others |= {name for name, key in sets.items() if key != own.key}
    return called or [name for name in names if folded(name) not in others]
