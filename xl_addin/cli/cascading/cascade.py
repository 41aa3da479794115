"""What `xl-addin cascade` does: share everything first, say what changes, then write the books that do."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.cascading.telling import tell_changes, tell_gone, tell_units
from xl_addin.cli.progress.progress_bar import progress
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import check_folder_target, make_folder
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.campaign.cascade.books import BookPlan
    from xl_addin.campaign.cascade.levels import CascadeLevel
    from xl_addin.campaign.cascade.record import Record, UnitGiven
    from xl_addin.campaign.cascade.shares import SharesDown
    from xl_addin.campaign.cascade.unit_list import UnitInList

_MAKING = Text("Lập sổ cho các đơn vị", "Making the units' books")
_SOMEBODYS = Text(
    "sổ này không do lệnh này ghi, hoặc đã bị sửa từ khi ghi; hãy cất bản đang có đi nơi khác, hoặc thêm --force để "
    "ghi đè",
    "this book was not written by this command, or was changed since; move what is there elsewhere, or add --force to "
    "overwrite it",
)
_WROTE = Text(
    "Đã ghi {count} sổ vào {folder}, {rest} sổ giữ nguyên.", "Wrote {count} books to {folder}, {rest} stay as they are."
)
_WOULD_WRITE = Text(
    "Sẽ ghi {count} sổ vào {folder}, {rest} sổ giữ nguyên.",
    "Would write {count} books to {folder}, {rest} stay as they are.",
)
_OTHER_CAMPAIGN = Text(
    "thư mục này là của chiến dịch “{other}”, không phải “{campaign}”; hãy chọn thư mục khác",
    "this folder is of the campaign {other}, not {campaign}; choose another",
)


@dataclass(frozen=True)
class CascadeAsked:
    """The command's options."""

    spec: str
    parameters: Mapping[str, str]
    units: Sequence[str]
    columns: Mapping[str, str]
    folder: Path
    one_book: bool
    jobs: int | None
    dry_run: bool
    diff: bool
    force: bool
    backup: bool
    language: Language


def cascade_asked(asked: CascadeAsked) -> None:
    """Share, show what changes, write. Problem before anything is written."""
    from xl_addin.campaign.cascade.books import BookPlan, plans_of
    from xl_addin.campaign.cascade.figures import read_figures
    from xl_addin.campaign.cascade.levels import levels_of
    from xl_addin.campaign.cascade.merging import merged
    from xl_addin.campaign.cascade.record import Record, changes, read_record
    from xl_addin.campaign.cascade.shares import share_down
    from xl_addin.campaign.cascade.units import tree_of
    from xl_addin.spec.load import load_spec

    check_folder_target(asked.folder)
    spec = load_spec(asked.spec, asked.parameters)
    levels = levels_of(spec)
    before = read_record(asked.folder, spec.key)
    if before.campaign != spec.key:
        values = {"other": before.campaign, "campaign": spec.key}
        raise Problem(_OTHER_CAMPAIGN.with_values(**values), file=str(asked.folder))
    tree = tree_of(merged(_lists(asked, levels)), [level.name for level in levels])
    figures = read_figures(levels, tree)
    for note in figures.notes:
        click.echo(note.in_language(asked.language))
    shares = share_down(levels, tree, figures, asked.units[0])
    after = _units_given(shares)
    plans: list[BookPlan]
    if asked.one_book:
        from xl_addin.campaign.cascade.one_book import one_book, whole_level

        whole, inputs = one_book(spec, levels, tree, figures)
        levels, plans = (whole_level(whole, levels),), [BookPlan(f"{spec.key}.xlsx", 0, inputs)]
    else:
        plans = plans_of(shares.books, spec.key)
    to_write = _to_write(plans, levels, before, asked)
    tell_units(tree)
    tell_changes(changes(before.units, after) if before.units else (), asked.language, all_of_them=asked.diff)
    tell_gone(before, plans, asked.folder)
    counts = {"count": len(to_write), "rest": len(plans) - len(to_write), "folder": str(asked.folder)}
    if asked.dry_run:
        click.echo(_WOULD_WRITE.with_values(**counts).in_language(asked.language))
        return
    _write(to_write, levels, Record(spec.key, before.books, after), asked)
    click.echo(_WROTE.with_values(**counts).in_language(asked.language))


def _lists(asked: CascadeAsked, levels: "Sequence[CascadeLevel]") -> "list[list[UnitInList]]":
    from xl_addin.campaign.cascade.published_units import PACKAGE, published_units
    from xl_addin.campaign.cascade.unit_list import read_unit_list

    lists = []
    for source in asked.units:
        if source == PACKAGE and not Path(source).exists():
            units, which = published_units()
            click.echo(which.in_language(asked.language))
            lists.append(units)
        else:
            lists.append(read_unit_list(source, [(level.units.key, level.name) for level in levels], asked.columns))
    return lists


def _units_given(shares: "SharesDown") -> "dict[str, UnitGiven]":
    from xl_addin.campaign.cascade.record import UnitGiven

    return {"/".join(unit.key): UnitGiven(unit.name, quotas) for unit, quotas in shares.quotas.items()}


def _to_write(
    plans: "Sequence[BookPlan]", levels: "Sequence[CascadeLevel]", before: "Record", asked: CascadeAsked
) -> "list[tuple[BookPlan, str]]":
    """The books that are not there as they would be made now, with what they are made of.

    Problem for a file in their place that somebody made or changed.
    """
    digests = {plan.path: plan.digest(levels[plan.depth]) for plan in plans}
    found = []
    for plan in plans:
        there, digest = before.books.get(plan.path), digests[plan.path]
        file = asked.folder / plan.path
        exists = file.exists()
        if exists and there is not None and there.digest == digest and not asked.force:
            continue
        if exists and not asked.force and not _is_ours(file, there.file if there else None):
            raise Problem(_SOMEBODYS, file=str(file))
        found.append((plan, digest))
    return found


def _is_ours(file: Path, written: str | None) -> bool:
    from xl_addin.cli.written import is_as_written

    return _digest(file.read_bytes()) == written or is_as_written(file)


def _write(
    to_write: "Sequence[tuple[BookPlan, str]]",
    levels: "Sequence[CascadeLevel]",
    record: "Record",
    asked: CascadeAsked,
) -> None:
    """Write the books, each whole or not at all, and what was written even if it is cut short."""
    from dataclasses import replace

    from xl_addin.campaign.cascade.at_once import books_at_once
    from xl_addin.campaign.cascade.record import FILE, BookWritten
    from xl_addin.package.saving import save_atomically

    make_folder(asked.folder)
    written = dict(record.books)
    complete = False
    try:
        with progress(_MAKING, asked.language, of=len(to_write)) as done:
            books = books_at_once([plan for plan, _ in to_write], levels, processes=asked.jobs)
            for (plan, digest), data in zip(to_write, books, strict=True):
                path = asked.folder / plan.path
                make_folder(path.parent)
                kept = save_atomically(path, data, backup=asked.backup)
                if kept is not None:
                    click.echo(said(f"Bản cũ giữ ở {kept}", f"The old file is kept as {kept}"))
                written[plan.path] = BookWritten(digest, _digest(data))
                done()
        complete = True
    finally:
        # Cut short, the quotas are still those of before: the next run says again what changes.
        units = record.units if complete else _units_before(asked, record.campaign)
        save_atomically(asked.folder / FILE, replace(record, books=written, units=units).as_file())


def _units_before(asked: CascadeAsked, campaign: str) -> "Mapping[str, UnitGiven]":
    from xl_addin.campaign.cascade.record import read_record

    return read_record(asked.folder, campaign).units


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
