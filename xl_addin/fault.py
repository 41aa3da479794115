"""Where a program ends: whatever goes wrong becomes one line that says whose fault it is, never a traceback.

Three kinds of fault reach a user. A `Problem` is his to mend and says how. What the machine refuses (a full disk, a
folder that may not be written to) is told with its path. Everything else is a fault of ours, and says so.
"""

import errno
import os
import sys
from collections.abc import Callable

from xl_addin.language import Language, Text, language_of_environment
from xl_addin.problem import Problem

FAILED = 2
# As shells tell of a process that a signal ended: 128 and its number.
INTERRUPTED, READER_GONE = 130, 141
DEBUG = "XL_ADDIN_DEBUG"

_LONGEST = 300
OURS = Text(
    "lỗi của chương trình, không phải của người dùng ({kind}: {reason}); hãy gửi dòng này kèm tệp cho người hỗ trợ",
    "a fault of the program, not yours ({kind}: {reason}); send this line and the file to your support",
)
_FULL = Text("ổ đĩa hết chỗ; hãy giải phóng dung lượng rồi chạy lại", "the disk is full; free some space and run again")
_FORBIDDEN = Text(
    "không có quyền đọc hoặc ghi ở đây; hãy chọn nơi khác hoặc xin quyền",
    "reading or writing here is not permitted; choose another place or ask for permission",
)
_SYSTEM = Text("máy không cho đọc hoặc ghi ({reason})", "the system refuses to read or write ({reason})")
_MEMORY = Text(
    "không đủ bộ nhớ; hãy đóng bớt chương trình khác, hoặc chia nhỏ tệp, rồi chạy lại",
    "not enough memory; close other programs or split the file, then run again",
)
_INTERRUPTED = Text("đã dừng theo yêu cầu; không tệp nào bị ghi dở", "stopped as asked; no file is left half written")


class ReaderGone(Exception):
    """A broken pipe, where `BrokenPipeError` itself would be taken for something else on its way."""


def told(error: Exception, file: str | None = None, *, ours: Text = OURS) -> Problem:
    """What to tell a user of an exception: a Problem as it is, else whose fault it is and the file worked on.

    `ours` says of a fault of ours (`{kind}`, `{reason}`) what to do about it.
    """
    if isinstance(error, Problem):
        return error
    if isinstance(error, OSError) and error.errno is not None:
        text = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EACCES: _FORBIDDEN, errno.EPERM: _FORBIDDEN}.get(
            error.errno, _SYSTEM.with_values(reason=error.strerror or error)
        )
        return Problem(text, file=str(error.filename) if error.filename else file)
    if isinstance(error, MemoryError):
        return Problem(_MEMORY, file=file)
    reason = " ".join(str(error).split())
    if len(reason) > _LONGEST:
        reason = f"{reason[:_LONGEST]}…"
    return Problem(ours.with_values(kind=type(error).__name__, reason=reason), file=file)


def exit_status(program: Callable[[], int | None], language: Language | None = None) -> int:
    """Run a program to its end: its own status, or 2 and one line on standard error, with `XL_ADDIN_DEBUG` the rest.

    A reader of our output that has gone (`| head`) is nobody's fault and is passed over in silence, with the status
    shells give it.
    """
    spoken = language or language_of_environment()
    try:
        status = program() or 0
        sys.stdout.flush()
        return status
    except (BrokenPipeError, ReaderGone):
        return READER_GONE
    except KeyboardInterrupt:
        print(_INTERRUPTED.in_language(spoken), file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        print(told(error).line(spoken), file=sys.stderr)
        print(rest(error), end="", file=sys.stderr)
        return FAILED
    finally:
        _let_go_of_output()


def _let_go_of_output() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        # What is still waiting would fail again, with a traceback, when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def rest(error: Exception) -> str:
    """What a supporter wants to see beside the one line, if that is asked for: the traceback, else nothing."""
    if os.environ.get(DEBUG, "") in ("", "0"):
        return ""
    import traceback

    return "".join(traceback.format_exception(error))
