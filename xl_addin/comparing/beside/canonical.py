"""What XML says, in one form for all programs: no prefixes, no blanks between elements, no ids of one's own."""

from collections.abc import Collection

from lxml import etree

from xl_addin.package.parts import local_name

_XML = "{http://www.w3.org/XML/1998/namespace}"


def canonical(element: etree._Element, *, without: Collection[str] = ()) -> str:
    """An element with all in it; elements and attributes of the local names `without` are left out.

    So are attributes in namespaces of programs (`xr:uid`, `x14ac:dyDescent`), which say nothing that is seen, and ids
    of relationships: the part they name is compared itself.
    """
    plain = {str(key).removeprefix(_XML): str(value) for key, value in element.attrib.items()}
    said = "".join(
        f" {key}={value!r}" for key, value in sorted(plain.items()) if not key.startswith("{") and key not in without
    )
    inside = [
        canonical(each, without=without)
        for each in element
        if isinstance(each.tag, str) and local_name(each) not in without
    ]
    text = element.text or ""
    return f"<{local_name(element)}{said}>{text if text.strip() or not len(element) else ''}{''.join(inside)}</>"
