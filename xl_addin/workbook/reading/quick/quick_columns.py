"""Put together the columns of a sheet from the parts that row patterns and the general reader have read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from xl_addin.formula.displacement import displaced
from xl_addin.formula.relative import relative_form
from xl_addin.workbook.model.book import EMPTY_COLUMN, Column, Value
from xl_addin.workbook.model.runs import (
    FormulaRun,
    FormulaRuns,
    Stretch,
    Stretches,
    TextRun,
    TextRuns,
    joined,
    runs_of_texts,
    stretches_of,
)
from xl_addin.workbook.reading.quick.quick_cells import Formulas, Piece, Quick
from xl_addin.workbook.reading.stored_formulas import Master
from xl_addin.workbook.reading.strings import unescaped

Masters = Mapping[str, Master]


def with_quick_cells(
    columns: Mapping[int, Column], quick: Quick, masters: Masters, formats: Sequence[str]
) -> dict[int, Column]:
    """The columns with what the row patterns have read; `masters` are the shared formulas by their number.

    ValueError for a copy of a shared formula that has no text.
    """
    special = {style: text for style, text in enumerate(formats) if text != "General"}
    styled = {
        index: [(rows, special[style]) for rows, style in pieces if style in special]
        for index, pieces in quick.styles.items()
    }
    filled = columns.keys() | quick.values.keys() | quick.formulas.keys()
    filled |= {index for index, pieces in styled.items() if pieces}
    return {
        index: _column(
            columns.get(index, EMPTY_COLUMN),
            quick.values.get(index, []),
            _runs(quick.formulas.get(index, []), index, masters),
            styled.get(index, []),
        )
        for index in sorted(filled)
    }


def _column(
    loose: Column,
    values: Sequence[Piece],
    formulas: Iterable[FormulaRun],
    formats: Iterable[tuple[Sequence[int], str]],
) -> Column:
    runs = joined([*runs_of_texts(sorted(loose.formulas.items())), *formulas])
    texts = [TextRun(row, row, text) for row, text in loose.number_formats.items()]
    texts += [TextRun(first, last, text) for rows, text in formats for first, last in _consecutive(rows)]
    return Column(Stretches(_stretches(loose.values, values)), FormulaRuns(runs), TextRuns(joined(texts)))


def _stretches(loose: Mapping[int, Value], quick: Sequence[Piece]) -> tuple[Stretch, ...]:
    if not quick:
        return stretches_of(loose)
    pieces = [*quick, *(Piece((row,), [_as_float(value)]) for row, value in loose.items())]
    pieces.sort(key=lambda piece: piece.rows[0])
    orderly = all(before.rows[-1] < after.rows[0] for before, after in pairwise(pieces))
    if not orderly or not all(_is_consecutive(piece.rows) for piece in pieces):
        return stretches_of({row: value for rows, cells in pieces for row, value in zip(rows, cells, strict=True)})
    found: list[Stretch] = []
    for rows, cells in pieces:
        if found and found[-1].first + len(found[-1].cells) == rows[0]:
            found[-1].cells.extend(cells)
        else:
            found.append(Stretch(rows[0], list(cells)))
    return tuple(found)


def _as_float(value: Value) -> Value:
    return float(value) if type(value) is int else value


def _runs(pieces: Iterable[Formulas], column: int, masters: Masters) -> Iterator[FormulaRun]:
    for rows, form, texts, shared in pieces:
        if form is not None:
            yield from (FormulaRun(first, last, form) for first, last in _consecutive(rows))
        elif shared:
            yield from _copies(rows, column, masters.get(shared))
        else:
            yield from runs_of_texts(zip(rows, texts, strict=True))


def _copies(rows: Sequence[int], column: int, master: Master) -> Iterator[FormulaRun]:
    if master is None:
        raise ValueError("shared formula without its text")
    master_row, master_column, written = master
    text = unescaped(written)

    def copy(row: int) -> str:
        return "=" + displaced(text, row - master_row, column - master_column)

    for first, last in _consecutive(rows):
        form = relative_form(copy(first), first)
        if form.fits(first) and form.fits(last) and form.at(last) == copy(last):
            yield FormulaRun(first, last, form)
        else:
            yield from runs_of_texts((row, copy(row)) for row in range(first, last + 1))


def _is_consecutive(rows: Sequence[int]) -> bool:
    return rows[-1] - rows[0] + 1 == len(rows)


def _consecutive(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Increasing rows as runs (first, last) without gaps."""
    if _is_consecutive(rows):
        yield rows[0], rows[-1]
        return
    first = rows[0]
    for before, after in pairwise(rows):
        if after != before + 1:
            yield first, before
            first = after
    yield first, rows[-1]
