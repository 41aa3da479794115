"""The shipped unit sheet is a paper one could sign; the check names what is wrong with one that is not."""

import importlib
import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fixtures.papers import RULES, violations
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin import api
from xl_addin.campaign.demo import run_demo
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def demo_book() -> bytes:
    return run_demo("vi").files["phan-bo.xlsx"]


@pytest.fixture(scope="module")
def spec() -> Spec:
    """With a parent agency, which the shipped campaign has none of."""
    spec = load_spec("binh_phuoc")
    document = spec.document.model_copy(update={"parent": "Ủy ban nhân dân tỉnh Ví Dụ", "issuer": "Sở Ví Dụ"})
    return spec.model_copy(update={"document": document})


@pytest.fixture(scope="module")
def signed(demo_book: bytes, spec: Spec) -> bytes:
    case = api.open(demo_book, file="phan-bo.xlsx", spec=spec)
    return bytes(api.cut(case, only=("Phước Long",)).data())


def test_the_page_of_rules_is_up_to_date() -> None:
    assert (DOCS / "decree-30.md").read_text(encoding="utf-8") == RULES.decree_page(), "run docs/generate.py"
    assert importlib.import_module("guide.decree_30") is RULES


def test_every_sheet_of_the_shipped_template_keeps_the_decree(signed: bytes) -> None:
    book = load_workbook(BytesIO(signed), data_only=True)
    assert book.sheetnames[:2] == ["Mục lục", "Phước Long"]
    for name in book.sheetnames[:2]:
        assert violations(book[name], parent="Ủy ban nhân dân tỉnh Ví Dụ") == []


def test_words_to_whoever_fills_it_in_are_not_printed(signed: bytes) -> None:
    sheet = load_workbook(BytesIO(signed), data_only=True)["Phước Long"]
    assert str(sheet.print_area).replace("$", "").startswith("'Phước Long'!A2:H")
    beside = [str(cell.value) for (cell,) in sheet["I1:I400"] if cell.value]
    assert any("nền vàng" in text for text in beside) and any("kể cả ngày đầu" in text for text in beside)


def test_printed_the_rule_is_as_long_as_the_motto_and_below_its_middle(
    signed: bytes, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    """Measured on the page: 20–25 mm of margin, letters in full size, the rule from begin to end."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(signed)
    page = subprocess.run(
        ["pdftotext", "-bbox", "-f", "2", "-l", "2", libreoffice(path, "pdf"), "-"],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    words = [
        (float(left), float(top), float(right), text)
        for left, top, right, text in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" .*?>(.*?)</word>', page)
    ]
    begins = next(word for word in words if word[3] == "Độc")
    ends = next(word for word in words if word[3] == "phúc")
    rule = max((word for word in words if set(word[3]) == {"_"}), key=lambda word: word[0])
    assert rule[0] == pytest.approx(begins[0], abs=3) and rule[2] == pytest.approx(ends[2], abs=3)
    assert rule[1] > begins[1]
    assert ends[2] - begins[0] == pytest.approx(13 * RULES.MOTTO_WIDTH_EM, rel=0.02)
    assert min(word[1] for word in words) / 72 * 25.4 >= 20
    assert min(word[0] for word in words) / 72 * 25.4 >= 30


Break = Callable[[Worksheet], object]


def at(sheet: Worksheet, begins: str) -> str:
    """The address of the first cell whose text begins so."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next(str(cell.coordinate) for cell in cells if str(cell.value).startswith(begins))


def font(sheet: Worksheet, begins: str, **changed: object) -> None:
    cell = sheet[at(sheet, begins)]
    cell.font = Font(**{"name": "Times New Roman", "sz": cell.font.sz, "b": cell.font.b, "i": cell.font.i} | changed)


def put(sheet: Worksheet, begins: str, text: str | None) -> None:
    sheet[at(sheet, begins)].value = text


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda sheet: setattr(sheet.page_margins, "left", 0.7), "left margin: 17.8 mm"),
        (lambda sheet: setattr(sheet.page_setup, "paperSize", 1), "not A4"),
        (lambda sheet: setattr(sheet.column_dimensions["A"], "width", 20), "printed at"),
        (lambda sheet: setattr(sheet.HeaderFooter, "differentFirst", False), "on the first page"),
        (lambda sheet: setattr(sheet.oddHeader.center, "text", ""), "no page number"),
        (lambda sheet: font(sheet, "Độc lập", b=False), "motto: not bold"),
        (lambda sheet: put(sheet, "_" * 53, "_" * 40), "motto: 120 points of rule below 159"),
        (lambda sheet: font(sheet, "CỘNG HÒA", sz=14), "country: size 14"),
        (lambda sheet: font(sheet, "Bình Phước, ngày", i=False), "place and date: not italic"),
        (lambda sheet: put(sheet, "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ", None), "no parent agency"),
        (lambda sheet: put(sheet, "Số: …/…", None), "no number"),
        (lambda sheet: put(sheet, "- Lưu: VT.", "- Lưu: VT"), "recipients: does not end with ."),
        (lambda sheet: font(sheet, "Nơi nhận:", b=False), "the word “Nơi nhận”: not bold"),
        (lambda sheet: put(sheet, "TM. ỦY BAN", "TM. Ủy ban"), "authority: not in capitals"),
        (lambda sheet: put(sheet, "CHỦ TỊCH", None), "no office of the signer"),
        (lambda sheet: font(sheet, "Đơn vị: ", name="Arial"), "font Arial"),
        (lambda sheet: font(sheet, "Đơn vị: ", color="FF0000"), "not black"),
        (
            lambda sheet: setattr(
                sheet[at(sheet, "10=4-6")],
                "border",
                Border(**dict.fromkeys(("top", "bottom", "right"), Side("thin")), left=Side()),
            ),
            "table: no rule",
        ),
    ],
)
def test_each_violation_is_named(signed: bytes, broken: Break, says: str) -> None:
    sheet = load_workbook(BytesIO(signed))["Phước Long"]
    broken(sheet)
    found = violations(sheet, parent="Ủy ban nhân dân tỉnh Ví Dụ")
    assert any(says in line for line in found), found


def test_without_a_spec_the_office_sheet_says_whose_paper_it_is() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["UBND HUYỆN VÍ DỤ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["PHÒNG NỘI VỤ", None, None, "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 12/KH-NV", None, None, "Ví Dụ, ngày 05 tháng 02 năm 2024"],
        ["BIỂU GIAO CHỈ TIÊU"],
        ["(Kèm theo Kế hoạch số 12/KH-NV ngày 05/02/2024 của Phòng Nội vụ)"],
        [],
        ["STT", "Đơn vị", "Số hộ", "Giao"],
        [1, 2, 3, 4],
        [1, "Thôn Một", 10000, 5000],
        [2, "Thôn Hai", 20000, 9000],
        [],
        ["Nơi nhận:", None, None, "TRƯỞNG PHÒNG"],
        ["- Như trên;", None, None, None],
        ["- Lưu: NV.", None, None, "TL. CHỦ TỊCH"],
        [None, None, None, "TRƯỞNG PHÒNG"],
    ):
        sheet.append(line)
    target = BytesIO()
    book.save(target)
    result = load_workbook(BytesIO(api.cut(api.open(target.getvalue(), file="so.xlsx")).data()), data_only=True)
    assert violations(result["Thôn Một"], parent="UBND HUYỆN VÍ DỤ") == []
    texts = {str(cell.value) for row in result["Thôn Một"].iter_rows() for cell in row if cell.value}
    assert {
        "PHÒNG NỘI VỤ",
        "Ví Dụ, ngày 05 tháng 02 năm 2024",
        "(Kèm theo Kế hoạch số 12/KH-NV ngày 05/02/2024 của Phòng Nội vụ)",
        "- Thôn Một;",
        "- Lưu: NV.",
        "TL. CHỦ TỊCH",
    } <= texts
