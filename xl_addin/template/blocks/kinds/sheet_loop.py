"""`{%ts for x in xs if … %}` in cell A1: the sheet is written once per item."""

from xl_addin.template.blocks.block_kind import SheetBlock, Turns
from xl_addin.template.blocks.looping import FOR, loop_scopes, read_loop
from xl_addin.template.blocks.standing import SHEETS
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.markers import Tag


def _read(environment: Environment, tag: Tag) -> Turns:
    loop = read_loop(environment, tag)
    return lambda scope: list(loop_scopes(loop, scope))


KIND = SheetBlock(rank=6, standings=(SHEETS,), keywords=(FOR,), read=_read)
