"""Say which version this is and under which licence."""

from typing import TYPE_CHECKING

from xl_addin import __version__
from xl_addin.excel.acting import run_without_workbook
from xl_addin.excel.progress import Say
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

_ABOUT = Text(
    "Tiện ích Chỉ tiêu, phiên bản {version}.\nGiấy phép: EUPL-1.2 (Giấy phép công cộng Liên minh châu Âu).\n"
    "Chạy hoàn toàn trên máy này, không gửi dữ liệu đi đâu.",
    "The add-in Chỉ tiêu, version {version}.\nLicence: EUPL-1.2 (European Union Public Licence).\n"
    "Everything runs on this PC; no data leaves it.",
)


def main(book: "xlwings.Book | None" = None) -> None:
    """Show version and licence."""
    run_without_workbook(book, _about)


def _about(_: "xlwings.App", __: Say) -> Text | None:
    return _ABOUT.with_values(version=__version__)
