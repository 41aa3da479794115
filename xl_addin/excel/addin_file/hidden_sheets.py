"""What stands on the add-in's sheets, which nobody sees: messages, Function Wizard texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.excel.addin_file.wrapper_text import WizardEntry

PREFIX = "chi-tieu"

HiddenRow = tuple[str | int, ...]

MESSAGES: tuple[HiddenRow, ...] = (
    ("title", "Chỉ tiêu"),
    ("starting", "Chỉ tiêu: đang khởi động Python, xin chờ…"),
    (
        "no_workbook",
        "Chưa có sổ tính nào mở để sửa. Hãy mở sổ tính (nếu Excel đang ở chế độ Protected View thì bấm "
        "Enable Editing) rồi bấm lại nút này.",
    ),
    (
        "failed",
        "Tiện ích Chỉ tiêu không chạy được, sổ tính không bị sửa. Hãy chạy lại CAI-DAT.cmd; nếu vẫn lỗi, "
        "gửi thông báo dưới đây cho người hỗ trợ.",
    ),
    (
        "no_home",
        "Tiện ích Chỉ tiêu: Excel chưa biết nơi cài đặt. Hãy đóng hết Excel rồi mở lại; nếu vẫn vậy thì đăng xuất "
        "Windows, đăng nhập lại, chạy lại CAI-DAT.cmd.",
    ),
    (
        "no_file",
        "Tiện ích Chỉ tiêu thiếu tệp {file}. Hãy đóng Excel, chạy lại CAI-DAT.cmd; nếu phần mềm diệt virus đã xóa thì "
        "nhờ người quản trị cho phép.",
    ),
    (
        "other_version",
        "Tiện ích Chỉ tiêu trong Excel là bản {version}, nhưng Python đã cài là của bản khác. Hãy đóng Excel và chạy "
        "CAI-DAT.cmd của bản muốn dùng.",
    ),
    (
        "two_addins",
        "Excel đang mở hai tiện ích Chỉ tiêu. Hãy đóng Excel, xóa tệp {addin}, rồi mở lại Excel.",
    ),
    (
        "library_refused",
        "Tiện ích Chỉ tiêu: Windows không cho nạp {file}. Hãy nhờ người quản trị cho phép (Defender, AppLocker), hoặc "
        "chạy lại CAI-DAT.cmd.",
    ),
    (
        "not_started",
        "Tiện ích Chỉ tiêu: không khởi động được Python. Hãy chạy KIEM-TRA.cmd để biết vì sao, hoặc chạy lại "
        "CAI-DAT.cmd. Windows báo:",
    ),
    ("recalculate", "Sửa xong, bấm Ctrl+Alt+F9."),
)


@dataclass(frozen=True)
class HiddenSheet:
    """A sheet's name, its name in VBA and its rows."""

    name: str
    code_name: str
    rows: tuple[HiddenRow, ...]


def hidden_sheets(wizard: Sequence[WizardEntry]) -> tuple[HiddenSheet, ...]:
    """The add-in's sheets; the VBA modules find them by these names."""
    functions: tuple[HiddenRow, ...] = tuple(
        (entry.name, entry.category, entry.description, len(entry.arguments), *entry.arguments) for entry in wizard
    )
    return (
        HiddenSheet(f"{PREFIX}.messages", "MessagesSheet", MESSAGES),
        HiddenSheet(f"{PREFIX}.functions", "FunctionsSheet", functions),
    )
