"""One data file for all tables of a campaign: the same units in each, and no column read as two things."""

from pathlib import Path

import openpyxl
import pytest

from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import CampaignInputs, read_inputs
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec


def table(key: str, units: str, figures: str) -> TableSpec:
    columns = (
        ColumnSpec(number="1", heading="STT", role="index"),
        ColumnSpec(number="2", heading=units, role="unit"),
        ColumnSpec(number="3", heading=figures),
    )
    return TableSpec(key=key, sheet=key.capitalize(), columns=columns)


def plan(*tables: TableSpec) -> Spec:
    return load_spec("binh_phuoc").model_copy(update={"tables": tables, "periods": (), "deadlines": ()})


TWO = plan(table("hamlets", "Thôn", "Số dân"), table("forces", "Lực lượng", "Quân số"))
SAME = plan(table("first", "Thôn", "Số dân"), table("second", "Thôn", "Số hộ"))


def book(path: Path, **sheets: list[tuple[str, int]]) -> str:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in [(1, 2, 3), *((index, *row) for index, row in enumerate(rows, 1))]:
            sheet.append(row)
    made.save(path / "so-lieu.xlsx")
    return str(path / "so-lieu.xlsx")


def refused(spec: Spec, path: str) -> str:
    with pytest.raises(Problem) as caught:
        read_inputs(spec, open_source(path))
    assert caught.value.file == path
    assert "\n" not in caught.value.line("vi")
    return caught.value.line("en")


def test_two_tables_that_number_a_column_alike_do_not_share_it(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.csv"
    path.write_text("1,2,3\n1,Thôn A,10\n2,Thôn B,20\n", encoding="utf-8")
    said = refused(TWO, str(path))
    assert "column B is read as “2 (Thôn)” of table hamlets and as “2 (Lực lượng)” of table forces" in said
    assert "column C is read as “3 (Số dân)” of table first and as “3 (Số hộ)”" in refused(SAME, str(path))
    headings = tmp_path / "tieu-de.csv"
    headings.write_text("Thôn,Số hộ,Số dân\nThôn A,3,10\nThôn B,4,20\n", encoding="utf-8")
    assert read_inputs(SAME, open_source(str(headings))).figures == {"first": {"3": (10, 20)}, "second": {"3": (3, 4)}}


def test_a_table_of_other_units_does_not_get_the_first_tables(tmp_path: Path) -> None:
    path = book(tmp_path, Hamlets=[("Thôn A", 10), ("Thôn B", 20)], Forces=[("Công an", 1), ("Đoàn TN", 2)])
    said = refused(TWO, path)
    assert "Forces: table forces has other units than table hamlets" in said
    assert "missing: Thôn A, Thôn B; extra: Công an, Đoàn TN" in said


def test_a_misspelt_or_missing_unit_is_named(tmp_path: Path) -> None:
    rows = [("Thôn A", 10), ("Thôn B", 20), ("Thôn C", 30)]
    misspelt = book(tmp_path, First=rows, Second=[("Thôn A", 1), ("Thôn Bê", 2), ("Thôn C", 3)])
    assert "missing: Thôn B; extra: Thôn Bê" in refused(SAME, misspelt)
    assert "missing: Thôn C; extra: )" in refused(SAME, book(tmp_path, First=rows, Second=rows[:2]))


def test_units_in_another_order_keep_their_figures(tmp_path: Path) -> None:
    path = book(tmp_path, First=[("Thôn A", 10), ("Thôn B", 20)], Second=[("thôn B", 2), ("Thôn A", 1)])
    assert read_inputs(SAME, open_source(path)) == CampaignInputs(
        ("Thôn A", "Thôn B"), {"first": {"3": (10, 20)}, "second": {"3": (1, 2)}}
    )
