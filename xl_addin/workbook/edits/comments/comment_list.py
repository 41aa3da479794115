"""The part that lists a sheet's comments, changed by its bytes."""

from collections.abc import Collection, Mapping

from xl_addin.formula.cells import address, parse_address
from xl_addin.package.parts import child, children
from xl_addin.package.safe_xml import broken_xml, parse_xml
from xl_addin.package.splicing import Found, Splice, find_elements, last_in, prefix_of, spliced
from xl_addin.package.xml_text import escape
from xl_addin.workbook.edits.comments.ours import AUTHOR
from xl_addin.workbook.reading.strings import escaped

LIST, _COMMENT, _AUTHORS, _AUTHOR = "commentList", "commentList/comment", "authors", "authors/author"
# The look Excel gives a comment.
_FONT = '<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
_RUN = f'<{{p}}r><{{p}}rPr>{{bold}}{_FONT}</{{p}}rPr><{{p}}t xml:space="preserve">{{text}}</{{p}}t></{{p}}r>'


def no_comments(namespace: str) -> bytes:
    """A list without any, in that namespace."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{namespace}"><authors></authors><commentList></commentList></comments>'
    ).encode()


def with_listed(xml: bytes, texts: Mapping[tuple[int, int], str], *, part: str) -> bytes:
    """The list (UTF-8) with these comments of ours behind the others."""
    found = _found(xml, part)
    [listed], [authors] = found[LIST], found[_AUTHORS]
    names = _author_names(xml, part)
    p = prefix_of(xml[listed.start : listed.tag_end]).decode()
    splices: list[Splice] = []
    if AUTHOR not in names:
        splices.append(last_in(xml, authors, f"<{p}author>{AUTHOR}</{p}author>".encode()))
        names.append(AUTHOR)
    author = names.index(AUTHOR)
    new = "".join(
        f'<{p}comment ref="{address(*place)}" authorId="{author}" shapeId="0"><{p}text>{_runs(text, p)}'
        f"</{p}text></{p}comment>"
        for place, text in texts.items()
    )
    return spliced(xml, [*splices, last_in(xml, listed, new.encode())])


def without_listed(xml: bytes, places: Collection[tuple[int, int]], *, part: str) -> bytes:
    """The list without the comments of these cells, and without us among the authors where nothing of ours is left."""
    found = _found(xml, part)
    gone: list[Found] = []
    kept = set()
    for one in found[_COMMENT]:
        if parse_address(one.attributes.get("ref", "")) in places:
            gone.append(one)
        else:
            kept.add(one.attributes.get("authorId"))
    if found[_AUTHOR] and str(len(found[_AUTHOR]) - 1) not in kept and _author_names(xml, part)[-1] == AUTHOR:
        gone.append(found[_AUTHOR][-1])
    return spliced(xml, [(one.start, one.end, b"") for one in gone])


def _author_names(xml: bytes, part: str) -> list[str]:
    return [author.text or "" for author in children(child(parse_xml(xml, part=part), _AUTHORS), "author")]


def _found(xml: bytes, part: str) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {path: [] for path in (_AUTHORS, _AUTHOR, LIST, _COMMENT)}
    for element in find_elements(xml, set(found), part=part):
        found[element.path].append(element)
    if len(found[LIST]) != 1 or len(found[_AUTHORS]) != 1:
        raise broken_xml(part)
    return found


def _runs(text: str, prefix: str) -> str:
    """A comment's text, the first line in bold type as Excel has an author's name."""
    first, line_break, rest = text.partition("\n")
    runs = [(first + line_break, f"<{prefix}b/>"), *([(rest, "")] if rest else [])]
    return "".join(_RUN.format(p=prefix, bold=bold, text=escape(escaped(part))) for part, bold in runs)
