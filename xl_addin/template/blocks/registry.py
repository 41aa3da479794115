"""The kinds of blocks there are, and which of them a tag belongs to."""

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module

from xl_addin.language import Language, Text
from xl_addin.template.blocks import kinds as kinds_package
from xl_addin.template.blocks.block_kind import BlockKind, Keyword, KeywordRole
from xl_addin.template.blocks.standing import MarkerStanding
from xl_addin.template.language.markers import MarkerError, Tag


@cache
def block_kinds() -> tuple[BlockKind, ...]:
    """Every kind, in the order messages list them."""
    names = [found.name for found in pkgutil.iter_modules(kinds_package.__path__, kinds_package.__name__ + ".")]
    kinds: list[BlockKind] = [import_module(name).KIND for name in names]
    return tuple(sorted(kinds, key=lambda kind: kind.rank))


def kind_of(tag: Tag, place: str, standing: MarkerStanding | None) -> tuple[BlockKind, Keyword]:
    """The kind a tag belongs to, and its keyword there.

    MarkerError for a tag that is unknown or does not belong where it is: `standing` is what can stand there, if any.
    """
    own = next((each for kind in block_kinds() for each in kind.standings if each.tag == tag.kind), None)
    if own is None:
        raise MarkerError(_supported(), place, tag.written)
    if own is not standing:
        raise MarkerError(own.elsewhere, place, tag.written)
    for kind in block_kinds():
        for keyword in kind.keywords if standing in kind.standings else ():
            if keyword.word == tag.keyword and bool(tag.rest) == (keyword.rest is not None):
                return kind, keyword
    raise MarkerError(_understood(), place, tag.written)


def unpaired() -> Text:
    """What is told of a marker without its partner."""
    pairs = [
        (opens.word, closes.word)
        for kind in block_kinds()
        if (opens := kind.keyword(KeywordRole.OPENS)) and (closes := kind.keyword(KeywordRole.CLOSES))
    ]
    return Text(
        "thẻ này không có cặp: " + ", ".join(f"{opens} đi với {closes}" for opens, closes in pairs),
        "has no partner: "
        + ", ".join(f"{opens} {'with' if at else 'goes with'} {closes}" for at, (opens, closes) in enumerate(pairs)),
    )


def _supported() -> Text:
    words: dict[MarkerStanding, list[str]] = {}
    for kind in block_kinds():
        if opens := kind.keyword(KeywordRole.OPENS) or kind.keyword(KeywordRole.ALONE):
            for standing in kind.standings:
                words.setdefault(standing, []).append(opens.word)
    alike: dict[str, list[MarkerStanding]] = {}
    for standing, its in words.items():
        alike.setdefault(", ".join(its), []).append(standing)
    return Text("thẻ chưa được hỗ trợ; có: " + _listed(alike, "vi"), "not supported; there are " + _listed(alike, "en"))


def _listed(alike: Mapping[str, Sequence[MarkerStanding]], language: Language) -> str:
    """Where tags stand, those with the same words together, with the words."""
    return "; ".join(
        f"{', '.join(f'{{%{each.tag} … %}} {each.listed.in_language(language)}' for each in standings)}: {words}"
        for words, standings in alike.items()
    )


def _understood() -> Text:
    keywords = [keyword for kind in block_kinds() for keyword in kind.keywords]
    vi = [f"{each.word} {each.rest.vi}" if each.rest else each.word for each in keywords]
    en = [f"{each.word} {each.rest.en}" if each.rest else each.word for each in keywords]
    # The same word repeats rows and sheets.
    return Text(
        "không hiểu thẻ; viết: " + ", ".join(dict.fromkeys(vi)),
        "cannot be understood; write " + ", ".join(dict.fromkeys(en)),
    )
