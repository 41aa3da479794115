"""What `xl-addin cascade` does: share everything first, say what changes, then write the books that do."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.progress.progress_bar import progress
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import check_folder_target, make_folder
from xl_addin.language import Language, Text, number
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.campaign.cascade.books import BookPlan
    from xl_addin.campaign.cascade.levels import Level
    from xl_addin.campaign.cascade.record import QuotaChange, Record, UnitGiven
    from xl_addin.campaign.cascade.shares import Shares
    from xl_addin.campaign.cascade.unit_list import ListedUnit
    from xl_addin.campaign.cascade.units import Tree

MOST_SHOWN = 20
"""So many changes are shown without `--diff`."""

_MAKING = Text("Lập sổ cho các đơn vị", "Making the units' books")
_SOMEBODYS = Text(
    "sổ này không do lệnh này ghi, hoặc đã bị sửa từ khi ghi; hãy cất bản đang có đi nơi khác, hoặc thêm --force để "
    "ghi đè",
    "this book was not written by this command, or was changed since; move what is there elsewhere, or add --force to "
    "overwrite it",
)
_NO_FIGURES = Text("chưa có", "none")
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
    _tell_units(tree, levels, asked)
    _tell_changes(changes(before.units, after) if before.units else (), asked)
    _tell_gone(before, plans, asked)
    if asked.dry_run:
        verb = said("Sẽ ghi {n} sổ, {m} sổ giữ nguyên.", "Would write {n} books, {m} stay as they are.")
        click.echo(verb.format(n=_count(len(to_write), asked), m=_count(len(plans) - len(to_write), asked)))
        return
    _write(to_write, plans, levels, Record(spec.key, before.books, after), asked)


def _lists(asked: CascadeAsked, levels: "Sequence[Level]") -> "list[list[ListedUnit]]":
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


def _units_given(shares: "Shares") -> "dict[str, UnitGiven]":
    from xl_addin.campaign.cascade.record import UnitGiven

    return {"/".join(unit.key): UnitGiven(unit.name, quotas) for unit, quotas in shares.quotas.items()}


def _to_write(
    plans: "Sequence[BookPlan]", levels: "Sequence[Level]", before: "Record", asked: CascadeAsked
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
    plans: "Sequence[BookPlan]",
    levels: "Sequence[Level]",
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
    count, rest = _count(len(to_write), asked), _count(len(plans) - len(to_write), asked)
    click.echo(
        said(
            f"Đã ghi {count} sổ vào {asked.folder}, {rest} sổ giữ nguyên.",
            f"Wrote {count} books to {asked.folder}, {rest} stay as they are.",
        )
    )


def _units_before(asked: CascadeAsked, campaign: str) -> "Mapping[str, UnitGiven]":
    from xl_addin.campaign.cascade.record import read_record

    return read_record(asked.folder, campaign).units


def _tell_units(tree: "Tree", levels: "Sequence[Level]", asked: CascadeAsked) -> None:
    without = [unit for units in tree.levels[:-1] for unit in units if not unit.children]
    if without:
        names = ", ".join(unit.name for unit in without[:MOST_SHOWN]) + (", …" if len(without) > MOST_SHOWN else "")
        click.echo(
            said(
                f"{_count(len(without), asked)} đơn vị không có đơn vị nào bên dưới, nên không có sổ riêng: {names}",
                f"{_count(len(without), asked)} units have none in them, and so no book of their own: {names}",
            )
        )


def _tell_changes(found: "Sequence[QuotaChange]", asked: CascadeAsked) -> None:
    shown = found if asked.diff else found[:MOST_SHOWN]
    for change in shown:
        before, after = (
            _NO_FIGURES.in_language(asked.language) if value is None else number(value, asked.language)
            for value in (change.before, change.after)
        )
        click.echo(f"{_called(change)}, {change.column}: {before} → {after}")
    if len(shown) < len(found):
        more = _count(len(found) - len(shown), asked)
        click.echo(
            said(
                f"… và {more} chỉ tiêu khác thay đổi; --diff kể hết",
                f"… and {more} more quotas change; --diff tells all",
            )
        )


def _called(change: "QuotaChange") -> str:
    """A unit by its codes and its name; without a code of its own by those above it."""
    from xl_addin.unit_names.comparing import same_name_key

    above, _, own = change.unit.rpartition("/")
    codes = above if own == same_name_key(change.name) else change.unit
    return f"{codes} {change.name}".lstrip()


def _tell_gone(before: "Record", plans: "Sequence[BookPlan]", asked: CascadeAsked) -> None:
    planned = {plan.path for plan in plans}
    for path in before.books:
        if path not in planned and (asked.folder / path).exists():
            click.echo(
                said(
                    f"{asked.folder / path}: đơn vị không còn trong danh sách; sổ cũ để nguyên, hãy xóa nếu không dùng",
                    f"{asked.folder / path}: the unit is no longer listed; its book stays, delete it if it is not used",
                )
            )


def _count(count: int, asked: CascadeAsked) -> str:
    return number(count, asked.language)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
