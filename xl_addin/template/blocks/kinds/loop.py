"""`for x in xs if …` … `else` … `endfor`: what is between is written once per item, or once where there is none."""

from xl_addin.template.blocks.block_kind import Keyword, KeywordRole, PartBlock
from xl_addin.template.blocks.looping import ELSE, FOR, carry_out, loop_names, read_loop
from xl_addin.template.blocks.standing import PANELS, PARTS

KIND = PartBlock(
    rank=1,
    standings=(*PARTS, PANELS),
    keywords=(FOR, ELSE, Keyword("endfor", KeywordRole.CLOSES)),
    read=read_loop,
    expand=carry_out,
    repeats=True,
    names=loop_names,
)
