"""The units and their figures an office brings along (`--data`), from CSV or a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from unicodedata import normalize

from xl_addin.campaign.making.data.data_header import DataHeader, described, missing_column
from xl_addin.campaign.making.data.data_rows import DataRow, DataRows
from xl_addin.campaign.making.data.data_source import DataSource
from xl_addin.campaign.making.data.group_lines import GroupLine, grouped
from xl_addin.campaign.making.data.told_units import SaidPlaces, ToldUnit, told_units
from xl_addin.campaign.making.data.unit_texts import Said, read_texts
from xl_addin.formula.cells import MAX_ROW, CellRef
from xl_addin.language import Text
from xl_addin.notation import exact
from xl_addin.problem import Problem
from xl_addin.spec.figures import FigureError, MarkUse, figure, mark_use
from xl_addin.spec.known_units import KnownUnits
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec
from xl_addin.table.words import folded, is_total_label
from xl_addin.workbook.model.book import CellError, Unsupported

MOST_UNITS = MAX_ROW - 24
"""Rows Excel leaves for units beside a table's letterhead, headers, total and checks."""

LONGEST_NAME = 255
"""Longer than any unit's name; longer texts cannot be named in Excel's formulas either."""

_MOST_DIGITS = 15
"""Excel calculates with 15 digits; a longer figure would be changed silently."""


Figure = int | Fraction | None
"""None for an empty cell of an optional column."""


_NO_UNITS = Text(
    vi="không có đơn vị nào dưới dòng tiêu đề; hãy ghi mỗi đơn vị một dòng",
    en="there is no unit under the heading row; write one row for each unit",
)
_TOO_MANY = Text(
    vi="có {count} đơn vị, một trang tính Excel chỉ chứa được {most}; hãy chia nhỏ tệp",
    en="there are {count} units and an Excel sheet holds {most}; split the file",
)
_OTHER_SUM = Text(
    "dòng {row}: dòng nhóm “{name}” ghi {stated}, các đơn vị bên dưới cộng được {summed}; hãy sửa số, hoặc bỏ số ở "
    "dòng nhóm",
    "row {row}: the group “{name}” says {stated}, its units add up to {summed}; correct the figures, or leave the "
    "group's out",
)


@dataclass(frozen=True)
class UnitData:
    """The units' names and, under each column's number, their figures and what is said of them in the same order.

    `units` are the same with codes and parents, `rows` the rows they stood in; `sheet` (None for a text file) and
    `positions` (of the columns, from 0, by number) say where that was, `set_told` that a column told their unit set.
    """

    names: tuple[str, ...]
    inputs: Mapping[str, tuple[Figure, ...]]
    texts: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    units: tuple[ToldUnit, ...] = field(default=(), compare=False)
    rows: tuple[int, ...] = field(default=(), compare=False)
    file: str = field(default="", compare=False)
    sheet: str | None = field(default=None, compare=False)
    positions: Mapping[str, int] = field(default_factory=dict, compare=False)
    set_told: bool = field(default=False, compare=False)

    def problem(self, text: Text, unit: int, position: int) -> Problem:
        """A problem with one of the units, at its cell where the file is a workbook."""
        place = self.sheet and str(CellRef(self.sheet, self.rows[unit], position + 1))
        return Problem(text, file=self.file, place=place)


def read_units(source: DataSource, table: TableSpec, spec: Spec | None = None) -> UnitData:
    """Read the units of a table and its input columns from a data file; figures are Vietnamese or English.

    The header gives column numbers, headings or keys; columns that are not input and a total row are left out. Lines
    that head a group say what its units lie in. With a `spec` the units are those it lists for the table. Raises
    Problem, naming file, row and column, for anything that would have to be guessed.
    """
    data, header = source.rows_for(table, spec)
    inputs = [column for column in table.inputs if column.label in header.positions]
    known = None if spec is None else KnownUnits(spec, table)
    unit = header.positions[table.unit_column.label]
    figures = [header.positions[column.label] for column in inputs]
    is_group = known.is_listed_parent if known else lambda name: False
    groups, lines = grouped(data, list(_unit_rows(data, header, table)), unit, figures, is_group)
    rows = [row for row, _ in groups]
    if not rows:
        raise data.problem(_NO_UNITS)
    if len(rows) > MOST_UNITS:
        raise data.problem(_TOO_MANY.with_values(count=len(rows), most=MOST_UNITS))
    names = _names(data, rows, unit)
    use = mark_use(
        (text for row in rows for position in figures if isinstance(text := row.cell(position), str)), data.delimiter
    )
    read = {
        column.label: tuple(figure_in(data, row, header.positions[column.label], column, use) for row in rows)
        for column in inputs
    }
    _check_group_figures(
        data, lines, rows, {header.positions[one.label]: (one, read[one.label]) for one in inputs}, use
    )
    texts = dict(read_texts(source, data, header, rows, table))
    code, parent = table.with_role("code"), table.with_role("parent")
    said = [
        ToldUnit(name, _said(texts, code, at), _said(texts, parent, at) or groups[at].group)
        for at, name in enumerate(names)
    ]
    stands = [None if column is None else header.positions.get(column.label) for column in (code, parent)]
    places = SaidPlaces(unit, *stands)
    units = told_units(data, rows, said, places, known)
    for column, words in ((code, [one.code for one in units]), (parent, [one.parent for one in units])):
        if column is not None and column.label not in texts and not any(words) and not column.optional:
            raise missing_column(data, column)
        if column is not None:
            was = texts.get(column.label, (None,) * len(rows))
            texts[column.label] = tuple(before or word or None for before, word in zip(was, words, strict=True))
    return UnitData(
        tuple(one.name for one in units),
        read | {column.label: (None,) * len(rows) for column in table.inputs if column not in inputs},
        texts,
        units=units,
        rows=tuple(row.number for row in rows),
        file=data.file,
        sheet=data.sheet,
        positions=header.positions,
        set_told=data.set_told,
    )


def _said(texts: Mapping[str, Sequence[Said]], column: ColumnSpec | None, at: int) -> str:
    said = texts.get(column.label) if column else None
    return "" if said is None or said[at] is None else str(said[at])


def _check_group_figures(
    data: DataRows,
    lines: Sequence[GroupLine],
    rows: Sequence[DataRow],
    columns: Mapping[int, tuple[ColumnSpec, Sequence[Figure]]],
    use: MarkUse,
) -> None:
    """Problem where a group's line states another figure than its units add up to."""
    at = {row.number: index for index, row in enumerate(rows)}
    for row, name, members in lines:
        for position, (column, figures) in columns.items():
            if column.kind == "ratio" or row.cell(position) is None:
                continue
            stated = figure_in(data, row, position, column, use)
            summed = sum(figures[at[member.number]] or 0 for member in members)
            if stated != summed:
                text = _OTHER_SUM.with_values(row=str(row.number), name=name, stated=stated, summed=summed)
                raise data.problem(text, row.number, position)


def _unit_rows(data: DataRows, header: DataHeader, table: TableSpec) -> Iterator[DataRow]:
    """The units' rows: not the total row, nor notes without any figure below it."""
    unit = header.positions[table.unit_column.label]
    figures = [header.positions[column.label] for column in table.inputs if column.label in header.positions]
    below_total = False
    for row in data.rows[header.body_from :]:
        if row.is_empty:
            continue
        texts = [cell for cell in row.cells[: unit + 1] if isinstance(cell, str)]
        if any(is_total_label(text) or folded(text) == folded(table.total_label) for text in texts):
            below_total = True
        elif not below_total or any(row.cell(position) is not None for position in figures):
            yield row


def _names(data: DataRows, rows: Sequence[DataRow], position: int) -> tuple[str, ...]:
    names: list[str] = []
    for row in rows:
        cell = row.cell(position)
        if not isinstance(cell, str):
            raise data.problem(
                Text(
                    vi="dòng {row}: thiếu tên đơn vị, hoặc tên không phải chữ; hãy ghi tên hoặc xóa dòng này",
                    en="row {row}: the unit's name is missing or no text; write it or delete the row",
                ).with_values(row=str(row.number)),
                row.number,
                position,
            )
        name = " ".join(normalize("NFC", cell).split())
        if len(name) > LONGEST_NAME:
            raise data.problem(
                Text(
                    vi="dòng {row}: tên đơn vị dài {length} ký tự, nhiều nhất {most}; hãy kiểm tra dấu nháy kép hoặc "
                    "rút gọn tên",
                    en="row {row}: the unit's name has {length} characters, {most} at most; check the double quotes "
                    "or shorten it",
                ).with_values(row=str(row.number), length=len(name), most=LONGEST_NAME),
                row.number,
                position,
            )
        names.append(name)
    return tuple(names)


def figure_in(data: DataRows, row: DataRow, position: int, column: ColumnSpec, use: MarkUse) -> Figure:
    """The figure in one cell of a row, None for an empty cell of an optional column; Problem for what is none."""
    cell = row.cell(position)
    count = column.kind not in ("ratio", "amount")

    def problem(reason: Text) -> Problem:
        text = Text(vi="dòng {row}, cột {column}: {reason}", en="row {row}, column {column}: {reason}")
        return data.problem(
            text.with_values(row=str(row.number), column=described(column), reason=reason),
            row.number,
            position,
        )

    if cell is None and column.optional:
        return None
    if cell is None:
        raise problem(
            Text(
                vi="thiếu số liệu; hãy điền số (ghi 0 nếu không có)",
                en="the figure is missing; fill it in (0 if there is none)",
            )
        )
    if isinstance(cell, bool | CellError | Unsupported):
        shown = cell.reason if isinstance(cell, Unsupported) else str(cell)
        raise problem(_NOT_A_NUMBER.with_values(text=shown))
    try:
        value = figure(cell, use, count=count) if isinstance(cell, str) else exact(cell)
    except FigureError as error:
        reason = _AMBIGUOUS if error.reason == "ambiguous" else _NOT_A_NUMBER
        raise problem(reason.with_values(text=str(cell))) from error
    if abs(value) >= 10**_MOST_DIGITS:
        raise problem(
            Text(
                vi="số có hơn {most} chữ số; Excel chỉ tính đúng đến {most} chữ số",
                en="the figure has more than {most} digits, which is all that Excel calculates with",
            ).with_values(most=_MOST_DIGITS)
        )
    if count and value < 0:
        raise problem(
            Text(
                vi="{value} là số âm; số đếm phải từ 0 trở lên",
                en="{value} is negative; a count is 0 or more",
            ).with_values(value=value)
        )
    if count and value.denominator != 1:
        raise problem(
            Text(
                vi="{value} không phải số nguyên; số đếm phải là số nguyên",
                en="{value} is not whole; a count is a whole number",
            ).with_values(value=value)
        )
    return int(value) if value.denominator == 1 else value


_NOT_A_NUMBER = Text(vi="“{text}” không phải số; hãy chỉ ghi chữ số", en="“{text}” is not a number; write digits only")
_AMBIGUOUS = Text(
    vi="“{text}” hiểu được hai cách (dấu ngăn hàng nghìn hay dấu thập phân); hãy ghi không có dấu ngăn hàng nghìn",
    en="“{text}” can be read in two ways (thousands or decimals); write it without a thousands separator",
)
