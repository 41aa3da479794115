"""`{%tr for x in xs %}` … `{%tr endfor %}`: the rows between are written once per item."""

from xl_addin.template.blocks.block_kind import ROWS, Block, GrowingRows, Keyword, KeywordRole, RowBlock
from xl_addin.template.blocks.looping import FOR, Loop, loop_scopes, read_loop
from xl_addin.template.language.evaluating import Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.limits import LimitError


def _expand(rows: GrowingRows, block: Block, scope: Scope, path: tuple[int, ...], around: tuple[object, ...]) -> None:
    loop = block.marker.means
    if not isinstance(loop, Loop):
        return
    body = block.branches[0].contents
    turns = []
    try:
        turns = list(loop_scopes(loop, scope))
        for number, (item, inner) in enumerate(turns):
            rows.add(body, inner, (*path, number), (*around, item))
    except TemplateFault as fault:
        rows.faults.add(block.marker.place, block.marker.tag.written, fault.text)
        if isinstance(fault, LimitError):
            raise
    if not turns:
        rows.check_names(body, {*scope, *_names(block)})


def _names(block: Block) -> tuple[str, ...]:
    loop = block.marker.means
    return (*(loop.names if isinstance(loop, Loop) else ()), "loop")


KIND = RowBlock(
    rank=1,
    standing=ROWS,
    keywords=(FOR, Keyword("endfor", KeywordRole.CLOSES)),
    read=read_loop,
    expand=_expand,
    repeats=True,
    names=_names,
)
