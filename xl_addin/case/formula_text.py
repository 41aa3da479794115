"""What the text of a formula tells: the cells it reads, what it sums, its core without wrappers."""

import re
from collections.abc import Iterator

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, column_index
from xl_addin.formula.displacement import displaced
from xl_addin.formula.tokens import BRACKETED

_REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*"
    | (?:(?P<quoted>'(?:[^']|'')*')!|(?P<plain>[\w.\[\]]+)!)?
      (?<![A-Za-z_.$\\?])
      (?:
        (?P<first>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?P<last>\$?[A-Za-z]{1,3}\$?\d{1,7}))?
        | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})
        | (?P<rows>\$?\d{1,7}:\$?\d{1,7})
      )
      (?![\w.\\?!(\[])
    | """
    + BRACKETED,
    re.VERBOSE,
)
_TEXT_OR_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_TEXT_OR_SPACE = re.compile(r"""\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\s+""")
_BRACKETED = re.compile(BRACKETED)
# A call of one of our functions is a link to the add-in, `[1]!CT_PHANBO(…)`, not to another workbook's figures.
_EXTERNAL = re.compile(r"(?:'[^']*\[([^\[\]]+)\][^']*'|\[([^\[\]]+)\][\w.]*)!(?!CT_[A-Z]+\()")
_VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO)\(", re.IGNORECASE)


def references(formula: str, sheet: str) -> Iterator[tuple[str, Area]]:
    """Every area a formula reads by address, with its sheet (`sheet` where the formula names none).

    What it reads by a heading of an Excel table is not among them (`engine.table_references.by_address`).
    """
    for match in _REFERENCE.finditer(formula):
        if match["first"]:
            area = Area.parse(f"{match['first']}:{match['last'] or match['first']}")
        elif match["columns"]:
            first, last = (column_index(end) for end in match["columns"].replace("$", "").split(":"))
            area = Area(1, min(first, last), MAX_ROW, max(first, last))
        elif match["rows"]:
            first, last = (int(end) for end in match["rows"].replace("$", "").split(":"))
            area = Area(min(first, last), 1, max(first, last), MAX_COLUMN)
        else:
            continue
        quoted = match["quoted"]
        yield (quoted[1:-1].replace("''", "'") if quoted else match["plain"] or sheet), area


def external_books(formula: str) -> tuple[str, ...]:
    """The other workbooks a formula reads: `='[kế hoạch.xlsx]Sheet1'!A1` -> ("kế hoạch.xlsx",)."""
    if "[" not in formula:
        return ()
    bare = _TEXT_OR_QUOTED.sub('""', formula)
    return tuple(dict.fromkeys(match[1] or match[2] for match in _EXTERNAL.finditer(bare)))


def is_volatile(formula: str) -> bool:
    """Whether the value changes by itself from one calculation to the next."""
    return bool(_VOLATILE.search(_TEXT_OR_QUOTED.sub('""', formula)))


def form_in_row(formula: str, row: int, base_row: int) -> str:
    """The formula as it would read in `base_row`, `$` and spaces aside: equal for cells filled down from one."""
    moved = displaced(formula, base_row - row, 0)
    return _TEXT_OR_SPACE.sub(lambda match: match[0] if match[0][0] in "\"'" else "", moved).replace("$", "").upper()


def summed_areas(formula: str) -> tuple[Area, ...] | None:
    """The areas of a plain sum on the own sheet, None for anything else.

    Plain sums are `SUM(G9:G19)`, `SUM(G9,G11)`, `G9+G10`, `SUBTOTAL(9,G9:G19)` and sums of those.
    """
    text = formula.lstrip("=").replace("$", "").replace(" ", "").upper()
    text = re.sub(r"SUBTOTAL\((?:10)?9,", "SUM(", text)
    plain = re.fullmatch(r"\+?(?:SUM\([A-Z0-9:,+]+\)|[A-Z]{1,3}\d+)(?:\+(?:SUM\([A-Z0-9:,+]+\)|[A-Z]{1,3}\d+))*", text)
    if plain is None or re.search(r"(?<![A-Z0-9])\d+(?![A-Z0-9])", text):
        return None
    areas = [area for _, area in references("=" + text.replace("SUM(", "(").replace(")", " )"), "")]
    return tuple(areas) or None


def ignores_hidden_rows(formula: str) -> bool:
    """Whether a total leaves hidden rows out: `SUBTOTAL(109,…)`."""
    return bool(re.search(r"SUBTOTAL\(\s*10\d\s*,|AGGREGATE\(\s*\d+\s*,\s*[1357]\s*,", formula, re.IGNORECASE))


def core(formula: str) -> str:
    """The formula without what only dresses its result: ROUND, IFERROR, N, a guard giving "".

    `=ROUND(IF(K9=0,"",(J9/K9)/25),0)` -> `=(J9/K9)/25`.
    """
    body = formula.removeprefix("=").strip()
    while True:
        inner = _unwrapped(body)
        if inner == body:
            return "=" + body
        body = inner


def floors_at_zero(formula: str) -> bool:
    """Whether the formula keeps negative results at 0: `=MAX(0,D9-E9)`."""
    call = _call(core(formula).removeprefix("="))
    return call is not None and call[0] == "MAX" and len(call[1]) == 2 and "0" in call[1]


def _unwrapped(body: str) -> str:
    if body.startswith("+"):
        return body[1:].strip()
    call = _call(body)
    if call is None:
        return body
    name, arguments = call
    if name == "" and len(arguments) == 1:
        return arguments[0]
    if (name, len(arguments)) in {("ROUND", 2), ("IFERROR", 2), ("N", 1)}:
        return arguments[0]
    if name == "IF" and len(arguments) == 3 and '""' in arguments[1:]:
        return arguments[2] if arguments[1] == '""' else arguments[1]
    return body


def _call(body: str) -> tuple[str, list[str]] | None:
    """Name and arguments if the whole text is one call or one pair of parentheses."""
    match = re.match(r"([A-Za-z.]*)\(", body)
    if match is None or not body.endswith(")"):
        return None
    depth, quoted, start = 0, False, match.end()
    arguments = []
    # The comma in `[[#This Row],[Số hộ]]` is none between arguments.
    bare = _BRACKETED.sub(lambda match: "_" * len(match[0]), body)
    for position in range(match.end() - 1, len(body)):
        character = bare[position]
        if character == '"':
            quoted = not quoted
        if quoted:
            continue
        if character in "({":
            depth += 1
        elif character in ")}":
            depth -= 1
            if depth == 0 and position < len(body) - 1:
                return None
        if (character == "," and depth == 1) or depth == 0:
            arguments.append(body[start:position].strip())
            start = position + 1
    return match[1].upper(), arguments
