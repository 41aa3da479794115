"""How long and how deep a formula may be in Excel: beyond it, Excel refuses what is typed and repairs what is opened.

Microsoft, “Excel specifications and limits”: 8,192 characters, 255 arguments, 64 levels of functions within functions.
"""

from xl_addin.formula.reference import pieces
from xl_addin.formula.tokens import Token

LONGEST_FORMULA = 8_192
MOST_ARGUMENTS = 255
DEEPEST_NESTING = 64


def is_too_long(formula: str) -> bool:
    """Whether a formula, with or without its leading `=`, has more characters than Excel keeps."""
    return len(formula.removeprefix("=")) > LONGEST_FORMULA


def is_too_deep(formula: str) -> bool:
    """Whether functions stand within functions deeper than Excel allows."""
    # What is opened by a function closes it; a pair of parentheses alone is no level.
    open_pairs: list[bool] = []
    for piece in pieces(formula) if formula.count("(") > DEEPEST_NESTING else ():
        if not isinstance(piece, Token):
            continue
        if piece.kind in ("function", "open"):
            open_pairs.append(piece.kind == "function")
            if sum(open_pairs) > DEEPEST_NESTING:
                return True
        elif piece.kind == "close" and open_pairs:
            open_pairs.pop()
    return False
