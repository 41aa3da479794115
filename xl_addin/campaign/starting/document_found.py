"""What a sheet says of the document its table belongs to, and the dates and figures of its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xl_addin.table.letterhead import letterhead_of, signature_of
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Sheet

_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_LONG_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_ANNEX = re.compile(
    r"\(?(?:ban hành )?kèm theo (?P<kind>[^\d]+?)\s+số:?\s*(?P<number>[^\s]+)"
    r"(?:\s+(?P<day>ngày\s.+?))?(?:\s+của\s+(?P<issuer>.+?))?[ ).]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"số\s*:\s*(?P<number>\d[\w./-]*)", re.IGNORECASE)
_PLACE = re.compile(r"(?P<place>[^,:]{2,60}),\s*ngày", re.IGNORECASE)
_FROM_TO = re.compile(
    rf"từ\s+(?:ngày\s+)?(?P<first>{_DAY.pattern})\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<last>{_DAY.pattern})",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(?<![\d/.,])(?P<days>\d{1,3})\s+ngày\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\d/.,\w-])(?P<figure>\d{1,3}(?:\.\d{3})+|\d{3,})(?![\d/.,\w-]|\s*[-/])")
_MOST_FIGURE_NAMES = 9


@dataclass(frozen=True)
class FoundParameter:
    """A date or figure of a title: the name it gets, what it is, and its value."""

    name: str
    label: str
    value: int | date


def document_fields(sheet: Sheet, table: NumberedTable) -> dict[str, str | date | list[str]]:
    """The fields of a spec's `document` that the sheet states; those it does not state are missing."""
    found: dict[str, str | date | list[str]] = {}
    letterhead, signature = letterhead_of(sheet, table), signature_of(sheet, table)
    above = texts_above(sheet, table)
    if letterhead is not None:
        found["parent"], found["issuer"] = letterhead.parent, letterhead.issuer
        if place := _PLACE.match(letterhead.place_and_day):
            found["place"] = place["place"].strip()
        if day := day_in_text(letterhead.place_and_day):
            found["day"] = day
    for text in above:
        if annex := _ANNEX.fullmatch(" ".join(text.split())):
            found["kind"], found["number"] = annex["kind"].strip().capitalize(), annex["number"].rstrip(".")
            if day := day_in_text(annex["day"] or ""):
                found["day"] = day
            if annex["issuer"]:
                found["issuer_in_text"] = annex["issuer"]
        elif number := _NUMBER.match(text.strip()):
            found.setdefault("number", number["number"].rstrip("."))
    if signature is not None:
        found["authority"], found["signer"] = signature.authority, signature.signer
        found["recipients"] = list(signature.recipients)
    return {name: value for name, value in found.items() if value}


def day_in_text(text: str) -> date | None:
    """The first day a text states, as `20/6/2023` or `ngày 20 tháng 6 năm 2023`."""
    for form in (_LONG_DAY, _DAY):
        for each in form.finditer(text):
            try:
                return date(int(each[3]), int(each[2]), int(each[1]))
            except ValueError:
                continue
    return None


def with_parameters(lines: Sequence[str], known: dict[str, FoundParameter]) -> tuple[str, ...]:
    """Title lines with `{name}` in place of the dates and figures they state; what is found is added to `known`."""
    return tuple(_with_parameters(line, known) for line in lines)


def _with_parameters(line: str, known: dict[str, FoundParameter]) -> str:
    if span := _FROM_TO.search(line):
        ends = [("first_day", "Ngày bắt đầu", span["first"]), ("last_day", "Ngày kết thúc", span["last"])]
        for name, label, text in ends:
            line = _replaced(line, text, name, label, day_in_text(text), known)
    for each in list(_DAY.finditer(line)):
        line = _replaced(line, each[0], "day", f"Ngày {each[0]} trong tiêu đề", day_in_text(each[0]), known)
    for each in list(_DAYS.finditer(line)):
        line = _replaced(line, each["days"], "days", "Số ngày", int(each["days"]), known)
    for each in list(_FIGURE.finditer(line)):
        figure = int(each["figure"].replace(".", ""))
        if not (1900 <= figure <= 2100 and "." not in each["figure"]):
            line = _replaced(line, each["figure"], "figure", f"Số {each['figure']} trong tiêu đề", figure, known)
    return line


def _replaced(
    line: str, text: str, name: str, label: str, value: int | date | None, known: dict[str, FoundParameter]
) -> str:
    """The line with one text replaced, by a parameter that has this value already or by a new one."""
    if value is None:
        return line
    same = next((one.name for one in known.values() if one.value == value), None)
    if same is None:
        taken = [name, *(f"{name}_{number}" for number in range(2, _MOST_FIGURE_NAMES + 1))]
        same = next((one for one in taken if one not in known), None)
        if same is None:
            return line
        known[same] = FoundParameter(same, label, value)
    # Not within another number: `25 ngày` and `2025` hold the same digits.
    return re.sub(rf"(?<![\d/.,{{]){re.escape(text)}(?![\d}}])", "{" + same + "}", line, count=1)


def texts_above(sheet: Sheet, table: NumberedTable) -> list[str]:
    """The texts above a table, in reading order."""
    found = {
        (row, position): value
        for position, column in sheet.columns.items()
        for row, value in column.values.items()
        if row < table.area.first_row and isinstance(value, str) and value.strip()
    }
    return [" ".join(found[place].split()) for place in sorted(found)]


def title_lines(sheet: Sheet, table: NumberedTable) -> list[str]:
    """The lines of a table's title, without the one that says which document it comes with."""
    title = " ".join(table.title.split())
    lines = [text for text in texts_above(sheet, table) if text in title and not _ANNEX.fullmatch(text)]
    return lines or ([title] if title else [])
