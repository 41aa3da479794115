"""What the commands that report share: the form of the report, where it goes, a copy of the workbook beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from xl_addin.cli.help_page import Decorated, option
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import backup_option, check_report_target, check_workbook_target, force_option, save
from xl_addin.language import Text

_Doing = Callable[..., int]


@dataclass(frozen=True)
class Reporting:
    """What the options of a reporting command say; `copy` is where a copy of the workbook goes, `copy_option` asks it.

    Nothing is written before `targets` was asked.
    """

    output_format: str
    output: str | None
    copy: str | None
    copy_option: str
    force: bool
    backup: bool
    show_all: bool

    def check(self) -> None:
        """A usage error for options that do not go together."""
        if self.show_all and self.output_format != "text":
            raise click.UsageError(
                said(
                    f"--all chỉ dùng với --format text; {self.output_format} luôn ghi hết",
                    f"--all is for --format text; {self.output_format} always holds everything",
                )
            )
        if self.copy and self.output and Path(self.copy).absolute() == Path(self.output).absolute():
            raise click.UsageError(
                said(
                    f"{self.copy_option} và -o phải là hai tệp khác nhau",
                    f"{self.copy_option} and -o must be two different files",
                )
            )
        if self.force and not self.copy:
            raise click.UsageError(said(f"--force cần có {self.copy_option}", f"--force needs {self.copy_option}"))
        if self.backup and not (self.output or self.copy):
            raise click.UsageError(
                said(f"--backup cần có -o hoặc {self.copy_option}", f"--backup needs -o or {self.copy_option}")
            )

    def targets(self, sources: Iterable[str]) -> tuple[Path | None, Path | None]:
        """Where the report and the copy go, looked at before the work; Problem for what is not to be overwritten."""
        sources = list(sources)
        report = check_report_target(self.output, sources=sources) if self.output else None
        copy = check_workbook_target(self.copy, sources=sources, force=self.force) if self.copy else None
        return report, copy

    def save_copy(self, target: Path, data: bytes) -> None:
        """Write the copy of the workbook."""
        save(target, data, backup=self.backup, beside_report=True)

    def write(self, report: str, target: Path | None) -> None:
        """Write the report into its file, else print it."""
        write_report(report, target, backup=self.backup)


def write_report(report: str, target: Path | None, *, backup: bool) -> None:
    """Write a report into its file, else print it."""
    if target:
        save(target, report.encode(), backup=backup, beside_report=True)
    else:
        click.echo(report, nl=False)


def format_option(formats: Sequence[str]) -> Callable[[Decorated], Decorated]:
    """`--format`, the first of these where nothing is said."""
    return option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=Text("Dạng báo cáo.", "The report's format."),
    )


def report_option(command: Decorated) -> Decorated:
    """`-o FILE` of a report that is printed otherwise."""
    what = Text("Ghi báo cáo vào tệp.", "Write the report to a file.")
    return option("-o", "--output", type=click.Path(), help=what)(command)


def reporting_options(formats: Sequence[str], copy_option: str, copy_help: Text) -> Callable[[_Doing], _Doing]:
    """Give a command the options of `Reporting`; it takes them together, as `reporting`."""

    def with_options(command: _Doing) -> _Doing:
        @wraps(command)
        def called(
            *,
            output_format: str,
            output: str | None,
            copy: str | None,
            force: bool,
            backup: bool,
            show_all: bool,
            **others: Any,
        ) -> int:
            reporting = Reporting(output_format, output, copy, copy_option, force, backup, show_all)
            reporting.check()
            return command(reporting=reporting, **others)

        with_all: _Doing = called
        for each in reversed(_options(formats, copy_option, copy_help)):
            with_all = each(with_all)
        return with_all

    return with_options


def _options(formats: Sequence[str], copy_option: str, copy_help: Text) -> list[Callable[[_Doing], _Doing]]:
    """The options in their order."""
    return [
        format_option(formats),
        report_option,
        option(copy_option, "copy", type=click.Path(), metavar=Text("KẾT_QUẢ.XLSX", "OUT.XLSX"), help=copy_help),
        force_option,
        backup_option,
        option(
            "--all",
            "show_all",
            is_flag=True,
            help=Text("In hết, không gộp khi quá nhiều.", "Print everything, however much it is."),
        ),
    ]
