"""Text of a column-number row <-> expression -> Excel formula, value."""

from xl_addin.notation.arrays import compile_numpy
from xl_addin.notation.error import NotationError
from xl_addin.notation.evaluate import evaluate, exact
from xl_addin.notation.excel import divisors, to_excel
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    Ties,
    columns_of,
    is_condition,
    ranked,
    rounded_whole,
    rounds,
    row_columns_of,
    walk,
    whole_columns_of,
)
from xl_addin.notation.nature import CycleError, Nature, column_order, nature
from xl_addin.notation.reading.number_cell import read_number_cell
from xl_addin.notation.reading.parse import Notation, parse_notation
from xl_addin.notation.reading.spec_formula import parse_condition, parse_formula
from xl_addin.notation.text import to_text
from xl_addin.notation.whole_column import WholeColumn

__all__ = [
    "BinaryOperation",
    "ColumnRank",
    "ColumnRef",
    "ColumnTotal",
    "Constant",
    "CycleError",
    "Expression",
    "FunctionCall",
    "Nature",
    "Negation",
    "Notation",
    "NotationError",
    "Parameter",
    "Ties",
    "WholeColumn",
    "column_order",
    "columns_of",
    "compile_numpy",
    "divisors",
    "evaluate",
    "exact",
    "is_condition",
    "nature",
    "parse_condition",
    "parse_formula",
    "parse_notation",
    "ranked",
    "read_number_cell",
    "rounded_whole",
    "rounds",
    "row_columns_of",
    "to_excel",
    "to_text",
    "walk",
    "whole_columns_of",
]
