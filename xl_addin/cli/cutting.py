"""What the command line adds to cutting: over sheets that were filled in, beside their manifest, with progress."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.progress.progress_bar import progress
from xl_addin.cli.writing import check_ending, check_folder_target, check_workbook_target, make_folder, write
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.campaign.cutting.cut import WhichUnits
    from xl_addin.campaign.cutting.issue import Issue
    from xl_addin.campaign.cutting.manifest.model import Manifest, UnitIssue
    from xl_addin.campaign.cutting.manifest.reading import IssuedSheets
    from xl_addin.case.case import Case

MOST_SHOWN = 20

_CUTTING = Text("Đang cắt phiếu", "Cutting unit sheets")
_LOST = Text(
    "phiếu này đã có số liệu ghi vào, {count} chỗ không chuyển sang phiếu mới được; hãy chép ra trước, hoặc thêm "
    "--force để bỏ (bản cũ vẫn giữ dưới tên .bak)",
    "these sheets have been filled in, and {count} places cannot be carried over; copy them first, or add --force to "
    "drop them (the old file is kept as .bak)",
)
_NOTHING = Text(
    "không đơn vị nào có chỉ tiêu thay đổi; không ghi gì", "no unit's assignment has changed; nothing is written"
)
_GONE = Text(
    "không còn trong sổ: {units}; phiếu cũ của các đơn vị này vẫn để nguyên",
    "no longer in the book: {units}; their old sheets are left as they are",
)
_KEPT = Text("{file}: giữ {count} ô đơn vị đã ghi", "{file}: {count} cells that units have filled in are kept")
_DROPPED = Text("{file}: bỏ {what}", "{file}: drops {what}")


@dataclass(frozen=True)
class CuttingAsked:
    """What the command line says about cutting one book."""

    book: str
    template: str
    which: "WhichUnits"
    changed_since: str | None
    even_with_errors: bool
    links: bool
    pdf: bool
    jobs: int | None
    force: bool
    backup: bool
    dry_run: bool
    language: Language

    def way_to_book(self, folder: Path) -> str | None:
        """The way from the sheets' folder to the book, None where figures are values."""
        from xl_addin.campaign.cutting.master_links import way_to

        return way_to(Path(self.book), folder) if self.links else None

    def say(self, text: Text) -> None:
        """Tell something on standard output."""
        click.echo(text.in_language(self.language))


def cut_into_book(asked: CuttingAsked, open_case: "Callable[[], Case]", path: Path) -> None:
    """Cut into one workbook and write it, its manifest and its PDF."""
    from xl_addin.campaign.cutting.cut import cut_anew

    check_ending(path)
    to = _target(path, asked)
    beside = check_workbook_target(
        str(path.with_suffix(".json")), sources=_sources(asked), force=asked.force or to.is_ours
    )
    if asked.pdf:
        _check_pdf(path, asked, to)
    since = _since(asked)
    case = open_case()
    with progress(_CUTTING, asked.language):
        issue, sheets = cut_anew(
            case.book,
            template=asked.template,
            spec=case.spec,
            which=asked.which,
            even_with_errors=asked.even_with_errors,
            number=1 + max(since.issue if since else 0, to.issue),
            since=since,
            links=asked.way_to_book(path.parent),
        )
    _tell_gone(asked, issue)
    if sheets is None:
        asked.say(_NOTHING)
        return
    data = _with_what_was_filled_in(to, sheets.data(), sheets.units, asked)
    _write(asked, {path: data}, {beside: issue.beside(sheets.units).as_file()}, [to])


def cut_into_files(asked: CuttingAsked, open_case: "Callable[[], Case]", folder: Path) -> None:
    """Cut into one file for each unit in a folder, and write them, their manifest and their PDFs."""
    from xl_addin.campaign.cutting.cut import to_cut
    from xl_addin.campaign.cutting.files.at_once import unit_files_at_once
    from xl_addin.campaign.cutting.files.names import MANIFEST_OF_FILES
    from xl_addin.campaign.cutting.manifest.reading import read_manifest
    from xl_addin.campaign.cutting.named_template import named_template

    check_folder_target(folder)
    beside = folder / MANIFEST_OF_FILES
    before = read_manifest(beside).manifest if beside.is_file() else None
    check_workbook_target(str(beside), sources=_sources(asked), force=asked.force) if folder.is_dir() else None
    since = _since(asked)
    case = open_case()
    found = to_cut(case.book, case.spec, asked.which, even_with_errors=asked.even_with_errors)
    number = 1 + max(one.issue if one else 0 for one in (since, before))
    issue = found.issue(
        named_template(asked.template), case.spec, number=number, since=since, links=asked.way_to_book(folder)
    )
    _tell_gone(asked, issue)
    if not issue.units:
        asked.say(_NOTHING)
        return
    names = found.file_names(issue, before)
    targets = [_target(folder / name, asked, in_new_folder=True) for name in names]
    if asked.pdf:
        for to in targets:
            _check_pdf(to.path, asked, to)
    with progress(_CUTTING, asked.language, of=len(names)) as done:
        files = unit_files_at_once(issue, names, asked.template, spec=case.spec, processes=asked.jobs, done=done)
    data = {
        to.path: _with_what_was_filled_in(to, file.data, [file.unit], asked)
        for to, file in zip(targets, files, strict=True)
    }
    if not asked.dry_run:
        make_folder(folder)
    manifest = issue.beside([file.unit for file in files])
    _write(asked, data, {beside: manifest.with_others(before).as_file()}, targets)


@dataclass(frozen=True)
class _Target:
    """A workbook to be written: `before` is what stands there with its manifest, None without one.

    `changed` tells that somebody changed it since it was written: then the old file is kept.
    """

    path: Path
    before: "IssuedSheets | None" = None
    changed: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether unit sheets stand there."""
        return self.before is not None

    @property
    def issue(self) -> int:
        """The number of the issue that stands there, 0 without one."""
        return self.before.manifest.issue if self.before else 0


def _target(path: Path, asked: CuttingAsked, *, in_new_folder: bool = False) -> _Target:
    """What stands at a path, looked at before the work; Problem for what is not to be overwritten.

    `in_new_folder`: its folder may still have to be made.
    """
    from xl_addin.campaign.cutting.manifest.reading import read_manifest
    from xl_addin.cli.written import is_as_written

    to = _Target(path)
    if path.is_file():
        with contextlib.suppress(Problem):
            to = _Target(path, read_manifest(path, file=str(path)), not is_as_written(path))
    if path.parent.is_dir() or not in_new_folder:
        check_workbook_target(str(path), sources=_sources(asked), force=asked.force or to.is_ours)
    return to


def _sources(asked: CuttingAsked) -> list[str]:
    return [asked.book, asked.template]


def _check_pdf(path: Path, asked: CuttingAsked, to: _Target) -> None:
    from xl_addin.campaign.cutting.files.pdf import libreoffice

    libreoffice()
    if path.parent.is_dir():
        check_workbook_target(str(path.with_suffix(".pdf")), sources=[asked.book], force=asked.force or to.is_ours)


def _since(asked: CuttingAsked) -> "Manifest | None":
    if asked.changed_since is None:
        return None
    from xl_addin.campaign.cutting.manifest.reading import read_manifest

    return read_manifest(Path(asked.changed_since), file=asked.changed_since).manifest


def _tell_gone(asked: CuttingAsked, issue: "Issue") -> None:
    if issue.gone:
        asked.say(_GONE.with_values(units=issue.gone))


def _with_what_was_filled_in(to: _Target, data: bytes, units: "Sequence[UnitIssue]", asked: CuttingAsked) -> bytes:
    """The new workbook with what units have filled in into the old one; Problem, unless forced, where some is lost."""
    if to.before is None:
        return data
    from xl_addin.campaign.cutting.filled_in import filled_in
    from xl_addin.workbook.reading.read import read_book

    found = filled_in(to.before, units, read_book(data))
    if found.lost and not asked.force:
        lines = [_LOST.with_values(count=len(found.lost)), *found.lost[:MOST_SHOWN]]
        if len(found.lost) > MOST_SHOWN:
            lines.append(Text("…", "…"))
        told = Text("\n  ".join(line.vi for line in lines), "\n  ".join(line.en for line in lines))
        raise Problem(told, file=str(to.path))
    for what in found.lost:
        asked.say(_DROPPED.with_values(file=str(to.path), what=what))
    if found.kept:
        asked.say(_KEPT.with_values(file=str(to.path), count=len(found.kept)))
    return found.into(data)


def _write(
    asked: CuttingAsked, books: Mapping[Path, bytes], others: Mapping[Path, bytes], targets: "Sequence[_Target]"
) -> None:
    """Write workbooks, what stands beside them and their PDFs; a file that somebody changed is kept, too."""
    pdfs = {path.with_suffix(".pdf"): b"" for path in books} if asked.pdf else {}
    if asked.pdf and not asked.dry_run:
        pdfs = as_pdf(books)
    force = asked.force or any(to.is_ours for to in targets)
    kept = {to.path for to in targets if asked.backup or to.changed or (asked.force and to.is_ours)}
    for files, backup in (
        ({path: data for path, data in books.items() if path in kept}, True),
        ({path: data for path, data in books.items() if path not in kept} | dict(others) | pdfs, asked.backup),
    ):
        write(files, language=asked.language, dry_run=asked.dry_run, force=force, backup=backup)


def as_pdf(workbooks: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The workbooks printed, beside them."""
    from xl_addin.campaign.cutting.files.pdf import printed

    by_name = {str(path): data for path, data in workbooks.items()}
    return {Path(name): data for name, data in printed(by_name).items()}
