"""What each column of a found table is to hold: by its notation, the spec, and what the user asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from xl_addin.campaign.column_plan import plan_table
from xl_addin.campaign.column_values import ColumnPlan, Source, calculation_order, columns_needed
from xl_addin.campaign.filling.found_groups import Groups, groups_in
from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Constant, CycleError, Expression, columns_of, to_excel
from xl_addin.problem import Problem
from xl_addin.spec.column_notation import readings_by_spec
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.columns import NO_CAP
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.workbook.model.book import Sheet

_ASKED = {
    "targets": Text("tổng để chia", "a whole to share"),
    "by": Text("cột làm căn cứ", "a column to share by"),
    "at_most": Text("cột giới hạn", "a column that bounds it"),
}
_TWICE = Text(
    "cột {label} được cho {what} hai lần; hãy ghi một lần", "column {label} is given {what} twice; give it once"
)
_NO_FIGURES = Text(
    "cột {label} ghi số thứ tự hoặc tên đơn vị, không có số liệu để phân bổ; các cột số liệu là {labels}",
    "column {label} counts rows or names units and holds no figures to share; the columns of figures are {labels}",
)
_BY_ITSELF = Text(
    "cột {label} không thể chia theo hoặc giới hạn bởi chính nó; hãy ghi số của cột khác",
    "column {label} cannot be shared by itself or bounded by itself; give another column",
)


@dataclass(frozen=True)
class Request:
    """What `--target 4=500000`, `--by 4=11` and `--at-most 4=3` (or `4=none`) ask of one table, by column number."""

    targets: Mapping[str, int] = field(default_factory=dict)
    by: Mapping[str, str] = field(default_factory=dict)
    at_most: Mapping[str, str] = field(default_factory=dict)

    @property
    def others(self) -> tuple[str, ...]:
        """The columns that shares are asked to follow or keep within."""
        return (*self.by.values(), *(label for label in self.at_most.values() if label != NO_CAP))

    @property
    def labels(self) -> frozenset[str]:
        """The columns something is asked of."""
        return frozenset([*self.targets, *self.by, *self.at_most])


@dataclass(frozen=True)
class FoundPlan:
    """The columns of a table's numbers, and what the user should know about how they were decided."""

    columns: tuple[ColumnPlan, ...]
    notes: tuple[Text, ...]
    groups: Groups = field(default_factory=dict)
    """For whatever columns are shared within, each unit's group."""


def requests(
    tables: Sequence[FoundTable],
    targets: Mapping[str, int],
    by: Mapping[str, str],
    at_most: Mapping[str, str],
) -> list[Request]:
    """What is asked of each table; a column of one of several tables is written `phase2.4` or `Sheet2.4`."""
    parts = [Request() for _ in tables]
    for option, asked in (("targets", targets), ("by", by), ("at_most", at_most)):
        for name, value in asked.items():
            index, label = _meant(tables, name, None if isinstance(value, int) or value == NO_CAP else value)
            before = getattr(parts[index], option)
            if label in before:
                raise _problem(tables[index].table, label, _TWICE.with_values(label=label, what=_ASKED[option]))
            parts[index] = replace(parts[index], **{option: {**before, label: value}})
    for found, part in zip(tables, parts, strict=True):
        _check_asked(found.table, part)
    return parts


def _check_asked(table: NumberedTable, request: Request) -> None:
    """Raise Problem where a share is asked by the column itself, or of or by one that counts rows or names units."""
    for label, other in (*request.by.items(), *request.at_most.items()):
        if label == other:
            raise _problem(table, label, _BY_ITSELF.with_values(label=label))
    for label in (*request.labels, *request.others):
        if table.column(label).role in ("index", "unit"):
            figures = [column.label for column in table.columns if column.role == "number"]
            raise _problem(table, label, _NO_FIGURES.with_values(label=label, labels=figures))


def plan_found_table(found: FoundTable, request: Request, spec: Spec | None, sheet: Sheet) -> FoundPlan:
    """The plan of one table; Problem, naming the cell of the column-number row, for a notation of no clear meaning.

    What the sheet's notation states comes first, then the spec; a target asked for makes a column shared, and a
    column none of them speaks of is an input.
    """
    table = found.table
    from_spec = {plan.label: plan for plan in plan_table(spec, found.spec)} if spec and found.spec else {}
    plans: list[ColumnPlan] = []
    notes: list[Text] = []
    spoken_of = {
        *from_spec,
        *request.labels,
        *request.others,
        *_read_by_notations(table),
    }
    for column in table.columns:
        if column.role in ("index", "unit") or not (
            column.role == "number" or column.notation or column.unreadable or column.label in spoken_of
        ):
            continue
        plan = from_spec.get(column.label, ColumnPlan(column.label))
        source = _stated(found, column, plan.source, spec)
        if column.label in request.labels:
            source, note = _asked(table, column, source, request, plans)
            notes += note
        if source is None and plan.kind is None and _shows_percent(table, column, sheet):
            plan = replace(plan, kind="ratio")
        plans.append(replace(plan, source=source))
    plans = [_with_those_here(plan, plans) for plan in plans]
    _check(table, plans)
    return FoundPlan(tuple(plans), tuple(notes), groups_in(found, plans, sheet, spec))


def _with_those_here(plan: ColumnPlan, plans: Sequence[ColumnPlan]) -> ColumnPlan:
    """A shared column rounded with those of its companions that the table has."""
    if not isinstance(plan.source, Shared) or not plan.source.together:
        return plan
    here = {one.label for one in plans if isinstance(one.source, Shared)}
    return replace(plan, source=replace(plan.source, together=tuple(filter(here.__contains__, plan.source.together))))


def number_cell(table: NumberedTable, label: str) -> str:
    """Where a column states its number, for messages."""
    return str(table.cell(table.number_row, label))


def _read_by_notations(table: NumberedTable) -> Iterator[str]:
    """The columns that formulas of the table read: figures belong there, even while a column is still empty."""
    for column in table.columns:
        for reading in column.notation.readings(table.labels) if column.notation else ():
            yield from (ref.label for ref in columns_of(reading))


def _stated(found: FoundTable, column: TableColumn, from_spec: Source, campaign: Spec | None) -> Source:
    """What the sheet states, else what the spec says; the spec also decides between two readings."""
    table = found.table
    if column.unreadable is not None:
        raise _problem(
            table,
            column.label,
            Text(
                vi="không đọc được công thức cột “{text}”: {reason}",
                en="the notation “{text}” cannot be read: {reason}",
            ).with_values(text=column.number_text, reason=column.unreadable),
        )
    stated_by = {} if found.spec is None else {one.label: one for one in found.spec.columns}
    notation, labels = column.notation, table.labels
    readings = () if notation is None else readings_by_spec(notation, labels, stated_by.get(column.label), campaign)
    if len(readings) > 1:
        if from_spec is None or isinstance(from_spec, Shared):
            raise _problem(
                table,
                column.label,
                Text(
                    vi="công thức cột “{text}” hiểu được hai cách: {first} hoặc {second} với số là hằng số; hãy "
                    "viết số cột trong ngoặc, như (5)=(3)/100",
                    en="the notation “{text}” can be read in two ways: {first}, or {second} with a constant; put "
                    "column numbers in parentheses, as in (5)=(3)/100",
                ).with_values(text=column.number_text, first=_shown(readings[0]), second=_shown(readings[1])),
            )
        return from_spec
    return readings[0] if readings else from_spec


def _asked(
    table: NumberedTable, column: TableColumn, source: Source, request: Request, before: Sequence[ColumnPlan]
) -> tuple[Shared, list[Text]]:
    """The share a column is asked to be; a note where nothing said by which column."""
    label = column.label
    if source is not None and not isinstance(source, Shared):
        raise _problem(
            table,
            label,
            Text(
                vi="cột {label} là cột tính theo công thức, không phân bổ được; hãy chọn cột chỉ tiêu, là cột mà dòng "
                "số cột chỉ ghi số",
                en="column {label} is calculated by a formula and cannot be shared; choose a quota's column, one whose "
                "column number stands alone",
            ).with_values(label=label),
        )
    asked_by, at_most = request.by.get(label), request.at_most.get(label)
    target = Constant(Fraction(request.targets[label])) if label in request.targets else None
    if source is not None:
        changed = source if asked_by is None else replace(source, by=ColumnRef(asked_by), at_most=asked_by)
        changed = changed if at_most is None else replace(changed, at_most=_bound(at_most))
        return changed if target is None else replace(changed, target=target), []
    if target is None:
        raise _problem(
            table,
            label,
            Text(
                vi="cột {label} có cột làm căn cứ hoặc cột giới hạn mà không có tổng để chia; hãy cho tổng chỉ tiêu "
                "của cột {label}",
                en="column {label} has a column to share by or to bound it, but no whole to share; give the whole of "
                "column {label}",
            ).with_values(label=label),
        )
    if asked_by is not None:
        return Shared(target, ColumnRef(asked_by), at_most=_bound(at_most or asked_by)), []
    inputs = [plan.label for plan in before if plan.source is None]
    if not inputs:
        raise _problem(
            table,
            label,
            Text(
                vi="bên trái cột {label} không có cột số liệu nào để chia theo; hãy cho biết cột làm căn cứ phân bổ",
                en="there is no input column to the left of column {label} to share by; name the column to share by",
            ).with_values(label=label),
        )
    by = inputs[-1]
    note = Text(
        vi="{sheet}: cột {label} được chia theo cột {by} ({heading}), cột số liệu gần nhất bên trái; "
        "muốn chia theo cột khác hãy cho biết cột làm căn cứ phân bổ",
        en="{sheet}: column {label} is shared by column {by} ({heading}), the nearest input to its left; "
        "name the column to share by if it is another",
    ).with_values(sheet=table.sheet, label=label, by=by, heading=table.column(by).heading)
    return Shared(target, ColumnRef(by), at_most=_bound(at_most or by)), [note]


def _bound(asked: str) -> str | None:
    """The column asked for as a bound; `none` asks for none, as a spec's `at_most: none`."""
    return None if asked == NO_CAP else asked


def _check(table: NumberedTable, plans: Sequence[ColumnPlan]) -> None:
    """Every column a formula needs is there, and none needs itself."""
    labels = {plan.label for plan in plans}
    for plan in plans:
        needed = dict.fromkeys(ref.label for ref in columns_needed(plan) if ref.table is None)
        missing = [label for label in needed if label not in labels]
        if missing:
            raise _problem(
                table,
                plan.label,
                Text(
                    vi="cột {label} cần cột {missing}, bảng không có cột số liệu này; hãy sửa dòng số cột",
                    en="column {label} needs column {missing}, which is no number column of the table; correct the "
                    "column-number row",
                ).with_values(label=plan.label, missing=missing),
            )
    try:
        calculation_order(plans)
    except CycleError as error:
        raise _problem(table, error.labels[0], error.text) from error


def _shows_percent(table: NumberedTable, column: TableColumn, sheet: Sheet) -> bool:
    """Whether an input column holds percentages, which have no sum."""
    return any("%" in sheet.number_format(row, column.position) for row in table.body_rows)


def _meant(tables: Sequence[FoundTable], name: str, other: str | None = None) -> tuple[int, str]:
    """The table (its index) and column `4`, `phase2.4`, `Sheet2.4` or `A17:J25.4` stands for.

    `other` is the column of the same table that is asked for it; Problem where there is none.
    """
    hits = [(index, name) for index, found in enumerate(tables) if name in found.table.labels]
    prefix, _, label = name.rpartition(".")
    if not hits and prefix:
        hits = [
            (index, label)
            for index, found in enumerate(tables)
            if found.answers_to(prefix) and label in found.table.labels
        ]
    if not hits:
        raise _no_such_column(name, tables)
    if len(hits) > 1:
        raise Problem(
            Text(
                vi="nhiều bảng có cột {name} ({places}); hãy ghi tên trang tính hoặc vùng của bảng "
                "trước số cột, như “{example}”",
                en="several tables have a column {name} ({places}); write the sheet or the table's range "
                "before the column, as in “{example}”",
            ).with_values(
                name=name,
                places=[tables[index].name for index, _ in hits],
                example=f"{_shortest_name(tables, hits[0][0])}.{hits[0][1]}",
            )
        )
    if other is not None and other not in tables[hits[0][0]].table.labels:
        raise _no_such_column(other, [tables[hits[0][0]]])
    return hits[0]


def _shortest_name(tables: Sequence[FoundTable], index: int) -> str:
    """A name only this table answers to: its sheet, its range, or both."""
    table = tables[index].table
    names = (table.sheet, str(table.area), tables[index].name)
    return next((name for name in names if sum(each.answers_to(name) for each in tables) == 1), names[-1])


def _no_such_column(name: str, tables: Sequence[FoundTable]) -> Problem:
    prefix, _, label = name.rpartition(".")
    labels = [label for found in tables for label in found.table.labels]
    if prefix and label in labels and not any(found.answers_to(prefix) for found in tables):
        what = Text(vi="không có bảng “{name}”", en="there is no table “{name}”").with_values(name=prefix)
        return Problem(unknown(what, prefix, (found.table.sheet for found in tables)))
    what = Text(vi="không bảng nào có cột {name}", en="no table has a column {name}").with_values(name=name)
    return Problem(unknown(what, label, labels))


def _problem(table: NumberedTable, label: str, text: Text) -> Problem:
    return Problem(text, place=number_cell(table, label))


def _shown(expression: Expression) -> str:
    """A reading with columns in parentheses, so that they are told from constants: `(4)/100`."""
    return to_excel(expression, lambda ref: f"({ref.label})")
