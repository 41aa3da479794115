"""`if` … `elif` … `else` … `endif`: the first branch that holds."""

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Growing, Keyword, KeywordRole, PartBlock
from xl_addin.template.blocks.looping import ELSE
from xl_addin.template.blocks.standing import PANELS, PARTS
from xl_addin.template.language.evaluating import Environment, Evaluate, Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.markers import Tag

CONDITION = Text("điều_kiện", "condition")


def _read(environment: Environment, tag: Tag) -> Evaluate:
    return environment.expression(tag.rest)


def _expand(growing: Growing, block: Block, scope: Scope, path: tuple[int, ...], items: tuple[object, ...]) -> None:
    for marker, body in block.branches:
        if marker is not None:
            condition = marker.means
            if not callable(condition):
                return
            try:
                if not condition(scope):
                    continue
            except TemplateFault as fault:
                growing.faults.add(marker.place, marker.tag.written, fault.text)
                return
        growing.add(body, scope, path, items)
        return


KIND = PartBlock(
    rank=2,
    standings=(*PARTS, PANELS),
    keywords=(
        Keyword("if", KeywordRole.OPENS, CONDITION),
        Keyword("elif", KeywordRole.BRANCHES, CONDITION),
        ELSE,
        Keyword("endif", KeywordRole.CLOSES),
    ),
    read=_read,
    expand=_expand,
)
