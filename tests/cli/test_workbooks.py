from pathlib import Path

import pytest

from xl_addin.cli.workbooks import workbooks_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = ("b.xlsx", "a.XLSX", "~$a.xlsx", ".~lock.a.xlsx#", "doc.docx", "cu/c.xls", "cu/sau/d.ods", ".git/e.xlsx")
    for name in names:
        path = tmp_path / "bieu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "trong").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_are_searched_in_a_stable_order(folder: Path) -> None:
    found = [str(Path("bieu", *parts)) for parts in (("a.XLSX",), ("b.xlsx",), ("cu", "c.xls"), ("cu", "sau", "d.ods"))]
    assert workbooks_in(["bieu"]) == (found, [])
    assert workbooks_in([str(Path("bieu", "b.xlsx")), "bieu"])[0][:2] == [found[1], found[0]]


def test_what_is_named_is_taken_whatever_it_is(folder: Path) -> None:
    assert workbooks_in(["khong-co.docx", "bieu/~$a.xlsx"]) == (["khong-co.docx", "bieu/~$a.xlsx"], [])


def test_a_folder_without_workbooks_is_told(folder: Path) -> None:
    assert workbooks_in(["trong"]) == ([], ["trong"])


def test_settings_exclude_below_their_folder(folder: Path) -> None:
    (folder / "bieu" / "xl-addin.toml").write_text('exclude = ["cu", "b.*"]\n', encoding="utf-8")
    assert workbooks_in(["bieu"]) == ([str(Path("bieu", "a.XLSX"))], [])
