"""Text of a column-number row <-> expression -> Excel formula, value."""

from xl_addin.notation.arrays import compile_numpy
from xl_addin.notation.error import NotationError
from xl_addin.notation.evaluate import evaluate, exact
from xl_addin.notation.excel import divisors, to_excel
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    columns_of,
    is_form_of,
    walk,
)
from xl_addin.notation.nature import CycleError, Nature, column_order, nature
from xl_addin.notation.reading.number_cell import read_number_cell
from xl_addin.notation.reading.parse import Notation, parse_notation
from xl_addin.notation.reading.spec_formula import parse_formula
from xl_addin.notation.text import to_text

__all__ = [
    "BinaryOperation",
    "ColumnRef",
    "Constant",
    "CycleError",
    "Expression",
    "FunctionCall",
    "Nature",
    "Negation",
    "Notation",
    "NotationError",
    "Parameter",
    "column_order",
    "columns_of",
    "compile_numpy",
    "divisors",
    "evaluate",
    "exact",
    "is_form_of",
    "nature",
    "parse_formula",
    "parse_notation",
    "read_number_cell",
    "to_excel",
    "to_text",
    "walk",
]
