"""Templates as other programs save them: tags with a prefix (`<x:row>`), no formats. The result is like any other."""

import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from struct import pack
from zipfile import ZipFile
from zlib import crc32

from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as WrittenWorkbook

from xl_addin.case.case import Case
from xl_addin.template.render import render_workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def prefixed(data: bytes) -> bytes:
    """The workbook with a prefix before every tag of its own language."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w") as result:
        for name in source.namelist():
            xml = source.read(name).decode()
            if MAIN in xml:
                xml = re.sub(r"<(/?)(?=[A-Za-z]+[\s/>])", r"<\1x:", xml.replace(MAIN, MAIN.replace("xmlns", "xmlns:x")))
            result.writestr(name, xml)
    return target.getvalue()


def test_rows_values_texts_and_formats_are_there(saved: Callable[[Workbook], bytes]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["{%tr for x in xs %}"],
        ["{{ x.name }}", "{{ x.n }}", "=B2*2"],
        ["{%tr endfor %}"],
        [None, "=SUM(B2)"],
    ):
        sheet.append(row)
    sheet["B2"].number_format = "0.00"
    sheet.merge_cells("A4:A5")
    template = prefixed(saved(book))
    made = render_workbook(template, {"xs": [{"name": "a<b", "n": 1}, {"name": "c", "n": 2}]}).draft.data()
    result = load_workbook(BytesIO(made)).worksheets[0]
    assert [[cell.value for cell in row] for row in result["A1:C3"]] == [
        ["a<b", 1, "=B1*2"], ["c", 2, "=B2*2"], [None, "=SUM(B1:B2)", None],
    ]  # fmt: skip
    assert result["B2"].number_format == "0.00" and [str(area) for area in result.merged_cells.ranges] == ["A3:A4"]
    assert Case.open(made).fresh["Sheet"].value(3, 2) == 3


def test_a_sheet_per_item(saved: Callable[[Workbook], bytes]) -> None:
    book = Workbook()
    book.worksheets[0].title = "{{ x }}"
    book.worksheets[0]["A1"] = "{%ts for x in xs %}{{ x }}"
    made = render_workbook(prefixed(saved(book)), {"xs": ["a", "b"]}).draft.data()
    assert [sheet["A1"].value for sheet in load_workbook(BytesIO(made))] == ["a", "b"]


def test_a_book_without_formats_gets_what_its_dates_need(saved: Callable[[Workbook], bytes]) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "{{ day }}"
    target = BytesIO()
    with ZipFile(BytesIO(saved(book))) as source, ZipFile(target, "w") as result:
        for name in set(source.namelist()) - {"xl/styles.xml"}:
            xml = source.read(name).decode()
            xml = re.sub(r"<(?:Override|Relationship)\b[^>]*\bstyles\.xml[^>]*/>", "", xml)
            result.writestr(name, re.sub(r' s="\d+"', "", xml))
    made = render_workbook(target.getvalue(), {"day": date(2026, 2, 5)}).draft.data()
    cell = load_workbook(BytesIO(made)).worksheets[0]["A1"]
    assert (cell.value, cell.is_date) == (datetime(2026, 2, 5), True)


def test_a_picture_in_a_cell_is_in_every_copy_of_it() -> None:
    """Excel's “Place in Cell”: the cell says `#VALUE!` to programs that do not know where its picture is."""
    header = b"IHDR" + pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    picture = BytesIO(
        b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + header + pack(">I", crc32(header)) + bytes(4) + b"IEND\xaeB`\x82"
    )
    target = BytesIO()
    with WrittenWorkbook(target) as book:
        sheet = book.add_worksheet("Trang {{ y }}")
        sheet.write_column("A1", ["{%ts for y in ys %}", "{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}"])
        sheet.embed_image("B3", "dau.png", {"image_data": picture})
    made = render_workbook(target.getvalue(), {"xs": [1, 2], "ys": [1, 2]}).draft.data()
    with ZipFile(BytesIO(made)) as result:
        sheets = [result.read(name).decode() for name in result.namelist() if "worksheets/sheet" in name]
        assert "xl/metadata.xml" in result.namelist() and "xl/media/image1.png" in result.namelist()
    assert [re.findall(r'<c r="(B\d)"[^>]* vm="1"><v>#VALUE!</v>', xml) for xml in sheets] == [["B2", "B3"]] * 2


def test_a_tag_behind_a_formula_that_excel_would_take_for_a_text(saved: Callable[[Workbook], bytes]) -> None:
    book = Workbook()
    book.worksheets[0].append(["{%tb for x in xs %}{{ x }}", "=A1*2{%tb endfor %}"])
    made = render_workbook(saved(book), {"xs": [1, 2]}).draft.data()
    result = load_workbook(BytesIO(made)).worksheets[0]
    assert [[cell.value for cell in row] for row in result["A1:B2"]] == [[1, "=A1*2"], [2, "=A2*2"]]
