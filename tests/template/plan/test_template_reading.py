"""What the cells of a template say, however a program stores them."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook

from xl_addin.template.render import render_workbook
from xl_addin.workbook.model.book import Value

STYLES = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs>"
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


def first_cell(data: bytes, **context: object) -> Value:
    rendered = render_workbook(data, context, file="mau.xlsx")
    value = load_workbook(BytesIO(rendered.draft.data()), data_only=True).worksheets[0]["A1"].value
    assert value == rendered.book.sheets[0].value(1, 1)
    return value


def test_a_text_stored_like_a_formula_s_result_is_a_text(raw_book: Callable[..., bytes]) -> None:
    def book(text: str) -> bytes:
        sheet = f'<sheetData><row r="1"><c r="A1" t="str"><v>{text}</v></c></row></sheetData>'
        return raw_book(sheet, styles=STYLES)

    assert first_cell(book("{{ name }} A &amp; B"), name="<x>") == "<x> A & B"
    assert first_cell(book("{{ number }}"), number=5) == 5
    assert first_cell(book("A &amp; B &lt;c&gt;")) == "A & B <c>"


def test_a_marker_in_such_a_text_is_a_marker(raw_book: Callable[..., bytes]) -> None:
    texts = ("{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}")
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>{text}</v></c></row>' for row, text in enumerate(texts, start=1)
    )
    rendered = render_workbook(
        raw_book(f"<sheetData>{rows}</sheetData>", styles=STYLES), {"xs": [1, 2]}, file="mau.xlsx"
    )
    assert dict(rendered.book.sheets[0].columns[1].values.items()) == {1: 1, 2: 2}


def test_what_is_no_text_stays_as_it_is(raw_book: Callable[..., bytes]) -> None:
    for kind, stored, value in (("b", "1", True), ("e", "#N/A", "#N/A"), ("n", "1.50", 1.5)):
        data = raw_book(
            f'<sheetData><row r="1"><c r="A1" t="{kind}"><v>{stored}</v></c></row></sheetData>', styles=STYLES
        )
        rendered = render_workbook(data, {}, file="mau.xlsx")
        assert str(rendered.book.sheets[0].value(1, 1)) == str(value)
        assert f't="{kind}"><v>{stored}</v>'.encode() in rendered.draft.read("xl/worksheets/sheet1.xml")
