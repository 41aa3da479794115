from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Sheet


def suites(*files: CheckedFile) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(render(files, "junit", "vi").encode())
    assert root.get("tests") == str(len(root.findall("testsuite/testcase")))
    assert root.get("failures") == str(len(root.findall("testsuite/testcase/failure")))
    assert root.get("errors") == str(len(root.findall("testsuite/testcase/error")))
    return list(root)


def test_a_suite_for_each_file_and_a_case_for_each_finding(published: Callable[..., Book]) -> None:
    [suite] = suites(CheckedFile("cong-bo.xlsx", verify_book(published())))
    assert (suite.get("name"), suite.get("failures")) == ("cong-bo.xlsx", "9")
    first = suite[0]
    assert first.get("name") == "V302 total-does-not-add-up Giai đoạn 1!D20"
    assert "500.001" in first[0].get("message", "") and "Cách sửa" in (first[0].text or "")


def test_a_clean_file_passes_and_an_unreadable_one_is_an_error(small: Callable[..., Sheet]) -> None:
    clean, broken = suites(
        CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (small(),)))),
        CheckedFile("b.xlsx", problem=Problem(Text("tệp bị cắt cụt", "truncated file"))),
    )
    assert [len(case) for case in clean] == [0]
    assert broken[0][0].tag == "error" and broken[0][0].get("message") == "tệp bị cắt cụt"


def test_notes_pass_and_are_told(small: Callable[..., Sheet]) -> None:
    noted = replace(small(), comments={(4, 5): "xl-addin: bỏ qua V301 – lý do cũ"})
    [suite] = suites(CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (noted,)))))
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert (suite.findtext("testcase/system-out") or "").startswith("Ghi chú C802")


def test_what_xml_cannot_hold_is_replaced(small: Callable[..., Sheet]) -> None:
    wrong = small({(4, 2): "Bình\x0bMinh <&>", (4, 5): 1501})
    [suite] = suites(CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (wrong,)))))
    assert any("Bình\ufffdMinh <&>" in (case[0].get("message") or "") for case in suite)
