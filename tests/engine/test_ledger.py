"""The ledger of corrections tells the truth about the library and about the engine."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import xl_addin.engine
from xl_addin.engine.functions import EACH, WHOLE
from xl_addin.engine.scalar.special import SPECIAL
from xl_addin.engine.values.operators import OPERATIONS
from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import CellError, Unsupported

LEDGER = Path(xl_addin.engine.__file__).parent / "functions" / "ledger.yaml"
ENTRIES: list[dict[str, Any]] = YAML(typ="safe").load(LEDGER.read_text(encoding="utf-8"))
EXAMPLES = [example for entry in ENTRIES for example in entry["examples"]]


def shown(value: Any) -> Any:
    if isinstance(value, Unsupported):
        return "refused"
    if isinstance(value, CellError):
        return value.code
    return round(value, 12) if isinstance(value, float) else value


def same(value: Any, expected: Any) -> bool:
    return value == expected and isinstance(value, bool) == isinstance(expected, bool)


def by_the_library(formula: str, cells: dict[str, Any]) -> Any:
    import numpy
    import schedula
    from formulas import Parser
    from formulas.tokens.operand import XlError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        function = Parser().ast(formula)[1].compile()
        arguments = []
        for name in function.inputs:
            area = Area.parse(name)
            rows = range(area.first_row, area.last_row + 1)
            columns = range(area.first_column, area.last_column + 1)
            values = [
                [cells.get(str(Area(row, column, row, column)), schedula.EMPTY) for column in columns] for row in rows
            ]
            arguments.append(numpy.array(values, dtype=object))
        try:
            found = numpy.asarray(function(*arguments), dtype=object).ravel()[0]
        except schedula.DispatcherError as error:
            return "missing" if isinstance(error.ex, NotImplementedError) else "fails"
    if isinstance(found, XlError):
        return str(found)
    return shown(found.item() if isinstance(found, numpy.generic) else found)


def test_every_function_of_our_own_is_in_the_ledger() -> None:
    named = [name for entry in ENTRIES for name in entry["functions"]]
    assert sorted(named) == sorted({*EACH, *WHOLE, *SPECIAL, *OPERATIONS})


def test_every_entry_says_what_differs_and_how_we_know() -> None:
    for entry in ENTRIES:
        assert set(entry) == {"functions", "library", "excel", "evidence", "examples"}
        assert all(entry.values())


@pytest.mark.parametrize("example", EXAMPLES, ids=[each["formula"] for each in EXAMPLES])
def test_the_engine_gives_what_excel_gives(example: dict[str, Any], result: Any) -> None:
    assert same(shown(result(example["formula"], example.get("cells"))), example["excel"])


@pytest.mark.parametrize("example", EXAMPLES, ids=[each["formula"] for each in EXAMPLES])
def test_the_library_still_gives_what_the_ledger_says(example: dict[str, Any]) -> None:
    cells = {name: float(v) if type(v) is int else v for name, v in example.get("cells", {}).items()}
    assert same(by_the_library(example["formula"], cells), example["library"])
