"""`xl-addin fix`: mend what verification finds, as far as that needs no decision of the office."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from xl_addin.cli.code_options import codes_option, not_both
from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_options
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import (
    backup_option,
    check_ending,
    check_workbook_target,
    dry_run_option,
    force_option,
    out_option,
    write,
)
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
@out_option(required=False)
@option(
    "--in-place",
    is_flag=True,
    help=Text("Ghi đè tệp gốc.", "Write the result over its source."),
)
@force_option
@backup_option
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
@option("--diff", is_flag=True, help=Text("In từng ô: trước → sau.", "Print every cell: before → after."))
@dry_run_option
@language_option
def fix(
    book: str,
    output: str | None,
    in_place: bool,
    force: bool,
    backup: bool,
    unsafe: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    spec: str | None,
    parameters: Mapping[str, str],
    diff: bool,
    dry_run: bool,
    language: Language,
) -> int:
    """Fix a copy and save it; say what went, what is left and what `--unsafe` would mend."""
    from xl_addin.campaign.difference import difference
    from xl_addin.case.case import Case
    from xl_addin.cli.checking import Asked, job_for, spec_of
    from xl_addin.package.endings import ending_of
    from xl_addin.verify.fix import fix_book
    from xl_addin.verify.selection import Selection
    from xl_addin.workbook.edits.edit import CellEdit
    from xl_addin.workbook.reading.other_formats import no_formulas

    not_both(select, ignore)
    if backup and output is None and not in_place:
        raise click.UsageError(said("--backup cần có -o hoặc --in-place", "--backup needs -o or --in-place"))
    path = _target(book, output, in_place=in_place, force=force, dry_run=dry_run)
    held_to = job_for(book, Asked(spec=spec, parameters=parameters))
    case = Case.open(book, spec=spec_of(held_to))
    if case.package is None:
        raise no_formulas(case.book)
    if path is not None:
        check_ending(path, ending_of(case.package))
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
    if path is not None and fixed.edits:
        write({path: fixed.data}, language=language, dry_run=dry_run, force=force or in_place, backup=backup)
    elif path is not None:
        click.echo(_NOT_WRITTEN.with_values(path=path).in_language(language))
    return FINDINGS if any(one.severity >= Severity[held_to.fail_on.upper()] for one in remaining) else 0


def _target(book: str, output: str | None, *, in_place: bool, force: bool, dry_run: bool) -> Path | None:
    """Where the result goes: nowhere in a dry run without `-o`, over the source only if that is asked for."""
    if in_place and output is not None:
        raise click.UsageError(said("chọn một trong -o và --in-place", "choose one of -o and --in-place"))
    if force and output is None:
        raise click.UsageError(said("--force cần có -o", "--force needs -o"))
    if in_place:
        # Only somebody's workbook is mended in its own place.
        return check_workbook_target(book, sources=[], force=True)
    if output is None:
        if dry_run:
            return None
        raise click.UsageError(said("cần -o TỆP, --in-place hoặc --dry-run", "needs -o FILE, --in-place or --dry-run"))
    return check_workbook_target(output, sources=[book], force=force)


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
