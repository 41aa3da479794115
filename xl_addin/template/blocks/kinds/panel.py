"""`{%tb panel %}` … `{%tb endpanel %}`: a rectangle of cells that is laid out by itself."""

from xl_addin.template.blocks.block_kind import Block, Growing, Keyword, KeywordRole, PartBlock
from xl_addin.template.blocks.standing import PANELS
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.markers import Tag


def _read(environment: Environment, tag: Tag) -> None:
    """Nothing follows the keyword."""


def _expand(growing: Growing, block: Block, scope: Scope, path: tuple[int, ...], items: tuple[object, ...]) -> None:
    growing.add(block.branches[0].contents, scope, path, items)


KIND = PartBlock(
    rank=5,
    standings=(PANELS,),
    keywords=(Keyword("panel", KeywordRole.OPENS), Keyword("endpanel", KeywordRole.CLOSES)),
    read=_read,
    expand=_expand,
)
