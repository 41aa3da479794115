"""What a macro says and asks: the only place that opens a box in Excel."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.reading import is_address
from xl_addin.excel.ribbon import TAB_LABEL
from xl_addin.excel.session.quiet import quiet
from xl_addin.language import Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    import xlwings

TITLE = TAB_LABEL.vi
_TEXT = 2  # Application.InputBox gives back a text
_LONGEST_PROMPT = 254  # of which InputBox shows no more
_FOLDER_PICKER = 4  # msoFileDialogFolderPicker
_CHOSEN = -1
_NAME_IS_OPEN = Text(
    "Excel đang mở một sổ tính cùng tên nên sẽ không mở được sổ này; hãy đóng sổ kia hoặc chọn tên khác rồi bấm lại",
    "Excel has a workbook of this name open and opens no second; close it or choose another name, then press again",
)
_IN_THE_CLOUD = Text(
    "nơi đã chọn nằm trên OneDrive hoặc SharePoint; hãy chọn một thư mục trên máy này rồi bấm lại",
    "the place chosen is on OneDrive or SharePoint; choose a folder on this PC and press again",
)


def tell(app: "xlwings.App", text: Text) -> None:
    """Show a message."""
    app.alert(text.vi, TITLE, buttons="ok", mode="info")


def warn(app: "xlwings.App", message: str) -> None:
    """Say what went wrong."""
    app.alert(message, TITLE, buttons="ok", mode="critical")


def agrees(app: "xlwings.App", text: Text) -> bool:
    """Whether the user wants to go on."""
    return app.alert(text.vi, TITLE, buttons="ok_cancel", mode="info") == "ok"


def wants(app: "xlwings.App", question: Text) -> bool | None:
    """Yes or no, None if they gave up."""
    answer = app.alert(question.vi, TITLE, buttons="yes_no_cancel", mode="info")
    return None if answer == "cancel" else answer == "yes"


def choose(app: "xlwings.App", question: Text, choices: Sequence[str], default: int | None = None) -> int | None:
    """The place of one of the choices, put where the question says `{choices}`; None if they gave up.

    Asked again until it is one of them; `default` is the place of the one that is typed in already.
    """
    listed = "; ".join(f"{number} = {choice}" for number, choice in enumerate(choices, start=1))
    typed = "" if default is None else str(default + 1)
    while (answer := ask(app, question.with_values(choices=listed), typed)) is not None:
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return int(answer) - 1
    return None


def ask(app: "xlwings.App", prompt: Text, default: str = "") -> str | None:
    """A line typed by the user, None if they gave up."""
    with _asking(app):
        answer = app.api.InputBox(Prompt=prompt.vi[:_LONGEST_PROMPT], Title=TITLE, Default=default, Type=_TEXT)
    return None if answer is False else str(answer).strip()


def choose_file(app: "xlwings.App", prompt: Text, kinds: str) -> Path | None:
    """A file that exists; `kinds` as Excel writes filters: `Excel (*.xlsx),*.xlsx`."""
    with _asking(app):
        answer = app.api.GetOpenFilename(FileFilter=kinds, Title=prompt.vi)
    return None if answer is False else _on_this_pc(answer)


def choose_new_file(app: "xlwings.App", prompt: Text, suggested: str) -> Path | None:
    """Where to save a workbook that is then opened; Problem where Excel has one of that name open already."""
    with _asking(app):
        answer = app.api.GetSaveAsFilename(
            InitialFileName=suggested, FileFilter="Excel (*.xlsx),*.xlsx", Title=prompt.vi
        )
    if answer is False:
        return None
    path = _on_this_pc(answer)
    if path.name.casefold() in (book.Name.casefold() for book in app.api.Workbooks):
        raise Problem(_NAME_IS_OPEN, file=str(path))
    return path


def choose_folder(app: "xlwings.App", prompt: Text) -> Path | None:
    """A folder to write into."""
    dialog = app.api.FileDialog(_FOLDER_PICKER)
    dialog.Title = prompt.vi
    with _asking(app):
        chosen = dialog.Show() == _CHOSEN
    return _on_this_pc(dialog.SelectedItems.Item(1)) if chosen else None


def _asking(app: "xlwings.App") -> AbstractContextManager[None]:
    """Excel shows its own boxes as always, though a macro otherwise keeps it from asking."""
    return quiet(app, display_alerts=True)


def _on_this_pc(answer: str) -> Path:
    """A chosen place as a path; Problem for an address in the cloud, where only Excel can read and write."""
    if is_address(answer):
        raise Problem(_IN_THE_CLOUD, file=answer)
    return Path(answer)
