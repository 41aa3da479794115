"""A calculation's programs: what each form of formula is compiled to, once, for one cell and for all rows of a run."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from xl_addin.engine.forms.form import Form
from xl_addin.engine.forms.quick_syntax import parse_ordinary
from xl_addin.engine.forms.syntax import Node, parse
from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.rows.filled_down import compile_rows
from xl_addin.engine.rows.rows import Code as RowsCode
from xl_addin.engine.rows.rows import NotTogether
from xl_addin.engine.scalar.program import Circumstances, Code, compile_tree, failure
from xl_addin.engine.values.scalars import Blocked
from xl_addin.workbook.model.book import DateSystem, Unsupported

K = TypeVar("K")
T = TypeVar("T")

_FORMS_KEPT = 512


class Programs:
    """Compiles forms, and remembers the last few hundred."""

    def __init__(
        self, date_system: DateSystem, functions: Mapping[str, FormulaFunction], circumstances: Circumstances
    ) -> None:
        self._date_system = date_system
        self._functions = functions
        self._circumstances = circumstances
        self._trees: dict[str, Node | Unsupported] = {}
        self._of_cells: dict[tuple[str, bool], Code | Unsupported] = {}
        self._of_rows: dict[tuple[object, ...], RowsCode | None] = {}

    def of_cell(self, form: str, *, as_array: bool) -> Code | Unsupported:
        """What calculates one cell that holds this form."""
        key = (form, as_array)
        program = self._of_cells.get(key)
        if program is None:
            tree = self._tree(form)
            program = _kept(
                self._of_cells,
                key,
                tree if isinstance(tree, Unsupported) else _tried(lambda: self._compiled(tree, as_array=as_array)),
            )
        return program

    def of_rows(self, form: Form) -> RowsCode | None:
        """What calculates all rows of a run of this form at once, None where they must be calculated one by one."""
        sizes = tuple((area[3] - area[1], area[4] - area[2]) for area in form.ranges)
        key = (form.text, form.moves, sizes)
        if key not in self._of_rows:
            tree = self._tree(form.text)
            assert not isinstance(tree, Unsupported)
            try:
                self._of_rows[key] = compile_rows(tree, self._functions, form.moves, form.ranges)
            except NotTogether:
                self._of_rows[key] = None
        return self._of_rows[key]

    def _tree(self, form: str) -> Node | Unsupported:
        tree = self._trees.get(form)
        if tree is None:
            tree = _kept(self._trees, form, _tried(lambda: parse_ordinary(form) or parse(form)))
        return tree

    def _compiled(self, tree: Node, *, as_array: bool) -> Code:
        return compile_tree(
            tree,
            self._date_system,
            as_array=as_array,
            functions=self._functions,
            circumstances=self._circumstances,
        )


class ProgramsKept:
    """The programs of one book after the other, made anew only for another date system or other functions."""

    def __init__(self) -> None:
        self._by_kind: dict[tuple[DateSystem, frozenset[str]], Programs] = {}

    def kept(
        self, date_system: DateSystem, functions: Mapping[str, FormulaFunction], circumstances: Circumstances
    ) -> Programs:
        """The programs for books of that kind; the circumstances are those of the first of them."""
        key = date_system, frozenset(functions)
        if key not in self._by_kind:
            self._by_kind[key] = Programs(date_system, functions, circumstances)
        return self._by_kind[key]


def _kept(cache: dict[K, T], key: K, made: T) -> T:
    """Keep what was made, letting go of the oldest: a book of many different formulas asks for each of them once."""
    cache[key] = made
    if len(cache) > _FORMS_KEPT:
        del cache[next(iter(cache))]
    return made


def _tried(make: Callable[[], T]) -> T | Unsupported:
    try:
        return make()
    except Blocked as blocked:
        return Unsupported(blocked.why)
    except Exception as error:
        return failure(error)
