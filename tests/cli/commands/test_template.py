"""`xl-addin template`: check one, begin one."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from xl_addin.cli.main import commands


@pytest.fixture(autouse=True)
def _a_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XL_ADDIN_LANG", "vi")
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Phiếu"
    for text in ("{{ titel }}", "{{ 1 | vn_nubmer }}"):
        book.worksheets[0].append([text])
    book.save("mau.xlsx")
    Path("thu.json").write_text('{"title": "x"}', encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["template", *arguments], standalone_mode=False)


def test_mistakes_line_by_line_in_one_language() -> None:
    done = run("check", "mau.xlsx", "--data", "thu.json")
    assert done.return_value == 1
    assert done.output.splitlines() == [
        "Phiếu!A2: {{ 1 | vn_nubmer }}: không có bộ lọc “vn_nubmer”; có phải là: vn_number?",
        "Phiếu!A1: {{ titel }}: không có “titel”; có phải là: title?",
        "mau.xlsx: 2 lỗi",
    ]


def test_for_programs() -> None:
    done = run("check", "mau.xlsx", "--format", "json", "--lang", "en")
    assert (done.return_value, json.loads(done.output)) == (
        1,
        {
            "file": "mau.xlsx",
            "sheets": 1,
            "places": 2,
            "mistakes": [
                {
                    "place": "Phiếu!A2",
                    "expression": "{{ 1 | vn_nubmer }}",
                    "message": "there is no filter `vn_nubmer`; did you mean vn_number?",
                }
            ],
        },
    )


def test_a_template_without_mistakes() -> None:
    done = run("check", "phieu-don-vi", "--lang", "en")
    assert done.return_value == 0
    assert done.output.startswith("phieu-don-vi: no mistakes: 2 sheets, ")


def test_what_cannot_be_read_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    from xl_addin.cli.main import main

    with pytest.raises(SystemExit) as end:
        main(["template", "check", "thu.json", "--lang", "en"])
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("thu.json: ")


def test_one_is_begun_checked_and_cut_with() -> None:
    book = openpyxl.Workbook()
    for row in (["Đơn vị", "Hộ", "Đã làm", "Còn"], ["A", "1", "2", "3=1-2"], ["Xã A", 9, 2, "=B3-C3"]):
        book.worksheets[0].append(row)
    book.worksheets[0].append(["Xã B", 5, 1, "=B4-C4"])
    book.save("so.xlsx")
    assert run("new", "--from", "so.xlsx", "-o", "x.xlsx", "--dry-run").output == "Sẽ ghi x.xlsx\n"
    assert run("new", "--from", "so.xlsx", "-o", "x.xlsx").output == "Đã ghi x.xlsx\n"
    assert run("check", "x.xlsx").return_value == 0
    assert run("check", "x.xlsx", "--book", "so.xlsx").output.startswith("x.xlsx: không có lỗi")
    assert "không có “units”" in run("check", "x.xlsx", "--set", "n=1").output
    cut = CliRunner().invoke(commands, ["unit-sheets", "so.xlsx", "--template", "x.xlsx", "-o", "phieu.xlsx"])
    assert cut.exit_code == 0, cut.output
    sheets = openpyxl.load_workbook("phieu.xlsx", data_only=True)
    assert [cell.value for cell in sheets["Xã B"][3]] == ["Xã B", 5, 1, 4]


def test_a_list_is_begun_checked_and_filled_from_its_own_book() -> None:
    book = openpyxl.Workbook()
    for row in (["Nội dung", "Kinh phí"], ["Làm đường", 30], ["Sửa nhà văn hóa", 20]):
        book.worksheets[0].append(row)
    book.save("so.xlsx")
    assert run("new", "--from", "so.xlsx", "--list", "-o", "x.xlsx").output == "Đã ghi x.xlsx\n"
    assert run("check", "x.xlsx", "--data", "so.xlsx").output.startswith("x.xlsx: không có lỗi")
    made = CliRunner().invoke(commands, ["render", "x.xlsx", "--data", "so.xlsx", "-o", "lai.xlsx"])
    assert made.exit_code == 0, made.output
    there, before = (list(openpyxl.load_workbook(name).worksheets[0].values) for name in ("lai.xlsx", "so.xlsx"))
    assert there == before
