"""What xltpl makes of one template, for the comparison in docs/templates.md: `pip install xltpl==0.21`, then run this.

The template has a repeated row with a formula, a total below, a conditional format, a validation, a chart, a name, a
print area and a header; three rows go in, one of them a text that looks like a formula.
"""

import tempfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from xltpl.writerx import BookWriter

ROWS = [{"name": "a", "n": 1}, {"name": "b", "n": 20}, {"name": "=1+1", "n": 3}]


def template() -> Workbook:
    """The template, its loop written in notes as xltpl has it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "S"
    for row in (["Tên", "Số", "Gấp đôi"], ["{{ x.name }}", "{{ x.n }}", "=B2*2"], ["Cộng", "=SUM(B2:B2)"]):
        sheet.append(row)
    sheet["A2"].comment = Comment("beforerow{% for x in xs %}\n", "x")
    sheet["A3"].comment = Comment("beforerow{% endfor %}", "x")
    sheet["A5"] = "{{ missing }}"
    sheet["A6"] = "{{ ''.__class__.__mro__[1].__subclasses__() | length }}"
    red = CellIsRule(operator="greaterThan", formula=["10"], fill=PatternFill("solid", bgColor="FF0000"))
    sheet.conditional_formatting.add("B2", red)
    whole = DataValidation(type="whole", operator="greaterThan", formula1="0")
    whole.add("B2")
    sheet.add_data_validation(whole)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=2))
    sheet.add_chart(chart, "E5")
    sheet.print_area = "A1:C3"
    book.defined_names["vung"] = DefinedName("vung", attr_text="S!$B$2:$B$2")
    sheet.oddHeader.center.text = "{{ title }}"
    return book


def main() -> None:
    """Render it and say what is left."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.xlsx"), Path(folder, "out.xlsx")
        template().save(source)
        writer = BookWriter(str(source))
        writer.render_book([{"xs": ROWS, "title": "T", "tpl_idx": 0, "sheet_name": "S"}])
        writer.save(str(target))
        book, values = load_workbook(target), load_workbook(target, data_only=True)
    sheet = book.worksheets[0]
    print("formulas of the rows:", [cell.value for cell in sheet["C"][1:4]])
    print("total:", sheet["B5"].value, "stored value:", values.worksheets[0]["B5"].value)
    print("data =1+1 is a", {"f": "formula", "s": "text"}[sheet["A4"].data_type])
    print("conditional formats:", len(sheet.conditional_formatting), "charts:", len(sheet._charts))
    print("validations:", [str(each.sqref) for each in sheet.data_validations.dataValidation])
    print("name:", book.defined_names["vung"].attr_text, "print area:", sheet.print_area)
    print("header:", sheet.oddHeader.center.text)
    print("undefined name:", sheet["A7"].value, "classes reached:", sheet["A8"].value)


if __name__ == "__main__":
    main()
