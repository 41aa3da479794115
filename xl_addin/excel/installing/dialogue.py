"""What the installation, the removal and the examination say to the person at the PC."""

from collections.abc import Iterator, Sequence

from xl_addin.excel.installing.doctor import PcFault, Weight
from xl_addin.excel.installing.install import Installation
from xl_addin.excel.installing.uninstall import Removal
from xl_addin.language import Text

_WEIGHTS: dict[Weight, Text] = {"error": Text("LỖI", "ERROR"), "warning": Text("LƯU Ý", "NOTE")}


def installed_lines(installation: Installation) -> Iterator[Text]:
    """What was installed, where, and what to do next."""
    said = (
        Text("Đã nâng cấp lên bản {version} trong {home}.", "Upgraded to version {version} in {home}.")
        if installation.is_upgrade
        else Text("Đã cài bản {version} vào {home}.", "Installed version {version} in {home}.")
    )
    yield said.with_values(version=installation.record.version, home=installation.record.home)
    if installation.record.addin:
        yield Text(
            "Hãy đóng hết các cửa sổ Excel rồi mở lại: trên dải lệnh có thẻ “Chỉ tiêu”.",
            "Close every Excel window and open Excel again: the ribbon has a tab “Chỉ tiêu”.",
        )


def removed_lines(removal: Removal) -> Iterator[Text]:
    """What was removed, or what another program keeps from it for now."""
    if removal.busy:
        yield Text(
            "Còn {count} tệp chương trình khác đang dùng, như {path}; đang thử xóa lại …",
            "{count} files are in use by another program, such as {path}; trying again …",
        ).with_values(count=len(removal.busy), path=removal.busy[0])
        return
    yield Text("Đã gỡ tiện ích Chỉ tiêu ({count} tệp).", "The add-in is removed ({count} files).").with_values(
        count=removal.removed + len(removal.in_use)
    )


def doctor_lines(faults: Sequence[PcFault]) -> Iterator[Text]:
    """What is wrong with the PC and how to mend it, or that nothing is."""
    if not faults:
        yield Text("Không thấy gì cản trở tiện ích trên máy này.", "Nothing on this PC stands in the add-in's way.")
    for fault in faults:
        weight = _WEIGHTS[fault.weight]
        yield Text("{weight} {code}: {wrong}", "{weight} {code}: {wrong}").with_values(
            weight=weight, code=fault.code, wrong=fault.wrong
        )
        yield Text("    Cách xử lý: {mend}", "    To mend it: {mend}").with_values(mend=fault.mend)
