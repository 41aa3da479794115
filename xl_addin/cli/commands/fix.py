"""`xl-addin fix`: mend what verification finds, as far as that needs no decision of the office."""

from collections.abc import Mapping, Sequence

import click

from xl_addin.cli.code_options import codes_option, not_both
from xl_addin.cli.command import command, language_option
from xl_addin.cli.editing.carrying_out import editable
from xl_addin.cli.editing.destination import Destination, destination_options
from xl_addin.cli.editing.shown import cells_diff_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_options
from xl_addin.cli.writing import check_report_target, write
from xl_addin.language import Language, Text
from xl_addin.verify.diagnostic import Diagnostic, Severity

FINDINGS = 1

_CHANGED = Text("{count} ô thay đổi", "{count} cells change")
_FIXED = Text("Sửa {count} điểm: {codes}", "{count} findings mended: {codes}")
_NOTHING = Text("Không có gì tự sửa được.", "Nothing can be mended.")
_NOT_WRITTEN = Text("Không ghi {path}: không có gì thay đổi.", "{path} is not written: nothing changes.")
_UNSAFE = Text(
    "Sửa được thêm {count} điểm với --unsafe, hãy xem trước bằng --diff --dry-run: {codes}",
    "{count} more can be mended with --unsafe, look at them first with --diff --dry-run: {codes}",
)
_PASSED_OVER = Text(
    "Sửa được thêm {count} điểm ngoài các mã đã chọn: {codes}",
    "{count} more can be mended, outside the codes chosen: {codes}",
)
_LEFT = Text("Còn {count} điểm phải tự sửa: {codes}", "{count} findings are left to you: {codes}")


@command(
    help=Text(
        "Sửa những điểm máy sửa được rồi kiểm tra lại; mọi ô khác giữ nguyên. Mã thoát: 0 sạch, 1 còn điểm sai, "
        "2 không sửa được tệp.",
        "Mend what can be mended and verify the result; every other cell stays as it is. Exit status: 0 clean, "
        "1 findings are left, 2 the file cannot be edited.",
    )
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@destination_options
@option(
    "--unsafe",
    is_flag=True,
    help=Text(
        "Sửa cả những điểm có thể khác ý người lập: phân bổ lại, thay số đã gõ.",
        "Also mend what may not be meant so: apportion again, replace typed figures.",
    ),
)
@codes_option("--select", Text("Chỉ sửa các mã này, ví dụ F,V304.", "Mend these codes only, such as F,V304."))
@codes_option("--ignore", Text("Không sửa các mã này.", "Leave these codes alone."))
@spec_options
@cells_diff_option
@option(
    "--edits",
    type=click.Path(),
    metavar=Text("TỆP", "FILE"),
    help=Text(
        "Ghi các thay đổi ra danh sách (JSON) mà lệnh edit làm theo được.",
        "Write the edits as a list (JSON) that `edit` can make.",
    ),
)
@language_option
def fix(
    book: str,
    destination: Destination,
    unsafe: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    spec: str | None,
    parameters: Mapping[str, str],
    diff: bool,
    edits: str | None,
    language: Language,
) -> int:
    """Fix a copy and save it; say what went, what is left and what `--unsafe` would mend."""
    from xl_addin.campaign.difference import difference
    from xl_addin.case.case import Case
    from xl_addin.cli.checking import Asked, job_for, spec_of
    from xl_addin.verify.fix import fix_book
    from xl_addin.verify.selection import Selection
    from xl_addin.workbook.edits.edit import CellEdit
    from xl_addin.workbook.edits.files.edits_file import edits_file

    not_both(select, ignore)
    # A list of edits is a result of its own.
    path = None if edits is not None and not destination.is_named else destination.path(book)
    held_to = job_for(book, Asked(spec=spec, parameters=parameters))
    listed = None if edits is None else check_report_target(edits, sources=[book], ending=".json")
    case = Case.open(book, spec=spec_of(held_to))
    editable(case, path)
    settled = held_to.selection
    to_mend = Selection(select or settled.select, ignore or settled.ignore).reported

    def wanted(finding: Diagnostic) -> bool:
        return finding.code in to_mend

    fixed = fix_book(case, unsafe=unsafe, wanted=wanted)
    remaining = [one for one in fixed.remaining if one.code in settled.reported]
    cells = [edit for edit in fixed.edits if isinstance(edit, CellEdit)]
    if diff:
        for line in difference(case.book, cells, language):
            click.echo(line)
    more = [one for one in fixed.unsafe if wanted(one)]
    mendable = {*fixed.unsafe, *fixed.passed_over}
    passed_over = [one for one in remaining if one in mendable and not wanted(one)]
    for text in _summary(len(cells), fixed.fixed, more, passed_over, remaining):
        click.echo(text.in_language(language))
    if listed is not None:
        write({listed: edits_file(fixed.edits)}, language=language, dry_run=destination.dry_run, force=True)
    if path is not None and fixed.edits:
        destination.write(path, fixed.data, language)
    elif path is not None:
        click.echo(_NOT_WRITTEN.with_values(path=path).in_language(language))
    return FINDINGS if any(one.severity >= Severity[held_to.fail_on.upper()] for one in remaining) else 0


def _summary(
    changed: int,
    fixed: Sequence[Diagnostic],
    unsafe: Sequence[Diagnostic],
    passed_over: Sequence[Diagnostic],
    remaining: Sequence[Diagnostic],
) -> list[Text]:
    mendable = {*unsafe, *passed_over}
    left = [one for one in remaining if one not in mendable]
    lines = [_CHANGED.with_values(count=changed), _counted(_FIXED, fixed)] if fixed else [_NOTHING]
    said = ((_UNSAFE, unsafe), (_PASSED_OVER, passed_over), (_LEFT, left))
    return [*lines, *(_counted(text, some) for text, some in said if some)]


def _counted(text: Text, findings: Sequence[Diagnostic]) -> Text:
    from xl_addin.reports.wording import by_code

    return text.with_values(count=len(findings), codes=by_code(findings))
