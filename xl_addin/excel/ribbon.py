"""The tab "Chỉ tiêu": one table from which both ribbon XML parts, the VBA callbacks and the guide are made.

A new button is a new row here and a module `xl_addin.excel.macros.<id>` with `main(book=None)`; nothing else.
The groups follow the work: a campaign is made, given out, its reports are taken in, followed and checked.
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
    """Buttons that stand together under one label; a group without any keeps its place but is not shown."""

    id: str
    label: Text
    buttons: tuple[Button, ...]


TAB_ID = "chiTieuTab"
TAB_LABEL = Text("Chỉ tiêu", "Quotas")

UNDOABLE = Text(
    "Cho xem trước những gì sẽ ghi rồi mới hỏi; hoàn tác được.",
    "Shows what it will write and asks first; can be undone.",
)


def _undoable(vi: str, en: str) -> Text:
    return Text(f"{vi} {UNDOABLE.vi}", f"{en} {UNDOABLE.en}")


RIBBON: tuple[RibbonGroup, ...] = (
    RibbonGroup(
        "chiTieuMake",
        Text("Lập", "Make"),
        (
            Button(
                "new_campaign",
                Text("Chiến dịch mới", "New campaign"),
                Text(
                    "Lập sổ tính giao chỉ tiêu mới: bảng từng đợt, công thức, dòng tổng cộng và các ô kiểm tra. Hỏi "
                    "chỗ lưu, cho biết sổ mới có những trang nào rồi mới ghi; sổ đang mở không bị đụng đến.",
                    "Makes a new campaign workbook: a table per phase, formulas, total rows and check cells. Asks "
                    "where to save it and says which sheets it has before writing; the open one is not touched.",
                ),
                "FileNew",
                f"{MACROS}.new_campaign",
                large=True,
                needs_workbook=False,
            ),
            Button(
                "apportion",
                Text("Phân bổ chỉ tiêu", "Apportion"),
                _undoable(
                    "Chia tổng chỉ tiêu cho các đơn vị trong bảng đang chọn thành số nguyên cộng lại đúng bằng tổng.",
                    "Shares the target among the units of the selected table in whole numbers that add up exactly.",
                ),
                "CalculateNow",
                f"{MACROS}.apportion",
                large=True,
            ),
            Button(
                "fill",
                Text("Điền cột công thức", "Fill formulas"),
                _undoable(
                    "Điền công thức vào các cột theo dòng số cột, ví dụ 7=4-5, và dòng tổng cộng của trang đang mở.",
                    "Fills the formulas of the column-number row, such as 7=4-5, and the totals of the sheet in front.",
                ),
                "FillDown",
                f"{MACROS}.fill",
                large=True,
            ),
            Button(
                "add_unit",
                Text("Thêm đơn vị", "Add units"),
                _undoable(
                    "Thêm đơn vị sau đơn vị ở dòng đang chọn, ở mọi bảng liên kết cùng lúc: công thức, dòng tổng, số "
                    "thứ tự đều theo.",
                    "Adds units behind the one in the selected row, in every linked table at once: formulas, totals "
                    "and row numbers follow.",
                ),
                "SheetRowsInsert",
                f"{MACROS}.add_unit",
                large=False,
            ),
            Button(
                "remove_unit",
                Text("Bỏ đơn vị", "Remove a unit"),
                _undoable(
                    "Bỏ đơn vị ở dòng đang chọn khỏi mọi bảng liên kết cùng lúc; nêu trước công thức nào mất ô.",
                    "Takes the unit in the selected row out of every linked table at once; names formulas that lose "
                    "cells first.",
                ),
                "SheetRowsDelete",
                f"{MACROS}.remove_unit",
                large=False,
            ),
        ),
    ),
    RibbonGroup(
        "chiTieuGive",
        Text("Giao", "Give out"),
        (
            Button(
                "unit_sheets",
                Text("Phiếu trong sổ này", "Sheets in this book"),
                _undoable(
                    "Cắt bảng thành phiếu, mỗi đơn vị một trang ở cuối sổ đang mở; cắt lại thì giữ số đơn vị đã điền.",
                    "Cuts the table into sheets at the end of the open book; cut again, what units filled in stays.",
                ),
                "Copy",
                f"{MACROS}.unit_sheets",
                large=True,
            ),
            Button(
                "unit_files",
                Text("Mỗi đơn vị một tệp", "One file per unit"),
                _undoable(
                    "Ghi mỗi đơn vị một tệp Excel riêng để gửi đi, thêm PDF nếu muốn; số đơn vị đã điền thì giữ.",
                    "Writes one Excel file per unit to send out, as PDF too if wanted; what units filled in stays.",
                ),
                "ExportExcel",
                f"{MACROS}.unit_files",
                large=True,
            ),
        ),
    ),
    RibbonGroup("chiTieuTakeIn", Text("Nhận", "Take in"), ()),
    RibbonGroup("chiTieuFollow", Text("Theo dõi", "Follow"), ()),
    RibbonGroup(
        "chiTieuCheck",
        Text("Kiểm tra", "Check"),
        (
            Button(
                "verify",
                Text("Kiểm tra bảng", "Verify"),
                _undoable(
                    "Soát số liệu theo công thức cột và dòng tổng cộng, đánh dấu ô sai, lập trang liệt kê có liên kết; "
                    "số liệu giữ nguyên.",
                    "Checks figures against the notation and the totals, marks cells, lists findings with links; the "
                    "figures stay as they are.",
                ),
                "ErrorChecking",
                f"{MACROS}.verify",
                large=True,
            ),
            Button(
                "fix",
                Text("Sửa nhanh", "Quick fix"),
                _undoable(
                    "Sửa những lỗi mà cách sửa chắc chắn đúng. Chọn ô có lỗi, hoặc một dòng của trang kết quả, thì "
                    "chỉ sửa lỗi đó và nói rõ vì sao.",
                    "Mends what can safely be mended. With a cell that has a finding selected, or a row of "
                    "the findings sheet, only that one, saying why.",
                ),
                "Spelling",
                f"{MACROS}.fix",
                large=True,
            ),
            Button(
                "clear_marks",
                Text("Xóa dấu kiểm tra", "Clear marks"),
                _undoable(
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
        "chiTieuHelp",
        Text("Giúp", "Help"),
        (
            Button(
                "undo",
                Text("Hoàn tác lần trước", "Undo last action"),
                Text(
                    "Trả những gì lần bấm trước đã ghi về như cũ, sau khi cho xem trước; nếu có ô đã sửa sau đó thì "
                    "nêu tên ô, không đổi gì.",
                    "Takes back what the last button wrote, having shown it; if cells were changed since, it only "
                    "names them.",
                ),
                "Undo",
                f"{MACROS}.undo",
                large=False,
            ),
            Button(
                "redo",
                Text("Làm lại", "Redo"),
                Text(
                    "Ghi lại những gì vừa hoàn tác, sau khi cho xem trước; lại hoàn tác được.",
                    "Writes again what was just undone, having shown it; can be undone once more.",
                ),
                "Redo",
                f"{MACROS}.redo",
                large=False,
            ),
            Button(
                "settings",
                Text("Thiết lập", "Settings"),
                Text(
                    "Cho biết các nút đang dùng đặc tả và mẫu phiếu nào; chọn đặc tả, mẫu phiếu của cơ quan hoặc trở "
                    "về bản có sẵn. Chọn một lần, mọi nút đều nhớ.",
                    "Shows which spec and template the buttons use; choose those of your office or go back to what is "
                    "shipped. Chosen once, every button knows.",
                ),
                "PropertySheet",
                f"{MACROS}.settings",
                large=False,
                needs_workbook=False,
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


def groups() -> tuple[RibbonGroup, ...]:
    """The groups that are shown."""
    return tuple(group for group in RIBBON if group.buttons)


def buttons() -> tuple[Button, ...]:
    """Every button, in the order of the ribbon."""
    return tuple(button for group in RIBBON for button in group.buttons)
