"""Keep a copy of the workbook before a macro writes: Excel's own undo is lost by writing."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from xl_addin.excel.reading import OpenBook, is_address, place_of
from xl_addin.language import Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem

FOLDER = "ban-sao-chi-tieu"

_NOT_KEPT = Text(
    "không ghi được bản sao của sổ tính trước khi sửa ({reason}), nên chưa sửa gì; hãy lưu sổ vào thư mục ghi được",
    "no copy of the workbook could be kept ({reason}), so nothing was changed; save it in a folder you can write to",
)

_OF_THE_CLOUD = Text(
    "{copy} (trong thư mục riêng của người dùng trên máy này, vì sổ tính nằm trên OneDrive hoặc SharePoint)",
    "{copy} (in your own folder on this PC, because the workbook is on OneDrive or SharePoint)",
)
_ELSEWHERE = Text(
    "{copy} (trong thư mục riêng của người dùng, vì không ghi được vào thư mục của sổ tính)",
    "{copy} (in your own folder, because the workbook's folder cannot be written to)",
)


def keep_copy(opened: OpenBook) -> Path:
    """Write the copy, beside the workbook or, where that cannot be written, in the user's own folder."""
    name = Path(opened.live.name)
    stamp = f"{datetime.now():%Y-%m-%d %H%M%S}"
    reasons: list[Problem] = []
    for folder in folders_of(place_of(opened.live)):
        target = folder / f"{name.stem} {stamp}{name.suffix}"
        number = 1
        while target.exists():
            number += 1
            target = folder / f"{name.stem} {stamp} ({number}){name.suffix}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            save_atomically(target, opened.package.data, overwrite=False)
            return target
        except (OSError, Problem) as error:
            reasons.append(error if isinstance(error, Problem) else Problem(Text(str(error), str(error))))
    raise Problem(_NOT_KEPT.with_values(reason=reasons[-1].text), file=opened.live.name)


def folders_of(place: str) -> Iterator[Path]:
    """Where copies of a workbook may be kept, best first; a workbook in the cloud has an address, not a folder."""
    if not is_address(place):
        yield Path(place).parent / FOLDER
    yield Path.home() / FOLDER


def where_kept(copy: Path, place: str) -> Text:
    """Where the copy of the workbook saved at that place is, and why there if it is not beside it."""
    if copy.parent == next(folders_of(place)) and not is_address(place):
        return Text(str(copy), str(copy))
    return (_OF_THE_CLOUD if is_address(place) else _ELSEWHERE).with_values(copy=copy)
