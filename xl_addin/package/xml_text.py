"""Text as XML writes it: `xml.sax.saxutils` to the letter, which itself loads the whole of HTTP to be imported.

An edit of a large workbook takes a few tenths of a second; that would be a tenth of them.
"""

from collections.abc import Mapping


def escape(text: str, entities: Mapping[str, str] | None = None) -> str:
    """The text between tags; then each key of `entities` is replaced by its value."""
    text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    for written, instead in (entities or {}).items():
        text = text.replace(written, instead)
    return text


def unescape(text: str, entities: Mapping[str, str] | None = None) -> str:
    """What text between tags says; each key of `entities` is replaced by its value."""
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    for written, instead in (entities or {}).items():
        text = text.replace(written, instead)
    return text.replace("&amp;", "&")


def quoteattr(text: str) -> str:
    """The text as the value of an attribute, in the quotation marks that need least escaping."""
    text = escape(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
    if '"' not in text:
        return f'"{text}"'
    return '"{}"'.format(text.replace('"', "&quot;")) if "'" in text else f"'{text}'"
