"""`xl-addin new`: a campaign's workbook for any office, from its units' figures."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import pairs
from xl_addin.cli.speaking import language_asked_for
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
from xl_addin.problem import Problem


def _listed(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Tell of the shipped campaigns and end."""
    if not asked or context.resilient_parsing:
        return
    from xl_addin.campaign.listing import campaigns_listed

    language = language_asked_for(sys.argv[1:])
    for line in campaigns_listed():
        click.echo(line.in_language(language))
    context.exit()


@command(
    help=Text(
        "Tạo sổ tính của một chiến dịch (CHIẾN_DỊCH: tên đặc tả có sẵn hoặc tệp .yaml) từ số liệu các đơn vị.",
        "Make a campaign's workbook (CAMPAIGN: a shipped spec's name or a .yaml file) from its units' figures.",
    )
)
@argument("campaign", metavar=Text("CHIẾN_DỊCH", "CAMPAIGN"))
@option(
    "--data",
    "files",
    required=True,
    multiple=True,
    metavar=Text("[BỘ=]TỆP", "[SET=]FILE"),
    help=Text(
        "Số liệu các đơn vị: tệp .csv hoặc .xlsx; của một bộ đơn vị hay một bảng thì ghi BỘ=TỆP (ghi nhiều lần được).",
        "The units' figures: a .csv or .xlsx file; SET=FILE for those of one unit set or table (may be repeated).",
    ),
)
@option(
    "--changes",
    type=click.Path(),
    help=Text(
        "Các lần điều chỉnh chỉ tiêu: từ ngày, đơn vị, chỉ tiêu, thay đổi, lý do (.csv hoặc .xlsx).",
        "Changes of quotas: from which day, unit, indicator, change, reason (.csv or .xlsx).",
    ),
)
@option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_listed,
    help=Text(
        "Kể các chiến dịch có sẵn: bảng, số liệu cần có, nguồn số liệu.",
        "Tell of the shipped campaigns: their tables, the data they need, where their figures come from.",
    ),
)
@option(
    "--param",
    "parameters",
    multiple=True,
    callback=pairs,
    metavar=Text("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
    help=Text("Tham số của kế hoạch, ví dụ target=500000.", "A parameter of the plan, such as target=500000."),
)
@out_option()
@force_option
@backup_option
@dry_run_option
@language_option
def new(
    campaign: str,
    files: tuple[str, ...],
    changes: str | None,
    parameters: Mapping[str, str],
    output: str,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Build the workbook, save it, and say what its figures show: units beyond their quota, zero divisors."""
    from xl_addin.campaign.counts import counts_of
    from xl_addin.campaign.making.data.changes import with_changes
    from xl_addin.campaign.making.data.data_source import open_source, open_sources
    from xl_addin.campaign.making.inputs import read_inputs, with_parameters_of
    from xl_addin.campaign.making.new import campaign_workbook
    from xl_addin.spec.load import load_spec
    from xl_addin.verify.check import CheckedFile
    from xl_addin.verify.verify import verify_book
    from xl_addin.workbook.reading.read import read_book

    check_ending(Path(output))
    named = [file.partition("=")[2] or file for file in files]
    path = check_workbook_target(output, sources=[*files, *named, *([changes] if changes else [])], force=force)
    spec = load_spec(campaign, parameters)
    source, own = open_sources(files, spec)
    notes: list[Text] = []
    try:
        for each in (*([source] if source else []), *own.values()):
            spec, kept = with_parameters_of(each, spec, parameters)
            notes += kept
        sources = [*([source] if source else []), *own.values()]
        spec = with_changes(spec, sources, open_source(changes) if changes else None)
        built = campaign_workbook(spec, read_inputs(spec, source, own))
    except Problem as problem:
        raise problem.in_file(named[0] if source is None else source.path) from None
    write({path: built}, language=language, dry_run=dry_run, force=force, backup=backup)
    for note in notes:
        click.echo(note.in_language(language))
    made = CheckedFile(output, verify_book(read_book(built, file=output), spec))
    for line in counts_of(made):
        click.echo(line.in_language(language))
