"""Read a workbook file into a `Book`: general and exact, whatever program wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from xl_addin.language import Text
from xl_addin.package.limits import current_limits
from xl_addin.package.package import PartSource, open_package
from xl_addin.package.parts import (
    SheetPart,
    child,
    children,
    is_true,
    related,
    relations,
    sheet_parts,
    workbook_part,
)
from xl_addin.package.safe_xml import broken_xml
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.excel_tables import tables_of
from xl_addin.workbook.reading.fingerprint import calculated_by_excel
from xl_addin.workbook.reading.number_formats import number_formats
from xl_addin.workbook.reading.read_comments import comments_of
from xl_addin.workbook.reading.sheet_xml import read_sheet
from xl_addin.workbook.reading.stored_values import Conventions
from xl_addin.workbook.reading.strings import shared_strings

_TOO_MANY_NAMES = Text(
    vi="sổ tính có hơn {most} tên đã đặt, quá nhiều để mở an toàn; hãy xóa tên thừa trong Công thức › Quản lý tên",
    en="the workbook has more than {most} defined names, too many to be opened safely; delete those nobody needs in "
    "Formulas › Name Manager",
)


def read_book(source: Path | str | bytes | PartSource, *, file: str | None = None) -> Book:
    """The workbook at a path, or whose content or open package is given; `file` names it in messages.

    Chart sheets and macro sheets are left out. A defined name that belongs to one sheet is under `Sheet!name`.
    Raises Problem for whatever cannot be read completely (see `open_package`): never a part of a book.
    """
    package = source if isinstance(source, PartSource) else open_package(source, file=file)
    try:
        return _book(package)
    except Problem as problem:
        raise problem.in_file(package.file) from problem.__cause__


def read_worksheet(package: PartSource, name: str, *, formats: Sequence[str] | None = None) -> Sheet:
    """One worksheet of a workbook, without looking at any other; Problem as `read_book` raises it.

    With `formats`, its number formats are what this says of each cell style, `General` being what is not told.
    """
    try:
        workbook = workbook_part(package)
        part = next(part for part in sheet_parts(package, workbook) if part.name == name)
        conventions = _conventions(package, workbook, package.meaning(workbook))
        return _sheet(package, part, conventions if formats is None else replace(conventions, formats=tuple(formats)))
    except Problem as problem:
        raise problem.in_file(package.file) from problem.__cause__


def _conventions(package: PartSource, workbook: str, root: etree._Element) -> Conventions:
    """What values of cells mean in this book; `root` is that of the workbook part."""
    properties = child(root, "workbookPr")
    # A book without shared texts may name the part all the same; a cell that asks for one of them is then damaged.
    texts = (relation.target for relation in relations(package, workbook) if relation.kind == "sharedStrings")
    strings = next((part for part in texts if part in package), None)
    styles = next(iter(related(package, workbook, "styles")), None)
    return Conventions(
        strings=shared_strings(package, strings),
        formats=_formats(package, styles),
        date_system=1904 if properties is not None and is_true(properties.get("date1904")) else 1900,
    )


def _book(package: PartSource) -> Book:
    workbook = workbook_part(package)
    root = package.meaning(workbook)
    parts = sheet_parts(package, workbook)
    conventions = _conventions(package, workbook, root)
    worksheets = [part for part in parts if part.kind == "worksheet"]
    return Book(
        file=package.file,
        sheets=tuple(_sheet(package, part, conventions) for part in worksheets),
        defined_names=defined_names(root, [sheet.name for sheet in parts], workbook),
        date_system=conventions.date_system,
        tables=tuple(table for part in worksheets for table in tables_of(package, part.part, part.name)),
        calculated_by_excel=calculated_by_excel(package, root),
    )


def _formats(package: PartSource, styles: str | None) -> tuple[str, ...]:
    try:
        return number_formats(None if styles is None else package.meaning(styles))
    except ValueError as error:
        raise broken_xml(styles) from error


def _sheet(package: PartSource, part: SheetPart, conventions: Conventions) -> Sheet:
    return read_sheet(
        part.name,
        package.read(part.part),
        conventions,
        part=part.part,
        visible=part.visible,
        comments=_comments(package, part.part),
    )


def _comments(package: PartSource, sheet: str) -> Mapping[tuple[int, int], str]:
    comments: dict[tuple[int, int], str] = {}
    for part in related(package, sheet, "comments"):
        comments |= comments_of(package.read(part), part=part)
    return comments


def defined_names(workbook: etree._Element, sheets: Sequence[str], part: str) -> Mapping[str, str]:
    """The names a workbook part (its root is given) defines, for sheets of these names in order; see `read_book`."""
    names: dict[str, str] = {}
    known: dict[str, str] = {}
    listed = children(child(workbook, "definedNames"), "definedName")
    most = current_limits().names
    if len(listed) > most:
        raise Problem(_TOO_MANY_NAMES.with_values(most=most), place=part)
    for element in listed:
        name, scope, text = element.get("name", ""), element.get("localSheetId"), element.text or ""
        if scope is not None:
            if not scope.isdecimal() or int(scope) >= len(sheets):
                raise broken_xml(part)
            name = f"{sheets[int(scope)]}!{name}"
        # Names do not depend on case. Of two meanings of one name, none may be chosen.
        if len(element) or known.setdefault(name.casefold(), text) != text:
            raise broken_xml(part)
        names[name] = text
    return names
