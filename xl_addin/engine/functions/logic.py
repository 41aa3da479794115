"""AND, OR, XOR, NOT: a text given directly is read as a condition, a text in a range is left out."""

from collections.abc import Callable, Iterator, Sequence

from xl_addin.engine.values.scalars import VALUE, Argument, Array, Failed, Scalar, truth
from xl_addin.workbook.model.book import CellError


def _truths(arguments: Sequence[Argument]) -> Iterator[bool]:
    for argument in arguments:
        for value in argument.cells if isinstance(argument, Array) else (argument,):
            if not isinstance(argument, Array) or isinstance(value, CellError | bool | float):
                yield truth(value)


def _of_truths(decide: Callable[[list[bool]], bool]) -> Callable[..., Argument]:
    def function(*arguments: Argument) -> Argument:
        # All are read before anything is decided: an error anywhere is the result.
        found = list(_truths(arguments))
        if not found:
            raise Failed(VALUE)
        return decide(found)

    return function


def _not(value: Scalar) -> Scalar:
    return not truth(value)


EACH: dict[str, Callable[..., Scalar]] = {"NOT": _not}
WHOLE: dict[str, Callable[..., Argument]] = {
    "AND": _of_truths(all),
    "OR": _of_truths(any),
    "XOR": _of_truths(lambda found: sum(found) % 2 == 1),
}
