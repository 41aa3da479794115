"""What `templates.md` and the officers' chapter show: examples that are run, the gallery, other engines."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from guide.sheet_picture import sheets_picture
from guide.templates_compared import compared
from guide.texts import data, filled
from xl_addin.template.render import render_workbook

GALLERY = {
    "phieu-don-vi": ("unit sheets", "phiếu giao chỉ tiêu cho từng đơn vị"),
    "phieu-nhieu-chi-tieu": (
        "unit sheets, all indicators on a page",
        "phiếu giao nhiều chỉ tiêu, mỗi đơn vị một trang",
    ),
    "bao-cao-ngay": ("a unit's daily report, with a column to fill in", "báo cáo ngày, có cột để ghi kết quả"),
    "cong-van": ("an official letter with a table and its total", "công văn kèm bảng"),
    "danh-sach-khen-thuong": ("a list of commendations by group", "danh sách khen thưởng theo nhóm"),
    "bang-cheo": ("units across indicators, sums both ways", "bảng tổng hợp đơn vị × chỉ tiêu"),
    "bang-theo-doi": ("a dashboard with bars and a chart", "bảng theo dõi có biểu đồ"),
}
"""The shipped templates: what each is, in English and Vietnamese."""


PICTURES = "images/vi-du"
"""Where the pictures of the examples are, below docs/."""


class ResultSheet(NamedTuple):
    """A sheet of a result: its name, what its cells hold, a formula with its value, and what they show."""

    name: str
    written: list[list[str]]
    shown: list[list[str]]


def examples(language: str) -> str:
    """Each example of `template_examples.yaml`: its picture, template, data and what comes out, as Markdown."""
    words = {"vi": ("Mẫu", "Dữ liệu", "Kết quả", "../"), "en": ("Template", "Data", "Result", "")}[language]
    return "\n".join("\n".join(_example(one, language, *words)) for one in data("template_examples.yaml"))


def pictures() -> dict[str, Callable[[], str]]:
    """What draws the picture of each example, by its place below docs/."""
    return {
        f"{PICTURES}/{one['name']}.svg": partial(_picture, one["template"], one["data"], one.get("sheet"))
        for one in data("template_examples.yaml")
    }


def _picture(template: Sequence[Sequence[object]], values: Mapping[str, object], sheet: str | None) -> str:
    made = results(template, values, sheet)
    cells = [["" if cell is None else str(cell) for cell in row] for row in template]
    return sheets_picture((sheet or "Mẫu", cells), [(one.name if sheet else "Kết quả", one.shown) for one in made])


def _example(one: Mapping[str, Any], language: str, template: str, data: str, result: str, docs: str) -> Iterator[str]:
    sheet = one.get("sheet")
    yield f"### {one[language]}\n"
    yield f"![{template}, {result.lower()}]({docs}{PICTURES}/{one['name']}.svg)\n"
    yield f"{template}{f' (`{sheet}`)' if sheet else ''}:\n"
    yield from _table([[_code(cell) for cell in row] for row in one["template"]])
    yield f"\n{data}: `{json.dumps(one['data'], ensure_ascii=False, default=str)}`\n"
    for made in results(one["template"], one["data"], sheet):
        yield f"{result}{f' (“{made.name}”)' if sheet else ''}:\n"
        yield from _table(made.written)
        yield ""


def results(
    template: Sequence[Sequence[object]], values: Mapping[str, object], sheet: str | None = None
) -> list[ResultSheet]:
    """The sheets that come out of a template of one sheet, which may have a name."""
    book = Workbook()
    if sheet is not None:
        book.worksheets[0].title = sheet
    for row in template:
        book.worksheets[0].append(list(row))
    target = BytesIO()
    book.save(target)
    made = render_workbook(target.getvalue(), values, file="mau.xlsx").draft.data()
    written, calculated = (load_workbook(BytesIO(made), data_only=only) for only in (False, True))
    return [
        ResultSheet(
            one.title,
            [[_held(cell, calculated[one.title][cell.coordinate].value) for cell in row] for row in one.iter_rows()],
            [[_plain(cell.value) for cell in row] for row in calculated[one.title].iter_rows()],
        )
        for one in written
    ]


def _held(cell: Any, value: object) -> str:
    return f"{_code(cell.value)} → {value}" if cell.data_type == "f" else _plain(cell.value)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


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
        "`xl-addin render cong-van --data cong-van.json -o out.xlsx`; `phieu-don-vi` and",
        "`phieu-nhieu-chi-tieu` are filled by `unit-sheets` from an office's workbook.\n",
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
