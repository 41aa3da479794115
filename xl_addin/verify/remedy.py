"""What mends a finding, as data, and the registry: every module of `verify/fixes/` with CODES and `remedies`.

A remedy is safe if nobody who reads the table's own word can want the old cell back: the column-number row says what
the cell must be, or the figure stays the same. What rests on a guess about the officer's intent, or changes figures
that were typed, is not safe and needs to be asked for.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xl_addin.verify import fixes as fixes_package
from xl_addin.verify.diagnostic import Diagnostic

if TYPE_CHECKING:
    from xl_addin.case.case import Case
    from xl_addin.case.table_view import TableView
    from xl_addin.workbook.edits.edit import Edit


@dataclass(frozen=True)
class Remedy:
    """The edits that mend a finding."""

    finding: Diagnostic
    edits: "tuple[Edit, ...]"
    safe: bool


Fix = Callable[["Case", Sequence[Diagnostic]], Iterable[Remedy]]


def remedies_of(case: "Case", diagnostics: Sequence[Diagnostic]) -> tuple[Remedy, ...]:
    """The remedy of every finding that has one; of two for one finding the safe one, else the first."""
    if not diagnostics:
        # Nor are the fixes loaded.
        return ()
    found: dict[Diagnostic, Remedy] = {}
    for codes, fix in _all_fixes():
        concerned = [one for one in diagnostics if one.code in codes]
        for remedy in fix(case, concerned) if concerned else ():
            known = found.get(remedy.finding)
            if known is None or (remedy.safe and not known.safe):
                found[remedy.finding] = remedy
    return tuple(found[one] for one in diagnostics if one in found)


@cache
def _all_fixes() -> tuple[tuple[frozenset[str], Fix], ...]:
    found = []
    for module_info in pkgutil.iter_modules(fixes_package.__path__, fixes_package.__name__ + "."):
        module = importlib.import_module(module_info.name)
        found.append((frozenset(module.CODES), module.remedies))
    return tuple(found)


def in_tables(case: "Case", findings: Iterable[Diagnostic]) -> "Iterator[tuple[TableView, Diagnostic, int, str]]":
    """The findings about a cell of a numbered table: the table, the finding, its row and column number."""
    by_sheet: dict[str, list[TableView]] = {}
    for view in case.all_views:
        by_sheet.setdefault(view.table.sheet, []).append(view)
    for finding in findings:
        if finding.sheet is None or finding.row is None or finding.column is None:
            continue
        for view in by_sheet.get(finding.sheet, ()):
            if (finding.row, finding.column) in view.table.area:
                label = next((one.label for one in view.table.columns if one.position == finding.column), None)
                if label is not None:
                    yield view, finding, finding.row, label
                break
