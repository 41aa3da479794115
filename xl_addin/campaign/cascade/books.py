"""The books of a cascade as files: where each goes, what it is made of, what it says of the book above it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.campaign.cascade.levels import CascadeLevel
from xl_addin.campaign.cascade.shares import LevelBook
from xl_addin.campaign.cascade.units import Unit
from xl_addin.campaign.cutting.files.names import file_name
from xl_addin.campaign.cutting.manifest.in_file import put_manifest
from xl_addin.campaign.cutting.manifest.model import CampaignNamed, Manifest, UnitIssue, checksum_of
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_draft

MADE_ALIKE = 1
"""One more whenever the same figures give another book: then all books are written anew."""


@dataclass(frozen=True)
class BookPlan:
    """What one book is made of, small enough to be sent to another process.

    `path` is where it goes below the folder, `source` the path of the book in which its unit `of` (`code`) was given
    the figures `given`; all three are None at the top.
    """

    path: str
    depth: int
    inputs: CampaignInputs
    of: str | None = None
    code: str | None = None
    source: str | None = None
    given: Mapping[str, Fraction] | None = None

    def digest(self, level: CascadeLevel) -> str:
        """The same for the same book, however often it is made."""
        said = [
            MADE_ALIKE,
            level.spec.model_dump(mode="json"),
            {name: str(parameter.written) for name, parameter in level.spec.parameters.items()},
            [self.of, self.code, self.source, self.given],
            [self.inputs.units, self.inputs.figures, self.inputs.others, self.inputs.texts],
        ]
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def plans_of(books: Sequence[LevelBook], key: str) -> list[BookPlan]:
    """The books with their places: a folder for the books of the units in each unit; `key` names the top one."""
    taken: set[str] = set()
    paths: dict[Unit | None, str] = {}
    plans = []
    for book in books:
        of = book.of
        folder = "" if of is None or of.parent is None else paths[of.parent].removesuffix(".xlsx") + "/"
        path = paths[of] = _free(f"{folder}{file_name(_called(of, key))}", taken)
        if of is None:
            plans.append(BookPlan(path, book.level.depth, book.inputs))
            continue
        plans.append(
            BookPlan(path, book.level.depth, book.inputs, of.name, of.code, paths[of.parent], dict(book.given))
        )
    return plans


def _called(of: Unit | None, key: str) -> str:
    return key if of is None else " ".join(part for part in (of.code, of.name) if part)


def _free(stem: str, taken: set[str]) -> str:
    """A path that no other book has, where letter case does not count."""
    path, number = f"{stem}.xlsx", 2
    while path.casefold() in taken:
        path, number = f"{stem} ({number}).xlsx", number + 1
    taken.add(path.casefold())
    return path


def made(plan: BookPlan, level: CascadeLevel) -> bytes:
    """The .xlsx; below the top it says, on a very hidden sheet, what its unit was given and in which book."""
    given = plan.given or {}
    spec = level.book_spec(plan.of, given)
    draft = campaign_draft(spec, plan.inputs)
    if plan.of is not None:
        put_manifest(draft, statement(plan, level))
    return draft.data()


def statement(plan: BookPlan, level: CascadeLevel) -> Manifest:
    """What the unit of a book was given, as a manifest of one unit."""
    assert plan.of is not None and plan.source is not None and plan.given is not None
    quota: dict[str, dict[str, int | float]] = {}
    for one in level.given:
        figure = plan.given[one.parameter]
        value = int(figure) if figure.denominator == 1 else float(figure)
        quota.setdefault(one.table.key, {})[one.column.label] = value
    document = level.spec.document.number
    return Manifest(
        campaign=CampaignNamed(
            key=level.spec.key, title=tuple(map(level.spec.fill_in, level.spec.title)), document=document
        ),
        source=plan.source,
        units=(
            UnitIssue(
                unit=plan.of,
                code=plan.code,
                sheet=level.tables[0].sheet,
                checksum=checksum_of(quota, None, None),
                quota=quota,
            ),
        ),
    )
