"""`{%ts if … %}` in cell A1: the sheet is left out unless the condition holds."""

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Keyword, KeywordRole, SheetBlock, Turns
from xl_addin.template.blocks.standing import SHEETS
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.markers import Tag


def _read(environment: Environment, tag: Tag) -> Turns:
    condition = environment.expression(tag.rest)
    return lambda scope: [(None, scope)] if condition(scope) else []


KIND = SheetBlock(
    rank=7,
    standings=(SHEETS,),
    keywords=(Keyword("if", KeywordRole.OPENS, Text("điều_kiện", "condition")),),
    read=_read,
    repeats=False,
)
