"""`group x in xs by …` … `endgroup`: once per group of items that have something in common, by order of the first.

`x.key` is what they have in common, `x.items` are the items, and `for y in x` goes through them.
"""

import re

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Keyword, KeywordRole, PartBlock
from xl_addin.template.blocks.looping import ELSE, Loop, carry_out, loop_names, with_options
from xl_addin.template.blocks.standing import PANELS, PARTS
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.markers import Tag
from xl_addin.template.language.mistakes.border import cannot_be_evaluated

_READS = Text("nhóm viết là `group x in xs by x.tên`", "a group reads `group x in xs by x.name`")
_BY = re.compile(r"\s+by\s+")


def _read(environment: Environment, tag: Tag) -> Loop:
    header, options = with_options(tag.rest)
    # The last ` by `: a text in the list's own expression can hold one, too.
    *before, by = _BY.split(header)
    if not before:
        raise cannot_be_evaluated(_READS)
    loop = Loop(*environment.loop(header[: -len(by)].rstrip()[: -len("by")]), options, environment.expression(by))
    if loop.several:
        raise cannot_be_evaluated(_READS)
    return loop


KIND = PartBlock(
    rank=3,
    standings=(*PARTS, PANELS),
    keywords=(
        Keyword("group", KeywordRole.OPENS, Text("x in xs by x.y", "x in xs by x.y")),
        ELSE,
        Keyword("endgroup", KeywordRole.CLOSES),
    ),
    read=_read,
    expand=carry_out,
    repeats=True,
    names=loop_names,
)
