"""docs/campaigns.md: the campaigns that come along, and every figure that was published beside ours."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from xl_addin.campaign.listing import example_files
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs
from xl_addin.campaign.making.layout import TableLayout
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.campaign.making.publish import published_workbook
from xl_addin.campaign.making.published import is_published, published_table
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import number, short_date
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec, shipped_specs
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.verify import verify
from xl_addin.workbook.model.book import Book, Value
from xl_addin.workbook.reading.read import read_book

_INTRODUCTION = """\
# The campaigns

Every campaign is a file of `formulas_spec/`; `xl-addin new --list` tells of them, `xl-addin new KEY` makes its
workbook. Where figures were published they stand in `formulas_spec/published/` as they were, mistakes included; figures
that are made up stand in `formulas_spec/examples/` and say so. This page is generated (`python docs/generate.py`).

## Published figures and ours

A figure is reproduced if ours, shown with as many decimals, is the same. Where ours is another one, both stand there,
with the rules that report something in that column of the published workbook. Ours is what `new` makes of the published
inputs; where these were not published, what the table's own figures give by its column numbers. “Given” are inputs:
there is nothing to reproduce.

| campaign | table | column | published | reproduced | otherwise: published → ours | reported |
|---|---|---|---|---|---|---|
"""
_DOCUMENTS = """
## What is wrong with the documents themselves

Reported with `xl-addin verify BOOK --spec KEY` on whatever book of the campaign, until an office gives other days
(`--param`).

| campaign | finding |
|---|---|
"""
_MOST_NAMED = 3


def campaigns_page() -> str:
    """The whole page as Markdown."""
    specs = [load_spec(key) for key in shipped_specs()]
    published = [spec for spec in specs if any(is_published(spec, table) for table in spec.tables)]
    cases = {spec.key: Case(read_book(published_workbook(spec)), spec) for spec in published}
    found = {key: verify(case).diagnostics for key, case in cases.items()}
    figures = [line for spec in published for line in _figures(spec, cases[spec.key], found[spec.key])]
    documents = [
        f"| `{key}` | {one.code}: {one.message.en} |"
        for key, diagnostics in found.items()
        for one in diagnostics
        if one.cell is None
    ]
    return _INTRODUCTION + "\n".join(figures) + "\n" + _DOCUMENTS + "\n".join(documents) + "\n"


def _figures(spec: Spec, case: Case, found: Sequence[Diagnostic]) -> Iterator[str]:
    made = _made(spec)
    for table in (one for one in spec.tables if is_published(spec, one)):
        view = next(one for one in case.views if one.spec is table)
        for column in table.columns:
            published = published_table(spec, table)
            if column.role not in ("index", "unit") and any(column.label in unit for unit in published.units):
                yield _line(spec, table, column, view, made, [one for one in found if one.cell])


def _line(
    spec: Spec, table: TableSpec, column: ColumnSpec, view: TableView, made: Book | None, found: Sequence[Diagnostic]
) -> str:
    figures = published_table(spec, table)
    layout = TableLayout(table, len(figures.units))
    rows = [*zip(layout.body_rows, figures.units, strict=True)]
    rows += [(layout.total_row, figures.total)] if figures.total else []
    names = table.unit_column.label
    stated = [(row, str(line.get(names, "")), line[column.label]) for row, line in rows if column.label in line]
    heading = spec.fill_in(column.heading).replace("|", "/")
    start = f"| `{spec.key}` | {table.sheet} | {spec.fill_in(column.number)} {heading} | {len(stated)} |"
    position = layout.position(column.label)
    ours = [_ours(view, made, table, column, row, position) for row, _, _ in stated]
    if not stated or all(value is None for value in ours):
        return f"{start} given | | |"
    others = [
        (row, unit, value, our)
        for (row, unit, value), our in zip(stated, ours, strict=True)
        if our is not None and _shown(our, value) != _shown(value, value)
    ]
    named = [f"{unit}: {_shown(value, value)} → {_shown(our, value)}" for _, unit, value, our in others[:_MOST_NAMED]]
    more = [f"and {len(others) - _MOST_NAMED} more"] if len(others) > _MOST_NAMED else []
    place = table.sheet, position
    codes = sorted({one.code for one in found if (one.sheet, one.column) == place})
    return f"{start} {len(stated) - len(others)} | {'; '.join([*named, *more])} | {', '.join(codes)} |"


def _ours(
    view: TableView, made: Book | None, table: TableSpec, column: ColumnSpec, row: int, position: int
) -> int | float | Fraction | date | None:
    if column.is_input or column.is_told:
        return None
    if made is None:
        return view.expected(row, column.label)
    value: Value = made[table.sheet].value(row, position)
    if column.role == "date":
        return made.date(value)
    return value if isinstance(value, int | float) else None


def _shown(value: object, like: object) -> str:
    """A figure with as many decimals as another one, a day as documents write it."""
    if isinstance(value, date):
        return short_date(value)
    decimals = len(str(like).partition(".")[2]) if isinstance(like, float) else 0
    assert isinstance(value, int | float | Fraction)
    parts = value.as_integer_ratio() if isinstance(value, Fraction) else None
    exact = Decimal(parts[0]) / Decimal(parts[1]) if parts else Decimal(repr(value))
    return number(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "en", decimals)


def _made(spec: Spec) -> Book | None:
    """What `new` makes of the published inputs, or of a schedule's units; None where they were not published."""
    if any(column.schedule for table in spec.tables for column in table.columns):
        files = [path for path, option in example_files(spec).items() if option == "--data "]
    elif all(is_published(spec, table) for table in spec.tables if table.inputs):
        folder = shipped_folder("formulas_spec") / "published"
        files = [str(folder / f"{spec.key}_{table.key}.csv") for table in spec.tables if table.inputs]
    else:
        return None
    return read_book(campaign_workbook(spec, read_inputs(spec, open_source(str(Path(files[0]))))))
