"""The words of the reports about what differs."""

from collections import Counter
from collections.abc import Iterator

from xl_addin.comparing.result import CellChange, CellSide, Difference, LineChange, Section, SheetDifference
from xl_addin.formula.cells import column_letters
from xl_addin.language import Language, Text, shown
from xl_addin.workbook.model.book import Book, Value
from xl_addin.workbook.model.formats import display_text, is_percent, read_format

EMPTY = "∅"
NOTHING = Text("Hai bản không khác nhau.", "The two versions do not differ.")

_LINE = {
    ("rows", "added"): Text("thêm dòng {new}", "row {new} added"),
    ("rows", "removed"): Text("bỏ dòng {old}", "row {old} removed"),
    ("rows", "moved"): Text("chuyển dòng {old} → {new}", "row {old} moved to {new}"),
    ("rows", "renamed"): Text("đổi tên dòng {new}", "row {new} renamed"),
    ("columns", "added"): Text("thêm cột {new}", "column {new} added"),
    ("columns", "removed"): Text("bỏ cột {old}", "column {old} removed"),
    ("columns", "moved"): Text("chuyển cột {old} → {new}", "column {old} moved to {new}"),
}
_BLANK = {"rows": Text("(dòng trống)", "(blank row)"), "columns": Text("(cột trống)", "(blank column)")}
KINDS = {
    "value": Text("giá trị", "value"),
    "formula": Text("công thức", "formula"),
    "result": Text("kết quả tính", "result"),
    "format": Text("định dạng", "format"),
}
_COUNTED = {
    "sheets": Text("{count} trang tính", "{count} sheets"),
    "rows": Text("{count} dòng", "{count} rows"),
    "renumbered": Text("{count} dòng đánh lại số", "{count} rows renumbered"),
    "columns": Text("{count} cột", "{count} columns"),
    "value": Text("{count} ô giá trị", "{count} values"),
    "formula": Text("{count} ô công thức", "{count} formulas"),
    "result": Text("{count} kết quả tính", "{count} results"),
    "format": Text("{count} ô định dạng", "{count} formats"),
    "others": Text("{count} điểm khác", "{count} other things"),
}
_COUNT = Text("Khác nhau: {parts}.", "Differences: {parts}.")
_OTHER_CELLS = Text("{formula} (các ô ấy đã đổi chỗ)", "{formula} (these cells have moved)")
_RENUMBERED = Text("{count} dòng chỉ đánh lại số thứ tự", "{count} rows only renumbered")
_TABLE = {
    "gone": Text("bảng {area} đã bỏ: {title}", "table {area} is gone: {title}"),
    "come": Text("bảng mới {area}: {title}", "new table {area}: {title}"),
    "moved": Text("bảng {area}, chuyển từ trang “{sheet}” ({was})", "table {area}, moved from “{sheet}” ({was})"),
    "was": Text("bảng {area} (bản cũ {was})", "table {area} (was {was})"),
    "same": Text("bảng {area}", "table {area}"),
    "outside": Text("ngoài bảng", "outside the tables"),
}
_SHEET = {
    "added": Text("trang tính mới", "new sheet"),
    "removed": Text("trang tính đã bỏ", "sheet removed"),
    "renamed": Text("đổi tên từ “{old}”", "was called “{old}”"),
    "moved": Text("chuyển vị trí", "moved among the sheets"),
}


def summary(found: Difference, language: Language) -> str:
    """`Khác nhau: 2 dòng, 5 ô giá trị.`"""
    counts = Counter(
        {"sheets": sum(sheet.old != sheet.new or sheet.moved for sheet in found.sheets)},
    )
    counts.update(line.axis for line in found.lines())
    counts.update(cell.kind for cell in found.cells())
    counts["others"] = len(found.others) + sum(len(sheet.others) for sheet in found.sheets)
    counts["others"] += sum(section.is_new_or_gone for sheet in found.sheets for section in sheet.sections)
    counts["renumbered"] = sum(section.renumbered for sheet in found.sheets for section in sheet.sections)
    parts = [text.with_values(count=counts[what]) for what, text in _COUNTED.items() if counts[what]]
    return _COUNT.with_values(parts=parts).in_language(language)


def sheet_words(sheet: SheetDifference) -> list[Text]:
    """What has become of a sheet as a whole."""
    words = []
    if sheet.old is None:
        words.append(_SHEET["added"])
    elif sheet.new is None:
        words.append(_SHEET["removed"])
    elif sheet.renamed:
        words.append(_SHEET["renamed"].with_values(old=sheet.old))
    return [*words, _SHEET["moved"]] if sheet.moved else words


def section_words(section: Section) -> Text:
    """Which table it is, and where it was."""
    if section.new is None:
        if section.old is None:
            return _TABLE["outside"]
        return _TABLE["gone"].with_values(area=str(section.old.area), title=_one_line(section.old.title))
    area = str(section.new.area)
    if section.old is None:
        return _TABLE["come"].with_values(area=area, title=_one_line(section.new.title))
    was = str(section.old.area)
    if section.moved_from:
        return _TABLE["moved"].with_values(area=area, sheet=section.moved_from, was=was)
    return _TABLE["same" if was == area else "was"].with_values(area=area, was=was)


def line_words(line: LineChange) -> Text:
    """What has become of a row or column."""
    old, new = (_line_name(line, number) for number in (line.old, line.new))
    said = _LINE[line.axis, line.kind].with_values(old=old, new=new)
    if line.kind == "renamed":
        return Text(f"{said.vi}: {line.was} → {line.name}", f"{said.en}: {line.was} → {line.name}")
    name = Text(line.name, line.name) if line.name or line.cells else _BLANK[line.axis]
    return Text(f"{said.vi}: {name.vi}", f"{said.en}: {name.en}") if name.vi else said


def renumbered_words(count: int) -> Text:
    """How many rows only have another number."""
    return _RENUMBERED.with_values(count=count)


def sides(change: CellChange, found: Difference, language: Language) -> tuple[str, str]:
    """A cell before and after: formulas where a formula differs, else values as the cell prints them.

    What would look the same is told apart: a text that reads as a number stands in quotes, a number has all its digits.
    """
    if change.kind == "formula":
        before, after = (side.formula or cell_text(side, book, language) for side, book in _with_books(change, found))
        if before == after and change.old.formula and change.new.formula:
            return before, _OTHER_CELLS.with_values(formula=after).in_language(language)
    else:
        before, after = (cell_text(side, book, language) for side, book in _with_books(change, found))
    if before == after:
        before, after = (_exactly(side.value, language) for side in (change.old, change.new))
    return before, after


def cell_text(side: CellSide, book: Book, language: Language) -> str:
    """A cell's value as it prints."""
    value = side.value
    if value is None:
        return EMPTY
    code = book[side.cell.sheet].number_format(side.cell.row, side.cell.column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        form = read_format(code)
        if not (form.is_date or is_percent(code) or form.decimals is not None):
            return shown(value, language)
    return _one_line(display_text(value, code, language, book))


def _with_books(change: CellChange, found: Difference) -> Iterator[tuple[CellSide, Book]]:
    yield change.old, found.old
    yield change.new, found.new


def _exactly(value: Value, language: Language) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, float):
        return repr(value).replace(".", ",") if language == "vi" else repr(value)
    return EMPTY if value is None else shown(value, language)


def _line_name(line: LineChange, number: int | None) -> str:
    if number is None:
        return ""
    return str(number) if line.axis == "rows" else column_letters(number)


def _one_line(text: str) -> str:
    return " ".join(text.split())
