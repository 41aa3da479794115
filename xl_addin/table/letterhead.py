"""What an office has written around its table: whose paper it is above, who receives and who signs it below."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Sheet

_MOTTO = re.compile(r"cộng h(òa|oà) xã hội chủ nghĩa việt nam|độc lập ?[-–—] ?tự do ?[-–—] ?hạnh phúc")
_PLACE_AND_DAY = re.compile(r"[^:]{2,60}, ?ngày .{0,12}tháng .{0,12}năm.{0,8}")
_NUMBER = re.compile(r"số ?:")
_ANNEX = re.compile(r"\(?(ban hành )?kèm theo .+")
_RECIPIENTS = re.compile(r"nơi nhận")
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\. ?\S.*")
_RULE = re.compile(r"[\W_]*")
# A name written over two lines; no agency is called that alone.
_BEGINS_A_NAME = re.compile(r"((ủy|uỷ) ban|hội đồng) nhân dân")
MOST_ROWS_BELOW = 60


@dataclass(frozen=True)
class Letterhead:
    """Whose paper a sheet is. `parent` and `place_and_day` are empty where the sheet says nothing of them.

    `annex` is the line about the document it comes with, without its parentheses.
    """

    parent: str
    issuer: str
    place_and_day: str
    annex: str


@dataclass(frozen=True)
class Signature:
    """Who signs a paper, as what (`TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`), and who receives it, without dashes and ends."""

    authority: str
    signer: str
    recipients: tuple[str, ...]


def letterhead_of(sheet: Sheet, table: NumberedTable) -> Letterhead | None:
    """The letterhead above a table; None where no issuing agency stands on the motto's left."""
    above = _texts(sheet, range(1, table.area.first_row))
    motto = [place for place, text in above.items() if _MOTTO.match(folded(text))]
    if not motto:
        return None
    left, first, last = min(column for _, column in motto), min(motto)[0], max(motto)[0]
    # What reaches under the motto is the title of the table.
    titles = {(area.first_row, area.first_column) for area in sheet.merges if area.last_column >= left}
    # The name can need a second line, beside the motto's rule; the number and the day stand below that.
    lines = [
        line.strip()
        for (row, column), text in above.items()
        if column < left
        and first <= row <= last + 1
        and (row, column) not in titles
        and not _NUMBER.match(folded(text))
        for line in text.splitlines()
        if line.strip() and not _RULE.fullmatch(line)
    ]
    if not lines:
        return None
    names: list[str] = []
    for line in lines:
        if names and _BEGINS_A_NAME.fullmatch(folded(names[-1])):
            names[-1] += f" {line}"
        else:
            names.append(line)
    others = [text for place, text in above.items() if place not in motto]
    return Letterhead(
        parent=" ".join(names[:-1]),
        issuer=names[-1],
        place_and_day=next((text for text in others if _PLACE_AND_DAY.fullmatch(folded(text))), ""),
        annex=next((text.strip("()") for text in others if _ANNEX.fullmatch(folded(text))), ""),
    )


def signature_of(sheet: Sheet, table: NumberedTable) -> Signature | None:
    """Recipients and who signs, below a table; None where neither stands there."""
    below = _texts(sheet, range(table.area.last_row + 1, table.area.last_row + MOST_ROWS_BELOW))
    recipients: list[str] = []
    authority = signer = ""
    for (row, column), text in below.items():
        first, *more = text.splitlines()
        if _RECIPIENTS.match(folded(first)):
            lines = [*more, *(line for (at, where), line in below.items() if where == column and at > row)]
            recipients = [line.strip(" -–;.") for line in lines if line.lstrip().startswith(("-", "–"))]
        elif not authority and _AUTHORITY.fullmatch(first.strip()):
            under = (line for (at, where), line in below.items() if where == column and at > row)
            authority, signer = first.strip(), next(iter([*more, *under]), "").strip()
    return Signature(authority, signer, tuple(recipients)) if recipients or authority else None


def _texts(sheet: Sheet, rows: range) -> Mapping[tuple[int, int], str]:
    """(row, column) → text of the cells that have any, in reading order."""

    def found() -> Iterator[tuple[tuple[int, int], str]]:
        for position, column in sheet.columns.items():
            for row in rows:
                value = column.values.get(row)
                if isinstance(value, str) and value.strip():
                    yield (row, position), value.strip()

    return dict(sorted(found()))
