"""An office's own spec and template, chosen once in “Thiết lập”, are what every button uses, or it says why not."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import edited_file

from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.case.case import Case
from xl_addin.excel.macros import apportion, fill, fix, new_campaign, settings, unit_files, unit_sheets, verify
from xl_addin.excel.office.own_files import OwnFiles, own_files, own_files_path, remember
from xl_addin.formula.cells import CellRef
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec, shipped_specs
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.reading.read import read_book

PUBLISHED, RIGHT = "cong-bo.xlsx", "phan-bo.xlsx"
BUTTONS_WITH_SPEC = (fill, apportion, verify, fix, unit_sheets, unit_files)
OFFICE = "CÔNG AN HUYỆN"


@pytest.fixture
def own_spec(tmp_path: Path) -> Callable[..., str]:
    """`own_spec({"issuer: …": "issuer: …"})`: the shipped spec as an office changed it, under its own name."""

    def make(changes: dict[str, str]) -> str:
        text = (shipped_folder("formulas_spec") / "binh_phuoc.yaml").read_text(encoding="utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        path = tmp_path / "của cơ quan.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


@pytest.fixture
def own_template(tmp_path: Path) -> str:
    """An invented template: one line a unit."""
    book = openpyxl.Workbook()
    book.active.title = "{{ unit.sheet }}"
    book.active["A1"] = "{%ts for unit in units %}Mẫu riêng: {{ unit.name }}"
    book.active["A2"] = "{{ document.issuer }}"
    path = tmp_path / "mẫu riêng.xlsx"
    book.save(path)
    return str(path)


def answers(tmp_path: Path, macro: object) -> list[object]:
    """What a button asks before it is seen whether it works."""
    folder = tmp_path / "phiếu"
    folder.mkdir(exist_ok=True)
    return {apportion: ["510000", "3"], unit_files: [str(folder), "1", "no"], unit_sheets: ["1"]}.get(macro, [])  # type: ignore[call-overload]


def pressed(book, macro, tmp_path: Path) -> str:
    """All that a button says, of a book with column 4 of phase 1 selected."""
    book.select("Giai đoạn 1", "D12")
    book.app.answers = answers(tmp_path, macro)
    macro.main(book)
    return "\n".join([*book.app.questions, *book.app.alerts])


def test_what_is_chosen_is_shown_and_remembered(opened, demo_files, own_spec, own_template: str) -> None:
    book = opened(demo_files[RIGHT])
    spec = own_spec({})
    book.app.answers = ["ok", "1", spec, "ok", "2", own_template]
    settings.main(book)
    settings.main(book)
    assert f"Đặc tả: bản có sẵn ({', '.join(shipped_specs())})\n\nMẫu phiếu: mẫu có sẵn" in book.app.questions[0]
    assert book.app.alerts[0].startswith(f"Từ nay mọi nút dùng:\n\nĐặc tả: {spec}\n\nMẫu phiếu: mẫu có sẵn")
    assert f"Đặc tả: {spec}\n\nMẫu phiếu: {own_template}" in book.app.alerts[1]
    assert own_files() == OwnFiles(spec, own_template)
    book.app.answers = ["ok", "3", "ok", "4"]
    settings.main(book)
    assert own_files() == OwnFiles(None, own_template)
    settings.main(book)
    assert own_files() == OwnFiles()
    assert book.edits == []


@pytest.mark.parametrize("given_up", [["cancel"], ["ok", False], ["ok", "1", False], ["ok", "2", False]])
def test_settings_can_be_left_as_they_are(opened, demo_files, given_up: list[object]) -> None:
    book = opened(demo_files[RIGHT])
    book.app.answers = given_up
    settings.main(book)
    assert (own_files(), book.app.alerts) == (OwnFiles(), [])
    assert not own_files_path().exists()


def test_what_cannot_be_used_is_said_and_not_remembered(opened, demo_files, own_spec, tmp_path: Path) -> None:
    book = opened(demo_files[RIGHT])
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    book.app.answers = ["ok", "1", own_spec({"spec_version: 1": "spec_version: 9"}), "ok", "2", str(broken), "ok", "7"]
    for _ in range(3):
        settings.main(book)
    assert "của cơ quan.yaml:" in book.app.alerts[0]
    assert "hỏng.xlsx" in book.app.alerts[1]
    assert "“7” không phải 1, 2, 3 hay 4" in book.app.alerts[2]
    assert own_files() == OwnFiles()


def test_a_workbook_that_is_no_template_and_a_template_with_mistakes_are_told_at_once(
    opened, demo_files, own_template: str, tmp_path: Path
) -> None:
    """Not first when unit sheets are to go out."""
    workbook, mistaken = tmp_path / "sổ.xlsx", tmp_path / "mẫu sai.xlsx"
    workbook.write_bytes(demo_files[RIGHT])
    template = openpyxl.load_workbook(own_template)
    template.active["A3"] = "{{ unit.name"
    template.save(mistaken)
    book = opened(demo_files[RIGHT])
    book.app.answers = ["ok", "2", str(workbook), "ok", "2", str(mistaken)]
    settings.main(book)
    settings.main(book)
    assert "sổ.xlsx: tệp này không phải mẫu phiếu" in book.app.alerts[0]
    assert "phải tên là {{ unit.sheet }} và ô A1 bắt đầu bằng {%ts for unit in units %}" in book.app.alerts[0]
    assert "mẫu sai.xlsx: {{ unit.sheet }}!A3: {{ unit.name" in book.app.alerts[1]
    assert own_files() == OwnFiles()


@pytest.mark.parametrize("content", ["{", "[]", '{"spec": null}', '{"spec": 3, "template": null}'])
def test_what_was_remembered_and_cannot_be_read_is_named(opened, demo_files, content: str, tmp_path: Path) -> None:
    book = opened(demo_files[RIGHT])
    own_files_path().parent.mkdir(parents=True)
    own_files_path().write_text(content, encoding="utf-8")
    assert str(own_files_path()) in pressed(book, verify, tmp_path)
    assert book.edits == []


@pytest.mark.parametrize("macro", BUTTONS_WITH_SPEC)
def test_an_own_spec_that_is_gone_is_named_with_the_remedy(opened, demo_files, macro, tmp_path: Path) -> None:
    remember(OwnFiles(spec=str(tmp_path / "đã xóa.yaml")))
    book = opened(demo_files[PUBLISHED if macro in (fill, apportion, fix) else RIGHT])
    said = pressed(book, macro, tmp_path)
    assert "đã xóa.yaml: không còn tệp đặc tả đã chọn ở “Thiết lập”" in said
    assert "hãy bấm “Thiết lập” để chọn lại" in said
    assert book.edits == []


@pytest.mark.parametrize("macro", [unit_sheets, unit_files])
def test_an_own_template_that_is_gone_is_named_too(opened, demo_files, macro, tmp_path: Path) -> None:
    remember(OwnFiles(template=str(tmp_path / "đã xóa.xlsx")))
    said = pressed(opened(demo_files[RIGHT]), macro, tmp_path)
    assert "đã xóa.xlsx: không còn tệp mẫu phiếu đã chọn" in said


def test_unit_sheets_are_cut_by_the_own_spec_and_template(
    opened, demo_files, own_spec, own_template: str, tmp_path: Path
) -> None:
    spec = own_spec({"ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC": OFFICE})
    remember(OwnFiles(spec, own_template))
    book = opened(demo_files[RIGHT])
    said = pressed(book, unit_sheets, tmp_path)
    assert "Theo đặc tả đã chọn ở “Thiết lập”: của cơ quan.yaml." in said
    assert "Theo mẫu phiếu đã chọn ở “Thiết lập”: mẫu riêng.xlsx." in said
    expected = read_book(
        cut(read_book(demo_files[RIGHT], file=RIGHT), template=own_template, spec=load_spec(spec)).data()
    )
    after = read_book(book.data)
    for sheet in (one for one in expected.sheets if one.visible):
        rows = [after[sheet.name].value(row, 1) for row in (1, 2)]
        assert rows == [f"Mẫu riêng: {sheet.name}", OFFICE] == [sheet.value(row, 1) for row in (1, 2)]
    pressed(opened(demo_files[RIGHT], "khác.xlsx"), unit_files, tmp_path)
    [*_, last] = sorted((tmp_path / "phiếu").glob("*.xlsx"))
    assert str(read_book(last).sheets[0].value(1, 1)).startswith("Mẫu riêng: ")


def test_filling_and_apportioning_write_what_the_command_writes_with_that_spec(
    opened, demo_files, own_spec, tmp_path: Path
) -> None:
    spec = own_spec({"min({7}, level_2_cap)": "min({7}, 1000)"})
    remember(OwnFiles(spec))
    data = demo_files[PUBLISHED]
    for macro, targets in ((fill, {}), (apportion, {"4": 510000})):
        book = opened(data, f"{macro.__name__}.xlsx")
        assert "Theo đặc tả đã chọn ở “Thiết lập”" in pressed(book, macro, tmp_path)
        expected = fill_book(
            Case.open(data, file=PUBLISHED),
            spec=load_spec(spec),
            sheet="Giai đoạn 1",
            targets=targets,
            by={"4": "3"} if targets else {},
        )
        made = read_book(edited_file(data, expected.edits, file=PUBLISHED))["Giai đoạn 1"]
        assert read_book(book.data)["Giai đoạn 1"].columns == made.columns
        assert made.formula(9, 8) == "=MIN(G9,1000)"


def test_verifying_holds_the_workbook_to_the_own_spec(opened, demo_files, own_spec, tmp_path: Path) -> None:
    spec = own_spec({"min({7}, level_2_cap)": "min({7}, 1000)"})
    remember(OwnFiles(spec))
    data = demo_files[RIGHT]
    expected = verify_book(read_book(data), load_spec(spec)).diagnostics
    assert [one.code for one in expected] == ["F201"]
    said = pressed(opened(data), verify, tmp_path)
    assert "Theo đặc tả đã chọn ở “Thiết lập”: của cơ quan.yaml." in said
    assert f"Sẽ đánh dấu {len({(one.sheet, one.cell) for one in expected})} ô" in said


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sheet: Giai đoạn 1": "sheet: Biểu 9"}, "sổ không có trang Biểu 9"),
        ({"number: 96/KH-UBND": "number: 5/KH-CA"}, "số văn bản trong sổ là của chiến dịch binh_phuoc"),
    ],
)
def test_an_own_spec_that_is_not_this_workbooks_is_said(
    opened, demo_files, own_spec, tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    remember(OwnFiles(own_spec(changes)))
    book = opened(demo_files[RIGHT])
    assert f"không dùng cho sổ này: {why}" in pressed(book, verify, tmp_path)
    # The shipped campaign counts: its letterhead stands on the unit sheets.
    pressed(book, unit_sheets, tmp_path)
    texts = {value for column in read_book(book.data).sheets[-1].columns.values() for value in column.values.values()}
    assert "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC" in texts


def test_an_own_spec_needs_no_document_number_in_a_workbook_of_its_own(
    opened, demo_files, own_spec, tmp_path: Path
) -> None:
    remember(OwnFiles(own_spec({"number: 96/KH-UBND": "number: 5/KH-CA"})))
    sheets = ("Giai đoạn 1", "Giai đoạn 2")
    numbers = [SetValue(CellRef(sheet, row, 1), None) for sheet in sheets for row in (2, 4)]
    nameless = edited_file(demo_files[RIGHT], numbers, file="x")
    assert "Theo đặc tả đã chọn ở “Thiết lập”" in pressed(opened(nameless), verify, tmp_path)


def test_a_new_campaign_suggests_the_own_spec(opened, demo_files, own_spec) -> None:
    spec = own_spec({})
    remember(OwnFiles(spec))
    book = opened(demo_files[RIGHT])
    book.app.answers = [False]
    new_campaign.main(book)
    assert book.app.defaults == [spec]


def test_what_is_remembered_is_a_text_that_people_can_read(opened, demo_files, own_template: str) -> None:
    opened(demo_files[RIGHT])
    remember(OwnFiles(template=own_template))
    assert json.loads(own_files_path().read_text(encoding="utf-8")) == {"spec": None, "template": own_template}
