"""What a table says of a unit with several rows: a column's number is read with the spec where there is one."""

from typing import Any

import pytest
from fixtures.random_specs import DOCUMENT

from xl_addin.campaign.cutting.unit_figures import is_ratio
from xl_addin.notation import read_number_cell
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable, TableColumn

UNIT = {"number": "1", "role": "unit", "heading": "Đơn vị"}
COLUMNS = [UNIT, {"number": "2", "heading": "Dân số"}, {"number": "3", "heading": "Chỉ tiêu"}]


def campaign(column: dict[str, Any]) -> Spec:
    table = {"key": "quota", "sheet": "Biểu", "columns": [*COLUMNS, {"heading": "Cột tính", **column}]}
    return Spec.model_validate(
        {
            "spec_version": 2,
            "key": "made_up",
            "title": ["Kế hoạch"],
            "document": DOCUMENT,
            "parameters": {"days": {"value": 2, "label": "Số ngày"}},
            "tables": [table],
        }
    )


def table(number: str, heading: str = "Cột tính") -> NumberedTable:
    columns = []
    for position, written in enumerate(("1", "2", "3", number), start=1):
        read = read_number_cell(written)
        assert read is not None
        role = "unit" if position == 1 else "number"
        columns.append(TableColumn(read[0], position, heading, written, read[1], role))  # type: ignore[arg-type]
    return NumberedTable("Biểu", (1,), 2, (3, 4), None, tuple(columns))


@pytest.mark.parametrize(
    ("column", "number", "without", "with_spec"),
    [
        # The sheet's 4=3/2 could be column 3 by column 2; the spec says that 2 is the number of days.
        ({"number": "4=3/{days}"}, "4=3/2", True, False),
        ({"number": "4=3/2"}, "4=3/2", True, True),
        ({"number": "4", "formula": "{3} / {2}"}, "4", False, True),
        ({"number": "4", "formula": "rank({3})"}, "4", False, True),
        ({"number": "4=3/2", "kind": "count"}, "4=3/2", True, False),
        ({"number": "4", "kind": "ratio"}, "4", False, True),
        ({"number": "4=3-2"}, "4=3-2", False, False),
    ],
)
def test_what_may_be_added_up(column: dict[str, Any], number: str, without: bool, with_spec: bool) -> None:
    spec, found = campaign(column), table(number)
    assert is_ratio(found.columns[3], found, None, None) is without
    assert is_ratio(found.columns[3], found, spec.tables[0], spec) is with_spec


def test_a_heading_says_it_of_an_input() -> None:
    found = table("4", "Tỷ lệ (%)")
    assert is_ratio(found.columns[3], found, None, None)
