"""Workbooks printed by LibreOffice, where there is one."""

import shutil
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from xl_addin.campaign.cutting.files import pdf
from xl_addin.problem import Problem


def workbook() -> bytes:
    book, content = Workbook(), BytesIO()
    book.active["A1"] = "Phiếu"
    book.save(content)
    return content.getvalue()


@pytest.mark.skipif(not any(map(shutil.which, ("soffice", "libreoffice"))), reason="needs LibreOffice")
def test_every_workbook_becomes_a_pdf_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "AT_ONCE", 1)
    made = pdf.printed({"01 Đồng Xoài.xlsx": workbook(), "02 Bù Đốp.xlsx": workbook()})
    assert list(made) == ["01 Đồng Xoài.pdf", "02 Bù Đốp.pdf"]
    assert all(data.startswith(b"%PDF") for data in made.values())


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else that is called as LibreOffice is."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setattr(pdf, "libreoffice", lambda: str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
def test_what_the_program_says_is_told_where_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "echo 'out of paper' >&2; exit 3", monkeypatch)
    with pytest.raises(Problem) as caught:
        pdf.printed({"a.xlsx": b""})
    assert caught.value.line("en") == "a.xlsx: LibreOffice could not make the PDF: out of paper"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
def test_it_is_ended_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "sleep 600", monkeypatch)
    monkeypatch.setattr(pdf, "SECONDS_FOR_ALL", 0)
    monkeypatch.setattr(pdf, "SECONDS_FOR_EACH", 0)
    with pytest.raises(Problem) as caught:
        pdf.printed({"a.xlsx": b""})
    assert "within 0 seconds" in caught.value.line("en")


def test_without_the_program_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(Problem, match="LibreOffice"):
        pdf.libreoffice()
