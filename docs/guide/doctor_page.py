"""`huong-dan/su-co.md`: what to do when something does not work, with everything the doctor can say."""

import re

from guide.texts import filled
from xl_addin.excel.installing.dialogue import doctor_lines
from xl_addin.excel.installing.doctor import all_checks

_LEVELS = {"error": "LỖI", "warning": "LƯU Ý"}
_PLACEHOLDER = re.compile(r"\{\w+\}")


def doctor_page() -> str:
    """The page; the checks stand in order of their codes."""
    (nothing,) = doctor_lines(())
    rows = (
        f"| {check.code} | {_LEVELS[check.weight]} | {_general(check.wrong.vi)} | {_general(check.mend.vi)} |"
        for check in all_checks()
    )
    return filled("su-co.md.j2", nothing=nothing.vi) + "\n".join(rows) + "\n"


def _general(message: str) -> str:
    """A sentence about any PC, as a sentence: its particulars left open."""
    open_message = _PLACEHOLDER.sub("…", message).replace("|", "\\|").replace("<", "&lt;")
    return open_message[0].upper() + open_message[1:]
