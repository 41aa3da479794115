"""What templates of ClosedXML.Report's own tests do (ranges, sub-ranges, group, delete, horizontal …), in our language.

The templates are written anew and the figures invented; what must come out is what those tests ask.
"""

from collections.abc import Callable

from openpyxl import Workbook

Fill = Callable[..., list[list[object]]]
ORDERS = [
    {"no": 1, "pay": "Thẻ", "paid": 120, "items": [{"part": "A", "price": 40}, {"part": "B", "price": 80}]},
    {"no": 2, "pay": "Tiền mặt", "paid": 75, "items": []},
    {"no": 3, "pay": "Thẻ", "paid": 30, "items": [{"part": "C", "price": 30}]},
]
GROUPED = [
    ["Số", "Trả bằng", "Đã trả"],
    ["{%tr group g in orders by g.pay %}"],
    ["{%tr for o in g %}"],
    ["{{ o.no }}", "{{ o.pay }}", "{{ o.paid }}"],
    ["{%tr endfor %}"],
    ["Cộng {{ g.key }}", None, "=SUBTOTAL(9,C4:C4)"],
    ["{%tr endgroup %}"],
    ["Tổng cộng", None, "=SUBTOTAL(9,C4:C4)"],
]


def test_a_range_with_a_total_below(filled: Fill) -> None:
    rows = filled(
        [["{%tr for o in orders %}"], ["{{ o.no }}", "{{ o.paid }}"], ["{%tr endfor %}"], ["Cộng", "=SUM(B2:B2)"]],
        orders=ORDERS,
    )
    assert rows == [[1, 120], [2, 75], [3, 30], ["Cộng", 225]]


def test_master_and_detail_with_the_sum_of_each(filled: Fill) -> None:
    rows = filled(
        [
            ["{%tr for o in orders %}"],
            ["Đơn {{ o.no }}"],
            ["{%tr for i in o['items'] %}"],
            ["{{ i.part }}", "{{ i.price }}"],
            ["{%tr endfor %}"],
            ["Cộng", "=SUM(B4:B4)"],
            ["{%tr endfor %}"],
        ],
        orders=ORDERS,
    )
    assert [row[1] for row in rows if row[0] == "Cộng"] == [120, 0, 30]
    assert [row[0] for row in rows] == ["Đơn 1", "A", "B", "Cộng", "Đơn 2", "Cộng", "Đơn 3", "C", "Cộng"]


def test_groups_with_subtotals_that_the_grand_total_does_not_count_again(filled: Fill) -> None:
    rows = filled(GROUPED, orders=ORDERS)
    assert rows[1:] == [
        [1, "Thẻ", 120], [3, "Thẻ", 30], ["Cộng Thẻ", None, 150],
        [2, "Tiền mặt", 75], ["Cộng Tiền mặt", None, 75], ["Tổng cộng", None, 225],
    ]  # fmt: skip


def test_an_empty_source_is_no_error(filled: Fill) -> None:
    assert filled(GROUPED, orders=[]) == [["Số", "Trả bằng", "Đã trả"], ["Tổng cộng", None, 0]]


def test_two_subranges_in_one_master_row(filled: Fill) -> None:
    rows = filled(
        [
            ["{%tr for c in customers %}"],
            ["{{ c.name }}"],
            ["{%tr for o in c.orders %}"],
            ["đơn", "{{ o }}"],
            ["{%tr endfor %}"],
            ["{%tr for v in c.visitors %}"],
            ["khách", "{{ v }}"],
            ["{%tr endfor %}"],
            ["{%tr endfor %}"],
        ],
        customers=[{"name": "X", "orders": [7, 8], "visitors": ["An"]}, {"name": "Y", "orders": [], "visitors": []}],
    )
    assert rows == [["X"], ["đơn", 7], ["đơn", 8], ["khách", "An"], ["Y"]]


def test_a_horizontal_range(filled: Fill) -> None:
    rows = filled([["{%tc for m in months %}", "{{ m }}", "{%tc endfor %}", "hết"]], months=["T1", "T2", "T3"])
    assert rows == [["T1", "T2", "T3", "hết"]]


def test_sorting_and_a_variable_for_all_rows(filled: Fill) -> None:
    rows = filled(
        [
            ["{%tr for o in orders | sort(attribute='paid') %}"],
            ["{{ o.paid }}", "{{ o.paid * tax // 100 }}", "=A2*{{ tax }}/100"],
            ["{%tr endfor %}"],
        ],
        orders=ORDERS,
        tax=10,
    )
    assert rows == [[30, 3, 3], [75, 7, 7.5], [120, 12, 12]]


def test_rows_and_sheets_are_deleted_by_a_condition(rendered_values: Callable[..., Workbook]) -> None:
    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("Phụ")
    for row in (["{%tr if detailed %}"], ["chi tiết"], ["{%tr endif %}"], ["còn lại"]):
        first.append(row)
    second["A1"] = "{%ts if detailed %}phụ lục"
    short, long = (rendered_values(book, detailed=detailed) for detailed in (False, True))
    assert (short.sheetnames, short.worksheets[0]["A1"].value) == (["Sheet"], "còn lại")
    assert (long.sheetnames, long["Phụ"]["A1"].value) == (["Sheet", "Phụ"], "phụ lục")


def test_a_page_for_each_group_and_its_rows_folded(render: Callable[..., Workbook]) -> None:
    book = Workbook()
    for row in GROUPED:
        book.worksheets[0].append(row)
    book.worksheets[0]["A2"] = "{%tr group g in orders by g.pay, page break %}"
    book.worksheets[0]["A3"] = "{%tr for o in g, outline %}"
    sheet = render(book, orders=ORDERS).worksheets[0]
    assert [each.id for each in sheet.row_breaks.brk] == [4]
    assert [sheet.row_dimensions[row].outlineLevel for row in range(1, 8)] == [0, 1, 1, 0, 1, 0, 0]


def test_a_value_of_a_dictionary_and_a_code_with_leading_zeros(filled: Fill) -> None:
    assert filled([["{{ d['Mã số'] }}", "{{ d.n }}"]], d={"Mã số": "007", "n": 7}) == [["007", 7]]
