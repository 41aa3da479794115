"""Where the spec says which column names the units, everybody goes by it; the table's own word comes after."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from xl_addin.case.case import Case
from xl_addin.case.unit_column import named_by
from xl_addin.spec.model import Spec

ROWS = [
    ["STT", "Huyện", "Xã", "Giao"],
    [1, 2, 3, 4],
    [1, "Huyện A", "Xã Một", 10],
    [2, "Huyện A", "Xã Hai", 20],
    [3, "Huyện B", "Xã Ba", 30],
]


def book() -> bytes:
    made, content = Workbook(), BytesIO()
    made.active.title = "Giao"
    for row in ROWS:
        made.active.append(row)
    made.save(content)
    return content.getvalue()


def spec(units_in: str) -> Spec:
    """A campaign whose table has its units in this column."""
    document = {
        "number": "1/KH",
        "day": date(2025, 1, 1),
        "issuer": "X",
        "issuer_in_text": "x",
        "place": "X",
        "kind": "x",
    }
    columns = [
        {"number": label, "heading": heading, "role": "unit" if label == units_in else role}
        for label, heading, role in (
            ("1", "STT", "index"),
            ("2", "Huyện", "number"),
            ("3", "Xã", "number"),
            ("4", "Giao", "number"),
        )
    ]
    return Spec.model_validate(
        {
            "spec_version": 1, "key": "vi_du", "title": ["A"],
            "document": {**document, "authority": "A", "signer": "B"},
            "tables": [{"key": "giao", "sheet": "Giao", "columns": columns}],
        }
    )  # fmt: skip


def test_the_specs_column_names_the_units_whichever_the_table_is_taken_for() -> None:
    for label, names in (("2", ("Huyện A", "Huyện A", "Huyện B")), ("3", ("Xã Một", "Xã Hai", "Xã Ba"))):
        case = Case.open(book(), spec=spec(label))
        [table] = case.tables
        assert table.unit_column and table.unit_column.label == label and not table.unit_rivals
        assert case.units(table).names == names
        assert case.tables_on("Giao") == case.tables
        assert [view.table for view in case.views] == [table]


def test_without_a_spec_both_columns_stay_in_doubt() -> None:
    [table] = Case.open(book()).tables
    assert [column.heading for column in table.unit_rivals] == ["Huyện", "Xã"]


def test_an_edited_book_keeps_the_specs_column() -> None:
    case = Case.open(book(), spec=spec("2"))
    before = case.tables
    assert case.after([]).tables == before


def test_what_named_the_rows_goes_on_naming_them() -> None:
    [table] = Case.open(book()).tables
    named = named_by(table, table.unit_rivals[0])
    assert named.unit_column and named.unit_column.heading == "Huyện"
    assert named_by(named, named.unit_column) is named
