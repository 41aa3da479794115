"""What a system says when it does not let a file be written, in one line for the user."""

import errno
import os
from pathlib import Path

from xl_addin.language import Text

OPEN = Text(
    vi="tệp đang được mở ({who}); hãy đóng tệp rồi chạy lại",
    en="the file is open ({who}); close it and run again",
)
SOME_PROGRAM = Text(vi="trong Excel hoặc chương trình khác", en="in Excel or another program")
NOT_WRITABLE = Text(
    vi="không ghi được vào thư mục này; hãy chọn thư mục khác",
    en="this folder cannot be written to; choose another",
)
_FULL = Text(
    vi="ổ đĩa hết chỗ; hãy giải phóng dung lượng rồi chạy lại", en="the disk is full; free some space and run again"
)
_TOO_BIG = Text(
    vi="ổ đĩa này không nhận tệp lớn như vậy; hãy chọn nơi lưu khác",
    en="this disk takes no file of that size; choose another place",
)
_TOO_LONG = Text(
    vi="tên tệp hoặc đường dẫn quá dài; hãy đặt tên ngắn hơn hoặc chọn thư mục gần gốc ổ đĩa hơn",
    en="the file's name or path is too long; give a shorter name or choose a folder nearer to the root",
)
_GONE = Text(
    vi="mất liên lạc với nơi lưu khi đang ghi (ổ mạng, USB hoặc thư mục vừa bị xóa); hãy kết nối lại rồi chạy lại",
    en="the place went away while the file was written (a network drive, a USB stick, a deleted folder); connect it "
    "again and run again",
)

# The longest path of Windows programs that have not asked for longer ones, with its closing zero.
_LONGEST_WINDOWS_PATH = 260
# Microsoft's system error codes (learn.microsoft.com/windows/win32/debug/system-error-codes); Python turns some of
# them into an errno that says less.
_BY_WINDOWS_ERROR = {
    **dict.fromkeys((32, 33), OPEN.with_values(who=SOME_PROGRAM)),  # SHARING_VIOLATION, LOCK_VIOLATION
    **dict.fromkeys((39, 112), _FULL),  # HANDLE_DISK_FULL, DISK_FULL
    223: _TOO_BIG,
    **dict.fromkeys((111, 206), _TOO_LONG),  # BUFFER_OVERFLOW, FILENAME_EXCED_RANGE
    # NOT_READY, BAD_NETPATH, NETWORK_BUSY, DEV_NOT_EXIST, UNEXP_NET_ERR, NETNAME_DELETED, BAD_NET_NAME, SEM_TIMEOUT,
    # DEVICE_NOT_CONNECTED, NETWORK_UNREACHABLE, CONNECTION_ABORTED
    **dict.fromkeys((21, 53, 54, 55, 59, 64, 67, 121, 1167, 1231, 1236), _GONE),
}
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _TOO_BIG,
    errno.ENAMETOOLONG: _TOO_LONG,
    **dict.fromkeys(
        (
            errno.EIO,
            errno.ENOENT,
            errno.ENODEV,
            errno.ENXIO,
            errno.ESTALE,
            errno.ENOTCONN,
            errno.ETIMEDOUT,
            errno.EHOSTDOWN,
            errno.EHOSTUNREACH,
            errno.ENETDOWN,
            errno.ENETUNREACH,
            errno.ECONNRESET,
            errno.ECONNABORTED,
        ),
        _GONE,
    ),
}


def refusal_of(error: Exception, target: Path) -> Text:
    """What to tell of an error met while writing this file: its cause and what to do."""
    if not isinstance(error, OSError):
        # A loop of links is a RuntimeError, a name no system takes a ValueError.
        return NOT_WRITABLE
    windows = getattr(error, "winerror", None)
    if windows in _BY_WINDOWS_ERROR:
        return _BY_WINDOWS_ERROR[windows]
    if os.name == "nt" and error.errno == errno.ENOENT and len(str(target)) >= _LONGEST_WINDOWS_PATH:
        return _TOO_LONG
    return _BY_ERRNO.get(error.errno or 0, NOT_WRITABLE)
