"""Every button on the campaign's workbooks: what it does in Excel is what the command line does to the file."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import annotated_file, edited_file, marks_of

from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.cutting.manifest.in_file import SHEET as MANIFEST
from xl_addin.campaign.cutting.manifest.reading import manifest_in
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.excel.macros import (
    about,
    apportion,
    clear_marks,
    fill,
    help,
    new_campaign,
    undo,
    unit_files,
    unit_sheets,
    verify,
)
from xl_addin.formula.cells import CellRef
from xl_addin.reports.findings_sheet import SHEET
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.edits.edit import AddSheet, Mark, SetFormula, SetValue
from xl_addin.workbook.edits.kinds.comments import our_comments
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

PUBLISHED, RIGHT = "cong-bo.xlsx", "phan-bo.xlsx"


def contents(book: Book) -> dict[str, object]:
    """Every cell's formula or value."""
    return {
        str(CellRef(sheet.name, row, index)): column.formulas.get(row, column.values.get(row))
        for sheet in book.sheets
        for index, column in sheet.columns.items()
        for row in column.values.keys() | column.formulas.keys()
    }


def copies(book) -> list[Path]:
    return sorted((Path(book.fullname).parent / "ban-sao-chi-tieu").glob("*.xlsx"))


def emptied(data: bytes) -> bytes:
    """The campaign's workbook before anybody filled it: formulas and totals of phase 1 are gone."""
    sheet = read_book(data)["Giai đoạn 1"]
    places = [(row, index) for index, column in sheet.columns.items() for row in column.formulas]
    return edited_file(data, [SetValue(CellRef(sheet.name, *place), None) for place in places], file="x")


@pytest.mark.parametrize("sheet", ["Giai đoạn 1", "Giai đoạn 2"])
@pytest.mark.parametrize("name", [PUBLISHED, RIGHT])
def test_filling_writes_what_the_command_writes(opened, demo_files, name: str, sheet: str) -> None:
    data = emptied(demo_files[name]) if sheet == "Giai đoạn 1" else demo_files[name]
    book = opened(data)
    book.select(sheet, "A1")
    fill.main(book)
    expected = fill_book(Case.open(data, file=name), sheet=sheet)
    assert contents(read_book(edited_file(data, book.edits, file=name))) == contents(
        read_book(edited_file(data, expected.edits, file=name))
    )
    assert len(book.edits) == len(expected.edits)


def test_filling_keeps_a_copy_and_says_where(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    book.select("Giai đoạn 1", "A1")
    fill.main(book)
    [copy] = copies(book)
    assert copy.read_bytes() == demo_files[PUBLISHED]
    assert str(copy) in book.app.alerts[0]
    assert "Sẽ ghi" in book.app.questions[0]
    assert str(book.app.bar[0]).startswith("Chỉ tiêu: ")
    assert book.app.bar[-1] is False


@pytest.mark.parametrize(
    ("macro", "name", "answers", "shows"),
    [
        (fill, PUBLISHED, [], "Sẽ ghi 54 ô:\n- Giai đoạn 1!C20: 862.985 → =SUM(C9:C19)\n"),
        (apportion, PUBLISHED, ["510000", "3"], "Phân bổ 510.000 ở cột 4"),
        (verify, PUBLISHED, [], "Đã soát 2 bảng: 11 lỗi"),
        (verify, PUBLISHED, [], "Sẽ thêm 1 trang: Kết quả kiểm tra\n\nSẽ đánh dấu 15 ô"),
        (unit_sheets, RIGHT, ["1"], "Sẽ thêm 12 trang: Mục lục, "),
    ],
)
def test_whoever_says_no_has_seen_what_would_be_written_and_gets_nothing(
    opened, demo_files, macro, name: str, answers: list[object], shows: str
) -> None:
    book = opened(demo_files[name])
    book.select("Giai đoạn 1", "D12")
    book.app.answers = [*answers, "cancel"]
    macro.main(book)
    assert shows in book.app.questions[-1]
    assert book.app.questions[-1].endswith("Bấm OK để ghi, Cancel để thôi.")
    assert (book.edits, copies(book), book.app.alerts) == ([], [], [])


def test_filling_again_finds_nothing_to_do(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    book.select("Giai đoạn 1", "A1")
    fill.main(book)
    written = len(book.edits)
    fill.main(book)
    assert len(book.edits) == written
    assert "không có gì phải ghi" in book.app.alerts[-1]


@pytest.mark.parametrize(("by", "typed"), [("3", "510000"), ("", "510.000")])
def test_apportioning_writes_what_the_command_writes(opened, demo_files, by: str, typed: str) -> None:
    data = demo_files[PUBLISHED]
    book = opened(data)
    book.select("Giai đoạn 1", "D12")
    book.app.answers = [typed, by]
    apportion.main(book)
    expected = fill_book(
        Case.open(data, file=PUBLISHED), sheet="Giai đoạn 1", targets={"4": 510000}, by={"4": "3"} if by else {}
    )
    assert contents(read_book(book.data)) == contents(read_book(edited_file(data, expected.edits, file=PUBLISHED)))
    quotas = [read_book(book.data)["Giai đoạn 1"].value(row, 4) for row in range(9, 20)]
    assert sum(quotas) == 510000
    assert "11 đơn vị" in book.app.questions[0]


def test_a_long_heading_leaves_room_for_the_question(opened, demo_files) -> None:
    book = opened(
        edited_file(demo_files[PUBLISHED], [SetValue(CellRef("Giai đoạn 1", 6, 4), "Chỉ tiêu " * 60)], file="x")
    )
    book.select("Giai đoạn 1", "D12")
    book.app.answers = [False]
    apportion.main(book)
    assert "Chỉ tiêu Chỉ tiêu" in book.app.questions[0]
    assert book.app.questions[0].endswith("đơn vị là bao nhiêu?")


def test_apportioning_writes_the_whole_where_the_book_keeps_it(opened, demo_files) -> None:
    book = opened(demo_files[RIGHT])
    book.select("Giai đoạn 1", "D12")
    book.app.answers = ["510000", "3"]
    apportion.main(book)
    written = read_book(book.data)
    assert written["Tham số"].value(5, 3) == 510000
    explained = [written["Cách chia"].value(row, 8) for row in range(6, 17)]
    assert explained == [written["Giai đoạn 1"].value(row, 4) for row in range(9, 20)]


@pytest.mark.parametrize(
    ("place", "answers", "says"),
    [
        ("A1", [], "không nằm trong bảng nào"),
        ("D12", ["nhiều", ""], "không phải số nguyên dương"),
        ("D12", ["12,5", ""], "“12,5” không phải số nguyên dương"),
        ("D12", ["500000", "99"], "không bảng nào có cột 99"),
        ("G12", ["500000", ""], "cột 7 là cột tính theo công thức"),
    ],
)
def test_what_cannot_be_apportioned_is_said(opened, demo_files, place: str, answers: list[str], says: str) -> None:
    book = opened(demo_files[PUBLISHED])
    book.select("Giai đoạn 1", place)
    book.app.answers = answers
    apportion.main(book)
    assert says in book.app.alerts[0]
    assert (book.edits, copies(book)) == ([], [])


@pytest.mark.parametrize("answers", [[False], ["500000", False]])
def test_apportioning_can_be_given_up(opened, demo_files, answers: list[object]) -> None:
    book = opened(demo_files[PUBLISHED])
    book.select("Giai đoạn 1", "D12")
    book.app.answers = answers
    apportion.main(book)
    assert (book.edits, book.app.alerts) == ([], [])


def test_verifying_marks_what_the_command_finds(opened, demo_files) -> None:
    data = demo_files[PUBLISHED]
    book = opened(data)
    verify.main(book)
    expected = verify_book(read_book(data, file=PUBLISHED), load_spec("binh_phuoc")).diagnostics
    assert len(expected) > 10
    cells = {CellRef(one.sheet, one.row, one.column) for one in expected if one.cell}
    marked = {
        CellRef(mark.sheet, area.first_row, area.first_column)
        for mark in book.edits
        if isinstance(mark, Mark)
        for area in mark.areas
    }
    assert marked == cells
    after = read_book(book.data)
    in_file = read_book(annotated_file(data, expected, file=PUBLISHED, language="vi"))
    assert [sheet.comments for sheet in after.sheets] == [sheet.comments for sheet in in_file.sheets]
    assert sum(len(sheet.comments) for sheet in after.sheets) == len(cells)
    rows = [[after[SHEET].value(row, column) for column in (3, 4, 5, 6)] for row in range(5, 5 + len(expected))]
    whole = "Cả tệp"
    assert rows == [[one.code, one.sheet or whole, one.cell, one.message.vi] for one in expected]
    assert contents(read_book(data)).items() <= contents(after).items()
    place = f"E{5 + next(index for index, one in enumerate(expected) if one.cell)}"
    first = next(one for one in expected if one.cell)
    assert book.links[SHEET, place] == (f"#'{first.sheet}'!{first.cell}", first.cell)
    assert f"{len(cells)} ô" in book.app.questions[0]
    assert "Xem trang “Kết quả kiểm tra”" in book.app.alerts[0]


def test_verifying_again_gives_the_same(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    verify.main(book)
    first = (contents(read_book(book.data)), set(marks_of(book.data)), our_comments(read_book(book.data)))
    verify.main(book)
    again = read_book(book.data)
    assert (contents(again), set(marks_of(book.data)), our_comments(again)) == first
    assert [sheet.name for sheet in read_book(book.data).sheets].count(SHEET) == 1


def test_a_workbook_without_findings_is_only_read(opened, demo_files) -> None:
    book = opened(demo_files[RIGHT])
    verify.main(book)
    assert book.app.alerts == ["Đã soát 2 bảng: không phát hiện sai sót nào."]
    assert (book.edits, copies(book)) == ([], [])


def test_a_sheet_of_that_name_that_is_not_ours_is_left_alone(opened, demo_files) -> None:
    data = edited_file(demo_files[PUBLISHED], [AddSheet(SHEET, (("của tôi",),))], file="x")
    book = opened(data)
    verify.main(book)
    names = [sheet.name for sheet in read_book(book.data).sheets]
    assert names[-2:] == [SHEET, f"{SHEET} (2)"]
    clear_marks.main(book)
    assert contents(read_book(book.data)) == contents(read_book(data))


def test_clearing_leaves_the_workbook_as_it_was(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    verify.main(book)
    clear_marks.main(book)
    assert marks_of(book.data) == ()
    assert our_comments(read_book(book.data)) == ()
    assert contents(read_book(book.data)) == contents(read_book(demo_files[PUBLISHED]))
    clear_marks.main(book)
    assert "không có dấu kiểm tra nào" in book.app.alerts[-1]


def test_unit_sheets_are_those_of_the_command(opened, demo_files) -> None:
    data = demo_files[RIGHT]
    book = opened(data)
    unit_sheets.main(book)
    expected = cut(read_book(data, file=RIGHT), template="phieu-don-vi", spec=load_spec("binh_phuoc"))
    # The manifest's sheet is very hidden: Excel copies none such.
    cells = {place: value for place, value in contents(read_book(expected.data())).items() if place[0] != "_"}
    after = contents(read_book(book.data))
    assert {place: after.get(place) for place in cells} == cells | {p: None for p, v in cells.items() if v == ""}
    assert "11 phiếu" in book.app.alerts[0]


def test_unit_sheets_in_the_book_bring_their_manifest_out_of_sight_and_undoing_takes_it_back(
    opened, demo_files
) -> None:
    book = opened(demo_files[RIGHT])
    unit_sheets.main(book)
    assert MANIFEST in book.hidden and "trang ẩn" in book.app.questions[0]
    read = manifest_in(read_book(book.data))
    assert read.sheets["Đồng Xoài"] == "Đồng Xoài" and len(read.manifest.units) == 11
    assert read.manifest.units[0].entries[0].cells.startswith("E")
    undo.main(book)
    assert [sheet.name for sheet in read_book(book.data).sheets] == [
        sheet.name for sheet in read_book(demo_files[RIGHT]).sheets
    ]


def test_a_workbook_of_no_shipped_campaign_gets_sheets_without_letterhead(opened, demo_files) -> None:
    other = edited_file(
        demo_files[RIGHT],
        [
            edit
            for sheet in ("Giai đoạn 1", "Giai đoạn 2")
            for edit in (SetValue(CellRef(sheet, 2, 1), "Số: 1/KH-UBND"), SetValue(CellRef(sheet, 4, 1), None))
        ],
        file="x",
    )
    book = opened(other)
    unit_sheets.main(book)
    texts = [value for value in contents(read_book(book.data)).values() if isinstance(value, str)]
    assert "Sổ không thuộc chiến dịch nào có sẵn" in book.app.questions[0]
    assert not any(text.startswith("TM. ỦY BAN") for text in texts)


def test_a_unit_in_doubt_is_asked_for(opened, tmp_path: Path) -> None:
    made, content = openpyxl.Workbook(), BytesIO()
    for row in (["STT", "Huyện", "Xã", "Giao"], [1, 2, 3, 4], [1, "Huyện A", "Xã B", 5], [2, "Huyện A", "Xã C", 6]):
        made.active.append(row)
    made.save(content)
    for answers, units in ((["x", "1"], ["Huyện A"]), (["2"], ["Xã B", "Xã C"])):
        book = opened(content.getvalue())
        book.app.answers = list(answers)
        unit_sheets.main(book)
        assert [sheet.name for sheet in read_book(book.data).sheets if sheet.name != MANIFEST][2:] == units
    book = opened(content.getvalue())
    book.app.answers = [False]
    unit_sheets.main(book)
    assert len(read_book(book.data).sheets) == 1


def test_a_new_workbook_is_shown_before_it_is_written(opened, demo_files, tmp_path: Path) -> None:
    book = opened(demo_files[PUBLISHED])
    path = tmp_path / "moi.xlsx"
    book.app.answers = ["binh_phuoc", FIGURES, "510000", str(path), "cancel"]
    new_campaign.main(book)
    assert f"Sẽ lập sổ mới {path} có 4 trang: Giai đoạn 1, Giai đoạn 2, " in book.app.questions[-1]
    assert not path.exists()


def test_nothing_is_cut_from_wrong_figures(opened, demo_files, tmp_path: Path) -> None:
    right = read_book(demo_files[RIGHT])["Giai đoạn 1"]
    [column] = [index for index, cells in right.columns.items() if "7=4-5" in cells.values.values()]
    row = min(right.columns[column].formulas)
    cell = CellRef("Giai đoạn 1", row, column)
    book = opened(edited_file(demo_files[RIGHT], [SetValue(cell, 99)], file="x"))
    unit_sheets.main(book)
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book.app.answers = [str(folder)]
    unit_files.main(book)
    assert len(book.app.alerts) == 2 and book.edits == [] and not list(folder.iterdir())
    assert all("chưa ghi phiếu nào" in alert and str(cell) in alert for alert in book.app.alerts)


def test_a_new_campaign_is_the_commands_workbook(opened, demo_files, tmp_path: Path) -> None:
    book = opened(demo_files[PUBLISHED])
    figures = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv"
    path = tmp_path / "moi.xlsx"
    book.app.answers = ["binh_phuoc", str(figures), "510000", str(path)]
    new_campaign.main(book)
    spec = load_spec("binh_phuoc", {"target": "510000"})
    assert contents(read_book(path)) == contents(
        read_book(campaign_workbook(spec, read_inputs(spec, open_source(str(figures)))))
    )
    assert book.app.opened == [str(path)]
    assert book.edits == []
    book.app.answers = ["binh_phuoc", str(figures), "510000", str(path)]
    new_campaign.main(book)
    assert "tệp đã có" in book.app.alerts[-1]


FIGURES = str(shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv")


@pytest.mark.parametrize("given", [[False], ["binh_phuoc", False], ["binh_phuoc", FIGURES, False]])
def test_a_new_campaign_can_be_given_up(opened, demo_files, given: list[object]) -> None:
    book = opened(demo_files[PUBLISHED])
    book.app.answers = given
    new_campaign.main(book)
    assert book.app.alerts == []


def test_figures_that_cannot_be_read_are_named(opened, demo_files, tmp_path: Path) -> None:
    book = opened(demo_files[PUBLISHED])
    book.app.answers = ["binh_phuoc", str(tmp_path / "không có.csv"), "500000"]
    new_campaign.main(book)
    assert "không có.csv" in book.app.alerts[0]


def test_the_workbooks_own_parameters_count(opened, demo_files) -> None:
    from xl_addin.excel.office.campaign_of import campaign_of

    book = read_book(demo_files[RIGHT])
    assert campaign_of(book).spec == load_spec("binh_phuoc")
    names = {book["Tham số"].value(row, 1): row for row in range(1, 40)}
    changes = [
        SetValue(CellRef("Tham số", names["target"], 3), 510000),
        SetValue(CellRef("Tham số", names["phase2_share"], 3), 0.85),
        SetValue(CellRef("Tham số", names["phase2_end"], 3), 45200),
    ]
    changed = read_book(edited_file(demo_files[RIGHT], changes, file="x"))
    expected = {"target": "510000", "phase2_share": "85%", "phase2_end": "2023-10-01"}
    assert campaign_of(changed).spec == load_spec("binh_phuoc", expected)


def test_help_opens_the_guide_and_about_says_the_version(opened, demo_files, monkeypatch, tmp_path: Path) -> None:
    import xl_addin
    from xl_addin.excel.macros import help as guide

    book = opened(demo_files[PUBLISHED])
    about.main(book)
    assert xl_addin.__version__ in book.app.alerts[0]
    seen: list[Path] = []
    monkeypatch.setattr(guide, "is_opened", lambda page: len(seen) == 0 and seen.append(page) is None)
    monkeypatch.setattr(guide, "shipped_folder", lambda name: tmp_path)
    help.main(book)
    assert "không tìm thấy tài liệu hướng dẫn" in book.app.alerts[1]
    (tmp_path / "index.html").write_text("hướng dẫn", encoding="utf-8")
    help.main(book)
    assert (seen, len(book.app.alerts)) == ([tmp_path / "index.html"], 2)
    help.main(book)
    assert (
        f"không chương trình nào trên máy mở được hướng dẫn; tệp nằm ở {tmp_path / 'index.html'}" in book.app.alerts[2]
    )


def test_undo_of_nothing(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    undo.main(book)
    assert "Không có lần bấm nào" in book.app.alerts[0]


def test_a_formula_calling_the_addin_counts_with_its_value(opened, demo_files) -> None:
    data = edited_file(demo_files[RIGHT], [SetFormula(CellRef("Giai đoạn 1", 9, 5), "=CT_SONGAY(1,10)")], file="x")
    book = opened(data)
    unit_sheets.main(book)
    assert "Đã cắt 11 phiếu vào sổ tính" in book.app.alerts[0]
    brought = [edit for edit in book.edits if isinstance(edit, SetFormula)]
    assert not any("CT_" in edit.formula for edit in brought)
