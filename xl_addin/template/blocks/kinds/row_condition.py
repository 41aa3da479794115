"""`{%tr if %}` … `{%tr elif %}` … `{%tr else %}` … `{%tr endif %}`: the rows of the first branch that holds."""

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import ROWS, Block, GrowingRows, Keyword, KeywordRole, RowBlock
from xl_addin.template.language.evaluating import Environment, Evaluate, Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.markers import Tag

_CONDITION = Text("điều_kiện", "condition")


def _read(environment: Environment, tag: Tag) -> Evaluate:
    return environment.expression(tag.rest)


def _expand(rows: GrowingRows, block: Block, scope: Scope, path: tuple[int, ...], items: tuple[object, ...]) -> None:
    for marker, body in block.branches:
        if marker is not None:
            condition = marker.means
            if not callable(condition):
                return
            try:
                if not condition(scope):
                    continue
            except TemplateFault as fault:
                rows.faults.add(marker.place, marker.tag.written, fault.text)
                return
        rows.add(body, scope, path, items)
        return


KIND = RowBlock(
    rank=2,
    standing=ROWS,
    keywords=(
        Keyword("if", KeywordRole.OPENS, _CONDITION),
        Keyword("elif", KeywordRole.BRANCHES, _CONDITION),
        Keyword("else", KeywordRole.LAST_BRANCH),
        Keyword("endif", KeywordRole.CLOSES),
    ),
    read=_read,
    expand=_expand,
)
