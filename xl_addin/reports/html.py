"""The report for people: one self-contained page with every table drawn and its wrong cells explained.

Without its script the page still says everything: cells link to their findings, findings to what their code means.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import PurePath
from typing import TYPE_CHECKING

from xl_addin.language import Language, Text
from xl_addin.reports.drawn import DrawnTable, draw
from xl_addin.reports.rule_page import sections_of, summary_of
from xl_addin.reports.wording import ADVICE, CLEAN, FORMULAS_UNSEEN, SEVERITY, UNREADABLE, WHOLE_BOOK, counted
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.explanations import explanations
from xl_addin.verify.rule import all_rules

if TYPE_CHECKING:
    from markupsafe import Markup

_WORDS = {
    "page": Text("Kết quả kiểm tra bảng số liệu", "Verification of numbered tables"),
    "file": Text("Tệp", "File"),
    "sheet": Text("Trang tính", "Sheet"),
    "cell": Text("Ô", "Cell"),
    "summary": Text("Tóm tắt", "Summary"),
    "tables": Text("Bảng số liệu", "Tables"),
    "findings": Text("Các phát hiện", "Findings"),
    "elsewhere": Text("Phát hiện ngoài các bảng", "Findings outside the tables"),
    "units": Text("dòng đơn vị", "unit rows"),
    "checked": Text("cột có công thức", "columns with a notation"),
    "to_cell": Text("Xem ô {cell} trong bảng", "Show cell {cell} in the table"),
    "to_finding": Text("Xem giải thích {code}", "Show the explanation of {code}"),
    "hidden": Text("dòng ẩn", "hidden row"),
    "nothing": Text("Không có bảng nào có dòng số cột.", "There is no table with a column-number row."),
    "to_code": Text("Xem mã {code} nghĩa là gì", "Show what {code} means"),
    "result": Text("Kết quả", "Result"),
    "filter": Text("Lọc phát hiện", "Filter the findings"),
    "code": Text("Mã", "Code"),
    "every": Text("tất cả", "all"),
    "show_all": Text("Hiện tất cả", "Show all"),
    "shown": Text("Hiện {shown}/{all} phát hiện", "{shown} of {all} findings shown"),
    "codes": Text("Các mã phát hiện trong báo cáo này", "The codes of this report"),
    "explanation": Text("Giải thích phát hiện", "Explanation of the finding"),
    "previous": Text("Phát hiện trước", "Previous finding"),
    "next": Text("Phát hiện sau", "Next finding"),
    "close": Text("Đóng (Esc)", "Close (Esc)"),
    "how": Text(
        "Mỗi bảng được kiểm tra theo chính công thức ghi ở dòng số cột (ví dụ 7=4-5): từng dòng được tính lại, từng "
        "dòng tổng được cộng lại, so sánh theo đúng số chữ số hiển thị. Ô tô màu là ô có phát hiện; bấm vào ô "
        "(hoặc dùng phím Tab và Enter) để xem giải thích và cách sửa, bấm vào địa chỉ ô để quay lại bảng.",
        "Every table is taken at its word: each formula of the column-number row (such as 7=4-5) is calculated again "
        "for every row and each total is added up again, at the precision displayed. Coloured cells have findings; "
        "click one (or use Tab and Enter) for its explanation and how to mend it, and a cell's address to go to the "
        "table.",
    ),
}


@dataclass(frozen=True)
class NumberedFinding:
    """A finding with its number on the page and the anchors of both ends of its link."""

    number: int
    anchor: str
    cell_anchor: str | None
    found: Diagnostic


@dataclass(frozen=True)
class Chapter:
    """One table with the findings of its cells, or what stands outside every table."""

    drawn: DrawnTable | None
    findings: tuple[NumberedFinding, ...]
    anchor: str


@dataclass(frozen=True)
class Explained:
    """What a code means: a title, and paragraphs under their labels."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FilePart:
    """One file on the page."""

    file: CheckedFile
    name: str
    anchor: str
    summary: str
    chapters: tuple[Chapter, ...]


def to_html(files: Sequence[CheckedFile], language: Language) -> str:
    """The page: nothing is loaded from elsewhere, every text of the file is escaped."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    script = _packaged("report.js")
    found = [one for file in files for one in file.diagnostics]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_packaged("report.html.j2"))
    return (
        template.render(
            language=language,
            words={name: text.in_language(language) for name, text in _WORDS.items()},
            said=lambda text, **values: text.with_values(**values).in_language(language),
            plain=lambda text: text.in_language(language),
            texts=_WORDS,
            severity_names=SEVERITY,
            severity_classes={severity: severity.name.lower() for severity in Severity},
            advice_word=ADVICE.in_language(language),
            unreadable=UNREADABLE.in_language(language),
            formulas_unseen=FORMULAS_UNSEEN.in_language(language),
            whole_book=WHOLE_BOOK.in_language(language),
            script=Markup(script),
            script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            explained=_explained(found, language),
            sheets=list(dict.fromkeys(one.sheet for one in found if one.sheet)),
            inline=_inline,
            parts=[_part(file, index, language) for index, file in enumerate(files, 1)],
        )
        + "\n"
    )


def _packaged(name: str) -> str:
    return package_files(__package__).joinpath(name).read_text(encoding="utf-8")


def _explained(found: Sequence[Diagnostic], language: Language) -> Mapping[str, Explained]:
    """What the codes of the report mean, in the order of the codes."""
    codes = {one.code for one in found}
    explained = {}
    for registered in all_rules():
        code = registered.rule.code
        if code not in codes:
            continue
        if language == "vi":
            known = explanations().by_code[code]
            texts = (("Nghĩa là", known.meaning), ("Ví dụ", known.example), ("Cách sửa", known.mend))
            explained[code] = Explained(known.title, texts)
        else:
            sections = sections_of(registered)
            explained[code] = Explained(summary_of(registered), tuple(sections.items()))
    return explained


def _inline(markdown: str) -> "Markup":
    """Code and bold type of a line of Markdown; links become their words, all else is escaped."""
    from markupsafe import Markup, escape

    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", markdown)
    parts = re.split(r"(`[^`]+`|\*\*[^*]+\*\*)", text)
    made = [
        Markup("<code>{}</code>").format(part[1:-1])
        if part.startswith("`")
        else Markup("<b>{}</b>").format(part[2:-2])
        if part.startswith("**")
        else escape(part)
        for part in parts
    ]
    return Markup("").join(made)


def _part(file: CheckedFile, index: int, language: Language) -> FilePart:
    summary = (
        file.problem.text.in_language(language)
        if file.problem
        else counted(file.diagnostics, language) or CLEAN.in_language(language)
    )
    return FilePart(file, PurePath(file.path).name, f"f{index}", summary, tuple(_chapters(file, f"f{index}", language)))


def _chapters(file: CheckedFile, anchor: str, language: Language) -> list[Chapter]:
    """A chapter for every table, and one for what stands in none."""
    if file.verification is None:
        return []
    chapters, number, told = [], 0, set[int]()
    tables = file.verification.tables
    for position, table in enumerate(tables, 1):
        drawn = draw(table, file.verification.book, file.diagnostics, language)
        last_of_sheet = all(other.sheet != table.sheet for other in tables[position:])
        mine = [
            one
            for one in file.diagnostics
            if one.sheet == table.sheet
            and id(one) not in told
            and (last_of_sheet or (one.row is not None and one.row <= table.area.last_row))
        ]
        told |= set(map(id, mine))
        findings = []
        for one in mine:
            number += 1
            inside = one.row is not None and one.column is not None and (one.row, one.column) in table.area
            cell_anchor = f"{anchor}-t{position}-{one.cell}" if inside else None
            findings.append(NumberedFinding(number, f"{anchor}-p{number}", cell_anchor, one))
        chapters.append(Chapter(drawn, tuple(findings), f"{anchor}-t{position}"))
    rest = [one for one in file.diagnostics if id(one) not in told]
    if rest:
        findings = [
            NumberedFinding(number + offset, f"{anchor}-p{number + offset}", None, one)
            for offset, one in enumerate(rest, 1)
        ]
        chapters.append(Chapter(None, tuple(findings), f"{anchor}-rest"))
    return chapters
