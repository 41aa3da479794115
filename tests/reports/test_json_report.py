"""The JSON shape is a contract: version, files, summary, and nothing else."""

import json
from collections.abc import Callable

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book


def test_shape_of_a_file_with_findings(published: Callable[..., Book]) -> None:
    report = json.loads(render([CheckedFile("cong-bo.xlsx", verify_book(published()))], "json", "vi"))
    assert list(report) == ["version", "files", "summary"]
    assert report["version"] == 1
    assert report["summary"] == {"errors": 7, "warnings": 2, "files": 1}
    [file] = report["files"]
    assert list(file) == ["path", "status", "formulas_seen", "tables", "diagnostics"]
    assert (file["path"], file["status"]) == ("cong-bo.xlsx", "findings")
    assert file["tables"][1] == {
        "sheet": "Giai đoạn 2",
        "range": "A6:H20",
        "columns": ["1", "2", "3", "4", "5", "6", "7", "8"],
        "body_rows": list(range(9, 20)),
        "total_row": 20,
    }
    first = file["diagnostics"][0]
    assert list(first) == [
        "code",
        "name",
        "severity",
        "sheet",
        "cell",
        "message",
        "expected",
        "actual",
        "fixable",
    ]
    assert first | {"message": ""} == {
        "code": "V302",
        "name": "total-does-not-add-up",
        "severity": "error",
        "sheet": "Giai đoạn 1",
        "cell": "D20",
        "message": "",
        "expected": 500001,
        "actual": 500000,
        "fixable": True,
    }
    assert "500.001" in first["message"]


def test_messages_follow_the_language(published: Callable[..., Book]) -> None:
    report = json.loads(render([CheckedFile("cong-bo.xlsx", verify_book(published()))], "json", "en"))
    assert "500,001" in report["files"][0]["diagnostics"][0]["message"]


def test_an_unreadable_file_and_a_clean_one(small: Callable[..., object]) -> None:
    clean = CheckedFile("clean.xlsx", verify_book(Book("clean.xlsx", (small(),))))  # type: ignore[arg-type]
    broken = CheckedFile("broken.xlsx", problem=Problem(Text("tệp bị cắt cụt", "truncated file")))
    report = json.loads(render([clean, broken], "json", "vi"))
    assert [file["status"] for file in report["files"]] == ["ok", "unreadable"]
    assert report["files"][1]["tables"] == []
    [found] = report["files"][1]["diagnostics"]
    assert (found["code"], found["severity"], found["message"]) == ("C801", "error", "tệp bị cắt cụt")
    assert report["summary"] == {"errors": 1, "warnings": 0, "files": 2}
