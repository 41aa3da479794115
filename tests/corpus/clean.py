"""Tables without mistakes: every form in varied layouts. Nothing may be found in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.forms import FORMS
from corpus.statements import statements
from corpus.tables import Form, Layout, Table, build

from xl_addin.workbook.model.book import Book

LAYOUTS: tuple[tuple[str, Layout], ...] = (
    ("plain", Layout()),
    ("typed", Layout(formulas=False)),
    ("letterhead", Layout(units=11, letterhead=True, notes=True, two_header_rows=True)),
    ("elsewhere", Layout(units=5, top=7, left=3, described=True)),
    ("total-first", Layout(units=8, total="top", letterhead=True, formulas=False)),
    ("groups", Layout(units=9, groups=3, notes=True)),
    ("groups-typed", Layout(units=8, groups=2, formulas=False, letterhead=True)),
    ("no-total", Layout(units=4, total=None, plain_format=True)),
    ("long", Layout(units=35, plain_format=True, notes=True)),
    ("filtered", Layout(units=7, hidden_unit=True)),
    ("unnumbered", Layout(units=7, numbered=False, letterhead=True, notes=True)),
    ("formula-row", Layout(units=6, formula_row=True, two_header_rows=True)),
)


@dataclass(frozen=True)
class Clean:
    """A book in which nothing may be found."""

    name: str
    book: Book


def _fits(form: Form, layout: Layout) -> bool:
    """Whether the form can be laid out so."""
    if not form.summed and (layout.hidden_unit or layout.groups or layout.total == "top"):
        return False
    return not layout.groups or any(column.kind == "index" for column in form.columns)


def tables() -> Iterator[tuple[str, Table]]:
    """Every form in every layout that suits it."""
    for form in FORMS:
        for name, layout in LAYOUTS:
            if _fits(form, layout):
                yield f"{form.name}/{name}", build(form, layout if form.summed else replace(layout, total=None))


def clean_books() -> Iterator[Clean]:
    """One table a book, then books and sheets with several."""
    for name, table in tables():
        yield Clean(name, table.book())
    for name, table in statements():
        yield Clean(name, table.book())
    for index, (one, other) in enumerate(zip(FORMS[::2], FORMS[1::2], strict=True)):
        first = build(one, Layout(seed=index)).book_sheet()
        second = replace(build(other, Layout(seed=index + 1)).book_sheet(), name="Biểu 2")
        yield Clean(f"two-sheets/{one.name}", Book("corpus.xlsx", (first, second)))
        yield Clean(f"two-on-a-sheet/{one.name}", _below_one_another(one, other, index))


def _below_one_another(one: Form, other: Form, seed: int) -> Book:
    upper = build(one, Layout(seed=seed, units=5))
    bottom = max(row for row, _ in upper.cells)
    lower = build(other, Layout(seed=seed + 7, units=6, top=bottom + 4))
    upper.cells |= lower.cells
    upper.formats |= lower.formats
    return upper.book()
