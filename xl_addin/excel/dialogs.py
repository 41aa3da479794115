"""What a macro says and asks: the only place that opens a box in Excel."""

from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.ribbon import TAB_LABEL
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

TITLE = TAB_LABEL.vi
_TEXT = 2  # Application.InputBox gives back a text
_FOLDER_PICKER = 4  # msoFileDialogFolderPicker
_CHOSEN = -1


def tell(app: "xlwings.App", text: Text) -> None:
    """Show a message."""
    app.alert(text.vi, TITLE, buttons="ok", mode="info")


def warn(app: "xlwings.App", message: str) -> None:
    """Say what went wrong."""
    app.alert(message, TITLE, buttons="ok", mode="critical")


def agrees(app: "xlwings.App", text: Text) -> bool:
    """Whether the user wants to go on."""
    return app.alert(text.vi, TITLE, buttons="ok_cancel", mode="info") == "ok"


def ask(app: "xlwings.App", prompt: Text, default: str = "") -> str | None:
    """A line typed by the user, None if they gave up."""
    answer = app.api.InputBox(Prompt=prompt.vi, Title=TITLE, Default=default, Type=_TEXT)
    return None if answer is False else str(answer).strip()


def choose_file(app: "xlwings.App", prompt: Text, kinds: str) -> Path | None:
    """A file that exists; `kinds` as Excel writes filters: `Excel (*.xlsx),*.xlsx`."""
    answer = app.api.GetOpenFilename(FileFilter=kinds, Title=prompt.vi)
    return None if answer is False else Path(answer)


def choose_new_file(app: "xlwings.App", prompt: Text, suggested: str) -> Path | None:
    """Where to save a workbook."""
    answer = app.api.GetSaveAsFilename(InitialFileName=suggested, FileFilter="Excel (*.xlsx),*.xlsx", Title=prompt.vi)
    return None if answer is False else Path(answer)


def choose_folder(app: "xlwings.App", prompt: Text) -> Path | None:
    """A folder to write into."""
    dialog = app.api.FileDialog(_FOLDER_PICKER)
    dialog.Title = prompt.vi
    return Path(dialog.SelectedItems.Item(1)) if dialog.Show() == _CHOSEN else None
