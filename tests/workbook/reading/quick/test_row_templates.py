"""The quick reading of rows that look alike gives exactly what the general reader gives, or leaves it to that."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.formula.cells import column_letters
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book, Column
from xl_addin.workbook.model.runs import Stretches
from xl_addin.workbook.reading.quick import row_templates
from xl_addin.workbook.reading.read import read_book

STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="14"/></cellXfs>'
STRINGS = "<si><t>Ấp 1</t></si><si><t xml:space='preserve'> a </t></si><si><t> b </t></si>"
STRINGS += "<si><r><t>đ</t></r><r><t>ỏ</t></r></si>"


def both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    """What a file reads as with row patterns, and without."""
    results = []
    for worthwhile in (0, 2**62):
        monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", worthwhile)
        try:
            results.append(described(read_book(data)))
        except Problem as problem:
            results.append((problem.file, problem.place, problem.text))
    return results[0], results[1]


def described(book: Book) -> object:
    def cells(column: Column) -> object:
        values = {row: (type(value), value) for row, value in column.values.items()}
        return values, dict(column.formulas), dict(column.number_formats)

    return [
        {**vars(sheet), "columns": {index: cells(column) for index, column in sheet.columns.items()}}
        for sheet in book.sheets
    ]


def read_by_patterns(book: Book) -> int:
    """How many columns came from row patterns."""
    return sum(isinstance(column.values, Stretches) for sheet in book.sheets for column in sheet.columns.values())


# One cell of a row `{r}`; `{c}` its column. Ordinary cells of four programs first, then odd and damaged ones.
CELLS = (
    '<c r="{c}{r}"><v>{r}</v></c>',
    '<c r="{c}{r}" s="1"><v>-{r}.5</v></c>',
    '<c r="{c}{r}" s="2" t="n"><v>4.5E{r}</v></c>',
    '<c r="{c}{r}" t="s"><v>1</v></c>',
    '<c r="{c}{r}" s="1"/>',
    '<c r="{c}{r}"><f>A{r}*$B$1</f><v>7</v></c>',
    '<c r="{c}{r}"><f>A{p}+B{r}&amp;"A{r}"</f><v></v></c>',
    '<c r="{c}{r}"><f aca="false">SUM(A$1:A{r})</f><v>3.0</v></c>',
    '<c r="{c}{r}" t="str"><f>IF(A{r}&gt;0,"A{r}","")</f><v></v></c>',
    '<c r="{c}{r}" t="str"><f>B{r}</f><v>xã {r}</v></c>',
    '<c r="{c}{r}" t="b"><f>1=1</f><v>1</v></c>',
    '<c r="{c}{r}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t>a{r}_x000A_b</t></is></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t> a{r} </t></is></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t xml:space="preserve"> a{r}&#10;</t></is></c>',
    '<c r="{c}{r}" t="str"><f>B{r}</f><v>&#9;xã {r} </v></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t>&#7844;p {r} &lt;&amp;amp;&#x1F600;&gt;</t></is></c>',
    '<c r="{c}{r}"><f>10%%*{r}+A{r}%d</f><v/></c>',
    '<c r="{c}{r}"><f t="shared" ref="{c}{r}:{c}{r}" si="{i}">A{r}+1</f><v>1</v></c>',
    '<c r="{c}{r}"><f t="shared" si="{i}"/><v>2</v></c>',
    '<c r="{c}{r}"><f ca="1">SUM({p}:{p})</f><v>-0</v></c>',
    '<c r="{c}{r}"><f t="array" ref="{c}{r}">A{r}*2</f><v>2</v></c>',
    '<c r="{c}{r}"><f t="dataTable" ref="{c}{r}" r1="A1"/><v>2</v></c>',
    '<c s="1" r="{c}{r}"><v>1</v></c>',
    "<c><v>5</v></c>",
    '<c r="{c}{r}" t="str"><v><![CDATA[</row>]]></v></c>',
    '<c r="{c}{r}" t="d"><v>2023-06-20</v></c>',
    '<c r="{c}{r}" t="s"><v>99</v></c>',
    '<c r="{c}{r}"><v>1-{r}</v></c>',
    '<c r="{c}{r}"><v>1E999</v></c>',
    '<c r="{c}{r}" s="1" s="2"><v>1</v></c>',
    '<c r="{c}{r}" r="A1"><v>1</v></c>',
    '<c r="{c}{r}" t="str"><v>&#1;</v></c>',
    '<c r="{c}{r}" t="str"><v>&#xD800;</v></c>',
    '<c r="{c}{r}" t="str"><v>&#1234567;</v></c>',
    '<c r="{c}{r}" t="str"><v>a&#13;&#10;b&unknown;</v></c>',
    '<c r="{c}{r}" t="str"><v>a&#13;&#10;b</v></c>',
    '<c r="{c}{r}" t="str"><v>\ufffe</v></c>',
    '<c r="{c}{r}"><f></f><v>{r}</v></c>',
    '<c r="{c}{r}" s="١"><v>1</v></c>',
    '<c r="{c}{r}" t="e"><v>NULL</v></c>',
    '<c r="{c}{r}" t="b"><v>{r}</v></c>',
    '<c r="{c}{r}"><v>1</v><v>2</v></c>',
    '<c r="{c}1"><v>1</v></c>',
    '<c r="{c}{r}"><v>1</v>',
)
ORDINARY = 21
ROW_ATTRIBUTES = (
    "",
    ' spans="1:3"',
    ' xml:space="preserve"',
    ' ht="0"',
    ' hidden="1" spans="1:3"',
    ' ht="15" customHeight="false"',
)
ODD_ROWS = (
    '<row r="{r}" ht="x"/>',
    '<row r="{r}" r="9"></row>',
    "<row/>",
    "<!-- -->",
    '<row r="1"/>',
    '<row r="{r}"/>\n',
)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Blocks of rows of one shape, now and then an odd row between them or an odd cell in one."""
    rows, number = [], 0
    for block in range(draw(st.integers(1, 4))):
        shape = draw(st.one_of(st.lists(st.integers(0, ORDINARY - 1), max_size=5), st.lists(st.just(4), max_size=3)))
        attributes = draw(st.sampled_from(ROW_ATTRIBUTES))
        for _ in range(draw(st.integers(1, 12))):
            number += draw(st.sampled_from((1, 1, 1, 1, 2, 12)))
            odd = draw(st.integers(0, 40))
            if odd == 0:
                rows.append(draw(st.sampled_from(ODD_ROWS)).format(r=number))
                number += 1
            kinds = list(shape)
            if odd == 1 and kinds:
                kinds[draw(st.integers(0, len(kinds) - 1))] = draw(st.integers(0, len(CELLS) - 1))
            cells = "".join(
                CELLS[kind].format(c=column_letters(column), r=number, p=max(number - 1, 1), i=block)
                for column, kind in enumerate(kinds, start=1)
            )
            end = f">{cells}</row>" if cells or number % 2 else "/>"
            rows.append(f'<row r="{number}"{attributes}{end}')
    return f"<sheetData>{''.join(rows)}</sheetData>"


@given(sheets())
@settings(max_examples=300, deadline=None)
def test_any_sheet_reads_as_the_general_reader_reads_it(raw_book, sheet: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        quick, general = both(raw_book(sheet, strings=STRINGS, styles=STYLES), monkeypatch)
    assert quick == general


@pytest.mark.parametrize("cell", CELLS)
def test_every_kind_of_cell_many_times(raw_book, monkeypatch, cell: str) -> None:
    rows = "".join(f'<row r="{r}">{cell.format(c="B", r=r, p=max(r - 1, 1), i=0)}</row>' for r in range(1, 121))
    quick, general = both(raw_book(f"<sheetData>{rows}</sheetData>", strings=STRINGS, styles=STYLES), monkeypatch)
    assert quick == general


def test_a_row_without_its_formula_is_not_one_with_an_empty_formula(raw_book, monkeypatch) -> None:
    rows = [f'<row r="{r}"><c r="B{r}"><f>A{r - 1}*2</f><v>{r}</v></c></row>' for r in range(2, 60)]
    rows[30] = rows[30].replace("A31*2", "")
    quick, general = both(raw_book(f"<sheetData>{''.join(rows)}</sheetData>"), monkeypatch)
    assert quick == general


def test_the_first_style_may_have_a_format_too(raw_book, monkeypatch) -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" s="1"><v>1</v></c></row>' for r in range(1, 60))
    styles = '<cellXfs><xf numFmtId="3"/><xf numFmtId="0"/></cellXfs>'
    quick, general = both(raw_book(f"<sheetData>{rows}</sheetData>", styles=styles), monkeypatch)
    assert quick == general


def books_of_three_programs(xlsxwriter_book) -> dict[str, bytes]:
    """Invented figures: a table with formulas and formats as XlsxWriter and openpyxl write it."""

    def fill(book, sheet) -> None:
        money = book.add_format({"num_format": "#,##0.0"})
        for row in range(20, 120):
            sheet.write_row(row, 0, [row, f"xã {row % 7}", row * 1.25], money if row % 2 else None)
            sheet.write_formula(row, 3, f"=ROUND(C{row + 1}*$B$2/C$130,0)", money, row * 2)
            sheet.write_formula(row, 4, f"=E{row}+D{row + 1}", None, row / 3)
            sheet.write_formula(row, 5, f'=IF(A{row + 1}>50,"đạt","")', None, "đạt" if row > 49 else "")
        sheet.write_formula("D130", "=SUM(D21:D120)", money, 1)

    written = xlsxwriter_book(fill)
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(written)).save(again)
    return {"XlsxWriter": written, "openpyxl": again.getvalue()}


def test_books_of_common_programs_are_read_by_patterns(xlsxwriter_book, monkeypatch) -> None:
    for program, data in books_of_three_programs(xlsxwriter_book).items():
        quick, general = both(data, monkeypatch)
        assert quick == general, program
        monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", 0)
        assert read_by_patterns(read_book(data)) >= 6, program


def test_books_of_libreoffice_are_read_by_patterns(xlsxwriter_book, libreoffice, tmp_path: Path, monkeypatch) -> None:
    source = tmp_path / "bảng.xlsx"
    source.write_bytes(books_of_three_programs(xlsxwriter_book)["XlsxWriter"])
    data = libreoffice(source, "xlsx").read_bytes()
    quick, general = both(data, monkeypatch)
    assert quick == general
    monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", 0)
    assert read_by_patterns(read_book(data)) >= 6


def test_rows_as_excel_writes_them_with_shared_formulas(raw_book, monkeypatch) -> None:
    rows = ['<row r="1" spans="1:2"><c r="A1"><v>1</v></c></row>']
    for r in range(2, 90):
        how = 'ref="B2:B89" si="3">A2*$A$1</f>' if r == 2 else 'si="3"/>'
        rows.append(f'<row r="{r}" spans="1:2"><c r="A{r}"><v>{r}</v></c>')
        rows.append(f'<c r="B{r}" s="1"><f t="shared" {how}<v>{r}</v></c></row>')
    data = raw_book(f"<sheetData>{''.join(rows)}</sheetData>", styles=STYLES)
    quick, general = both(data, monkeypatch)
    assert quick == general
    monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", 0)
    sheet = read_book(data)["S"]
    assert isinstance(sheet.columns[2].values, Stretches)
    assert (sheet.formula(89, 2), sheet.value(89, 2), sheet.number_format(89, 2)) == ("=A89*$A$1", 89, "#,##0")


def test_formatted_empty_rows_are_read_alike(raw_book, monkeypatch) -> None:
    empty = "".join(f'<row r="{r}" s="1"><c r="A{r}" s="1"/></row><row r="{r + 1}" s="1"/>' for r in range(2, 4000, 2))
    sheet = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{empty}</sheetData>'
    quick, general = both(raw_book(sheet, styles=STYLES), monkeypatch)
    assert quick == general
    monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", 0)
    read = read_book(raw_book(sheet, styles=STYLES))["S"]
    assert set(read.columns[1].number_formats) == set(range(2, 102, 2))


def test_strings_with_and_without_anything_unusual_read_alike(raw_book) -> None:
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>'
    for unusual in ("<si><t>c</t><phoneticPr fontId='1'/></si>", "<si/>", "<!-- -->", ""):
        strings = f"<si><t> Ấp _x0041_\n</t></si><si><t xml:space='preserve'> b\t</t></si>{unusual}"
        read = read_book(raw_book(sheet, strings=strings.replace("'", '"')))["S"]
        assert (read.value(1, 1), read.value(1, 2)) == ("Ấp A", " b\t")


def workbooks_at_hand() -> list[Path]:
    """Workbooks in the repository and those that installed packages bring along."""
    here = Path(__file__).parents[3]
    packages = Path(openpyxl.__file__).parents[1]
    found = [*here.glob("workbook_templates/**/*.xlsx"), *here.glob("tests/**/*.xlsx"), *packages.rglob("*.xlsx")]
    return sorted(path for path in found if zipfile.is_zipfile(path))


def test_workbooks_at_hand_read_alike(monkeypatch) -> None:
    paths = workbooks_at_hand()
    assert paths
    for path in paths:
        quick, general = both(path.read_bytes(), monkeypatch)
        assert quick == general, path


def test_texts_as_openpyxl_writes_them_without_shared_strings(raw_book, monkeypatch) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>X&#227; {r} &amp;lt;</t></is></c>'
        f'<c r="B{r}"><f>A{r}</f><v></v></c></row>'
        for r in range(1, 50)
    )
    data = raw_book(f"<sheetData>{rows}</sheetData>")
    quick, general = both(data, monkeypatch)
    assert quick == general
    monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", 0)
    column = read_book(data)["S"].columns[1]
    assert isinstance(column.values, Stretches)
    assert column.values[7] == "Xã 7 &lt;"
