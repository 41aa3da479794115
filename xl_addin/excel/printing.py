"""Workbooks as PDF by the Excel that is open: it prints them as it shows them."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.bringing import opened_beside
from xl_addin.excel.session.refusals import what_was_said
from xl_addin.language import Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    import xlwings

_PDF = 0  # xlTypePDF
_FAILED = Text(
    "Excel không xuất được PDF ({reason}), nên chưa ghi tệp nào; hãy cài một máy in (Microsoft Print to PDF cũng được) "
    "rồi bấm lại, hoặc chọn No khi được hỏi về PDF",
    "Excel could not make the PDF ({reason}), so no file was written; set up a printer (Microsoft Print to PDF will "
    "do) and press again, or answer No when asked for a PDF",
)


def printed(live: "xlwings.Book", workbooks: Mapping[Path, bytes], saying: Callable[[Path], None]) -> dict[Path, bytes]:
    """The workbooks, by where they are to stand, as PDF beside them; Problem, with the file, where Excel refuses."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="chi-tieu-pdf-") as folder:
        for number, (path, data) in enumerate(workbooks.items(), start=1):
            saying(path)
            target = Path(folder) / f"{number}.pdf"
            # Excel raises what its bridge raises.
            try:
                with opened_beside(live, data) as source:
                    source.api.ExportAsFixedFormat(_PDF, str(target))
                found[path.with_suffix(".pdf")] = target.read_bytes()
            except Exception as error:
                raise Problem(_FAILED.with_values(reason=what_was_said(error)), file=str(path)) from error
    return found
