"""Names that Excel accepts for a sheet: at most 31 characters, none of `[]:*?/\\`, each once in a book."""

import re
from collections.abc import Iterable

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def safe_sheet_name(wanted: str) -> str:
    """The wanted name, changed as little as Excel demands.

    Excel allows no apostrophe at either end, and keeps `History` to itself.
    """
    name = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", wanted)).strip(" '")[:LONGEST].strip(" '") or "Sheet"
    return name + "_" if name.casefold() == "history" else name


def unique_sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A safe name for each, different from each other and from those taken: ` (2)`, ` (3)` … are added.

    Excel does not tell upper from lower case in sheet names.
    """
    used = {name.casefold() for name in taken}
    last_number: dict[str, int] = {}
    names = []
    for text in wanted:
        base = name = safe_sheet_name(text)
        while name.casefold() in used:
            number = last_number[base.casefold()] = last_number.get(base.casefold(), 1) + 1
            suffix = f" ({number})"
            name = base[: LONGEST - len(suffix)].rstrip() + suffix
        used.add(name.casefold())
        names.append(name)
    return names
