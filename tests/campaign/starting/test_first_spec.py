"""`spec from`: a spec of what an office's book says, which loads, and finds nothing that was not found without it."""

from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from xl_addin import api
from xl_addin.campaign.starting.first_spec import first_spec
from xl_addin.case.case import Case
from xl_addin.cli.main import commands
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify

TODAY = date(2026, 1, 5)
HEAD = (
    ("ỦY BAN NHÂN DÂN XÃ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Số: 12/KH-UBND", None, None, "Độc lập - Tự do - Hạnh phúc"),
    (None, None, None, "Minh Thắng, ngày 11 tháng 4 năm 2024"),
    ("CHỈ TIÊU KÍCH HOẠT 1.462 TÀI KHOẢN",),
    ("Từ ngày 04/4/2024 đến ngày 03/7/2024 (90 ngày, đêm)",),
    ("(Kèm theo Kế hoạch số 31/KH-UBND ngày 11/4/2024 của Ủy ban nhân dân xã)",),
    (),
    ("STT", "Ấp", "Số dân", "Chỉ tiêu", "Đã làm", "Còn lại", "Một ngày", "Ngày tuyên truyền", "Ghi chú"),
)
NUMBERS = ("1", "2", "3", "4", "5", "6=4-5", "7=6/90", "8", "9")
UNITS = (
    (1, "Ấp 1", 300, 100, 20, 80, 80 / 90, date(2024, 4, 5), None),
    (2, "Ấp 2", 200, 70, 75, -5, -5 / 90, date(2024, 4, 6), "vượt"),
    (3, "Ấp 3", 250, 90, 10, 80, 80 / 90, date(2024, 4, 7), None),
    ("", "Tổng cộng", 750, 260, 105, 155, 155 / 90, None, None),
)


def book(
    folder: Path, numbers: tuple[str, ...] = NUMBERS, *, sheets: tuple[str, ...] = ("Giao chỉ tiêu",), times: int = 1
) -> str:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in sheets:
        sheet = made.create_sheet(name)
        for line in HEAD:
            sheet.append(line)
        for row in (4, 5, 6):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=9)
        for time in range(times):
            if time:
                sheet.append(())
                sheet.append(HEAD[-1])
            sheet.append(numbers)
            for unit in UNITS:
                sheet.append(unit)
        sheet.append(())
        sheet.append((None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN"))
        sheet.append((None, None, None, None, None, "CHỦ TỊCH"))
    path = folder / "giao-chi-tieu.xlsx"
    made.save(path)
    return str(path)


def begun(path: str, **asked: str) -> tuple[str, Spec]:
    text = first_spec(api.open(path), sheet=asked.get("sheet"), today=TODAY, language="vi")
    target = Path(path).with_suffix(".yaml")
    target.write_text(text, encoding="utf-8")
    return text, load_spec(str(target))


def found(case: Case) -> Counter[tuple[str, str | None, str | None]]:
    return Counter((one.code, one.sheet, one.cell) for one in verify(case).diagnostics)


def test_columns_have_their_numbers_notations_and_roles(tmp_path: Path) -> None:
    _, spec = begun(book(tmp_path))
    (table,) = spec.tables
    assert (spec.key, table.key, table.sheet) == ("giao_chi_tieu", "giao_chi_tieu", "Giao chỉ tiêu")
    assert [(column.number, column.role) for column in table.columns] == [
        ("1", "index"), ("2", "unit"), ("3", "number"), ("4", "number"), ("5", "number"), ("6=4-5", "number"),
        ("7=6/{days}", "number"), ("8", "date"), ("9", "text"),
    ]  # fmt: skip
    assert table.column("6").kind == "amount"
    assert table.column("9").optional


def test_dates_and_figures_of_the_title_are_parameters(tmp_path: Path) -> None:
    _, spec = begun(book(tmp_path))
    assert spec.title == (
        "CHỈ TIÊU KÍCH HOẠT {figure} TÀI KHOẢN",
        "Từ ngày {first_day} đến ngày {last_day} ({days} ngày, đêm)",
    )
    assert (spec.day("first_day"), spec.day("last_day")) == (date(2024, 4, 4), date(2024, 7, 3))
    assert (spec.number("days"), spec.number("figure")) == (90, 1462)


def test_the_document_is_that_of_the_sheet(tmp_path: Path) -> None:
    text, spec = begun(book(tmp_path))
    document = spec.document
    assert (document.kind, document.number, document.day) == ("Kế hoạch", "31/KH-UBND", date(2024, 4, 11))
    assert (document.issuer, document.issuer_in_text) == ("ỦY BAN NHÂN DÂN XÃ", "Ủy ban nhân dân xã")
    assert (document.place, document.authority, document.signer) == ("Minh Thắng", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert "chưa thấy" not in text


def test_what_the_sheet_does_not_say_is_remarked(tmp_path: Path) -> None:
    path = book(tmp_path)
    made = openpyxl.load_workbook(path)
    for cells in made.worksheets[0]["A1:I3"]:
        for cell in cells:
            cell.value = None
    made.save(path)
    text, spec = begun(path)
    assert '  place: "…"  # chưa thấy trong sổ; hãy điền' in text
    assert spec.document.day == date(2024, 4, 11)


@pytest.mark.parametrize(
    ("notation", "stated"),
    [("6=4-55", "6"), ("6=7+1", "6"), ("6=4-", "6"), ("6=4-5", "6=4-5")],
)
def test_a_notation_that_means_nothing_is_left_to_the_book(notation: str, stated: str, tmp_path: Path) -> None:
    text, spec = begun(book(tmp_path, (*NUMBERS[:5], notation, *NUMBERS[6:])))
    assert spec.tables[0].columns[5].number == stated
    assert ("chưa dùng được" in text) == (notation != stated)


@pytest.mark.parametrize(
    "numbers", [NUMBERS, (*NUMBERS[:5], "6=4-55", *NUMBERS[6:]), ("1", "2", "3", "4", "5", "6=5-4", "7", "8", "9")]
)
def test_it_finds_nothing_that_was_not_found_without_it(numbers: tuple[str, ...], tmp_path: Path) -> None:
    path = book(tmp_path, numbers, sheets=("Đợt 1", "Đợt 2"))
    _, spec = begun(path)
    assert len(spec.tables) == 2
    assert found(Case.open(path, spec=lambda _: spec)) - found(api.open(path)) == Counter()


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    path = book(tmp_path, sheets=("Đợt 1", "Đợt 2"))
    assert [table.sheet for table in begun(path, sheet="đợt 2")[1].tables] == ["Đợt 2"]
    with pytest.raises(Problem, match="Đợt 1, Đợt 2"):
        begun(path, sheet="Tháng 7")


def test_a_book_without_such_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="column-number row"):
        begun(book(tmp_path, ("",) * 9))


def test_parts_that_are_alike_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="several parts that are alike"):
        begun(book(tmp_path, times=2))


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XL_ADDIN_STATE", str(tmp_path / "state"))
    path, target = book(tmp_path), tmp_path / "dac-ta.yaml"
    for arguments in (["from", path, "-o", str(target)], ["check", str(target)], ["from", path, "-o", str(target)]):
        done = CliRunner().invoke(commands, ["spec", *arguments], standalone_mode=False)
        assert (done.exception, done.return_value or 0) == (None, 0), done.output
    assert load_spec(str(target)).key == "giao_chi_tieu"
