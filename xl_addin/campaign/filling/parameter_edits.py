"""Parameters are written where the book keeps them, and the texts that copy them are written anew."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from xl_addin.campaign.column_values import ColumnPlan
from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.campaign.parameter_cell import cell_value, follows, number_format
from xl_addin.campaign.parameter_texts import heading_texts, number_text, title_texts
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.case.kept.finding import texts
from xl_addin.case.kept.parameters import KeptParameter
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.notation import Parameter, walk
from xl_addin.problem import Problem
from xl_addin.spec.model import ParameterSpec, Spec
from xl_addin.workbook.edits.edit import SetNumberFormat, SetValue
from xl_addin.workbook.model.book import Book, DateSystem
from xl_addin.workbook.model.formats import display_text
from xl_addin.workbook.model.serial_dates import serial_of

_1904 = 1462
"""Days between the two calendars Excel knows."""

_UNUSED = Text(
    "tham số này không có tác dụng: sổ tính không có ô giữ nó và không công thức nào đọc nó; hãy bỏ nó đi",
    "this parameter has no effect: the workbook has no cell for it and no formula reads it; leave it out",
)


def parameter_edits(
    spec: Spec, kept: Mapping[str, KeptParameter], book: Book
) -> Iterator[tuple[SetValue, SetNumberFormat | None, Text]]:
    """For every parameter the book keeps otherwise than the spec: the cell's edits, and what to tell the user."""
    for name, parameter in spec.parameters.items():
        if name not in kept or follows(name, spec.parameters, kept):
            continue
        if not _holds(kept[name], parameter, book.date_system):
            yield _edit(kept[name], parameter, book)


def left_behind(spec: Spec, sheet: str | None, book: Book) -> list[Text]:
    """What the user should know of the campaign's other sheets where only one is filled and a parameter has changed."""
    here = {each.name for each in book.sheets}
    others = [
        table.sheet for table in spec.tables if sheet is not None and table.sheet != sheet and table.sheet in here
    ]
    if not others:
        return []
    return [
        Text(
            "tham số đã đổi mà chỉ điền trang “{sheet}”; các trang {others} còn theo tham số cũ, hãy điền cả sổ",
            "a parameter has changed and only the sheet “{sheet}” was filled; {others} still go by the old one: fill "
            "the whole workbook",
        ).with_values(sheet=sheet, others=others)
    ]


def text_edits(spec: Spec, tables: Sequence[FoundTable], book: Book) -> Iterator[SetValue]:
    """Titles, headings, column numbers and lines under a table that copy parameters, as they must stand now.

    A text that another hand has worded differently is nobody's copy and stays.
    """
    for found in tables:
        if found.spec is None:
            continue
        sheet, table = book[found.table.sheet], found.table
        at_column = {column.position: found.spec.column(column.label) for column in table.columns}
        titles = list(title_texts(spec, found.spec))
        for row, position, text in texts(sheet):
            if sheet.formula(row, position) is not None or table.number_row < row <= table.area.last_row:
                continue
            column = at_column.get(position)
            if row == table.number_row:
                number = number_text(spec, column) if column else None
                candidates = [number] if number else []
            else:
                candidates = [*titles, *(heading_texts(spec, column) if column and row < table.number_row else ())]
            meant = {each.text for each in candidates if each.stands_in(text)}
            if len(meant) == 1 and text not in meant:
                yield SetValue(CellRef(sheet.name, row, position), meant.pop())


def parameters_read(plans: Sequence[ColumnPlan]) -> tuple[str, ...]:
    """The parameters that formulas and targets of a table read."""
    sources = [plan.source.target if isinstance(plan.source, Shared) else plan.source for plan in plans]
    nodes = (node for source in sources if source is not None for node in walk(source))
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Parameter)))


def not_kept(spec: Spec, read: Collection[str], kept: Collection[str]) -> Iterator[Text]:
    """What the user should know of parameters that the book has no cell for."""
    written = [name for name in spec.parameters if name in read and name not in kept]
    if written:
        yield Text(
            "sổ tính không có ô giữ tham số (bảng “Tên, Ý nghĩa, Giá trị”); công thức ghi thẳng số: {parameters}",
            "the workbook has no cells for parameters (a list “Tên, Ý nghĩa, Giá trị”); the formulas hold the "
            "figures: {parameters}",
        ).with_values(
            parameters=Text(
                *(
                    "; ".join(
                        Text("{name} = {value}", "{name} = {value}")
                        .with_values(name=name, value=spec.parameters[name].value)
                        .in_language(language)
                        for name in written
                    )
                    for language in ("vi", "en")
                )
            )
        )


def check_used(read: Collection[str], given: Collection[str], kept: Collection[str]) -> None:
    """Raise Problem for a parameter given on purpose that changes nothing here."""
    for name in given:
        if name not in kept and name not in read:
            raise Problem(_UNUSED, place=name)


def _holds(kept: KeptParameter, parameter: ParameterSpec, dates: DateSystem) -> bool:
    value = kept.value
    return not isinstance(value, bool) and value == _plain(cell_value(parameter), dates)


def _edit(kept: KeptParameter, parameter: ParameterSpec, book: Book) -> tuple[SetValue, SetNumberFormat | None, Text]:
    value, code = _plain(cell_value(parameter), book.date_system), number_format(parameter)
    shows = _shown(value, kept.number_format, book) == _shown(value, code, book) or parameter.is_date
    edit = SetValue(kept.cell, value)
    format_edit = None if shows else SetNumberFormat(kept.cell, code)
    return edit, format_edit, told(kept, value, kept.number_format if shows else code, book)


def told(kept: KeptParameter, value: int | float | str, code: str, book: Book) -> Text:
    """`Tham số!C5: 500.000 → 510.000`; `code` is the number format the cell gets."""
    return Text("{place}: {before} → {after}", "{place}: {before} → {after}").with_values(
        place=kept.place,
        before=Text("trống", "empty") if kept.value is None else _shown(kept.value, kept.number_format, book),
        after=_shown(value, code, book),
    )


def _shown(value: object, code: str, book: Book) -> Text:
    assert isinstance(value, int | float | str)
    return Text(display_text(value, code, "vi", book), display_text(value, code, "en", book))


def _plain(value: int | float | str | date, dates: DateSystem) -> int | float | str:
    if isinstance(value, date):
        return serial_of(value) - (_1904 if dates == 1904 else 0)
    return value
