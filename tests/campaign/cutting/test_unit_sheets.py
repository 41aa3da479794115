"""Unit sheets from the template that is shipped: figures, schedule, index, manifest."""

import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from xl_addin.campaign.cutting.issue import issue_of
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, prepared, unit_sheets
from xl_addin.campaign.cutting.units.unit_rows import units_of
from xl_addin.notation import read_number_cell
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.template.template import Template, open_template
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Column, Sheet
from xl_addin.workbook.reading.read import read_book

TEMPLATE = (shipped_folder("workbook_templates") / "phieu-don-vi.xlsx").read_bytes()
# Invented figures, in the shape of the Bình Phước tables.
UNITS = ("Đồng Xoài", "Bù Đốp", "Phú Riềng")
NUMBERS_1 = (1, 2, 3, 4, 5, 6, "7=4-5", 8, "9=7-8", "10=4-6", 11, "12=(10/11)/25")
NUMBERS_2 = (1, 2, 3, 4, 5, 6, 7, "8=(4/7)/65")
FIGURES_1 = [
    (1000, 500, 100, 50, 400, 300, 100, 450, 3, 6.0),
    (10, 7, 1, 0, 6, 6, 0, 7, 1, 0.28),
    (9, 4, 5, 9, -1, 0, -1, -5, 1, -0.2),
]
FIGURES_2 = [(500, 400, 80, 320, 3, 2.05), (3, 2, 1, 1, 1, 0.03), (5, 4, 1, 3, 1, 0.06)]


def table(sheet: str, numbers: tuple[int | str, ...], rows: int) -> NumberedTable:
    columns = []
    for position, number in enumerate(numbers, start=1):
        read = read_number_cell(number)
        assert read is not None
        label, notation = read
        role = {1: "index", 2: "unit"}.get(position, "number")
        columns.append(TableColumn(label, position, f"Cột {label}", str(number), notation, role))  # type: ignore[arg-type]
    return NumberedTable(sheet, (1,), 2, tuple(range(3, 3 + rows)), None, tuple(columns), title=sheet)


def sheet(name: str, units: tuple[str, ...], figures: list[tuple[float, ...]]) -> Sheet:
    cells = {row: (row - 2, unit, *line) for row, (unit, line) in enumerate(zip(units, figures, strict=True), start=3)}
    return Sheet(
        name,
        {
            column: Column({row: line[column - 1] for row, line in cells.items()}, {}, dict.fromkeys(cells, "#,##0"))
            for column in range(1, len(cells[3]) + 1)
        },
    )


def cut(
    *, spec: str | Spec | None = "binh_phuoc", second: tuple[str, ...] = UNITS, figures: Any = FIGURES_1
) -> UnitSheets:
    book = Book("so.xlsx", (sheet("Giai đoạn 1", UNITS, figures), sheet("Giai đoạn 2", second, FIGURES_2)))
    tables = [table("Giai đoạn 1", NUMBERS_1, 3), table("Giai đoạn 2", NUMBERS_2, 3)]
    its_spec = load_spec(spec) if isinstance(spec, str) else spec
    template = open_template(TEMPLATE, file="phieu-don-vi.xlsx")
    return sheets_of(book, tables, template, its_spec)


def sheets_of(book: Book, tables: list[NumberedTable], template: Template, spec: Spec | None = None) -> UnitSheets:
    issue = issue_of(book, tables, units_of(book, tables), template, spec=spec)
    return unit_sheets(issue, template, prepared(template, spec))


@pytest.fixture(scope="module")
def campaign() -> UnitSheets:
    return cut()


def texts(data: bytes, name: str) -> str:
    sheet = load_workbook(BytesIO(data), data_only=True)[name]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def test_every_date_has_its_quota_and_they_add_up(campaign: UnitSheets) -> None:
    book = load_workbook(BytesIO(campaign.data()), data_only=True)
    for unit, quotas in zip(campaign.manifest["units"], ((450, 400), (7, 2), (0, 4)), strict=True):
        for schedule, quota, days in zip(unit["schedules"], quotas, (26, 67), strict=True):
            [entry] = [one for one in unit["entries"] if means(one, schedule["period"], "Kết quả trong ngày")]
            reported = book[unit["sheet"]][entry["cells"]]
            lines = [[cell.offset(column=column).value for column in (-3, -2, -1, 0)] for (cell,) in reported]
            first = date.fromisoformat(schedule["start"])
            assert (entry["first_day"], entry["last_day"]) == (schedule["start"], schedule["end"])
            assert [line[0].date() for line in lines] == [first + timedelta(days=day) for day in range(days)]
            assert sum(line[1] for line in lines) == quota == lines[-1][2]
            assert all(line[3] is None for line in lines)


def means(entry: dict[str, Any], period: str, heading: str) -> bool:
    return (entry["indicator"]["period"], entry["indicator"]["heading"]) == (period, heading)


def test_the_stated_days_are_compared_with_the_dates(campaign: UnitSheets) -> None:
    text = texts(campaign.data(), "Bù Đốp")
    expected = "Bình quân trong kế hoạch chia cho {} ngày; lịch này tính đủ {} ngày, kể cả ngày đầu và ngày cuối."
    assert expected.format(25, 26) in text and expected.format(65, 67) in text


def test_a_unit_beyond_its_target_is_told_so(campaign: UnitSheets) -> None:
    assert "Đơn vị đã vượt chỉ tiêu (-5)" in texts(campaign.data(), "Phú Riềng")
    assert "vượt chỉ tiêu" not in texts(campaign.data(), "Bù Đốp")


def test_letterhead_figures_and_recipients(campaign: UnitSheets) -> None:
    text = texts(campaign.data(), "Đồng Xoài")
    for expected in (
        "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bình Phước, ngày 19 tháng 6 năm 2023",
        "(Kèm theo Kế hoạch số 96/KH-UBND ngày 19/6/2023 của Ủy ban nhân dân tỉnh)",
        "12=(10/11)/25",
        "- Đồng Xoài",
        "TM. ỦY BAN NHÂN DÂN",
        "trước ngày 17/7/2023 (chậm nhất ngày 16/7/2023)",
    ):
        assert expected in text


def test_the_index_links_to_each_sheet_and_back(campaign: UnitSheets) -> None:
    book = load_workbook(BytesIO(campaign.data()))
    assert book.sheetnames == ["Mục lục", *UNITS, "_xl_addin"]
    assert book["_xl_addin"].sheet_state == "veryHidden"
    index = [cell.hyperlink for row in book["Mục lục"].iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in index] == [f"'{unit}'!A1" for unit in UNITS]
    for unit in UNITS:
        back = book[unit]["A1"].hyperlink
        assert back is not None and back.location.startswith("'Mục lục'!")


def test_formulas_carry_values_and_need_no_add_in(campaign: UnitSheets) -> None:
    formulas = load_workbook(BytesIO(campaign.data()))
    used: set[str] = set()
    with zipfile.ZipFile(BytesIO(campaign.data())) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                cells = re.findall(rb"<c [^>]*><f>.*?</c>", archive.read(name))
                assert all(b"<v>" in cell or b"<v/>" in cell or b"<v />" in cell for cell in cells)
    for row in (row for sheet in formulas for row in sheet.iter_rows(values_only=True)):
        for value in row:
            if isinstance(value, str) and value.startswith("="):
                used |= set(re.findall(r"[A-Z_.]+(?=\()", value))
    assert used == {"SUM", "IF"}


def test_the_schedules_verify_clean_while_the_report_is_empty(campaign: UnitSheets) -> None:
    verification = verify_book(read_book(campaign.data(), file="phieu.xlsx"))
    assert len(verification.tables) == 2 * len(UNITS)
    assert list(verification.diagnostics) == []


def test_the_manifest_is_json_with_every_figure(campaign: UnitSheets) -> None:
    manifest = json.loads(json.dumps(campaign.manifest, ensure_ascii=False))
    assert (manifest["version"], manifest["issue"]) == (2, 1)
    assert (manifest["template"], manifest["source"]) == ("phieu-don-vi.xlsx", "so.xlsx")
    assert (manifest["campaign"]["key"], manifest["campaign"]["document"]) == ("binh_phuoc", "96/KH-UBND")
    first = manifest["units"][0]
    assert first["quota"]["phase1"]["10"] == 450 and first["quota"]["phase2"]["4"] == 400
    assert [entry["indicator"] for entry in first["entries"]][:2] == [
        {"table": "phase1", "column": "10", "period": "phase1", "heading": "Kết quả trong ngày", "number": "5"},
        {"table": "phase1", "column": "10", "period": "phase1", "heading": "Ghi chú", "number": "8"},
    ]


def test_two_periods_of_the_same_dates_have_their_own_schedules() -> None:
    spec = load_spec("binh_phuoc")
    first, second = (period for period in spec.periods if period.quota)
    same = second.model_copy(update={"start": first.start, "end": first.end})
    result = cut(spec=spec.model_copy(update={"periods": (first, same)}))
    book = load_workbook(BytesIO(result.data()), data_only=True)
    for unit in result.manifest["units"]:
        results = [one for one in unit["entries"] if one["indicator"]["heading"] == "Kết quả trong ngày"]
        assert results[0]["cells"] != results[1]["cells"]
        for schedule, entry in zip(unit["schedules"], results, strict=True):
            planned = [cell.offset(column=-2).value for (cell,) in book[unit["sheet"]][entry["cells"]]]
            assert sum(planned) == max(schedule["quota"], 0)


def test_days_that_do_not_count_have_no_quota() -> None:
    spec = load_spec("binh_phuoc")
    first, *others = spec.periods
    working = first.model_copy(update={"working_days": True, "skip": (date(2023, 6, 21),)})
    result = cut(spec=spec.model_copy(update={"periods": (working, *others)}))
    unit = result.manifest["units"][0]
    entries = [one for one in unit["entries"] if one["indicator"]["heading"] == "Kết quả trong ngày"]
    asked = [cell for one in entries for cell in rows_of(one["cells"])]
    # 20/6 to 15/7/2023 are 26 dates, 19 of them working days; phase 2 has 67 dates.
    assert len(asked) == 18 + 67


def rows_of(area: str) -> range:
    first, _, last = area.partition(":")
    numbers = [int(re.sub(r"\D", "", cell)) for cell in (first, last or first)]
    return range(numbers[0], numbers[1] + 1)


def test_the_file_holds_what_was_held_in_memory(campaign: UnitSheets) -> None:
    held, read = campaign.rendered.book, read_book(campaign.data())
    assert [sheet.name for sheet in held.sheets] == [sheet.name for sheet in read.sheets]
    assert held.defined_names == read.defined_names
    for ours, theirs in zip(held.sheets, read.sheets, strict=True):
        assert set(ours.merges) == set(theirs.merges)
        for index in ours.columns.keys() | theirs.columns.keys():
            mine, its = (sheet.columns.get(index, Column()) for sheet in (ours, theirs))
            assert dict(mine.formulas.items()) == dict(its.formulas.items())
            assert dict(mine.values.items()) == dict(its.values.items())


def test_without_a_spec_the_figures_remain_and_the_rest_is_gone() -> None:
    result = cut(spec=None)
    text = texts(result.data(), "Đồng Xoài")
    assert "12=(10/11)/25" in text and "Nơi nhận" not in text and "CỘNG HÒA" not in text and "LỊCH" not in text
    assert result.manifest["units"][0]["quota"]["Giai đoạn 1"]["10"] == 450
    assert "schedules" not in result.manifest["units"][0]


def test_the_index_adds_up_quotas_and_no_ratio() -> None:
    """Without a spec: column 10 is the last sum of the first table; the second calculates only a ratio."""
    index = texts(cut(spec=None).data(), "Mục lục")
    assert "Cột 10 (cột 10)" in index and "Cột 7 (cột 7)" in index and "cột 8" not in index


def test_a_template_without_a_sheet_for_each_unit_is_refused() -> None:
    book = Workbook()
    book.active["A1"] = "Danh sách {{ units | length }} đơn vị"
    target = BytesIO()
    book.save(target)
    source = Book("so.xlsx", (sheet("Giai đoạn 1", UNITS, FIGURES_1),))
    tables = [table("Giai đoạn 1", NUMBERS_1, 3)]
    with pytest.raises(Problem) as caught:
        sheets_of(source, tables, open_template(target.getvalue(), file="mau.xlsx"))
    assert "{{ unit.sheet }}" in caught.value.line("vi") and "Đồng Xoài" in caught.value.line("vi")


def test_a_long_name_gets_the_lines_it_needs() -> None:
    name = "Ủy ban nhân dân thị trấn Nông trường Bịa Đặt, huyện Không Có Thật, tỉnh Ví Dụ"
    source = Book("so.xlsx", (sheet("Giai đoạn 1", (name, "Bù Đốp", "Phú Riềng"), FIGURES_1),))
    tables = [table("Giai đoạn 1", NUMBERS_1, 3)]
    result = sheets_of(source, tables, open_template(TEMPLATE, file="mau.xlsx"))
    book = load_workbook(BytesIO(result.data()))
    index = book["Mục lục"]
    rows = {cell.value: index.row_dimensions[cell.row].height for cell in index["B"] if cell.value}
    assert rows[name] > 2 * 12 and rows["Bù Đốp"] is None


def test_units_are_matched_by_name_wherever_they_stand() -> None:
    result = cut(second=("Phú Riềng", "đồng xoài", "Bù Đốp"))
    assert result.manifest["units"][0]["quota"]["phase2"]["4"] == 2


@pytest.mark.parametrize("second", [("Đông Xoài", "Bù Đốp", "Phú Riềng"), ("Đồng Xoài", "Bù Đốp", "Bù Đốp")])
def test_tables_that_do_not_list_the_same_units_are_refused(second: tuple[str, ...]) -> None:
    with pytest.raises(Problem) as caught:
        cut(second=second)
    assert caught.value.file == "so.xlsx" and str(caught.value.place).startswith("Giai đoạn 2!B")


def test_a_quota_that_is_no_number_is_refused_by_its_cell() -> None:
    figures: list[tuple[object, ...]] = [*FIGURES_1]
    figures[1] = (*figures[1][:7], "bảy", *figures[1][8:])
    with pytest.raises(Problem) as caught:
        cut(figures=figures)
    assert caught.value.place == "Giai đoạn 1!J4"


def test_the_pages_print_as_the_decree_asks(campaign: UnitSheets) -> None:
    sheet = load_workbook(BytesIO(campaign.data()))["Bù Đốp"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    millimetres = {side: getattr(sheet.page_margins, side) * 25.4 for side in ("top", "bottom", "left", "right")}
    assert 20 <= millimetres["top"] <= 25 and 20 <= millimetres["bottom"] <= 25
    assert 30 <= millimetres["left"] <= 35 and 15 <= millimetres["right"] <= 20
    assert (
        sheet.HeaderFooter.differentFirst and not sheet.firstHeader.center.text and "&P" in sheet.oddHeader.center.text
    )
    assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
    [header] = [
        row for row in range(1, 200) if sheet.cell(row, 1).value == "STT" and sheet.cell(row - 1, 1).value[:2] == "1."
    ]
    assert sheet.print_title_rows == f"${header}:${header + 1}"
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
        "Times New Roman"
    }


def test_libreoffice_reads_the_same_values(
    campaign: UnitSheets, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(campaign.data())
    ours = load_workbook(BytesIO(campaign.data()), data_only=True)
    theirs = load_workbook(libreoffice(path, "xlsx"), data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                assert (theirs[sheet.title][cell.coordinate].value or None) == (cell.value or None), cell.coordinate
