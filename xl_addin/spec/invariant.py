"""What must hold in every row of a table besides its formulas: `{6} <= {5}`, the part never exceeds the whole."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xl_addin.language import Text
from xl_addin.notation import Expression
from xl_addin.spec.error import SpecError
from xl_addin.spec.readable import parse_row_formula

Comparison = Literal["<=", ">=", "=", "<", ">"]
_SIGN = re.compile(r"<=|>=|≤|≥|=|<|>")
_SPELLED: dict[str, Comparison] = {"≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "=": "=", "<": "<", ">": ">"}
_OPPOSITE: dict[Comparison, Text] = {
    "<=": Text("lớn hơn", "more than"),
    ">=": Text("nhỏ hơn", "less than"),
    "=": Text("khác", "not the same as"),
    "<": Text("không nhỏ hơn", "not less than"),
    ">": Text("không lớn hơn", "not more than"),
}


@dataclass(frozen=True)
class Invariant:
    """Two formulas and how they must compare; `text` is the condition as the spec writes it."""

    text: str
    left: Expression
    comparison: Comparison
    right: Expression

    def holds(self, left: Fraction, right: Fraction) -> bool:
        """Whether two figures compare as they must."""
        match self.comparison:
            case "<=":
                return left <= right
            case ">=":
                return left >= right
            case "<":
                return left < right
            case ">":
                return left > right
            case "=":
                return left == right

    @property
    def broken(self) -> Text:
        """How the left side stands to the right one where the condition does not hold: `more than`."""
        return _OPPOSITE[self.comparison]


def parse_invariant(text: str) -> Invariant:
    """Read `{6} <= {5}`; SpecError where it is no comparison of two formulas."""
    signs = _SIGN.findall(text)
    if len(signs) != 1:
        raise SpecError(
            Text(
                "điều kiện phải so sánh hai vế bằng đúng một dấu <=, >=, <, > hoặc =, ví dụ `{6} <= {5}`",
                "a condition compares two formulas by one of <=, >=, <, > and =, such as `{6} <= {5}`",
            )
        )
    left, _, right = text.partition(signs[0])
    return Invariant(text.strip(), parse_row_formula(left), _SPELLED[signs[0]], parse_row_formula(right))
