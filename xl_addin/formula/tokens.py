"""The tokens of a formula: one expression that takes any text apart, so that the tokens put together are the text.

Formulas are as files store them: English names, `,` between arguments. Microsoft's [MS-XLSX] (2.2.2, formulas) gives
the grammar, names have a looser one here: a character beyond ASCII that is no space belongs to a name, as in Excel,
where `=D9–E9` with a dash or a letter in quotation marks of a text processor asks for a name.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

Kind = Literal[
    "operator",
    "separator",
    "open",
    "close",
    "open_array",
    "close_array",
    "space",
    "text",
    "truth",
    "number",
    "error",
    "function",
    "cells",
    "columns",
    "rows",
    "structured",
    "name",
    "spill",
    "other",
]
"""What a token is: `separator` is `,` or `;`, `function` a name with its `(`, `spill` the `#` of `A1#`,
`other` what no formula has.

`cells`, `columns` and `rows` are references by address; `structured` names columns of an Excel table. Of these, a
`name`, an `error` and a `function` the sheet or workbook written before them is a part.
"""

OPERANDS: Final = frozenset({"text", "truth", "number", "error", "cells", "columns", "rows", "structured", "name"})
ADDRESSES: Final = frozenset({"cells", "columns", "rows"})

_BRACKETED = r"\[(?:'[\s\S]|[^\[\]']|\[(?:'[\s\S]|[^\[\]'])*+\])*+\]"
"""The brackets of a structured reference with all they hold: `[[#This Row],[Số '[hộ']]]`; `'` escapes."""

# A character of a name, and one that makes what stands before it part of something longer.
_WORD = r"[^\s!-\-/:->@\[\]^`{-~\x00-\x1f\x7f]"
_GOES_ON = r"""[^\s"#%-')-\-/:->@\]^`{-~\x00-\x1f\x7f]"""
_ENDS = rf"(?!{_GOES_ON})"
# Exactly the columns A to XFD and the rows 1 to 1048576: `XFE1` and `ABCD1` are names.
_COLUMN = r"\$?(?:[A-Wa-w][A-Za-z]{2}|[Xx](?:[A-Ea-e][A-Za-z]|[Ff][A-Da-d])|[A-Za-z]{1,2})"
_ROW = (
    r"\$?(?:[1-9][0-9]{0,5}|10(?:[0-3][0-9]{4}|4(?:[0-7][0-9]{3}|8(?:[0-4][0-9]{2}|5(?:[0-6][0-9]|7[0-6])))))"
    r"(?![0-9])"
)
_BOOK = r"\[[^\[\]]+\]"
_QUOTED = r"'(?:[^']|'')++'"
_ERRORS = r"(?ai:NULL!|DIV/0!|VALUE!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!)"

TOKEN: Final = re.compile(
    rf"""
      (?P<operator><=|>=|<>|[-+*/^&=<>%:@])
    | (?P<separator>[,;])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<space>\s+)
    | (?P<text>"(?:[^"]|"")*+")
    | (?P<open_array>\{{)
    | (?P<close_array>\}})
    | (?P<truth>(?ai:TRUE|FALSE){_ENDS})
      # Without a sheet first: of `A1:Sheet2!B2` the first word is a cell; sheets called A1 are quoted.
    | (?P<sheet>{_QUOTED}! | (?:{_BOOK})?{_WORD}++(?::{_WORD}++)?! | {_BOOK}! | \#REF!(?=[$\w\#]))??
      (?: (?P<cells>(?P<first_column>{_COLUMN})(?P<first_row>{_ROW})
            (?:\s*+:\s*+(?P<last_column>{_COLUMN})(?P<last_row>{_ROW}){_ENDS})?){_ENDS}
        | (?P<columns>(?P<from_column>{_COLUMN})\s*+:\s*+(?P<to_column>{_COLUMN})){_ENDS}
        | (?P<rows>(?P<from_row>{_ROW})\s*+:\s*+(?P<to_row>{_ROW})){_ENDS}
        | (?P<error>\#(?:{_ERRORS}|(?ai:REF!)(?![$\w\#])))
        | (?P<function>(?![0-9.]){_WORD}++\s*+\()
        | (?P<structured>(?P<table>(?![0-9.]){_WORD}++)?(?P<bracketed>{_BRACKETED})){_ENDS}
        | (?P<name>(?![0-9.]){_WORD}++)(?![!\[]|:{_WORD}++!)
      )
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?(?!{_WORD}))
    | (?P<spill>\#)
    | (?P<other>{_WORD}++|'(?:[^']|'')*+'?|"(?:[^"]|"")*+|[\s\S])
    """,
    re.VERBOSE,
)


new_tuple: Final = tuple.__new__
"""Makes a named tuple of all its fields in order, in half the time of a call by its name: formulas have many tokens."""


class Token(NamedTuple):
    """A piece of a formula, and where in its text it begins."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next token begins."""
        return self.start + len(self.text)


def tokens(formula: str) -> Iterator[Token]:
    """The tokens of a formula, with or without its `=`."""
    for match in TOKEN.finditer(formula):
        yield new_tuple(Token, (match.lastgroup, match[0], match.start()))
