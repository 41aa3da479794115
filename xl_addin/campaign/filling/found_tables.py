"""The tables of an office's own workbook, and which table of a spec each of them is."""

from dataclasses import dataclass

from xl_addin.case.case import Case
from xl_addin.case.match_spec import match_spec
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded

_NO_SHEET = Text("không có trang tính “{sheet}”", "there is no sheet “{sheet}”")


@dataclass(frozen=True)
class FoundTable:
    """A numbered table of the book; `spec` is the table of the spec that it is, if a spec was given."""

    table: NumberedTable
    spec: TableSpec | None = None

    @property
    def name(self) -> str:
        """How messages name it: its sheet and range."""
        return f"{self.table.sheet}!{self.table.area}"

    def answers_to(self, name: str) -> bool:
        """Whether `name` is this table's sheet, its range, both, or its key in the spec."""
        names = [self.table.sheet, str(self.table.area), self.name, *([self.spec.key] if self.spec else [])]
        return folded(name) in map(folded, names)


def tables_of(case: Case, spec: Spec | None, sheet: str | None) -> tuple[FoundTable, ...]:
    """The tables to fill, in sheet order; with a spec only those it describes, in the spec's order.

    Problem if there is none, or if it cannot be decided which of two tables the spec means.
    """
    names = [each.name for each in case.book.sheets]
    if sheet is not None:
        meant = next((name for name in names if folded(name) == folded(sheet)), None)
        if meant is None:
            raise Problem(unknown(_NO_SHEET.with_values(sheet=sheet), sheet, names))
        sheet = meant
    found = [table for each in names if sheet in (None, each) for table in case.tables_on(each)]
    if not found:
        raise Problem(
            Text(
                vi="không tìm thấy bảng nào có dòng số cột (1, 2, 3, 7=4-5 …); hãy thêm dòng số cột dưới tiêu đề bảng",
                en="no table with a column-number row (1, 2, 3, 7=4-5 …) was found; add one under the table's headings",
            ),
            place=sheet,
        )
    if spec is None:
        return tuple(FoundTable(table) for table in found)
    specs = match_spec(found, spec).decided()
    known = {each.key: FoundTable(table, each) for table, each in zip(found, specs, strict=True) if each is not None}
    matched = [known[each.key] for each in spec.tables if each.key in known]
    if not matched:
        raise Problem(
            Text(
                vi="không bảng nào trong sổ tính có các cột như đặc tả {spec} ({columns}); "
                "hãy kiểm tra dòng số cột hoặc không dùng đặc tả này",
                en="no table of the workbook has the columns of the spec {spec} ({columns}); "
                "check the column-number row or do without the spec",
            ).with_values(spec=spec.key, columns=[column.label for column in spec.tables[0].columns]),
            place=sheet,
        )
    return tuple(matched)
