"""`set name = …`: a name for what follows within the same block."""

import re
from typing import NamedTuple

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Growing, Keyword, KeywordRole, PartBlock
from xl_addin.template.blocks.standing import PARTS
from xl_addin.template.language.evaluating import Environment, Evaluate, Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.markers import Tag
from xl_addin.template.language.mistakes.border import cannot_be_evaluated

_ASSIGNMENT = re.compile(r"([^\W\d]\w*)\s*=(?!=)\s*(.+)", re.DOTALL)


class _Assignment(NamedTuple):
    name: str
    value: Evaluate


def _read(environment: Environment, tag: Tag) -> _Assignment:
    found = _ASSIGNMENT.fullmatch(tag.rest)
    if found is None:
        raise cannot_be_evaluated(Text("đặt tên viết là `set tên = giá_trị`", "a name is given by `set name = value`"))
    return _Assignment(found[1], environment.expression(found[2]))


def _expand(
    growing: Growing, block: Block, scope: Scope, path: tuple[int, ...], items: tuple[object, ...]
) -> Scope | None:
    means = block.marker.means
    if not isinstance(means, _Assignment):
        return None
    try:
        return {**scope, means.name: means.value(scope)}
    except TemplateFault as fault:
        growing.faults.add(block.marker.place, block.marker.tag.written, fault.text)
        # What uses the name is not at fault, too.
        return {**scope, means.name: None}


def _names(block: Block) -> tuple[str, ...]:
    means = block.marker.means
    return (means.name,) if isinstance(means, _Assignment) else ()


KIND = PartBlock(
    rank=4,
    standings=PARTS,
    keywords=(Keyword("set", KeywordRole.ALONE, Text("tên = giá_trị", "name = value")),),
    read=_read,
    expand=_expand,
    names=_names,
)
