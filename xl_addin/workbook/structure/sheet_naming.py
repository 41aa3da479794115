"""Whether a part may name a sheet at all: most sheets name no other, and need not be read."""

from xl_addin.package.xml_text import escape


def may_name(xml: bytes, sheet: str) -> bool:
    """Whether a sheet of this name may be named in the XML (UTF-8): never false where it is.

    Characters written by their numbers could spell any name.
    """
    if b"&#" in xml:
        return True
    # A quotation mark in a name is written in many ways: what stands between is looked for.
    pieces = escape(sheet).replace('"', "'").split("'")
    # Mostly in the letters of its tab; else capital and small ones are one, in all of the text.
    if all(piece.encode() in xml for piece in pieces):
        return True
    text = xml.decode(errors="replace").casefold()
    return all(piece.casefold() in text for piece in pieces)
