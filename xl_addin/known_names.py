"""A name that is not there: which of those that exist is probably meant, and what exists."""

import unicodedata
from collections.abc import Iterable

from xl_addin.language import Text

MOST_LISTED = 50
"""So many names are listed; a workbook may have hundreds of sheets."""


def unknown(what: Text, name: str, known: Iterable[str]) -> Text:
    """What is wrong with the name, the nearest that exists and all that exist, in their own order.

    >>> unknown(Text("không có lệnh này", "there is no such command"), "fil", ["fill", "fix"]).en
    'there is no such command; do you mean “fill”? There are: fill, fix'
    """
    names = list(dict.fromkeys(known))
    meant = nearest(name, names)
    listed = ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")
    vi, en = what.vi, what.en
    if meant is not None:
        vi, en = f"{vi}; có phải “{meant}”?", f"{en}; do you mean “{meant}”?"
    if names and [meant] != names:
        between = (" Có: ", " There are: ") if meant is not None else ("; có: ", "; there are: ")
        vi, en = f"{vi}{between[0]}{listed}", f"{en}{between[1]}{listed}"
    return Text(vi, en)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name spelt most alike, diacritics and letter case apart, or that begins so; None where none is near."""
    from difflib import get_close_matches  # only where a name is not known

    plain = {_plain(other): other for other in reversed(list(known))}
    begun = [other for other in plain if len(_plain(name)) > 2 and other.startswith(_plain(name))]
    return next((plain[found] for found in [*get_close_matches(_plain(name), plain, 1), *reversed(begun)]), None)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.strip().casefold()).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
