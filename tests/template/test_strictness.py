"""What a template must not do, and how its author is told."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from xl_addin.problem import Problem
from xl_addin.template.render import render_workbook

Message = Callable[..., str]


def template(*cells: str) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phiếu"
    for cell in cells:
        sheet.append((cell,))
    return book


def test_all_mistakes_are_named_at_once_with_their_place_and_a_suggestion(problem: Message) -> None:
    book = template(
        "{{ unit.nam }}",
        "{{ unti.name }}",
        "{{ 5 | vn_numbr }}",
        "{%tr for x in units %}",
        "{{ x.naem }}",
        "{%tr endfor %}",
        "{{ 1 / 0 }}",
        "{{ 1 + }}",
    )
    message = problem(book, unit={"name": "A"}, units=[{"name": "B"}])
    assert message.startswith("mau.xlsx: the template has 6 mistakes")
    for expected in (
        "Phiếu!A1: {{ unit.nam }}: there is no `nam`; did you mean name?",
        "Phiếu!A2: {{ unti.name }}: there is no `unti`; did you mean unit, units?",
        "Phiếu!A3: {{ 5 | vn_numbr }}: there is no filter `vn_numbr`; did you mean vn_number",
        "Phiếu!A5: {{ x.naem }}: there is no `naem`; did you mean name?",
        "Phiếu!A7: {{ 1 / 0 }}: division by zero",
        "Phiếu!A8: {{ 1 + }}: cannot be read",
    ):
        assert expected in message


@pytest.mark.parametrize("written", ["{{ xs | map(attribute='naem') | list | string }}", "tên: {{ [xs[0].naem] }}"])
def test_what_is_not_there_is_told_within_a_list_too(problem: Message, written: str) -> None:
    assert "there is no `naem`; did you mean name?" in problem(template(written), xs=[{"name": "A"}])


def test_a_loop_without_items_does_not_hide_a_mistake(problem: Message) -> None:
    book = template("{%tr for x in units %}", "{{ y.name }}", "{%tr endfor %}")
    assert "Phiếu!A2: {{ y.name }}: there is no `y`; there are: loop, units, x" in problem(book, units=[])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("{%tr for x in xs %}", "a"), "Phiếu!A1: {%tr for x in xs %}: has no partner"),
        (("a", "{%tr endif %}"), "Phiếu!A2: {%tr endif %}: has no partner"),
        (("{%tr for x in xs %}", "a", "{%tr endif %}"), "has no partner"),
        (("{%tz for x in xs %}",), "{%tz for x in xs %}: not supported"),
        (("a", "{%ts for x in xs %}"), "{%ts … %} belongs into cell A1"),
        (("{%tr while x %}",), "write for x in xs, else, endfor, if condition"),
        (("{%tr if %}",), "write for x in xs, else, endfor, if condition"),
        (("x {%tr if xs %}", "{%tr endif %}"), "must stand alone in its row"),
        (("{% set a = 1 %}",), "is not available in a cell"),
        (("{%tr for x in 5 %}", "a", "{%tr endfor %}"), "cannot loop over int"),
        (("{{ xs }}",), "a cell cannot hold a list"),
    ],
)
def test_tags_that_cannot_be_understood(problem: Message, cells: tuple[str, ...], expected: str) -> None:
    assert expected in problem(template(*cells), xs=[1])


def test_nothing_else_may_stand_in_a_marker_row(problem: Message) -> None:
    book = template("{%tr if yes %}", "{%tr endif %}")
    book.worksheets[0]["C1"] = "mất"
    assert "Phiếu!C1: mất: the row of {%tr if yes %} is removed" in problem(book, yes=True)


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__[1].__subclasses__()",
        "xs.append(1)",
        "xs.__class__",
        "'{:>999999999}'.format(1)",
        "'%999999999d' % 1",
        "'a'.ljust(999999999)",
        "'a'.replace('a', 'aaaaaaaa')",
        "self.__init__",
        "lipsum(100)",
        "cycler",
    ],
)
def test_a_template_reaches_data_only(problem: Message, expression: str) -> None:
    cell = "{{ " + expression + " }}"
    message = problem(template(cell), xs=[1]).removeprefix(f"mau.xlsx: Phiếu!A1: {cell}: ")
    assert message.startswith(("not allowed in a template", "there is no `"))


@pytest.mark.parametrize(
    "cell",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 9**9999 }}",
        "{{ range(10**9) | list }}",
        "{{ [0] * 10**8 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ " + "1+" * 1000 + "1 }}",
        "{{ 'abcdefgh' * 4000 ~ 'abcdefgh' * 4000 }}",
    ],
)
def test_what_would_grow_without_bound_is_refused(problem: Message, cell: str) -> None:
    assert problem(template(cell)).startswith("mau.xlsx: Phiếu!A1: {")


def test_loops_of_rows_are_bounded_together(problem: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xl_addin.template.language.counting.MAX_STEPS", 50)
    book = template("{%tr for a in range(10) %}", "{%tr for b in range(10) %}", "{%tr endfor %}", "{%tr endfor %}", "x")
    message = problem(book)
    assert message.startswith("mau.xlsx: Phiếu!A2: {%tr for b in range(10) %}: the loops turn more than")
    assert "\n" not in message


def test_a_key_named_like_a_method_is_data() -> None:
    book = template("{{ unit.items }}", "{{ unit.values | sum }}")
    from io import BytesIO

    from openpyxl import load_workbook

    target = BytesIO()
    book.save(target)
    result = render_workbook(target.getvalue(), {"unit": {"items": 5, "values": [1, 2]}}, file="mau.xlsx").draft.data()
    assert [cell.value for cell in load_workbook(BytesIO(result)).worksheets[0]["A"]] == [5, 3]


def test_a_file_that_is_no_workbook_is_named() -> None:
    with pytest.raises(Problem) as caught:
        render_workbook(b"%PDF-1.4", {}, file="mau.pdf")
    assert caught.value.file == "mau.pdf"


def test_a_choice_without_else_leaves_the_cell_empty(render: Callable[..., Workbook]) -> None:
    sheet = render(template("{{ 5 if yes }}", "{{ 5 if no }}", "a{{ 5 if no }}", "{{ (5 if no) | default(6) }}"),
                   yes=True, no=False).worksheets[0]  # fmt: skip
    assert [cell.value for cell in sheet["A"]] == [5, None, "a", 6]


@pytest.mark.parametrize("formula", ["=SUM(A1:A1)", "=COUNTA(A3)", "=A1*2", "=VLOOKUP(1,A3:B3,2,0)"])
def test_a_row_of_tags_has_no_total_that_is_0(problem: Message, formula: str) -> None:
    book = template("{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}")
    book.worksheets[0]["B4"] = formula
    assert (
        "is in a row or column of tags, which is not in the result; refer to what stands between the tags"
        in problem(book, xs=[1, 2])
    )


def test_so_it_is_within_a_panel(problem: Message, render: Callable[..., Workbook]) -> None:
    book = template("{%tb panel %}", "{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}", "{%tb endpanel %}")
    book.worksheets[0]["B6"] = "=SUM(A2)"
    assert "A2 is in a row or column of tags" in problem(book, xs=[1])
    book.worksheets[0]["B6"] = "=SUM(A2:A4)"
    assert render(book, xs=[1, 2]).worksheets[0]["B5"].value == "=SUM(A2:A3)"
