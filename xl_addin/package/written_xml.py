"""An element as the content of a part."""

from lxml import etree


def xml_bytes(root: etree._Element) -> bytes:
    """The part with this root."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
