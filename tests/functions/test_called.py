from collections.abc import Mapping

from xl_addin.functions.called import PREFIX, functions_called
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import Book, Column, Sheet


def book(formula: str, names: Mapping[str, str] = {}) -> Book:
    sheets = Sheet("Khác", {1: Column({1: "CT_"})}), Sheet("Bảng", {3: Column({}, {7: formula})})
    return Book("x.xlsx", sheets, defined_names=names)


def test_the_registry_is_for_books_that_call_it() -> None:
    assert functions_called(book("=SUM(A1:A9)")) == ()
    assert functions_called(book("=1+ct_songay(A1,B1)")) == user_functions()
    assert functions_called(book("=[1]!CT_PHANBO(10,A1:A3,1)")) == user_functions()
    assert functions_called(book("=_xludf.CT_PHANBO(10,A1:A3,1)")) == user_functions()


def test_a_defined_name_may_call_one() -> None:
    named = book("=Số_ngày*2", {"Số_ngày": "_xlfn.CT_SONGAY(Bảng!$A$1,Bảng!$B$1)"})
    assert functions_called(named) == user_functions()


def test_letters_that_are_no_call_do_not_count() -> None:
    assert functions_called(book('="CT_PHANBO("&CT_A+ACT_B(1)')) == ()


def test_every_name_begins_alike() -> None:
    assert all(function.name.startswith(PREFIX) for function in user_functions())
