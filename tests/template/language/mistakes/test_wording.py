"""What Jinja and Python say of an author's mistake is told in one language."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from xl_addin.problem import Problem
from xl_addin.template.language.mistakes.wording import in_both
from xl_addin.template.render import render_workbook

_ENGLISH = re.compile(r"(?i)\b(?:the|is|no|not|of|to|and|unexpected|object|argument|cannot|got|type|operand)\b")


def told(saved: Callable[[Workbook], bytes], text: str) -> tuple[str, str]:
    book = Workbook()
    book.worksheets[0]["A1"] = text
    with pytest.raises(Problem) as caught:
        render_workbook(saved(book), {"xs": [1, 2], "name": "a", "day": date(2026, 2, 5)}, file="mau.xlsx")
    assert caught.value.place == "Sheet!A1"
    vi, en = (caught.value.line(language).partition(f"{text}: ")[2] for language in ("vi", "en"))
    return vi, en


@pytest.mark.parametrize(
    ("expression", "vi", "en"),
    [
        ("1 +", "gặp “chỗ hết biểu thức” không đúng chỗ", "unexpected 'end of template'"),
        ("2 b", "còn chữ thừa sau biểu thức", "something follows the expression"),
        ("(1", "gặp “}” mà cần “)”", "unexpected '}', expected ')'"),
        ("$", "gặp ký tự “$” không đúng chỗ", "unexpected “$”"),
        ("name + 1", "không cộng được văn bản với số nguyên", "can only concatenate str"),
        ("1 + name", "không làm được số nguyên + văn bản", "unsupported operand type(s) for +"),
        ("10 ** name", "không làm được số nguyên ** văn bản", "unsupported operand type(s) for **"),
        ("name * 1.5", "không nhân được chữ hay danh sách với số", "can't multiply sequence"),
        ("day - name", "không làm được ngày - văn bản", "unsupported operand type(s) for -"),
        ("-name", "không làm được - văn bản", "bad operand type"),
        ("xs < name", "không so sánh được danh sách < văn bản", "'<' not supported"),
        ("5 | join", "số nguyên không phải là danh sách", "'int' object is not iterable"),
        ("5 | length", "số nguyên không có độ dài", "has no len()"),
        ("name()", "văn bản không phải là hàm", "is not callable"),
        ("range('a')", "văn bản không phải là số nguyên", "cannot be interpreted"),
        ("range(1, 2, 0)", "bước của range không được là 0", "the step of a range is not 0"),
        ("'x' in 5", "không tìm được trong số nguyên", "argument of type 'int'"),
        ("5 in name", "không tìm số nguyên trong văn bản", "requires string"),
        ("xs | groupby", "thiếu tham số 'attribute'", "the argument 'attribute' is missing"),
        ("name | replace('a')", "thiếu tham số 'new'", "the argument 'new' is missing"),
        ("xs | first(1)", "có nhiều tham số quá", "there are too many arguments"),
        ("xs | join(foo=1)", "không có tham số “foo”", "there is no argument `foo`"),
        ("[] | max", "danh sách không có mục nào", "the list has no items"),
        ("name is evn", "không có phép thử “evn”; có phải là: even", "there is no test `evn`; did you mean even"),
        ("xs | map('foo') | list", "không có bộ lọc “foo”", "there is no filter `foo`"),
        ("name.__class__", "“__class__” của văn bản", "access to attribute '__class__'"),
        ("'%s' % 1", "% định dạng văn bản", "% formats texts"),
        ("name | vn_number", "'a' không phải là số", "'a' is no number"),
        ("5 | vn_date", "5 không phải là ngày", "5 is no date"),
        ("5 | vn_number(99)", "không phải là số chữ số thập phân từ 0 đến 30", "from 0 to 30"),
        ("5 | vn_words('x')", "không phải 'linh' hay 'lẻ'", "is neither 'linh' nor 'lẻ'"),
        ("2 ** 80 | vn_words", "không làm được số nguyên ** văn bản", "unsupported operand"),
        ("(2 ** 80) | vn_words", "không đọc thành chữ được", "is too large to be put into words"),
        ("name | round", "'a' không phải là số", "'a' is no number"),
        ("2.5 | round(0, 'x')", "cách làm tròn (common, ceil, floor)", "way of rounding (common, ceil, floor)"),
        ("xs | batch(0)", "số mục từ 1 đến 100000", "number of items from 1 to 100000"),
        ("name | int", "'a' không phải là số", "'a' is no number"),
        ("name | float", "'a' không phải là số", "'a' is no number"),
        ("none | int", "None không phải là số", "None is no number"),
        ("2 ** 2000", "số vô hạn", "the number is infinite"),
        ("xs", "ô không chứa được danh sách", "a cell cannot hold a list"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_language(
    saved: Callable[[Workbook], bytes], expression: str, vi: str, en: str
) -> None:
    in_vietnamese, in_english = told(saved, "{{ " + expression + " }}")
    assert vi in in_vietnamese and en in in_english
    assert not _ENGLISH.search(in_vietnamese.partition("; ")[0])


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("{{ 1", "biểu thức chưa hết, thiếu “chỗ kết thúc }}”"),
        ("{% for x in xs %}", "thiếu thẻ kết thúc “for”"),
        ("{% for x in 5 %}{% endfor %}", "không lặp qua số nguyên được"),
        ("{% if name %}{% endfor %}", "không có thẻ “endfor” ở chỗ này"),
        ("{% if %}", "thiếu biểu thức trước “chỗ kết thúc %}”"),
        ("{% include 'x' %}", "{% include %} không dùng được trong ô"),
    ],
)
def test_so_is_a_mistake_in_tags(saved: Callable[[Workbook], bytes], text: str, vi: str) -> None:
    in_vietnamese, in_english = told(saved, text)
    assert vi in in_vietnamese and in_english != in_vietnamese
    assert not _ENGLISH.search(in_vietnamese)


def test_what_is_not_known_is_quoted() -> None:
    assert in_both("something else went wrong").vi == "lỗi “something else went wrong”"


def test_a_text_that_is_no_number_is_another_value_only_where_one_is_given(render: Callable[..., Workbook]) -> None:
    book = Workbook()
    cells = ("{{ name | int(7) }}", "{{ '1.5' | float }}", "{{ '12' | int }}", "{{ name | float(0) }}")
    book.worksheets[0].append(cells)
    assert [cell.value for cell in render(book, name="a").worksheets[0][1]] == [7, 1.5, 12, 0]
