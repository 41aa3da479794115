"""One mistake at a time, put into a table without mistakes; each names the code and the cell that must be found."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.clean import tables
from corpus.statements import statements
from corpus.tables import Table, calculated

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import address
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book

MOST_PER_FAULT = 12
"""Tables that one kind of mistake is put into."""


@dataclass(frozen=True)
class Fault:
    """A book with one mistake, the code that must report it and the cell it must name."""

    name: str
    book: Book
    code: str
    cell: str | None
    spec: Spec | None = None
    carried: bool = False
    """Whether calculated columns carry the mistake on and are reported too."""
    also: frozenset[str] = frozenset()
    """Codes that rightly report the mistake as well, elsewhere in the book."""


Seed = Callable[[Table], str | None]
"""Puts a mistake into a table and says at which cell it must be found; None where the table cannot have it."""


def _typed(table: Table) -> bool:
    return not table.layout.formulas


def value_against_notation(table: Table) -> str | None:
    """A typed result that is 100 off, its total set right for what the rows now add up to."""
    labels = [label for label in table.labels("sum") if _states(table, label)]
    if not _typed(table) or not labels or table.layout.groups:
        return None
    row = table.units[2]
    place = table.place(row, labels[-1])
    _raise(table, place, 100)
    if table.total:
        _raise(table, table.place(table.total, labels[-1]), 100)
    return address(*place)


def ratio_against_notation(table: Table) -> str | None:
    """A typed percentage of another row."""
    if not _typed(table) or not table.labels("ratio"):
        return None
    place = table.place(table.units[1], table.labels("ratio")[0])
    figure = table.cells[place]
    assert isinstance(figure, int | float)
    table.cells[place] = round(figure * 1.5 + 0.01, 4)
    return address(*place)


def wrong_total(table: Table) -> str | None:
    """A typed total that is not the sum."""
    if not _typed(table) or not table.total or not table.form.summed:
        return None
    return _off(table, table.total, table.labels("input")[-1], 1000, carried=True)


def wrong_subtotal(table: Table) -> str | None:
    """A typed sub-total that is not the sum of its rows."""
    if not _typed(table) or not table.groups:
        return None
    return _off(table, next(iter(table.groups)), table.labels("input")[-1], 1000, carried=True)


def _off(table: Table, row: int, label: str, by: int, *, carried: bool) -> str:
    """Make a figure wrong and let what is calculated from it in its row follow, so that only it is wrong."""
    place = table.place(row, label)
    _raise(table, place, by)
    return address(*place)


def _raise(table: Table, place: tuple[int, int], by: int) -> None:
    figure = table.cells[place]
    assert isinstance(figure, int | float)
    table.cells[place] = figure + by


def hidden_decimals(table: Table) -> str | None:
    """Shares kept unrounded under an integer format."""
    label = table.labels("input")[-1]
    if (
        not table.layout.formulas
        or not table.total
        or table.groups
        or table.layout.hidden_unit
        or not table.form.summed
    ):
        return None
    for row in table.units:
        table.cells[table.place(row, label)] = f"={len(table.units) * 1000 + 4}/{len(table.units) * 10 + 1}*{row}/7"
        table.formats[table.place(row, label)] = "#,##0"
    results = calculated(table)
    shown = sum(_half_up(results[table.place(row, label)]) for row in table.units)
    total = _half_up(results[table.place(table.total, label)])
    table.formats[table.place(table.total, label)] = "#,##0"
    return None if shown == total else table.name(table.total, label)


def _half_up(value: float) -> int:
    return int(value + 0.5)


def summed_ratio(table: Table) -> str | None:
    """The sum of percentages in the total row."""
    if not table.labels("ratio") or not table.total or table.groups:
        return None
    label = table.labels("ratio")[0]
    place = table.place(table.total, label)
    if table.layout.formulas:
        table.cells[place] = f"=SUM({table.name(table.units[0], label)}:{table.name(table.units[-1], label)})"
    else:
        figures = (table.cells[table.place(row, label)] for row in table.units)
        table.cells[place] = round(sum(one for one in figures if isinstance(one, int | float)), 4)
    return address(*place)


def other_formula(table: Table) -> str | None:
    """One row calculates something else than the notation says."""
    label = _stated_sum(table)
    if label is None:
        return None
    place = table.place(table.units[2], label)
    table.cells[place] = (
        f"{table.formula(label, table.units[2])}+{table.name(table.units[2], table.labels('input')[0])}"
    )
    return address(*place)


def typed_over(table: Table) -> str | None:
    """One figure typed over a formula."""
    if not table.layout.formulas or not table.labels("sum", "ratio") or len(table.units) < 4:
        return None
    place = table.place(table.units[1], table.labels("sum", "ratio")[0])
    table.cells[place] = round(calculated(table)[place] + 7, 2)
    return address(*place)


def deviating_formula(table: Table) -> str | None:
    """One row calculated differently in a column that states nothing."""
    labels = [label for label in table.labels("sum") if not _states(table, label)]
    if not table.layout.formulas or not labels or len(table.units) < 5:
        return None
    place = table.place(table.units[-2], labels[0])
    table.cells[place] = f"{table.formula(labels[0], table.units[-2])}-1"
    return address(*place)


def short_range(table: Table) -> str | None:
    """A total that misses the last row."""
    if not _sums(table) or table.groups:
        return None
    label = table.labels("input")[0]
    place = table.place(table.total or 0, label)
    table.cells[place] = f"=SUM({table.name(table.units[0], label)}:{table.name(table.units[-2], label)})"
    return address(*place)


def double_count(table: Table) -> str | None:
    """A total that adds units and their sub-totals."""
    if not _sums(table) or not table.groups:
        return None
    label = table.labels("input")[0]
    first = min(table.groups)
    place = table.place(table.total or 0, label)
    table.cells[place] = f"=SUM({table.name(first, label)}:{table.name(table.units[-1], label)})"
    return address(*place)


def _sums(table: Table) -> bool:
    return bool(table.layout.formulas and table.total and table.form.summed and not table.layout.hidden_unit)


def error_value(table: Table) -> str | None:
    """A reference to a deleted cell."""
    return _formula_in(table, "=#REF!+1")


def unknown_function(table: Table) -> str | None:
    """A function that does not exist here."""
    return _formula_in(table, "=KHONGCO(1)")


def external_link(table: Table) -> str | None:
    """A figure fetched from another workbook."""
    return _formula_in(table, "='[ke hoach.xlsx]Sheet1'!$B$2")


def _formula_in(table: Table, formula: str) -> str | None:
    if not table.layout.formulas or table.layout.hidden_unit:
        return None
    place = table.place(table.units[0], table.labels("input")[-1])
    table.cells[place] = formula
    return address(*place)


def circle(table: Table) -> str | None:
    """A total that includes itself."""
    if not _sums(table) or table.layout.total != "bottom" or table.groups:
        return None
    label = table.labels("input")[-1]
    assert table.total is not None
    place = table.place(table.total, label)
    table.cells[place] = f"=SUM({table.name(table.units[0], label)}:{table.name(table.total, label)})"
    return address(*place)


def stale_value(table: Table) -> str | None:
    """A stored result that a recalculation does not give."""
    if not table.layout.formulas or not table.labels("sum"):
        return None
    place = table.place(table.units[3], table.labels("sum")[0])
    table.cached[place] = 12
    return address(*place)


def text_number(table: Table) -> str | None:
    """A figure kept as text, with a point for thousands."""
    label = table.labels("input")[0]
    place = table.place(table.units[1], label)
    figure = table.cells[place]
    assert isinstance(figure, int)
    table.cells[place] = f"{figure:,}".replace(",", ".")
    return address(*place)


def misread_separator(table: Table) -> str | None:
    """48.692 for 48 692."""
    label = table.labels("input")[0]
    place = table.place(table.units[-1], label)
    figure = table.cells[place]
    if not isinstance(figure, int) or figure % 10 == 0 or len(table.units) < 5:
        return None
    table.cells[place] = figure / 1000
    return address(*place)


def negative_count(table: Table) -> str | None:
    """Fewer than none of something counted."""
    labels = [label for label in table.labels("input") if table.column(label).heading.startswith("Số công dân")]
    if not labels or not table.layout.formulas:
        return None
    place = table.place(table.units[0], labels[-1])
    table.cells[place] = -120
    return address(*place)


def fractional_count(table: Table) -> str | None:
    """Half a person."""
    labels = [label for label in table.labels("input") if table.column(label).heading.startswith("Số công dân")]
    if not labels or not table.layout.formulas or len(table.units) < 5:
        return None
    place = table.place(table.units[2], labels[-1])
    figure = table.cells[place]
    assert isinstance(figure, int)
    table.cells[place] = figure + 0.5
    return address(*place)


def missing_input(table: Table) -> str | None:
    """A unit without the figure others are taken from or divided by."""
    # A blank that is only added, or subtracted, may stand for 0.
    if table.form.name not in ("annex", "budget", "english") or not table.layout.formulas or not table.layout.numbered:
        return None
    place = table.place(table.units[-1], table.labels("input")[0])
    del table.cells[place]
    return address(*place)


def duplicate_unit(table: Table) -> str | None:
    """A unit that stands twice in its group."""
    label = table.labels("unit")[0]
    rows = next(iter(table.groups.values()), table.units)
    table.cells[table.place(rows[-1], label)] = table.cells[table.place(rows[0], label)]
    return table.name(rows[-1], label)


def decomposed_name(table: Table) -> str | None:
    """Accents kept apart from their letters."""
    place = table.place(table.units[0], table.labels("unit")[0])
    name = str(table.cells[place])
    if unicodedata.normalize("NFD", name) == name:
        return None
    table.cells[place] = unicodedata.normalize("NFD", name)
    return address(*place)


def spaced_name(table: Table) -> str | None:
    """A no-break space at the end of a name."""
    place = table.place(table.units[-1], table.labels("unit")[0])
    table.cells[place] = f"{table.cells[place]}\u00a0"
    return address(*place)


def hidden_row(table: Table) -> str | None:
    """A hidden unit that the total counts."""
    if not table.total or not table.form.summed or table.hidden:
        return None
    row = table.units[1]
    table.hidden.add(row)
    return table.name(row, next(column.label for column in table.form.columns if column.kind in ("input", "sum")))


def unreadable_notation(table: Table) -> str | None:
    """A notation that ends in the middle."""
    return _renotated(table, lambda text: text + "-")


def unknown_column(table: Table) -> str | None:
    """A notation over a column that is not there."""
    return _renotated(table, lambda text: text + ("-(99)" if "(" in text else "-99"))


def _renotated(table: Table, change: Callable[[str], str]) -> str | None:
    label = _stated_label(table)
    if label is None or not table.layout.numbered or table.form.name == "range":
        return None
    place = table.place(table.number_row + table.layout.formula_row, label)
    table.cells[place] = change(str(table.cells[place]))
    return address(*place)


def _states(table: Table, label: str) -> bool:
    number = table.column(label).number
    return table.layout.numbered and isinstance(number, str) and "=" in number


def _stated_label(table: Table) -> str | None:
    return next((label for label in table.labels("sum", "ratio") if _states(table, label)), None)


def _stated_sum(table: Table) -> str | None:
    labels = [label for label in table.labels("sum") if _states(table, label)]
    return labels[-1] if labels and table.layout.formulas else None


SEEDS: tuple[tuple[str, Seed], ...] = (
    ("N101", unreadable_notation),
    ("N102", unknown_column),
    ("F201", other_formula),
    ("F202", typed_over),
    ("F203", deviating_formula),
    ("F204", short_range),
    ("F204", double_count),
    ("F205", error_value),
    ("F206", stale_value),
    ("F207", circle),
    ("F208", external_link),
    ("F209", unknown_function),
    ("V301", value_against_notation),
    ("V301", ratio_against_notation),
    ("V302", wrong_total),
    ("V302", wrong_subtotal),
    ("V303", hidden_decimals),
    ("V304", summed_ratio),
    ("I401", text_number),
    ("I402", misread_separator),
    ("I403", negative_count),
    ("I404", fractional_count),
    ("I405", missing_input),
    ("U502", duplicate_unit),
    ("U504", decomposed_name),
    ("U504", spaced_name),
    ("S701", hidden_row),
)


def seeded_faults() -> Iterator[Fault]:
    """Every kind of mistake in as many tables as can have it, spread over forms and layouts."""
    for code, seed in SEEDS:
        seeded = []
        for name, table in tables():
            cell = seed(table)
            if cell is not None:
                seeded.append(Fault(f"{seed.__name__}: {name}", table.book(), code, cell, carried=code == "V303"))
        step = max(1, len(seeded) // MOST_PER_FAULT)
        yield from seeded[::step][:MOST_PER_FAULT]
    yield from _in_statements()
    yield from _with_spec()


def _in_statements() -> Iterator[Fault]:
    """Figures that are not what their rows state."""
    for name, table in statements():
        if _typed(table):
            for row, label in ((5, "1"), (9, "2")):
                changed = replace(table, cells=dict(table.cells))
                _raise(changed, changed.place(row, label), 50)
                yield Fault(f"row {row}: {name}", changed.book(), "V301", changed.name(row, label))


def _with_spec() -> Iterator[Fault]:
    """Mistakes that only a spec or a second table shows, in the published campaign done right."""
    from xl_addin.campaign.making.data.data_source import open_source
    from xl_addin.campaign.making.inputs import read_inputs
    from xl_addin.campaign.making.new import campaign_workbook
    from xl_addin.shipped import shipped_folder
    from xl_addin.workbook.reading.read import read_book

    spec = load_spec("binh_phuoc")
    figures = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv"
    book = read_book(campaign_workbook(spec, read_inputs(spec, open_source(str(figures)))), file="corpus.xlsx")
    for row in (9, 12, 17):
        wrong = _changed(book, "Giai đoạn 1", row, 4, 30_000)
        yield Fault(f"shares: {row}", wrong, "V305", "D20", spec, also=frozenset({"V308"}))
        shares = _changed(book, "Cách chia", row - 3, 8, 30_000)
        yield Fault(f"explanation: {row}", shares, "V308", f"H{row - 3}")
        changed = _changed(book, "Tham số", 5, 3, 500_000 + row)
        yield Fault(f"parameter: {row}", changed, "V307", "D21")
        yield Fault(f"another name: {row}", _changed(book, "Giai đoạn 2", row, 2, "Phú Quốc"), "U501", f"B{row}")


def _changed(book: Book, sheet: str, row: int, column: int, value: int | str) -> Book:
    old = book[sheet]
    there = old.columns[column]
    changed = replace(
        there,
        values={**there.values, row: value},
        formulas={key: formula for key, formula in there.formulas.items() if key != row},
    )
    new = replace(old, columns={**old.columns, column: changed})
    return recalculate(replace(book, sheets=tuple(new if one.name == sheet else one for one in book.sheets))).book
