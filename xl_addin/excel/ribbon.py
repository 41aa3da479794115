"""The tab "Chỉ tiêu": one table from which both ribbon XML parts, the VBA callbacks and the guide are made.

A new button is a new row here and a module `xl_addin.excel.macros.<id>` with `main(book=None)`; nothing else.
"""

from dataclasses import dataclass

from xl_addin.language import Text

MACROS = "xl_addin.excel.macros"


@dataclass(frozen=True)
class Button:
    """One button; `icon` names one of Office's own pictures (imageMso), `macro` the module that does the work.

    With `needs_workbook` it says so when pressed while no workbook is open; without, it is run all the same.
    """

    id: str
    label: Text
    tip: Text
    icon: str
    macro: str
    large: bool
    needs_workbook: bool = True


@dataclass(frozen=True)
class RibbonGroup:
    """Buttons that stand together under one label."""

    id: str
    label: Text
    buttons: tuple[Button, ...]


TAB_ID = "chiTieuTab"
TAB_LABEL = Text("Chỉ tiêu", "Quotas")

RIBBON: tuple[RibbonGroup, ...] = (
    RibbonGroup(
        "chiTieuCampaign",
        Text("Chiến dịch", "Campaign"),
        (
            Button(
                "new_campaign",
                Text("Chiến dịch mới", "New campaign"),
                Text(
                    "Lập sổ tính giao chỉ tiêu mới: bảng từng đợt, công thức, dòng tổng cộng và các ô kiểm tra.",
                    "Makes a new campaign workbook: a table per phase, formulas, total rows and check cells.",
                ),
                "FileNew",
                f"{MACROS}.new_campaign",
                large=True,
                needs_workbook=False,
            ),
            Button(
                "apportion",
                Text("Phân bổ chỉ tiêu", "Apportion"),
                Text(
                    "Chia tổng chỉ tiêu cho các đơn vị trong bảng đang chọn thành số nguyên cộng lại đúng bằng tổng.",
                    "Shares the target among the units of the selected table in whole numbers that add up exactly.",
                ),
                "CalculateNow",
                f"{MACROS}.apportion",
                large=True,
            ),
        ),
    ),
    RibbonGroup(
        "chiTieuTable",
        Text("Bảng chỉ tiêu", "Table"),
        (
            Button(
                "fill",
                Text("Điền cột công thức", "Fill formulas"),
                Text(
                    "Điền công thức vào các cột theo dòng số cột, ví dụ 7=4-5. Giữ một bản sao của sổ trước khi ghi.",
                    "Fills formulas from the column-number row, e.g. 7=4-5. Keeps a copy of the workbook first.",
                ),
                "FillDown",
                f"{MACROS}.fill",
                large=True,
            ),
            Button(
                "verify",
                Text("Kiểm tra bảng", "Verify"),
                Text(
                    "Soát số liệu theo công thức cột và dòng tổng cộng, đánh dấu ô sai, lập trang liệt kê có liên kết.",
                    "Checks figures against the notation and the totals, marks cells, lists findings with links.",
                ),
                "ErrorChecking",
                f"{MACROS}.verify",
                large=True,
            ),
            Button(
                "clear_marks",
                Text("Xóa dấu kiểm tra", "Clear marks"),
                Text(
                    "Bỏ các dấu và trang liệt kê mà lần kiểm tra trước để lại; số liệu giữ nguyên.",
                    "Removes the marks and the findings sheet of the last check; the figures stay as they are.",
                ),
                "ClearFormats",
                f"{MACROS}.clear_marks",
                large=False,
            ),
        ),
    ),
    RibbonGroup(
        "chiTieuSheets",
        Text("Phiếu giao chỉ tiêu", "Unit sheets"),
        (
            Button(
                "unit_sheets",
                Text("Phiếu trong sổ này", "Sheets in this book"),
                Text(
                    "Cắt bảng thành phiếu giao chỉ tiêu, mỗi đơn vị một trang trong sổ tính đang mở.",
                    "Cuts the table into unit sheets, one sheet per unit in the open workbook.",
                ),
                "Copy",
                f"{MACROS}.unit_sheets",
                large=False,
            ),
            Button(
                "unit_files",
                Text("Mỗi đơn vị một tệp", "One file per unit"),
                Text(
                    "Ghi mỗi đơn vị một tệp Excel riêng để gửi đi; công thức của tiện ích được đổi thành giá trị.",
                    "Writes one Excel file per unit to send out; the add-in's functions become values.",
                ),
                "ExportExcel",
                f"{MACROS}.unit_files",
                large=False,
            ),
        ),
    ),
    RibbonGroup(
        "chiTieuHelp",
        Text("Hỗ trợ", "Support"),
        (
            Button(
                "undo",
                Text("Hoàn tác lần trước", "Undo last action"),
                Text(
                    "Trả những gì lần bấm trước đã ghi về như cũ; nếu có ô đã sửa sau đó thì nêu tên ô, không đổi gì.",
                    "Takes back what the last button wrote; if cells were changed since, it only names them.",
                ),
                "Undo",
                f"{MACROS}.undo",
                large=False,
            ),
            Button(
                "help",
                Text("Hướng dẫn", "Guide"),
                Text("Mở tài liệu hướng dẫn sử dụng.", "Opens the user's guide."),
                "Help",
                f"{MACROS}.help",
                large=False,
                needs_workbook=False,
            ),
            Button(
                "about",
                Text("Giới thiệu", "About"),
                Text("Cho biết phiên bản và giấy phép của tiện ích.", "Shows the add-in's version and licence."),
                "Info",
                f"{MACROS}.about",
                large=False,
                needs_workbook=False,
            ),
        ),
    ),
)


def buttons() -> tuple[Button, ...]:
    """Every button, in the order of the ribbon."""
    return tuple(button for group in RIBBON for button in group.buttons)
