"""`xl-addin git-diff`: what Git calls to show what differs between two versions of a workbook."""

from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument
from xl_addin.cli.speaking import said
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.case.case import Case

_NO_FILE = ("/dev/null", "nul")
_ADDED = Text("sổ tính mới", "new workbook")
_REMOVED = Text("sổ tính đã xóa", "workbook deleted")
_UNMERGED = Text("chưa gộp xong", "unmerged")
_SHEET = Text("trang tính “{name}”: {cells} ô", "sheet “{name}”: {cells} cells")
_TABLE = Text("bảng {area}: {rows} dòng; {title}", "table {area}: {rows} rows; {title}")
_FROM_GIT = 7


@command(
    help=Text(
        'Lệnh để Git gọi khi so sánh sổ tính: git config diff.xlsx.command "xl-addin git-diff". Luôn kết thúc với mã '
        "0, vì Git dừng lại ở mã khác.",
        'What Git calls to compare workbooks: git config diff.xlsx.command "xl-addin git-diff". Always ends with exit '
        "status 0, because Git stops at any other.",
    )
)
@argument("path", metavar=Text("ĐƯỜNG_DẪN", "PATH"))
@argument("given", metavar=Text("CŨ_MÃ_QUYỀN_MỚI_MÃ_QUYỀN", "OLD_HEX_MODE_NEW_HEX_MODE"), nargs=-1)
@language_option
def git_diff(path: str, given: tuple[str, ...], language: Language) -> int:
    """Say what differs, or which version there is; of a file that cannot be read, why, and Git goes on to the next."""
    if not given:
        click.echo(f"{path}: {_UNMERGED.in_language(language)}")
        return 0
    if len(given) < _FROM_GIT - 1:
        raise click.UsageError(
            said(
                "Git gọi lệnh này với đường dẫn, hai tệp, mã và quyền của chúng; hãy dùng xl-addin diff",
                "Git calls this with a path, two files, their hashes and modes; use xl-addin diff",
            )
        )
    old, new = given[0], given[3]
    # Of a renamed file Git says the new path, too.
    renamed = given[6] if len(given) >= _FROM_GIT else path
    try:
        told = _told(old, f"a/{path}", new, f"b/{renamed}", language)
    except Problem as problem:
        told = f"{problem.line(language)}\n"
    click.echo(f"diff --xl-addin a/{path} b/{renamed}\n{told}", nl=False)
    return 0


def _told(old: str, old_name: str, new: str, new_name: str, language: Language) -> str:
    from xl_addin import api
    from xl_addin.reports.difference import render_difference

    if old.lower() in _NO_FILE or new.lower() in _NO_FILE:
        added = old.lower() in _NO_FILE
        case = api.open(new, file=new_name) if added else api.open(old, file=old_name)
        return "".join(f"{line.in_language(language)}\n" for line in [_ADDED if added else _REMOVED, *_contents(case)])
    found = api.compare(api.open(old, file=old_name), api.open(new, file=new_name))
    return render_difference(found, "text", language)


def _contents(case: "Case") -> list[Text]:
    """The sheets and tables of a book, one a line."""
    lines = []
    for sheet in case.book.sheets:
        cells = sum(len(column.values.keys() | column.formulas.keys()) for column in sheet.columns.values())
        lines.append(_SHEET.with_values(name=sheet.name, cells=cells))
        for table in case.tables_on(sheet.name):
            title = " ".join(table.title.split())
            words = _TABLE.with_values(area=str(table.area), rows=len(table.body_rows), title=title)
            lines.append(Text(f"  {words.vi}", f"  {words.en}"))
    return lines
