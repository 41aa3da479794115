"""Which units are meant, asked where the workbook leaves it in doubt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from xl_addin.campaign.cutting.units.unit_column import UnitColumnInDoubt
from xl_addin.campaign.cutting.units.unit_rows import UnitLevelInDoubt
from xl_addin.excel.dialogs import choose
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

Cut = TypeVar("Cut")

_COLUMN = Text(
    "Bảng có nhiều cột có thể là tên đơn vị. Cắt theo cột nào? Ghi số: {choices}",
    "Several columns may name the units. Cut by which? Type its number: {choices}",
)
_LEVEL = Text(
    "Đơn vị là dòng nào? Ghi số: {choices}",
    "Which rows are the units? Type the number: {choices}",
)
_GROUP = Text("dòng cộng nhóm, như “{name}”", "the sub-totals, such as “{name}”")
_ROW = Text("từng dòng bên dưới, như “{name}”", "the rows below, such as “{name}”")


def asking_which_units(app: "xlwings.App", cut: Callable[..., Cut]) -> Cut | None:
    """What `cut(unit_column=…, level=…)` gives, the officer asked for what is in doubt; None if they gave up."""
    said: dict[str, str] = {}
    while True:
        try:
            return cut(**said)
        except UnitColumnInDoubt as doubt:
            if "unit_column" in said:
                raise
            chosen = choose(app, _COLUMN, doubt.candidates)
            answer = None if chosen is None else doubt.letters[chosen]
            name = "unit_column"
        except UnitLevelInDoubt as doubt:
            words = (_GROUP.with_values(name=doubt.group), _ROW.with_values(name=doubt.row))
            chosen = choose(app, _LEVEL, [text.vi for text in words])
            answer = None if chosen is None else ("group", "row")[chosen]
            name = "level"
        if answer is None:
            return None
        said[name] = answer
