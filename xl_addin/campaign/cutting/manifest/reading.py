"""Read a manifest back: the file beside the sheets, or the workbook itself, whatever its sheets are called by now."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from xl_addin.campaign.cutting.manifest.in_file import NAME, SHEET
from xl_addin.campaign.cutting.manifest.model import VERSION, Entry, Manifest, UnitIssue, checksum_of
from xl_addin.formula.cells import Area, unquoted_sheet
from xl_addin.language import Text
from xl_addin.package.package import file_bytes, open_package
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

_NO_MANIFEST = Text(
    "tệp này không phải phiếu do xl-addin cắt: không có tệp kê bên trong; hãy dùng tệp .json kèm theo phiếu",
    "this workbook was not cut by xl-addin: it has no manifest inside; give the .json beside the sheets",
)
_NO_JSON = Text("không phải tệp kê của phiếu: {reason}", "this is no manifest of unit sheets: {reason}")
_OTHER_VERSION = Text(
    "tệp kê phiên bản {version}, chương trình này chỉ đọc phiên bản 1 và 2; hãy cập nhật xl-addin",
    "a manifest of version {version}; this program reads versions 1 and 2: update xl-addin",
)
_PLACE = re.compile(r"((?:'(?:[^']|'')+'|[^',!]+)!)(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")


@dataclass(frozen=True)
class IssuedSheets:
    """A manifest and where its units' sheets are now; `book` is the workbook it was found in, None for a .json.

    `sheets` leads from the units' names to the sheets' present names, None where a sheet is gone.
    """

    manifest: Manifest
    sheets: Mapping[str, str | None]
    book: Book | None = None


def read_manifest(source: Path | str | bytes, *, file: str | None = None) -> IssuedSheets:
    """The manifest of a .json file or of a workbook of unit sheets; `file` names it in messages.

    Of a workbook every entry's cells are where they are now: sheets may have been renamed and moved, lines inserted.
    One of version 1 has no entries. Raises Problem for what is no manifest, by name for one of another version.
    """
    data = source if isinstance(source, bytes) else file_bytes(Path(source))
    file = file or ("" if isinstance(source, bytes) else str(source))
    if data.lstrip()[:1] == b"{":
        manifest = _understood(data, file)
        return IssuedSheets(manifest, {unit.unit: unit.sheet for unit in manifest.units})
    book = read_book(open_package(data, file=file))
    return manifest_in(book)


def manifest_in(book: Book) -> IssuedSheets:
    """The manifest inside a workbook that was read, as `read_manifest` gives it."""
    hidden = next((sheet for sheet in book.sheets if sheet.name.casefold() == SHEET), None)
    if hidden is None:
        raise Problem(_NO_MANIFEST, file=book.file)
    rows: dict[int, str] = {}
    for _, column in sorted(hidden.columns.items()):
        for row, text in column.values.items():
            rows[row] = rows.get(row, "") + str(text)
    said, *units = (rows[row] for row in sorted(rows)) if rows else ("{}",)
    manifest = _understood(
        f'{said[:-1]}{"," if said != "{}" else ""} "units": [{",".join(units)}]}}'.encode(), book.file
    )
    names = {sheet.name for sheet in book.sheets}
    found = [_where_it_is(book, number, unit) for number, unit in enumerate(manifest.units, start=1)]
    sheets = {unit.unit: unit.sheet if unit.sheet in names else None for unit in found}
    return IssuedSheets(manifest.model_copy(update={"units": tuple(found)}), sheets, book)


def _where_it_is(book: Book, number: int, unit: UnitIssue) -> UnitIssue:
    """The unit with the sheet and the cells that its name leads to."""
    written = book.defined_names.get(f"{NAME}{number}", "")
    places = [(unquoted_sheet(match[1][:-1]), match[2]) for match in _PLACE.finditer(written)]
    sheets = {sheet for sheet, _ in places}
    if len(sheets) != 1:
        return unit
    (sheet,) = sheets
    areas = [Area.parse(area) for _, area in places]
    entries = unit.entries
    if len(areas) == len(entries):
        entries = tuple(_moved(entry, area) for entry, area in zip(entries, areas, strict=True))
    return unit.model_copy(update={"sheet": sheet, "entries": entries})


def _moved(entry: Entry, area: Area) -> Entry:
    """The entry in its present cells, where these are as many as they were."""
    was = entry.area
    if area.last_row - area.first_row != was.last_row - was.first_row:
        return entry
    return entry.model_copy(update={"cells": str(area)})


def _understood(data: bytes, file: str) -> Manifest:
    try:
        said = json.loads(data)
        if not isinstance(said, dict) or "units" not in said:
            raise ValueError("units")
        if said.get("version") == 1:
            return _of_version_1(said)
        if said.get("version") != VERSION:
            raise Problem(_OTHER_VERSION.with_values(version=str(said.get("version"))), file=file)
        return Manifest.model_validate(said)
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise Problem(_NO_JSON.with_values(reason=str(error).splitlines()[0]), file=file) from error


def _of_version_1(said: Mapping[str, Any]) -> Manifest:
    """What the first version said, without the entry cells that it did not tell."""
    units = []
    for one in said["units"]:
        schedules = [
            {name: each[name] for name in ("period", "start", "end", "quota")} for each in one.get("schedules", ())
        ]
        unit = {"unit": one["unit"], "sheet": one["sheet"], "quota": one["quota"], "checksum": ""}
        known = UnitIssue.model_validate({**unit, "schedules": schedules or None})
        checksum = checksum_of(known.quota, None, known.schedules)
        units.append(known.model_copy(update={"checksum": checksum}))
    return Manifest(
        campaign={"key": said.get("spec")},  # type: ignore[arg-type]
        source=said["source"],
        template=said["template"],
        units=tuple(units),
    )
