"""Choices of content (`mc:AlternateContent`), settled as Excel settles them (ECMA-376 part 3).

A part may offer one content to programs that know a namespace and another to all others. Excel knows the namespaces
of Microsoft Office; what other programs put into theirs (Hancom Office into its styles) is read from the fallback.
"""

from collections.abc import Iterator

from lxml import etree

from xl_addin.package.safe_xml import parse_xml

_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOICES, _CHOICE, _FALLBACK = (f"{{{_NAMESPACE}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")


def settled(xml: bytes, *, part: str | None = None) -> bytes:
    """A part's XML (UTF-8) with its choices settled, the same bytes where it has none; Problem as of `parse_xml`."""
    if b"AlternateContent" not in xml:
        return xml
    root = parse_xml(xml, part=part)
    if next(root.iter(_CHOICES), None) is None:
        return xml
    settle_choices(root)
    return etree.tostring(root)


def settle_choices(root: etree._Element) -> None:
    """Put the content that Excel takes in the place of every choice below this element.

    A choice that asks for a namespace the part does not declare stays: Excel calls such a part damaged.
    """
    for choices in list(root.iter(_CHOICES)):
        above = choices.getparent()
        if above is not None and all(map(_is_declared, choices.iterchildren(_CHOICE))):
            place = above.index(choices)
            above[place : place + 1] = list(_taken(choices))


def _taken(choices: etree._Element) -> Iterator[etree._Element]:
    """What stands in the first choice that Excel knows, else in the fallback."""
    for branch in choices:
        if branch.tag == _FALLBACK or (branch.tag == _CHOICE and _is_known(branch)):
            yield from branch
            return


def _is_declared(choice: etree._Element) -> bool:
    required = choice.get("Requires", "").split()
    return bool(required) and all(prefix in choice.nsmap for prefix in required)


def _is_known(choice: etree._Element) -> bool:
    return all(choice.nsmap[prefix].startswith(_KNOWN) for prefix in choice.get("Requires", "").split())
