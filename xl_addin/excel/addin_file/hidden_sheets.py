"""What stands on the add-in's sheets, which nobody sees: settings, messages, Function Wizard texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.excel.addin_file.vendor_modules import PROJECT_NAME
from xl_addin.excel.addin_file.wrapper_text import WizardEntry

HiddenRow = tuple[str | int, ...]

# Set for the user by the installation. The folder it names must be pure ASCII, because xlwings loads its library with
# the ANSI call; a variable keeps the add-in file the same on every PC.
HOME_VARIABLE = "CHI_TIEU_HOME"

SETTINGS: tuple[HiddenRow, ...] = (
    ("INTERPRETER_WIN", rf"%{HOME_VARIABLE}%\python\pythonw.exe"),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
    ("USE UDF SERVER", "True"),
    ("SHOW CONSOLE", "False"),
)

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
        HiddenSheet(f"{PROJECT_NAME}.conf", "SettingsSheet", SETTINGS),
        HiddenSheet(f"{PROJECT_NAME}.messages", "MessagesSheet", MESSAGES),
        HiddenSheet(f"{PROJECT_NAME}.functions", "FunctionsSheet", functions),
    )
