"""The texts of the result: those of the template's shared strings that are still used, and the new ones."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from xl_addin.package.xml_text import escape
from xl_addin.workbook.reading.strings import escaped


class _Rich(NamedTuple):
    """What stands in an `<si>`, where that is more than a text."""

    inner: str


class StringTable:
    """Gives every distinct text a number; `template` are the template's own `<si>` elements.

    `namespace` is that of the template's parts: a book has one of the two there are.
    """

    def __init__(self, template: Sequence[etree._Element], namespace: str) -> None:
        self.template, self.namespace = template, namespace
        self._numbers: dict[str | _Rich, int] = {}
        self._of_template = 0

    def keep(self) -> None:
        """What is there so far belongs to the template: it stays in every result."""
        self._of_template = len(self._numbers)

    def restart(self) -> None:
        """Begin another result."""
        for text in list(self._numbers)[self._of_template :]:
            del self._numbers[text]

    def rich(self, element: etree._Element) -> int:
        """The number of a text given as an `<si>` or `<is>` element."""
        inner = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in element)
        return self._numbers.setdefault(_Rich(inner), len(self._numbers))

    def plain(self, text: str) -> int:
        """The number of an unformatted text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> bytes:
        """The part."""
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        root = f'<sst xmlns="{self.namespace}" uniqueCount="{len(self._numbers)}">'
        return b"".join((head.encode(), root.encode(), *map(_element, self._numbers), b"</sst>"))


def _element(text: str | _Rich) -> bytes:
    inner = text.inner if isinstance(text, _Rich) else f'<t xml:space="preserve">{escape(escaped(text))}</t>'
    return f"<si>{inner}</si>".encode()
