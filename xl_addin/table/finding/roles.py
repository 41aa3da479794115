"""What each column is for: the row numbers (STT), the units' names, figures, other texts."""

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from xl_addin.table.cell_kind import RowCells
from xl_addin.table.finding.unit_column import UnitColumns, unit_columns
from xl_addin.table.headings import is_index_heading, is_text_heading, is_unit_heading
from xl_addin.table.model import Role
from xl_addin.table.words import marker


class Roles(NamedTuple):
    """The role of each column, from left to right, and which columns name units and rows."""

    roles: list[Role]
    units: UnitColumns


def roles_of(
    rows: RowCells, headings: Mapping[int, str], positions: Sequence[int], stubs: Set[int] = frozenset()
) -> Roles:
    """The role of each column, by its heading and by what stands in these rows; `stubs` as in `unit_columns`.

    In an empty form the headings alone decide.
    """
    roles: list[Role] = []
    for position in positions:
        heading = headings.get(position, "")
        first = position == positions[0] and not is_unit_heading(heading)
        if "index" not in roles and (is_index_heading(heading) or (first and _counts_rows(rows.texts(position)))):
            roles.append("index")
        else:
            roles.append("text" if _holds_texts(rows, position, heading) else "number")
    units = unit_columns(rows, headings, positions, roles, stubs)
    is_unit = [position == units.unit for position in positions]
    return Roles(["unit" if unit else role for unit, role in zip(is_unit, roles, strict=True)], units)


def _counts_rows(column: Sequence[str]) -> bool:
    """Whether a column counts the rows: 1, 2, 3 … or I, II …"""
    texts = [text for text in column if text]
    if len(texts) < 2 or len(texts) * 2 < len(column) or not all(marker(text) for text in texts):
        return False
    numbers = [int(text) for text in texts if text.isdigit()]
    if not _is_outline([text for text in texts if text.isdigit() or marker(text) == "decimal"]):
        return False
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return numbers[:1] == [1] and steps * 2 >= len(numbers) - 1 if numbers else True


def _is_outline(texts: Sequence[str]) -> bool:
    """Whether decimals among these count parts of parts (1, 1.1, 1.2, 2, 2.1) and are no figures (22.3, 24.5)."""
    counts = [tuple(int(part) for part in text.strip(".").split(".")) for text in texts]
    decimals = [index for index, count in enumerate(counts) if len(count) > 1]
    steps = sum(_follows(counts[index - 1], counts[index]) if index else counts[0][-1] == 1 for index in decimals)
    return steps * 2 >= len(decimals)


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one count comes right after another: 1.2 after 1.1, 1.1 after 1, 2.1 after 1.3."""
    if other == (*one, 1):
        return True
    before, last = other[:-1], other[-1]
    if len(other) > len(one):
        return False
    if one[: len(before)] == before:
        return last == one[len(before)] + 1
    return last == 1 and _follows(one, before)


def _holds_texts(rows: RowCells, position: int, heading: str) -> bool:
    if is_text_heading(heading):
        return True
    kinds = rows.kinds(position)
    words, figures = kinds.count("word"), kinds.count("figure")
    if figures and rows.count_formats(position, is_date_format) * 2 > figures:
        return True
    return words > figures or (not words and not figures and is_unit_heading(heading) and not _counts(heading))


def _counts(heading: str) -> bool:
    """`Chỉ tiêu giao`, `Số xã`: the word of a unit in a column of figures."""
    return heading.casefold().startswith(("chỉ tiêu ", "số ", "tổng số "))


def is_date_format(code: str) -> bool:
    """Whether a number format shows days."""
    plain = code.split(";")[0].casefold()
    return "yy" in plain or ("d" in plain and "m" in plain)
