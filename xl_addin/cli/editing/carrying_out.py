"""Edits made in a workbook as every command makes them: lost references first, values anew, the way back kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xl_addin.cli.editing.destination import Destination, destination_options
from xl_addin.cli.editing.shown import shown_lost
from xl_addin.cli.help_page import option
from xl_addin.cli.writing import check_ending, check_report_target, write
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.case.case import Case
    from xl_addin.package.package import Package
    from xl_addin.spec.model import Spec
    from xl_addin.workbook.edits.edit import Edit
    from xl_addin.workbook.model.book import Book


_ANOTHER = Text(
    "tệp đã có, có thể là đường lùi duy nhất của một lần sửa trước; hãy chọn tên khác cho --keep-undo",
    "the file is there already, and may be the only way back from an earlier change; give --keep-undo another name",
)


@dataclass(frozen=True)
class Editing:
    """What the options of an editing command say: where the result and the way back go, how much is shown."""

    destination: Destination
    keep_undo: str | None
    diff: bool


@dataclass(frozen=True)
class Opened:
    """A workbook that is to be edited, and where the result and what takes it back go, both looked at already."""

    case: "Case"
    package: "Package"
    path: Path | None
    undo_path: Path | None


def editing_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of `Editing`; it takes them together, as `editing`."""

    @destination_options
    @wraps(command)
    def called(*, destination: Destination, keep_undo: str | None, diff: bool, **others: Any) -> int:
        return command(editing=Editing(destination, keep_undo, diff), **others)

    shown = option(
        "--diff",
        is_flag=True,
        help=Text(
            "In từng thay đổi và từng chỗ mất tham chiếu: trước → sau.",
            "Print every edit, and every place that loses a reference: before → after.",
        ),
    )
    kept = option(
        "--keep-undo",
        type=click.Path(),
        metavar=Text("TỆP", "FILE"),
        help=Text(
            "Ghi tệp để sau này hoàn tác bằng edit --undo.", "Write a file that edit --undo takes the edits back with."
        ),
    )
    return kept(shown(called))


def opened(
    book: str,
    editing: Editing,
    *,
    sources: Iterable[str] = (),
    spec: "Callable[[Book], Spec | None] | None" = None,
) -> Opened:
    """The workbook for its edits; Problem where the result, or what takes it back, could not go where it is asked to.

    `sources` are further files that are read and must stay, `spec` is what tells the campaign from the book.
    """
    from xl_addin import api

    path = editing.destination.path(book)
    kept = editing.keep_undo
    undo_path = None if kept is None else check_report_target(kept, sources=[book, *sources], ending=".json")
    case = api.open(book, spec=spec)
    return Opened(case, editable(case, path), path, undo_path)


def editable(case: "Case", path: Path | None) -> "Package":
    """The file's package; Problem for a format that keeps no formulas, or a result under another kind's ending."""
    from xl_addin.package.endings import ending_of
    from xl_addin.workbook.reading.other_formats import no_formulas

    if case.package is None:
        raise no_formulas(case.book)
    if path is not None:
        check_ending(path, ending_of(case.package))
    return case.package


def carry_out(
    found: Opened, edits: "Sequence[Edit]", editing: Editing, told: Iterable[str], language: Language
) -> None:
    """Make the edits in a copy, say what they lose and then what is `told`, calculate anew where that can matter, save.

    Raises Problem, with nothing written, for whatever `apply_edits` refuses.
    """
    from xl_addin import api
    from xl_addin.package.draft import Draft
    from xl_addin.package.package import open_package
    from xl_addin.workbook.edits.applying import apply_edits
    from xl_addin.workbook.edits.registry import by_kind
    from xl_addin.workbook.edits.undoing.undo import undo_of
    from xl_addin.workbook.edits.undoing.undo_file import undo_file

    draft = Draft(found.package)
    apply_edits(draft, edits, book=found.case.book)
    for line in shown_lost(found.package, found.case.book, edits, language, all_of_them=editing.diff):
        click.echo(line)
    for line in told:
        click.echo(line)
    if found.path is None and found.undo_path is None:
        return
    data = draft.data()
    if any(kind.recalculates(some) for kind, some in by_kind(edits)):
        data = api.with_fresh_values(api.open(data, file=found.package.file)).data()
    if found.undo_path is not None:
        # What takes a change back is there before the change is.
        kept = undo_file(undo_of(found.package, open_package(data), edits))
        if not editing.destination.force:
            _check_no_other_undo(found.undo_path, kept)
        write({found.undo_path: kept}, language=language, dry_run=editing.destination.dry_run, force=True)
    editing.destination.write(found.path, data, language)


def _check_no_other_undo(path: Path, kept: bytes) -> None:
    """Raise Problem where the file holds something else: what takes an earlier change back is made only once."""
    if path.exists() and path.read_bytes() != kept:
        raise Problem(_ANOTHER, file=str(path))
