"""One edit of a book by us or by openpyxl, for structure.py: `one_edit.py ENGINE EDIT BOOK TARGET`."""

import sys
from collections.abc import Callable
from pathlib import Path


def by_us(edit: str, book: Path, target: Path, *, recalculate: bool) -> None:
    """Make the edit with our own code."""
    from xl_addin.formula.cells import CellRef
    from xl_addin.package.draft import Draft
    from xl_addin.package.package import open_package
    from xl_addin.package.saving import save_atomically
    from xl_addin.workbook.edits.applying import apply_edits
    from xl_addin.workbook.edits.edit import CopySheet, InsertRows, SetValue

    sheet = "Giai đoạn 1"
    middle = int(book.stem) // 2
    edits = {
        "set 100 cells": [SetValue(CellRef(sheet, row, 6), 7) for row in range(middle, middle + 100)],
        "insert 1 000 rows": [InsertRows(sheet, middle, 1000)],
        "copy a sheet": [CopySheet(sheet, "Bản sao")],
    }[edit]
    if recalculate:
        from xl_addin import api

        data = api.edit(api.open(book), edits).draft().data()
    else:
        draft = Draft(open_package(book))
        apply_edits(draft, edits)
        data = draft.data()
    save_atomically(target, data)


def by_openpyxl(edit: str, book: Path, target: Path) -> None:
    """The same with openpyxl."""
    import openpyxl

    loaded = openpyxl.load_workbook(book)
    sheet, middle = loaded.worksheets[0], int(book.stem) // 2
    make: dict[str, Callable[[], object]] = {
        "set 100 cells": lambda: [sheet.cell(row, 6, 7) for row in range(middle, middle + 100)],
        "insert 1 000 rows": lambda: sheet.insert_rows(middle, 1000),
        "copy a sheet": lambda: loaded.copy_worksheet(sheet),
    }
    make[edit]()
    loaded.save(target)


def main(engine: str, edit: str, book: Path, target: Path) -> None:
    """Do it."""
    if engine == "openpyxl":
        by_openpyxl(edit, book, target)
    else:
        by_us(edit, book, target, recalculate=engine != "ours")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
