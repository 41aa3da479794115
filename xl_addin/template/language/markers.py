"""How a tag reads, whatever it is for: `{%tr keyword rest %}`, two letters first that say where it stands."""

import re
from typing import NamedTuple

from xl_addin.language import Text

_TAG = re.compile(r"\{%-?\s*(t[a-z])\s+((?:[^%]|%(?!\}))*?)\s*-?%\}")


class Tag(NamedTuple):
    """One `{%tr … %}` or `{%ts … %}` as it stands in a cell."""

    kind: str
    keyword: str
    rest: str
    written: str


class MarkerError(Exception):
    """A marker that cannot be understood, or does not fit with the others; `place` is its cell."""

    def __init__(self, text: Text, place: str, written: str = "") -> None:
        super().__init__(text.en)
        self.text, self.place, self.written = text, place, written


def tags(text: str) -> list[Tag]:
    """The row, column and sheet tags in a cell's text."""
    found = []
    for match in _TAG.finditer(text):
        keyword, _, rest = match[2].strip().partition(" ")
        found.append(Tag(match[1], keyword, rest.strip(), match[0]))
    return found
