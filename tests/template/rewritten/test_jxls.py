"""What templates of JXLS's own tests do (jx:each, jx:if, groupBy, orderBy, select, multisheet …), in our language.

The templates are written anew and the figures invented; what must come out is what those tests ask.
"""

from collections.abc import Callable
from datetime import date

from openpyxl import Workbook

Fill = Callable[..., list[list[object]]]
PEOPLE = [
    {"name": "Lan", "born": date(1990, 3, 1), "pay": 1500, "bonus": 0.15, "team": "Thu"},
    {"name": "Hùng", "born": date(1985, 7, 9), "pay": 2300, "bonus": 0.25, "team": "Chi"},
    {"name": "Mai", "born": date(1979, 1, 20), "pay": 2500, "bonus": 0.0, "team": "Thu"},
    {"name": "Đạt", "born": date(1988, 11, 5), "pay": 1700, "bonus": 0.15, "team": "Thu"},
    {"name": "Yến", "born": date(1969, 5, 30), "pay": 2800, "bonus": 0.2, "team": "Chi"},
]
HEAD = ["Họ tên", "Sinh", "Lương"]
LINE = ["{{ e.name }}", "{{ e.born }}", "{{ e.pay }}"]


def names(rows: list[list[object]]) -> list[object]:
    return [row[0] for row in rows[1:]]


def test_each_writes_a_row_per_item_and_nothing_below(filled: Fill) -> None:
    rows = filled([HEAD, ["{%tr for e in people %}"], LINE, ["{%tr endfor %}"]], people=PEOPLE)
    assert names(rows) == ["Lan", "Hùng", "Mai", "Đạt", "Yến"] and rows[3][2] == 2500


def test_order_by_name_then_pay_descending(filled: Fill) -> None:
    people = [{"name": name, "born": None, "pay": pay} for name, pay in (("i", 10), ("Z", 17), ("A", 5), ("Z", 23))]
    loop = "{%tr for e in people | sort(attribute='pay', reverse=true) | sort(attribute='name', case_sensitive=true) %}"
    rows = filled([HEAD, [loop], LINE, ["{%tr endfor %}"]], people=people)
    assert [(row[0], row[2]) for row in rows[1:]] == [("A", 5), ("Z", 23), ("Z", 17), ("i", 10)]


def test_select_writes_only_items_that_fulfil_a_condition(filled: Fill) -> None:
    rows = filled([HEAD, ["{%tr for e in people if e.pay > 2000 %}"], LINE, ["{%tr endfor %}"]], people=PEOPLE)
    assert names(rows) == ["Hùng", "Mai", "Yến"]


def test_if_writes_one_row_or_the_other(filled: Fill) -> None:
    rows = filled(
        [
            HEAD,
            ["{%tr for e in people %}"],
            ["{%tr if e.pay < 2000 %}"],
            LINE,
            ["{%tr else %}"],
            ["{{ e.name }} *", "{{ e.born }}", "{{ e.pay }}"],
            ["{%tr endif %}"],
            ["{%tr endfor %}"],
        ],
        people=PEOPLE,
    )
    assert names(rows) == ["Lan", "Hùng *", "Mai *", "Đạt", "Yến *"]


def test_if_without_else_leaves_no_blank_rows(filled: Fill) -> None:
    template = [HEAD, ["{%tr for e in people %}"], ["{%tr if e.pay >= 2500 %}"], LINE, ["{%tr endif %}"]]
    assert names(filled([*template, ["{%tr endfor %}"]], people=PEOPLE)) == ["Mai", "Yến"]


def test_group_by_writes_a_heading_and_the_members(filled: Fill) -> None:
    rows = filled(
        [
            HEAD,
            ["{%tr group g in people | sort(attribute='team') by g.team %}"],
            ["{{ g.key }}"],
            ["{%tr for e in g %}"],
            LINE,
            ["{%tr endfor %}"],
            ["{%tr endgroup %}"],
        ],
        people=PEOPLE,
    )
    assert names(rows) == ["Chi", "Hùng", "Yến", "Thu", "Lan", "Mai", "Đạt"]


def test_sums_of_groups_and_of_the_groups_of_groups(filled: Fill) -> None:
    """Sums of the inner and the outer groups, then a grand total: none counts what another has added up."""
    figures = [
        ("I", "a", 600),
        ("I", "a", 400),
        ("I", "b", 700),
        ("II", "c", 600),
        ("II", "d", 123),
        ("III", "e", 0.31),
    ]
    rows = filled(
        [
            ["{%tr group outer in items by outer.one %}"],
            ["{%tr group inner in outer.items by inner.two %}"],
            ["{%tr for x in inner %}"],
            ["{{ x.one }}{{ x.two }}", "{{ x.amount }}"],
            ["{%tr endfor %}"],
            ["Σ {{ inner.key }}", "=SUM(B4:B4)"],
            ["{%tr endgroup %}"],
            ["Σ {{ outer.key }}", "=SUM(B4:B4)"],
            ["{%tr endgroup %}"],
            ["Σ", "=SUM(B4:B4)"],
        ],
        items=[{"one": one, "two": two, "amount": amount} for one, two, amount in figures],
    )
    sums = {str(row[0]).removeprefix("Σ").strip(): row[1] for row in rows if str(row[0]).startswith("Σ")}
    assert sums == {
        "a": 1000, "b": 700, "I": 1700, "c": 600, "d": 123, "II": 723, "e": 0.31, "III": 0.31, "": 2423.31,
    }  # fmt: skip


def test_a_group_sum_takes_only_members_that_count(filled: Fill) -> None:
    """jx's `G.sum` with a filter: by the data instead of by a formula."""
    template = [["{{ people | selectattr('pay', 'gt', 0) | sum(attribute='pay') }}"]]
    assert filled(template, people=[{"pay": 140}, {"pay": 32}, {"pay": -1}]) == [[172]]


def test_items_to_the_right_with_sums_per_column_and_in_all(filled: Fill) -> None:
    sold = {"Táo": (1000, 900), "Lê": (60, 170), "Đào": (600, 2400), "Mận": (500, 1400)}
    rows = filled(
        [
            ["Hàng", "{%tc for r in regions %}", "{{ r }}", "{%tc endfor %}", "Cộng"],
            ["{%tr for t in sold %}"],
            ["{{ t.name }}", None, "{{ t.by[r] }}", None, "=SUM(C3:C3)"],
            ["{%tr endfor %}"],
            ["Cộng", None, "=SUM(C3:C3)", None, "=SUM(E3:E3)"],
        ],
        regions=["Tây", "Nam"],
        sold=[{"name": name, "by": {"Tây": west, "Nam": south}} for name, (west, south) in sold.items()],
    )
    assert rows[0] == ["Hàng", "Tây", "Nam", "Cộng"]
    assert rows[-1] == ["Cộng", 2160, 4870, 7030]


def test_a_sheet_per_item_with_names_that_excel_takes(rendered_values: Callable[..., Workbook]) -> None:
    book = Workbook()
    book.worksheets[0].title = "{{ e.name }}"
    book.worksheets[0]["A1"] = "{%ts for e in people %}{{ e.name }}"
    people = [{"name": "Lan"}, {"name": "Lan"}, {"name": "Mai/Yến"}, {"name": "x" * 40}]
    result = rendered_values(book, people=people)
    assert [sheet["A1"].value for sheet in result] == [one["name"] for one in people]
    assert len(set(result.sheetnames)) == 4 and max(map(len, result.sheetnames)) <= 31


def test_an_average_on_a_second_sheet_is_that_sheets_own(render: Callable[..., Workbook]) -> None:
    book = Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("Hai")):
        for row in (["Số"], ["{%tr for x in counts %}"], ["{{ x }}"], ["{%tr endfor %}"], [None, "=AVERAGEA(A3:A3)"]):
            sheet.append(row)
    for sheet in render(book, counts=range(5)):
        assert sheet["B7"].value == "=AVERAGEA(A2:A6)" and sheet["A6"].value == 4
