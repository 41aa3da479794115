"""What a cascade tells: which quotas change, whose books are not needed any more, who has nobody to share with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.speaking import said
from xl_addin.language import Language, Text, number

if TYPE_CHECKING:
    from xl_addin.campaign.cascade.books import BookPlan
    from xl_addin.campaign.cascade.record import QuotaChange, Record
    from xl_addin.campaign.cascade.units import UnitTree

MOST_SHOWN = 20
"""So many changes are shown without `--diff`."""

_NO_FIGURE = Text("chưa có", "none")


def tell_units(tree: "UnitTree") -> None:
    """Name the units above the last level that have no units in them."""
    without = [unit for units in tree.levels[:-1] for unit in units if not unit.children]
    if without:
        names = ", ".join(unit.name for unit in without[:MOST_SHOWN]) + (", …" if len(without) > MOST_SHOWN else "")
        click.echo(
            said(
                f"{len(without)} đơn vị không có đơn vị nào bên dưới, nên không có sổ riêng: {names}",
                f"{len(without)} units have none in them, and so no book of their own: {names}",
            )
        )


def tell_changes(found: "Sequence[QuotaChange]", language: Language, *, all_of_them: bool) -> None:
    """A line for every quota that changes, the first ones only unless all are asked for."""
    shown = found if all_of_them else found[:MOST_SHOWN]
    for change in shown:
        before, after = (
            _NO_FIGURE.in_language(language) if value is None else number(value, language)
            for value in (change.before, change.after)
        )
        click.echo(f"{_called(change)}, {change.column}: {before} → {after}")
    if len(shown) < len(found):
        more = number(len(found) - len(shown), language)
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


def tell_gone(before: "Record", plans: "Sequence[BookPlan]", folder: Path) -> None:
    """Name the books of an earlier run that are still there and belong to nobody now."""
    planned = {plan.path for plan in plans}
    for path in before.books:
        if path not in planned and (folder / path).exists():
            click.echo(
                said(
                    f"{folder / path}: đơn vị không còn trong danh sách; sổ cũ để nguyên, hãy xóa nếu không dùng",
                    f"{folder / path}: the unit is no longer listed; its book stays, delete it if it is not used",
                )
            )
