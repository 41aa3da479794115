"""When two units' names are the same: in spelling conventions alone (Unicode form, spaces, capitals, hòa/hoà).

Their codes, too, as Excel keeps them.
"""

from collections.abc import Sequence
from unicodedata import is_normalized

from xl_addin.unit_names.writing import plainly_written, standard_name

_BETWEEN = "\0"


def same_name_key(name: str) -> str:
    """What two ways of writing one name have in common; "" for no name."""
    return standard_name(name).casefold()


def code_key(code: str) -> str:
    """What two ways of writing a unit's code have in common: Excel drops the noughts before a number."""
    plain = plainly_written(code).casefold()
    return plain.lstrip("0") or plain


def same_name_keys(names: Sequence[str]) -> list[str]:
    """`same_name_key` of many names, in the time of their different words."""
    together = _BETWEEN.join(names)
    if not names or together.count(_BETWEEN) != len(names) - 1:
        return list(map(same_name_key, names))
    if not plainly_written_all(names):
        together = _BETWEEN.join(map(plainly_written, names))
    words = set(together.replace(_BETWEEN, " ").split())
    moved = {word for word in words if not word.isascii() and standard_name(word) != word}
    if not moved:
        return together.casefold().split(_BETWEEN)
    return [
        (standard_name(name) if not moved.isdisjoint(name.split()) else name).casefold()
        for name in together.split(_BETWEEN)
    ]


def plainly_written_all(names: Sequence[str]) -> bool:
    """Whether every name certainly is written as `plainly_written` writes it."""
    together = " ".join(names)
    # Nothing invisible is printable.
    return together.isprintable() and is_normalized("NFC", together) and " ".join(together.split()) == together
