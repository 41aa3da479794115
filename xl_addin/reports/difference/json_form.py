"""What differs for programs: stable JSON, version 1."""

import json

from xl_addin.comparing.result import CellChange, CellSide, Difference, LineChange, Other, Section, SheetDifference
from xl_addin.formula.cells import address
from xl_addin.language import Language
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import CellError, Unsupported

VERSION = 1


def difference_json(found: Difference, language: Language) -> str:
    """All that differs as one JSON document; what has no cells is said in one language."""
    report = {
        "version": VERSION,
        "old": found.old.file,
        "new": found.new.file,
        "same": not found.differs,
        "sheets": [_sheet(sheet, language) for sheet in found.sheets if sheet.differs],
        "others": [_other(one, language) for one in found.others],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _sheet(sheet: SheetDifference, language: Language) -> dict[str, object]:
    return {
        "old": sheet.old,
        "new": sheet.new,
        "moved": sheet.moved,
        "sections": [_section(section, language) for section in sheet.sections if section.differs],
        "others": [_other(one, language) for one in sheet.others],
    }


def _section(section: Section, language: Language) -> dict[str, object]:
    return {
        "table": {"old": _table(section.old), "new": _table(section.new)} if section.is_table else None,
        "moved_from": section.moved_from,
        "lines": [_line(line) for line in section.lines],
        "renumbered": section.renumbered,
        "cells": [_cell(cell, language) for cell in section.cells],
    }


def _table(table: NumberedTable | None) -> str | None:
    return None if table is None else str(table.area)


def _line(line: LineChange) -> dict[str, object]:
    return {
        "axis": line.axis,
        "kind": line.kind,
        "old": line.old,
        "new": line.new,
        "name": line.name,
        "was": line.was,
        "cells": [_side(side) for side in line.cells],
    }


def _cell(change: CellChange, language: Language) -> dict[str, object]:
    return {
        "kind": change.kind,
        "unit": change.unit,
        "column": change.column,
        "old": _side(change.old),
        "new": _side(change.new),
        "looks": [text.in_language(language) for text in change.looks],
    }


def _side(side: CellSide) -> dict[str, object]:
    value = side.value
    plain = str(value) if isinstance(value, CellError) else None if isinstance(value, Unsupported) else value
    return {"cell": address(side.cell.row, side.cell.column), "value": plain, "formula": side.formula}


def _other(other: Other, language: Language) -> dict[str, object]:
    return {"what": other.what.in_language(language), "places": list(other.places)}
