"""Unit sheets, or one long list, by us or by a peer, for cutting.py: `sheet_writers.py WRITER WHAT FOLDER TARGET`.

The data and the templates lie in the folder. Prints the processor seconds, user and system, that the workbook took
from importing the library to the saved file; loading the data, the same for all, is left out.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import Any

Unit = Mapping[str, Any]
HEAD_ROWS = 5
WIDTHS = (6, 40, 14, 14, 12)
HEADS = ("STT", "Nội dung", "Chỉ tiêu", "Đã làm", "Tỷ lệ")


def sheets_by_us(units: Sequence[Unit], folder: Path, target: Path) -> None:
    """Our template, rendered; every formula with its value."""
    from xl_addin import api

    rendered = api.render(folder / "ours_sheets.xlsx", {"units": units})
    api.save(target, rendered.draft.data())


def list_by_us(rows: Sequence[Unit], folder: Path, target: Path) -> None:
    """The same of one sheet with a repeated row."""
    from xl_addin import api

    rendered = api.render(folder / "ours_list.xlsx", {"rows": rows})
    api.save(target, rendered.draft.data())


def sheets_by_xltpl(units: Sequence[Unit], folder: Path, target: Path) -> None:
    """xltpl, which copies formulas as they stand and stores no value."""
    from xltpl.writerx import BookWriter

    writer = BookWriter(str(folder / "xltpl_sheets.xlsx"))
    writer.render_book([{"unit": unit, "tpl_idx": 0, "sheet_name": unit["name"]} for unit in units])
    writer.save(str(target))


def sheets_by_xlsxwriter(units: Sequence[Unit], folder: Path, target: Path) -> None:
    """XlsxWriter writing the same cells from Python, with values that were calculated before."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(target)) as book:
        looks = _formats(book)
        for unit in units:
            sheet = book.add_worksheet(unit["name"])
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width)
            sheet.merge_range(0, 0, 0, 1, "ỦY BAN NHÂN DÂN TỈNH", looks["head"])
            sheet.merge_range(0, 2, 0, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", looks["head"])
            sheet.merge_range(1, 0, 1, 4, "PHIẾU GIAO CHỈ TIÊU", looks["head"])
            sheet.merge_range(2, 0, 2, 4, f"Đơn vị: {unit['name']}", looks["head"])
            sheet.merge_range(3, 0, 3, 4, unit["number"], looks["head"])
            for column, text in enumerate(HEADS):
                sheet.write_string(4, column, text, looks["head"])
            for at, row in enumerate(unit["rows"], start=HEAD_ROWS):
                _write_row(sheet, at, row, looks)
            _write_total(sheet, unit["rows"], unit["totals"], looks)


def list_by_xlsxwriter(rows: Sequence[Unit], folder: Path, target: Path) -> None:
    """The same of one long list."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(target)) as book:
        looks = _formats(book)
        sheet = book.add_worksheet("Danh sách")
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for column, text in enumerate(HEADS):
            sheet.write_string(4, column, text, looks["head"])
        for at, row in enumerate(rows, start=HEAD_ROWS):
            _write_row(sheet, at, row, looks)
        _write_total(sheet, rows, [sum(row[key] for row in rows) for key in ("quota", "done")], looks)


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "align": "center", "border": 1}),
        "text": book.add_format({"border": 1}),
        "count": book.add_format({"border": 1, "num_format": "#,##0"}),
        "share": book.add_format({"border": 1, "num_format": "0.0%"}),
    }


def _write_row(sheet: Any, at: int, row: Unit, looks: Mapping[str, Any]) -> None:
    sheet.write_number(at, 0, row["number"], looks["text"])
    sheet.write_string(at, 1, row["name"], looks["text"])
    sheet.write_number(at, 2, row["quota"], looks["count"])
    sheet.write_number(at, 3, row["done"], looks["count"])
    sheet.write_formula(at, 4, f'=IF(C{at + 1}=0,"",D{at + 1}/C{at + 1})', looks["share"], row["share"])


def _write_total(sheet: Any, rows: Sequence[Unit], totals: Sequence[int], looks: Mapping[str, Any]) -> None:
    first, at = HEAD_ROWS + 1, HEAD_ROWS + len(rows)
    sheet.write_blank(at, 0, None, looks["text"])
    sheet.write_string(at, 1, "Cộng", looks["text"])
    for column, letter, total in ((2, "C", totals[0]), (3, "D", totals[1])):
        sheet.write_formula(at, column, f"=SUM({letter}{first}:{letter}{at})", looks["count"], total)
    sheet.write_formula(at, 4, f'=IF(C{at + 1}=0,"",D{at + 1}/C{at + 1})', looks["share"], totals[1] / totals[0])


WRITERS: dict[tuple[str, str], Callable[[Sequence[Unit], Path, Path], None]] = {
    ("ours", "sheets"): sheets_by_us,
    ("xltpl", "sheets"): sheets_by_xltpl,
    ("XlsxWriter", "sheets"): sheets_by_xlsxwriter,
    ("ours", "list"): list_by_us,
    ("XlsxWriter", "list"): list_by_xlsxwriter,
}


def main(writer: str, what: str, data: Path, target: Path) -> None:
    """Load the data, write, print the processor seconds of writing."""
    loaded = json.loads(data.read_text(encoding="utf-8"))
    start = process_time()
    WRITERS[writer, what](loaded, data.parent, target)
    print(json.dumps({"seconds": process_time() - start}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
