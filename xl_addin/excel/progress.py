"""The status bar: what a macro is doing, said before anything slow starts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xl_addin.excel.ribbon import TAB_LABEL
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

Say = Callable[[Text], None]


@contextmanager
def progress(app: "xlwings.App") -> Iterator[Say]:
    """Gives what writes into the status bar, and hands the bar back to Excel whatever happens."""

    def say(text: Text) -> None:
        app.status_bar = f"{TAB_LABEL.vi}: {text.vi}"

    try:
        yield say
    finally:
        app.status_bar = False
