"""The texts of the result: those of the template's shared strings that are still used, and the new ones."""

from collections.abc import Sequence

from lxml import etree

from xl_addin.package.xml_text import escape
from xl_addin.workbook.reading.strings import escaped


class StringTable:
    """Gives every distinct text a number; `template` are the template's own `<si>` elements.

    `namespace` is that of the template's parts: a book has one of the two there are.
    """

    def __init__(self, template: Sequence[etree._Element], namespace: str) -> None:
        self.template, self.namespace = template, namespace
        self._numbers: dict[str, int] = {}
        self._of_template = 0

    def keep(self) -> None:
        """What is there so far belongs to the template: it stays in every result."""
        self._of_template = len(self._numbers)

    def restart(self) -> None:
        """Begin another result."""
        for inner in list(self._numbers)[self._of_template :]:
            del self._numbers[inner]

    def rich(self, element: etree._Element) -> int:
        """The number of a text given as an `<si>` or `<is>` element."""
        inner = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in element)
        return self._number(inner)

    def plain(self, text: str) -> int:
        """The number of an unformatted text."""
        return self._number(f'<t xml:space="preserve">{escape(escaped(text))}</t>')

    def _number(self, inner: str) -> int:
        return self._numbers.setdefault(inner, len(self._numbers))

    def xml(self) -> bytes:
        """The part."""
        body = "".join(f"<si>{inner}</si>" for inner in self._numbers)
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<sst xmlns="{self.namespace}" uniqueCount="{len(self._numbers)}">{body}</sst>'.encode()
