"""References in formulas follow the rows they mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from xl_addin.language import Text
from xl_addin.template.row_map import OUTSIDE, Origin, RowMap
from xl_addin.workbook.cells import Area

# What must be stepped over comes first: texts, error values; then an optional sheet with cells, rows, columns.
_TOKEN = re.compile(
    r"""
      "(?:[^"]|"")*" | \#[A-Z0-9/]+[!?]? | (?<![\w'\]])\[(?:[^\[\]]|\[[^\[\]]*\])*\](?![\w.]*!)
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


class ReferenceFault(Exception):
    """A reference that has no meaning in the result."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


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


def rewritten(formula: str, origin: Origin, find_target: FindTarget, *, first_copy: bool = False) -> str:
    """The formula as it reads at `origin` in the result; ReferenceFault where a reference means nothing there.

    With `first_copy` (links, repeated header rows) a reference means the first copy only; a single one always has
    somewhere to lead, even if its row was left out.
    """
    return "".join(
        part if isinstance(part, str) else _placed(part, origin, find_target, first_copy) for part in _parsed(formula)
    )


def _placed(reference: _Reference, origin: Origin, find_target: FindTarget, first_copy: bool) -> str:
    target = find_target(reference.sheet)
    prefix = reference.sheet or "" if target.prefix is None else target.prefix
    rest = reference.written.removeprefix(reference.sheet or "")
    if target.rows is None or reference.rows is None:
        return prefix + rest
    seen_from = origin if target.own else OUTSIDE
    signs = tuple("$" if absolute else "" for absolute in reference.absolute)
    first, last = reference.rows
    if reference.single:
        if first_copy:
            return f"{prefix}{reference.columns[0]}{signs[0]}{target.rows.landing(first)}"
        absolute = reference.absolute[0]
        if not absolute and target.rows.is_repeated(first, seen_from):
            raise ReferenceFault(_means_many(rest))
        row = target.rows.row(first, seen_from, absolute=absolute)
        if row is None:
            raise ReferenceFault(_means_nothing(rest))
        return f"{prefix}{reference.columns[0]}{signs[0]}{row}"
    if first_copy:
        copies = target.rows.areas(Area(first, 1, last, 1))
        span = (copies[0].first_row, copies[0].last_row) if copies else None
    else:
        span = target.rows.span(first, last, seen_from, absolute=reference.absolute)
    if span is None:
        raise ReferenceFault(_means_nothing(rest))
    return f"{prefix}{reference.columns[0]}{signs[0]}{span[0]}:{reference.columns[1]}{signs[1]}{span[1]}"


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


def sheets_named(formula: str) -> set[str]:
    """The names of the sheets a formula refers to."""
    return {
        part.sheet[:-1].strip("'").replace("''", "'")
        for part in _parsed(formula)
        if not isinstance(part, str) and part.sheet
    }
