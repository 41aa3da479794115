"""What Excel does not let a macro change: protected sheets, and the list of sheets where the structure is locked.

A file is edited with its protection kept, because that guards against hands; Excel itself makes no such difference.
"""

from collections.abc import Sequence

from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, frame_of, is_true, sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddSheet,
    CellEdit,
    CopySheet,
    DeleteSheet,
    Edit,
    MoveSheet,
    RenameSheet,
    SetNumberFormat,
)

_LOCKED_SHEETS = Text(
    vi="cấu trúc sổ đang được bảo vệ; hãy bỏ bảo vệ (Review > Protect Workbook) rồi bấm lại",
    en="the structure of the book is protected; unprotect it (Review > Protect Workbook) and press again",
)
_PROTECTED = Text(
    vi="trang tính đang được bảo vệ; hãy bỏ bảo vệ (Review > Unprotect Sheet) rồi bấm lại",
    en="the sheet is protected; unprotect it (Review > Unprotect Sheet) and press again",
)


def check_unprotected(package: PartSource, edits: Sequence[Edit]) -> None:
    """Raise Problem for the first edit that Excel would refuse because of a protection in this copy of the book."""
    workbook = workbook_part(package)
    protection = child(package.xml(workbook), "workbookProtection")
    locked = protection is not None and is_true(protection.get("lockStructure"))
    parts = {sheet.name: sheet.part for sheet in sheet_parts(package, workbook) if sheet.kind == "worksheet"}
    for edit in edits:
        if isinstance(edit, AddSheet | DeleteSheet | RenameSheet | CopySheet | MoveSheet):
            if locked:
                raise Problem(_LOCKED_SHEETS, file=package.file)
            continue
        cell = edit.cell if isinstance(edit, CellEdit | SetNumberFormat) else None
        name = edit.sheet if not isinstance(edit, CellEdit | SetNumberFormat) else edit.cell.sheet
        if name in parts and _is_protected(package, parts.pop(name)):
            raise Problem(_PROTECTED, file=package.file, place=str(cell) if cell else name)


def _is_protected(package: PartSource, part: str) -> bool:
    protection = child(frame_of(package, part), "sheetProtection")
    return protection is not None and is_true(protection.get("sheet"))
