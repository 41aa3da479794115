"""The report for the terminal: findings by sheet, each with the row it stands in."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING

from xl_addin.language import Language
from xl_addin.reports.wording import (
    ADVICE,
    ALL_FILES,
    CLEAN,
    FORMULAS_UNSEEN,
    MORE,
    NOTHING_FOUND,
    PASSED_OVER,
    SEVERITY,
    UNREADABLE,
    WHOLE_BOOK,
    counted,
)
from xl_addin.table.model import NumberedTable
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.verify import Verification
from xl_addin.workbook.model.formats import display_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
StyledLine = tuple[tuple[str, str], ...]
"""Pieces of text, each with its style."""
WIDTH_IN_A_PIPE = 120
# Of one code on one sheet; who has a hundred has one cause.
MOST_SHOWN = 20


def to_text(files: Sequence[CheckedFile], language: Language, *, show_all: bool = False) -> str:
    """The report as text, coloured if the standard output is a terminal.

    Unless `show_all`, at most `MOST_SHOWN` findings of one code on one sheet are shown and the rest counted.
    """
    in_colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if in_colour or any(file.diagnostics for file in files if not file.problem):
        return _drawn(files, language, in_colour=in_colour, show_all=show_all)
    # What draws tables takes as long to load as a small book to check.
    lines = [line for file in files for line in (*_summary(file, language), *([()] if not file.problem else []))]
    return "".join(f"{''.join(text for text, _ in line)}\n" for line in (*lines, *_all_files(files, language)))


def _drawn(files: Sequence[CheckedFile], language: Language, *, in_colour: bool, show_all: bool) -> str:
    from rich.console import Console

    console = Console(
        file=StringIO(),
        force_terminal=in_colour,
        no_color=not in_colour,
        highlight=False,
        width=shutil.get_terminal_size((WIDTH_IN_A_PIPE, 50)).columns if in_colour else WIDTH_IN_A_PIPE,
    )
    for file in files:
        _print(console, _summary(file, language))
        if file.verification:
            _print_findings(console, file, file.verification, language, show_all=show_all)
            console.print()
    _print(console, _all_files(files, language))
    output = console.file
    assert isinstance(output, StringIO)
    return "".join(f"{line.rstrip()}\n" for line in output.getvalue().splitlines())


def _print(console: "Console", lines: Iterable[StyledLine]) -> None:
    from rich.text import Text as Styled

    for line in lines:
        console.print(Styled.assemble(*line), soft_wrap=True)


def _summary(file: CheckedFile, language: Language) -> Iterator[StyledLine]:
    """What is said of a file as a whole."""
    if file.problem:
        yield (UNREADABLE.in_language(language) + ": ", "bold red"), (file.problem.line(language), "default")
        return
    yield (file.path, "bold"), (f": {counted(file.diagnostics, language) or CLEAN.in_language(language)}", "default")
    if not file.formulas_seen:
        yield ((FORMULAS_UNSEEN.in_language(language), STYLE[Severity.NOTE]),)
    if file.verification and file.verification.suppressed:
        passed = PASSED_OVER.with_values(count=len(file.verification.suppressed))
        yield ((passed.in_language(language), "dim"),)


def _all_files(files: Sequence[CheckedFile], language: Language) -> Iterator[StyledLine]:
    if len(files) < 2:
        return
    found = tuple(one for file in files if not file.problem for one in file.diagnostics)
    statuses = Counter(file.status for file in files)
    text = ALL_FILES.with_values(
        files=len(files),
        findings=statuses["findings"],
        unreadable=statuses["unreadable"],
        counted=counted(found, language) or NOTHING_FOUND.in_language(language),
    ).in_language(language)
    yield ((text, "bold"),)


def _print_findings(
    console: "Console", file: CheckedFile, verification: Verification, language: Language, *, show_all: bool
) -> None:
    from rich.text import Text as Styled

    for sheet, found in groupby(file.diagnostics, key=lambda one: one.sheet):
        console.print()
        console.rule(Styled(sheet or WHOLE_BOOK.in_language(language), style="bold"), align="left", style="dim")
        told = Counter[str]()
        for one in found:
            told[one.code] += 1
            if show_all or told[one.code] <= MOST_SHOWN:
                _print_finding(console, one, verification, language)
        for code, count in told.items():
            if not show_all and count > MOST_SHOWN:
                more = MORE.with_values(count=count - MOST_SHOWN, code=code)
                console.print(Styled(more.in_language(language), style="italic"))


def _print_finding(console: "Console", one: Diagnostic, verification: Verification, language: Language) -> None:
    from rich.padding import Padding
    from rich.text import Text as Styled

    line = Styled.assemble(
        (f"{SEVERITY[one.severity].in_language(language)} {one.code}", STYLE[one.severity]),
        (f" {one.cell}" if one.cell else "", "bold"),
        f"  {one.message.in_language(language)}",
    )
    console.print(line)
    table = _table_of(one, verification)
    if table:
        console.print(Padding(_row_drawn(one, table, verification, language), (0, 0, 0, 4)))
    if one.advice:
        advice = f"{ADVICE.in_language(language)}: {one.advice.in_language(language)}"
        console.print(Padding(Styled(advice, style="dim"), (0, 0, 0, 4)))


def _table_of(one: Diagnostic, verification: Verification) -> NumberedTable | None:
    """The table in whose rows the finding stands."""
    for table in verification.tables:
        if (
            table.sheet == one.sheet
            and one.row
            and one.column
            and (one.row, one.column) in table.area
            and one.row >= table.number_row
        ):
            return table
    return None


def _row_drawn(one: Diagnostic, table: NumberedTable, verification: Verification, language: Language) -> "Table":
    """The column numbers and the finding's row, its cell marked."""
    from rich import box
    from rich.table import Table
    from rich.text import Text as Styled

    drawn = Table(box=box.SIMPLE, padding=(0, 1), show_edge=False, header_style="dim")
    for column in table.columns:
        drawn.add_column(
            column.label, justify="left" if column.role in ("unit", "text") else "right", overflow="ellipsis"
        )
    drawn.add_row(
        *(
            Styled(text, style=f"reverse {STYLE[one.severity]}" if marked else "")
            for text, marked in _cells(one, table, verification, language)
        )
    )
    return drawn


def _cells(
    one: Diagnostic, table: NumberedTable, verification: Verification, language: Language
) -> Iterator[tuple[str, bool]]:
    """The displayed cells of the finding's row; the wrong one also marked for readers without colours."""
    sheet = verification.book[table.sheet]
    for column in table.columns:
        row = one.row or 0
        value, code = sheet.value(row, column.position), sheet.number_format(row, column.position)
        text = display_text(value, code, language, verification.book)
        marked = column.position == one.column
        yield (f"»{text}«" if marked else text), marked
