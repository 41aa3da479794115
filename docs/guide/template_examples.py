"""What `templates.md` and the officers' chapter show: examples that are run, the gallery, other engines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from guide.templates_compared import compared
from guide.texts import data, filled
from xl_addin.template.render import render_workbook

GALLERY = {
    "phieu-don-vi": ("unit sheets", "phiếu giao chỉ tiêu cho từng đơn vị"),
    "bao-cao-ngay": ("a unit's daily report, with a column to fill in", "báo cáo ngày, có cột để ghi kết quả"),
    "cong-van": ("an official letter with a table and its total", "công văn kèm bảng"),
    "danh-sach-khen-thuong": ("a list of commendations by group", "danh sách khen thưởng theo nhóm"),
    "bang-cheo": ("units across indicators, sums both ways", "bảng tổng hợp đơn vị × chỉ tiêu"),
    "bang-theo-doi": ("a dashboard with bars and a chart", "bảng theo dõi có biểu đồ"),
}
"""The shipped templates: what each is, in English and Vietnamese."""


def examples(language: str) -> str:
    """Each example of `template_examples.yaml`: its template, its data and what comes out, as Markdown."""
    words = {"vi": ("Mẫu", "Dữ liệu", "Kết quả"), "en": ("Template", "Data", "Result")}[language]
    return "\n".join("\n".join(_example(one, language, words)) for one in data("template_examples.yaml"))


def _example(one: Mapping[str, Any], language: str, words: tuple[str, str, str]) -> Iterator[str]:
    yield f"### {one[language]}\n"
    yield f"{words[0]}:\n"
    yield from _table([[_code(cell) for cell in row] for row in one["template"]])
    yield f"\n{words[1]}: `{json.dumps(one['data'], ensure_ascii=False, default=str)}`\n"
    yield f"{words[2]}:\n"
    yield from _table(result(one["template"], one["data"]))
    yield ""


def result(template: Sequence[Sequence[object]], values: Mapping[str, object]) -> list[list[str]]:
    """What the cells of the result hold; a formula with its value behind it."""
    book = Workbook()
    for row in template:
        book.worksheets[0].append(list(row))
    target = BytesIO()
    book.save(target)
    made = render_workbook(target.getvalue(), values, file="mau.xlsx").draft.data()
    written, calculated = (load_workbook(BytesIO(made), data_only=only).worksheets[0] for only in (False, True))
    return [
        [
            f"{_code(cell.value)} → {calculated[cell.coordinate].value}"
            if cell.data_type == "f"
            else "" if cell.value is None else str(cell.value)
            for cell in row
        ]
        for row in written.iter_rows()
    ]  # fmt: skip


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells under the letters of their columns, beside the numbers of their rows."""
    width = max(map(len, rows))
    yield "| | " + " | ".join(get_column_letter(column) for column in range(1, width + 1)) + " |"
    yield "|---" * (width + 1) + "|"
    for number, row in enumerate(rows, start=1):
        cells = [*row, *[""] * (width - len(row))]
        yield f"| {number} | " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(cell: object) -> str:
    return "" if cell is None else f"`{cell}`" if str(cell).startswith(("=", "{")) or "{{" in str(cell) else str(cell)


def showing() -> str:
    """Examples, gallery and comparison, in English."""
    return f"\n## By example\n\n{examples('en')}\n{gallery()}\n{compared()}"


def gallery() -> str:
    """Each shipped template beside what comes out, as pictures."""
    lines = [
        "## Gallery\n",
        "Shipped templates, papers by [Decree 30/2020/NĐ-CP](decree-30.md); copy one and change it in Excel. Their",
        "example data (`workbook_templates/vi-du/`) are made up:",
        "`xl-addin render cong-van --data cong-van.json -o out.xlsx`; `phieu-don-vi` is filled by `unit-sheets`",
        "from an office's workbook.\n",
        "| template | the template | the result |",
        "|---|---|---|",
    ]
    for name, (english, _) in GALLERY.items():
        pictures = " | ".join(f"![{name}](images/{name}-{which}.png)" for which in ("mau", "ket-qua"))
        lines.append(f"| `{name}`: {english} | {pictures} |")
    return "\n".join(lines) + "\n"


def own_templates_page() -> str:
    """The officers' chapter."""
    lines = [f"| `{name}` | {vietnamese} |" for name, (_, vietnamese) in GALLERY.items()]
    return filled("tu-lam-mau.md.j2", examples=examples("vi"), gallery="\n".join(lines))
