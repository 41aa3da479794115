"""Everything wrong with a template is told at once."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from xl_addin.problem import Problem
from xl_addin.template.checking.check import check_template

Saved = Callable[[Workbook], bytes]


def template(*cells: str) -> Workbook:
    book = Workbook()
    book.worksheets[0].title = "P"
    for cell in cells:
        book.worksheets[0].append((cell,))
    return book


def told(book: bytes, data: dict[str, object] | None = None) -> list[str]:
    return [f"{each.place}: {each.without_place().en}" for each in check_template(book, data).faults]


def test_a_template_without_mistakes(saved: Saved) -> None:
    book = template("{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}")
    assert told(saved(book)) == []
    assert told(saved(book), {"xs": [1]}) == []


def test_before_there_are_data_what_no_data_could_mend(saved: Saved) -> None:
    book = template("{{ unknown }}", "{{ 1 + }}", "{{ 1 | vn_nubmer }}", "{%tr endfor %}", "{%tr for x in xs %}")
    found = told(saved(book))
    assert [line.partition(": ")[0] for line in found] == ["P!A2", "P!A3", "P!A4"]
    assert found[1] == "P!A3: {{ 1 | vn_nubmer }}: there is no filter `vn_nubmer`; did you mean vn_number?"


def test_with_data_names_in_branches_that_these_data_leave_out(saved: Saved) -> None:
    book = template("{%tr if no %}", "{{ titel }}", "{%tr endif %}", "{{ title }}", "{% if no %}{{ nam }}{% endif %}")
    assert told(saved(book), {"no": False, "title": "x", "name": 1}) == [
        "P!A2: {{ titel }}: there is no `titel`; did you mean title?",
        "P!A5: {% if no %}{{ nam }}{% endif %}: there is no `nam`; did you mean name?",
    ]


def test_names_of_loops_groups_and_sets_are_known_where_they_are_not_written(saved: Saved) -> None:
    book = template(
        "{%tr for a, b in xs %}", "{{ a }}{{ b }}{{ loop.index }}", "{%tr endfor %}",
        "{%tr group g in xs by g[0] %}", "{{ g.key }}", "{%tr endgroup %}",
        "{%tr set n = 1 %}", "{{ n }}", "{{= '1+' ~ n }}",
    )  # fmt: skip
    assert told(saved(book), {"xs": []}) == []


def test_data_that_cannot_be_rendered(saved: Saved) -> None:
    assert told(saved(template("{{ n / 0 }}", "{{ m.x }}")), {"n": 1, "m": {"y": 1}}) == [
        "P!A1: {{ n / 0 }}: division by zero",
        "P!A2: {{ m.x }}: there is no `x`; there are: y",
    ]


def test_a_book_without_markup_is_told(saved: Saved) -> None:
    assert told(saved(template("a"))) == [": the template has no {{ … }} nor {%tr … %}, so there is nothing to fill"]


@pytest.mark.parametrize(
    ("cell", "engine"),
    [
        ("${employee.name}", "JXLS, JETT, xlsx-template"),
        ("$[SUM(E3)]", "JXLS, JETT, xlsx-template"),
        ("${table:people.name}", "xlsx-template"),
        ("<<Range(source=1)>>", "ClosedXML.Report"),
        ("&=Customers.Name", "Aspose.Cells"),
        ("<#Customers.Name>", "FlexCel"),
        ("{.name}", "EasyExcel, FastExcel, carbone"),
        ("{d.items[i].name}", "EasyExcel, FastExcel, carbone"),
        ("{%xv a%}", "xltpl"),
        ("{%- for x in xs %}", "xltpl"),
        ("{%+ endfor %}", "xltpl"),
        ("{%p if x %}", "docxtpl"),
        ("{{r x }}", "docxtpl"),
        ("{{#each xs}}", "Handlebars, Mustache"),
    ],
)
def test_what_is_written_for_another_engine_is_told(saved: Saved, cell: str, engine: str) -> None:
    [line] = told(saved(template(cell)))
    assert f"this is written for {engine}; here " in line


@pytest.mark.parametrize(
    ("cell", "instead"),
    [
        ('jx:each(items="xs" var="x" lastCell="B2")', "{%tr for x in xs %}"),
        ('jx:each(items="xs" groupBy="x.area" lastCell="B2")', "{%tr group g in xs by g.name %}"),
        ('jx:if(condition="a" lastCell="B2")', "{%tr if condition %}"),
        ('jx:image(src="a" lastCell="B2")', "{{ picture(file) }}"),
        ('jx:grid(headers="a" data="b")', "{%tc for x in xs %}"),
        ("<<sum>>", "=SUM(B3:B3)"),
        ("<<group collapse>>", "{%tr group g in xs by g.name %}"),
        ("<<desc>>", "sort(attribute='name')"),
        ("<<delete>>", "{%tr if condition %}"),
        ("{%tr for x in xs %}<<range>>", "{%tr for x in xs %}"),
        ("{% colspan 2 %}", "merge and colour cells in Excel"),
        ("{{r x }}", "write {{ name }}"),
    ],
)
def test_what_to_write_instead(saved: Saved, cell: str, instead: str) -> None:
    assert any("; here " in line and instead in line.partition("; here ")[2] for line in told(saved(template(cell))))


def test_both_halves_of_a_tag_in_one_cell_are_ours(saved: Saved) -> None:
    assert told(saved(template("{% for x in xs %}{{ x }}{% endfor %}", "{%- if a %}{{ a }}{%- endif %}"))) == []


def listed(*cells: str, **areas: str) -> Workbook:
    book = template(*cells)
    for name, area in areas.items():
        book.defined_names[name] = DefinedName(name, attr_text=area)
    return book


def test_a_list_by_a_defined_name(saved: Saved) -> None:
    book = listed("Đơn", "{{item.No}}", "{{ 1 + item.Paid }}", Orders="P!$A$2:$C$4")
    assert told(saved(book)) == [
        "P!A2: {{item.No}}: this is written for ClosedXML.Report, the list of the defined name “Orders” (P!A2:C4); "
        "here rows of their own above and below what is repeated hold {%tr for item in Orders %} and {%tr endfor %}"
    ]


def test_a_list_in_a_list_by_defined_names(saved: Saved) -> None:
    book = listed("{{item.No}}", "{{item.Part}}", Orders="P!$A$1:$C$4", Orders_Items="P!$A$2:$C$3")
    assert [line.partition(" hold ")[2] for line in told(saved(book))] == [
        "{%tr for item in Orders %} and {%tr endfor %}", "{%tr for item in item.Items %} and {%tr endfor %}",
    ]  # fmt: skip


def test_an_item_that_a_loop_or_the_data_give_is_no_such_list(saved: Saved) -> None:
    looped = listed("{%tr for item in xs %}", "{{ item.No }}", "{%tr endfor %}", Orders="P!$A$2:$C$2")
    assert told(saved(looped)) == []
    assert told(saved(listed("{{ item.No }}", Orders="P!$A$1")), {"item": {"No": 1}}) == []
    assert told(saved(listed("{{ items }}", "{{ x.item }}", Orders="P!$A$1:$A$9"))) == []


def test_commands_of_another_engine_in_notes(saved: Saved) -> None:
    book = template("{{ a }}")
    book.worksheets[0]["A1"].comment = Comment('jx:area(lastCell="D4")', "x")
    assert told(saved(book)) == [
        'P!A1: jx:area(lastCell="D4"): this is written for JXLS; here remove it: all of the sheet is a template'
    ]


def test_what_is_no_workbook_is_a_problem() -> None:
    with pytest.raises(Problem):
        check_template(b"x", file="x.xlsx")
