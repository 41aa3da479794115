"""A part of a package as a tree of its elements, each knowing where its bytes are, to be changed there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from xl_addin.package.safe_xml import broken_xml, check_whole
from xl_addin.package.splicing import Splice, start_tag_end, with_attributes
from xl_addin.package.xml_text import escape


@dataclass
class Element:
    """An element: its local name and attributes (`r:id` as `namespace id`), and where it is.

    The start tag is `start:tag_end`, what is inside `tag_end:inner_end`, the whole element `start:end`. `text` is what
    it holds beside other elements.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    tag_end: int
    inner_end: int = 0
    end: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def child(self, name: str) -> "Element | None":
        """The first child of that local name."""
        return next((each for each in self.children if each.name == name), None)

    def walk(self) -> Iterator["Element"]:
        """This element and all in it, in document order."""
        yield self
        for each in self.children:
            yield from each.walk()

    def with_text(self, text: str) -> Splice:
        """The splice that gives it another text; it has no elements in it."""
        return self.tag_end, self.inner_end, escape(text).encode()

    def with_attributes(self, xml: bytes, **attributes: str | None) -> Splice:
        """The splice that gives it other attributes, or takes them from it (None)."""
        return self.start, self.tag_end, with_attributes(xml[self.start : self.tag_end], attributes)

    def without(self) -> Splice:
        """The splice that takes it out."""
        return self.start, self.end, b""


def tree_of(xml: bytes, *, part: str | None = None) -> Element:
    """The root element of a part (UTF-8), all others in it; Problem for XML that is not well-formed or too large."""
    check_whole(xml, part=part)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = Element("", {}, 0, 0)
    around = [top]

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        element = Element(name.rpartition(" ")[2], attributes, start, start_tag_end(xml, start))
        around[-1].children.append(element)
        around.append(element)

    def on_text(text: str) -> None:
        around[-1].text += text

    def on_end(_: str) -> None:
        element = around.pop()
        empty = xml[element.tag_end - 2 : element.tag_end] == b"/>"
        element.inner_end = element.tag_end if empty else parser.CurrentByteIndex
        element.end = element.tag_end if empty else xml.index(b">", parser.CurrentByteIndex) + 1

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = on_start, on_end, on_text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error
    return top.children[0]
