"""References in formulas follow the rows they mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from xl_addin.formula.cells import Area
from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.plan.row_map import OUTSIDE, Origin, RowMap

# What must be stepped over comes first: texts, error values; then an optional sheet with cells, rows, columns.
_TOKEN = re.compile(
    r"""
      "(?:[^"]|"")*" | \#[A-Z0-9/]+[!?]? | \[(?:[^\[\]]|\[[^\[\]]*\])*\](?![\w.]*!)
    | (?<![\w.$\\?])(?P<sheet>'(?:[^']|'')+'!|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!)?
      (?:
        (?P<first>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?P<last>\$?[A-Za-z]{1,3}\$?\d{1,7}))?(?![\w.\\?!(\[])
      | (?P<first_row>\$?\d{1,7}):(?P<last_row>\$?\d{1,7})(?![\w.\\?!(\[$])
      | (?<=!)
      )
    """,
    re.VERBOSE,
)
_CELL = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})")


class ReferenceFault(TemplateFault):
    """A reference that has no meaning in the result."""


@dataclass(frozen=True)
class _Reference:
    written: str
    sheet: str | None
    columns: tuple[str, str]
    rows: tuple[int, int] | None
    absolute: tuple[bool, bool]
    single: bool


@dataclass(frozen=True)
class Target:
    """What a sheet's name in a formula stands for: the name to write (None leaves it), and where its rows went."""

    prefix: str | None
    rows: RowMap | None
    own: bool


FindTarget = Callable[[str | None], Target]
Copies = Literal["meant", "first", "all"]


@lru_cache(maxsize=4096)
def _parsed(formula: str) -> tuple[str | _Reference, ...]:
    parts: list[str | _Reference] = []
    end = 0
    for match in _TOKEN.finditer(formula):
        reference = _reference(match)
        if reference is not None:
            parts += [formula[end : match.start()], reference]
            end = match.end()
    return (*parts, formula[end:])


def _reference(match: re.Match[str]) -> _Reference | None:
    sheet = match["sheet"]
    if match["first"]:
        first = _CELL.fullmatch(match["first"])
        last = _CELL.fullmatch(match["last"] or match["first"])
        if first is None or last is None:
            return None
        rows = int(first[3]), int(last[3])
        absolute = bool(first[2]), bool(last[2])
        columns = first[1], last[1]
    elif match["first_row"]:
        rows = int(match["first_row"].lstrip("$")), int(match["last_row"].lstrip("$"))
        absolute = match["first_row"].startswith("$"), match["last_row"].startswith("$")
        columns = "", ""
    else:
        return _Reference(match[0], sheet, ("", ""), None, (True, True), False) if sheet else None
    if rows[0] > rows[1]:
        rows, absolute = (rows[1], rows[0]), (absolute[1], absolute[0])
    return _Reference(match[0], sheet, columns, rows, absolute, bool(match["first"]) and not match["last"])


def rewritten(formula: str, origin: Origin, find_target: FindTarget, *, copies: Copies = "meant") -> str:
    """The formula as it reads at `origin` in the result; ReferenceFault where a reference means nothing there.

    `copies` says which copies of a repeated row a reference stands for: those it means in a cell's formula; the
    `first` only (links, repeated header rows; one cell always has somewhere to lead, even if its row was left out);
    or `all` (charts).
    """
    return "".join(
        part if isinstance(part, str) else _placed(part, origin, find_target, copies) for part in _parsed(formula)
    )


def _placed(reference: _Reference, origin: Origin, find_target: FindTarget, copies: Copies) -> str:
    target = find_target(reference.sheet)
    prefix = reference.sheet or "" if target.prefix is None else target.prefix
    rest = reference.written.removeprefix(reference.sheet or "")
    if target.rows is None or reference.rows is None:
        return prefix + rest
    span = _rows(reference, target.rows, origin if target.own else OUTSIDE, copies)
    if span is None:
        raise ReferenceFault(_means_nothing(rest))
    first, last = (
        column + ("$" if absolute else "") + str(row)
        for column, absolute, row in zip(reference.columns, reference.absolute, span, strict=True)
    )
    return prefix + (first if reference.single and first == last else f"{first}:{last}")


def _rows(reference: _Reference, rows: RowMap, origin: Origin, copies: Copies) -> tuple[int, int] | None:
    assert reference.rows is not None
    first, last = reference.rows
    if copies == "all":
        return rows.span(first, last)
    if copies == "first" and reference.single:
        return (rows.landing(first),) * 2
    if copies == "first":
        areas = rows.areas(Area(first, 1, last, 1))
        return (areas[0].first_row, areas[0].last_row) if areas else None
    if not reference.single:
        return rows.span(first, last, origin, absolute=reference.absolute)
    if not reference.absolute[0] and rows.is_repeated(first, origin):
        raise ReferenceFault(_means_many(reference.written.removeprefix(reference.sheet or "")))
    row = rows.row(first, origin, absolute=reference.absolute[0])
    return None if row is None else (row, row)


def _means_many(reference: str) -> Text:
    column, row = (
        reference.rstrip("0123456789"),
        reference.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    )
    return Text(
        f"{reference} ở dòng được lặp: viết {reference}:{reference} cho mọi bản sao, {column}${row} cho bản sao đầu",
        f"{reference} is in a repeated row: write {reference}:{reference} for all copies, {column}${row} for the first",
    )


def _means_nothing(reference: str) -> Text:
    return Text(
        f"{reference} chỉ tới dòng không có trong kết quả; hãy đặt công thức trong cùng {{%tr if %}}",
        f"{reference} refers to a row that is not in the result; put the formula into the same {{%tr if %}}",
    )


def stays_on_its_sheet(formula: str) -> bool:
    """Whether no reference of a formula names a sheet: where its rows went is then all it depends on."""
    return all(isinstance(part, str) or part.sheet is None for part in _parsed(formula))


def sheets_named(formula: str) -> set[str]:
    """The names of the sheets a formula refers to."""
    return {
        part.sheet[:-1].strip("'").replace("''", "'")
        for part in _parsed(formula)
        if not isinstance(part, str) and part.sheet
    }
