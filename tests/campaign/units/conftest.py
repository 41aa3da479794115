"""Books in which units come and go, and what they are once they have."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import openpyxl
import pytest

from xl_addin.campaign.demo import run_demo
from xl_addin.campaign.units.change import UnitChange
from xl_addin.case.case import Case
from xl_addin.package.draft import Draft
from xl_addin.verify.verify import verify
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.cached_values import store_values

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class OfficeBook:
    """A workbook under examination, read by the addresses an officer sees."""

    case: Case

    def row(self, sheet: str, row: int, columns: int) -> list[object]:
        """What stands in a row: formulas, else values."""
        there = self.case.book[sheet]
        return [there.formula(row, each) or there.value(row, each) for each in range(1, columns + 1)]

    def column(self, sheet: str, column: int, first: int, last: int) -> list[object]:
        """What stands in a column: formulas, else values."""
        there = self.case.book[sheet]
        return [there.formula(each, column) or there.value(each, column) for each in range(first, last + 1)]

    def codes(self) -> set[str]:
        """What verifying finds."""
        return {found.code for found in verify(self.case).diagnostics}

    def after(self, change: UnitChange) -> "OfficeBook":
        """The book with this change made, every formula with its value."""
        assert self.case.package is not None
        draft = Draft(self.case.package)
        apply_edits(draft, change.edits, book=self.case.book)
        written = Case.open(draft.data())
        fresh = written.draft()
        store_values(fresh, written.values)
        return OfficeBook(Case.open(fresh.data(), spec=self.case.spec))

    def data(self) -> bytes:
        """The file."""
        assert self.case.package is not None
        return self.case.package.data


@pytest.fixture(scope="session")
def campaign(spec) -> OfficeBook:
    """The demo's campaign: two phases, the second reads the first row by row, and how both were shared."""
    return OfficeBook(Case.open(run_demo("vi").files["phan-bo.xlsx"], spec=spec))


@pytest.fixture(scope="session")
def book() -> Callable[..., OfficeBook]:
    """`book(Trang=[[…], …])`: an office's own workbook of these sheets and rows, made with openpyxl."""

    def make(**sheets: Rows) -> OfficeBook:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for name, rows in sheets.items():
            sheet = made.create_sheet(name.replace("_", " "))
            for row in rows:
                sheet.append(list(row))
        content = io.BytesIO()
        made.save(content)
        return OfficeBook(Case.open(content.getvalue(), file="so.xlsx"))

    return make
