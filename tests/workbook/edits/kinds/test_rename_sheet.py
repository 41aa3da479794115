"""A sheet is called otherwise: whatever named it names it still, and every other byte stays."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from fixtures.edited_files import edited_file
from fixtures.foreign_books import FOREIGN_BOOKS, SHEET, foreign_book
from lxml import etree

from xl_addin.formula.cells import CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import AddSheet, DeleteSheet, Edit, RenameSheet, SetFormula, SetValue
from xl_addin.workbook.reading.read import read_book

NEW = "Giao & chỉ 'tiêu' 1"
QUOTED = "'Giao & chỉ ''tiêu'' 1'!"
NAMING = re.compile(rf"(?<![\w.])(?:'{SHEET}'|{SHEET})!")
# What is typed into cells is text.
NO_PLACES = ("xl/sharedStrings.xml",)


@pytest.fixture(scope="module")
def book() -> bytes:
    """Two sheets and a chart sheet, with whatever XlsxWriter can let name a sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        data, other, third = made.add_worksheet("Tháng 1"), made.add_worksheet("Tổng"), made.add_worksheet("Tháng 2")
        data.write_column("A1", [1, 2, 3])
        data.write_formula("B1", "=A1+'tháng 1'!A2", None, 3)
        other.write_formula("A1", "=SUM('Tháng 1'!A1:A3)&\"'Tháng 1'!\"", None, "6")
        other.write_formula("A2", "=SUM('Tháng 1:Tháng 2'!A1)", None, 1)
        other.write_formula("A3", "=Giao+1", None, 7)
        other.write_array_formula("C1:C3", "{='Tháng 1'!A1:A3}", None, 1)
        other.data_validation("B1", {"validate": "list", "source": "='Tháng 1'!$A$1:$A$3"})
        red = made.add_format({"bg_color": "#FF0000"})
        other.conditional_format("B2", {"type": "formula", "criteria": "='Tháng 1'!$A$1>0", "format": red})
        bar = {"type": "data_bar", "data_bar_2010": True, "min_type": "formula", "min_value": "='Tháng 1'!$A$1"}
        other.conditional_format("B3:B9", bar)
        other.write_url("D1", "internal:'Tháng 1'!A1", string="xem")
        other.add_sparkline("E1", {"range": "'Tháng 1'!A1:A3"})
        other.insert_textbox("F1", "", {"textlink": "='Tháng 1'!$A$1"})
        third.add_table("A3:B5", {"columns": [{"header": "a"}, {"header": "b", "formula": "='Tháng 1'!$A$1+[@a]"}]})
        data.print_area("A1:B3")
        data.repeat_rows(0)
        made.define_name("Giao", "=SUM('Tháng 1'!$A$1:$A$3)")
        made.define_name("'Tháng 1'!Riêng", "='Tháng 1'!$A$1")
        chart = made.add_chart({"type": "column"})
        chart.add_series(
            {"values": "='Tháng 1'!$A$1:$A$3", "categories": "='Tháng 1'!$B$1:$B$3", "name": "='Tháng 1'!$A$1"}
        )
        other.insert_chart("H1", chart)
        sheet_chart = made.add_chart({"type": "line"})
        sheet_chart.add_series({"values": "='Tháng 1'!$A$1:$A$3"})
        made.add_chartsheet("Biểu đồ").set_chart(sheet_chart)
    return target.getvalue()


def texts(xml: bytes) -> str:
    """All texts and attributes of a part, one a line."""
    root = etree.fromstring(xml)
    return "\n".join(
        [*(text for text in root.itertext()), *(value for each in root.iter() for value in each.attrib.values())]
    )


def test_every_part_names_the_sheet_as_it_is_called_now(book: bytes, parts_of) -> None:
    before, after = parts_of(book), parts_of(edited_file(book, [RenameSheet("Tháng 1", NEW)]))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "docProps/app.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
        "xl/tables/table1.xml",
        "xl/drawings/drawing1.xml",
        "xl/charts/chart1.xml",
        "xl/charts/chart2.xml",
    }
    for name in changed:
        expected = re.sub(
            r"(?i)'tháng 1'!", QUOTED, texts(before[name]).replace("'Tháng 1:Tháng 2'!", QUOTED[:-2] + ":Tháng 2'!")
        )
        expected = expected.replace(f'"{QUOTED}"', "\"'Tháng 1'!\"")
        if name in ("xl/workbook.xml", "docProps/app.xml"):
            expected = re.sub(r"(?m)^Tháng 1$", NEW, expected)
        assert texts(after[name]) == expected, name


def test_openpyxl_and_the_reader_agree(book: bytes) -> None:
    after = edited_file(book, [RenameSheet("Tháng 1", NEW)])
    theirs, ours = openpyxl.load_workbook(io.BytesIO(after)), read_book(after)
    assert theirs.sheetnames == [NEW, "Tổng", "Tháng 2", "Biểu đồ"]
    assert theirs["Tổng"]["A1"].value == ours["Tổng"].formula(1, 1) == f"=SUM({QUOTED}A1:A3)&\"'Tháng 1'!\""
    assert theirs.defined_names["Giao"].value == f"SUM({QUOTED}$A$1:$A$3)"
    assert theirs[NEW].print_area == f"{QUOTED}$A$1:$B$3"


def test_libreoffice_calculates_the_same(book: bytes, tmp_path: Path, libreoffice) -> None:
    values = []
    for name, data in (("before", book), ("after", edited_file(book, [RenameSheet("Tháng 1", NEW)]))):
        (tmp_path / f"{name}.xlsx").write_bytes(data)
        calculated = read_book(libreoffice(tmp_path / f"{name}.xlsx", "xlsx").read_bytes())
        values.append(
            [[sheet.value(row, column) for row in range(1, 6) for column in range(1, 6)] for sheet in calculated.sheets]
        )
    assert values[0] == values[1]


@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_nothing_in_a_foreign_book_names_the_old_sheet(name: str, parts_of) -> None:
    before, after = (
        parts_of(data) for data in (foreign_book(name), edited_file(foreign_book(name), [RenameSheet(SHEET, "Mới")]))
    )
    assert before.keys() - after.keys() <= {"xl/calcChain.xml"}
    for part in after:
        if part.endswith((".xml", ".rels", ".vml")) and part not in NO_PLACES:
            # What a link shows is text.
            text = re.sub(' display="[^"]*"', "", after[part].decode())
            assert not NAMING.search(text), part


def test_a_link_into_another_file_stays(parts_of) -> None:
    def link(address: str) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
            made.add_worksheet("A").write_url("A1", address)
        return target.getvalue()

    for address in ("external:b.xlsx#A!B2", "internal:A!B2"):
        before, after = (
            parts_of(data) for data in (link(address), edited_file(link(address), [RenameSheet("A", "C")]))
        )
        moved = [re.search(b'location="([^"]*)"', parts["xl/worksheets/sheet1.xml"]) for parts in (before, after)]
        expected = [b"A!B2", b"A!B2" if address.startswith("external") else b"'C'!B2"]
        assert [found[1] for found in moved if found] == expected


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ([RenameSheet("Tháng 1", "tổng")], "has this worksheet already"),
        ([RenameSheet("Tháng 1", "BIỂU ĐỒ")], "has this worksheet already"),
        ([RenameSheet("Tháng 1", "a/b")], "no sheet can be called so"),
        ([RenameSheet("Tháng 1", "x" * 32)], "no sheet can be called so"),
        ([RenameSheet("Tháng 1", "'a")], "no sheet can be called so"),
        ([RenameSheet("Tháng 9", "a")], "no such worksheet"),
        ([RenameSheet("Biểu đồ", "a")], "no such worksheet"),
        ([DeleteSheet("Tháng 1"), RenameSheet("Tháng 1", "a")], "no such worksheet"),
        ([RenameSheet("Tháng 1", "a"), SetValue(CellRef("Tháng 1", 1, 1), 1)], "no such worksheet"),
    ],
)
def test_what_cannot_be_done_is_refused(book: bytes, edits: list[Edit], says: str) -> None:
    with pytest.raises(Problem, match=says):
        edited_file(book, edits)


def test_other_edits_speak_of_the_sheet_by_its_new_name(book: bytes) -> None:
    edits = [SetFormula(CellRef("mới", 9, 1), "=A1"), RenameSheet("tháng 1", "Mới"), RenameSheet("Tổng", "Tháng 1")]
    after = read_book(edited_file(book, [*edits, AddSheet("Tổng", (("a",),))]))
    assert [sheet.name for sheet in after.sheets] == ["Mới", "Tháng 1", "Tháng 2", "Tổng"]
    assert after["Mới"].formula(9, 1) == "=A1"
    assert after["Tháng 1"].formula(2, 1) == "=SUM('Mới:Tháng 2'!A1)"


def test_only_the_letter_case_may_change(book: bytes) -> None:
    after = read_book(edited_file(book, [RenameSheet("Tháng 1", "THÁNG 1")]))
    assert after.sheets[0].name == "THÁNG 1"
    assert after["Tổng"].formula(2, 1) == "=SUM('THÁNG 1:Tháng 2'!A1)"
