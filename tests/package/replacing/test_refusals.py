"""Each way in which a system refuses has its line: what is wrong and what to do."""

import errno
from pathlib import Path

import pytest

from xl_addin.package.replacing.refusals import refusal_of

BOOK = Path("sổ.xlsx")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, ""), "hết chỗ"),
        (OSError(errno.EDQUOT, ""), "hết chỗ"),
        (OSError(errno.EFBIG, ""), "tệp lớn"),
        (OSError(errno.ENAMETOOLONG, ""), "quá dài"),
        (OSError(errno.ESTALE, ""), "mất liên lạc"),
        (OSError(errno.EIO, ""), "mất liên lạc"),
        (FileNotFoundError(errno.ENOENT, ""), "mất liên lạc"),
        (PermissionError(errno.EACCES, ""), "không ghi được"),
        (OSError(errno.EROFS, ""), "không ghi được"),
        (OSError("no number"), "không ghi được"),
        (RuntimeError("a loop of links"), "không ghi được"),
    ],
)
def test_what_went_wrong_is_said(error: Exception, says: str) -> None:
    assert says in refusal_of(error, BOOK).vi


@pytest.mark.parametrize(
    ("number", "says"),
    [(32, "đang được mở"), (112, "hết chỗ"), (206, "quá dài"), (64, "mất liên lạc"), (5, "không ghi được")],
)
def test_the_numbers_of_windows_say_more(number: int, says: str) -> None:
    error = PermissionError(errno.EACCES, "")
    error.winerror = number  # type: ignore[attr-defined]
    assert says in refusal_of(error, BOOK).vi
