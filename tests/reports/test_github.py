from collections.abc import Callable

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Sheet


def test_a_command_for_each_finding(published: Callable[..., Book]) -> None:
    lines = render([CheckedFile("out/cong-bo.xlsx", verify_book(published()))], "github", "en").splitlines()
    assert len(lines) == 9
    start = "::error file=out/cong-bo.xlsx,title=V302 total-does-not-add-up,line=20,col=4::Giai đoạn 1!D20: "
    assert lines[0].startswith(start)
    assert "%0AHow to mend: " in lines[0]
    assert [line.partition(" ")[0] for line in lines].count("::warning") == 2


def test_signs_of_the_syntax_are_escaped(small: Callable[..., Sheet]) -> None:
    wrong = small({(4, 2): "100% :: a\nb", (4, 5): 1501}, name="a,b:c")
    [line] = render([CheckedFile("a,b:c%.xlsx", verify_book(Book("x", (wrong,))))], "github", "en").splitlines()
    properties, _, message = line.removeprefix("::").partition("::")
    assert "file=a%2Cb%3Ac%25.xlsx" in properties
    assert "100%25 :: a" in message


def test_a_clean_file_says_nothing_and_an_unreadable_one_is_an_error(small: Callable[..., Sheet]) -> None:
    clean = CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (small(),))))
    broken = CheckedFile("b.xlsx", problem=Problem(Text("tệp bị cắt cụt", "truncated file")))
    assert render([clean, broken], "github", "vi") == "::error file=b.xlsx,title=C801 file-unreadable::tệp bị cắt cụt\n"
