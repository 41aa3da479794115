"""Excel's own errors, told: pywin32 raises a tuple of numbers and texts that no officer can read."""

from xl_addin.language import Text
from xl_addin.problem import Problem

_BUSY = Text(
    "Excel đang bận (đang sửa dở một ô hoặc đang mở một hộp thoại); hãy bấm Enter, đóng hộp thoại rồi bấm lại nút này",
    "Excel is busy (a cell is being edited or a box is open); press Enter, close the box, then press the button again",
)
_GONE = Text(
    "Excel hoặc sổ tính đã bị đóng giữa chừng; hãy mở lại sổ tính rồi bấm lại",
    "Excel or the workbook was closed meanwhile; open the workbook and press again",
)
_REFUSED = Text(
    "Excel không làm được: {said}; hãy bấm lại, nếu vẫn lỗi thì lưu sổ, đóng Excel rồi mở lại",
    "Excel could not do it: {said}; press again, and if it fails again save, close Excel and open it anew",
)

# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE.
_BUSY_CODES = frozenset({0x80010001, 0x8001010A, 0x800AC472})
# RPC_E_DISCONNECTED, RPC_E_SERVER_DIED, RPC_E_SERVER_DIED_DNE, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED,
# CO_E_OBJNOTCONNECTED.
_GONE_CODES = frozenset({0x80010108, 0x80010007, 0x80010012, 0x800706BA, 0x800706BE, 0x800401FD})
# DISP_E_EXCEPTION says only that there is more to say.
_SEE_BELOW = 0x80020009


def refusal(error: BaseException) -> Problem | None:
    """What an error of Excel means to an officer; None if the error is not one of Excel's (`pywintypes.com_error`)."""
    codes = _codes(error)
    if not codes:
        return None
    if _BUSY_CODES.intersection(codes):
        return Problem(_BUSY)
    if _GONE_CODES.intersection(codes):
        return Problem(_GONE)
    return Problem(_REFUSED.with_values(said=what_was_said(error)))


def what_was_said(error: BaseException) -> str:
    """The error in one line: in Excel's words and with its number where it is Excel's, else its own text."""
    codes = _codes(error)
    if not codes:
        return " ".join(str(error).split())
    details = getattr(error, "excepinfo", None)
    text = (details[2] if details else None) or getattr(error, "strerror", None) or ""
    code = next((code for code in reversed(codes) if code != _SEE_BELOW), _SEE_BELOW)
    return " ".join(f"{text} (0x{code:08X})".split())


def _codes(error: BaseException) -> list[int]:
    """The error's own number and the one Excel gave with it, as they are written: 0x800A03EC."""
    own = getattr(error, "hresult", None)
    if not isinstance(own, int):
        return []
    details = getattr(error, "excepinfo", None)
    of_excel = details[5] if details and len(details) > 5 else None
    return [code & 0xFFFFFFFF for code in (own, of_excel) if isinstance(code, int) and code]
