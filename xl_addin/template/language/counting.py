"""Count what an expression makes while it is evaluated: what would be huge is refused before there is memory for it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from time import monotonic
from typing import Any

from jinja2 import Environment as JinjaEnvironment
from jinja2.filters import make_attrgetter

from xl_addin.language import Text
from xl_addin.package.limits import current_limits
from xl_addin.template.language.arithmetic import matched, rounded
from xl_addin.template.language.filters import FilterError, Formatted, is_no
from xl_addin.template.language.limits import (
    MAX_CELLS,
    MAX_DECIMALS,
    MAX_MADE,
    MAX_NUMBER_BITS,
    MAX_RANGE,
    MAX_STEPS,
    MAX_TEXT,
    MAX_WRITTEN,
    LimitError,
    too_long,
    too_much,
    too_slow,
)
from xl_addin.template.language.mistakes.wording import in_both

# Filters that go through all items of what they are given.
_GO_THROUGH = {"groupby", "list", "map", "max", "min", "reject", "rejectattr", "select", "selectattr", "sort", "unique"}


_NO_NUMBER = object()
_LOOKS = 256
"""How often something is counted before somebody looks at the clock."""


class Budget:
    """What one rendering may still spend on time, loops, cells and texts, and one expression on what it makes."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin another rendering."""
        self.steps = MAX_STEPS
        self.cells = MAX_CELLS
        self.written = MAX_WRITTEN
        self.seconds = current_limits().template_seconds
        self.end = monotonic() + self.seconds
        self.until_look = _LOOKS
        self.begin()

    def begin(self) -> None:
        """Begin another expression."""
        self.left = MAX_MADE
        self.until_look -= 1
        if self.until_look < 0:
            self._look()

    def make(self, amount: int) -> None:
        """So many characters or items are going to be made."""
        self.left -= amount
        if self.left < 0:
            raise too_much()
        self.until_look -= 1
        if self.until_look < 0:
            self._look()

    def write(self, characters: int) -> None:
        """A text of so many characters goes into the result."""
        self.written -= characters
        if self.written < 0:
            raise LimitError(
                Text(
                    "kết quả có hơn {most} ký tự; hãy chia dữ liệu thành nhiều tệp",
                    "the result has more than {most} characters; split the data into several files",
                ).with_values(most=MAX_WRITTEN)
            )

    def _look(self) -> None:
        self.until_look = _LOOKS
        if monotonic() > self.end:
            raise too_slow(self.seconds)

    def going_through(self, items: Iterable[object]) -> Iterator[object]:
        """The items, each counted as it is taken."""
        for item in items:
            self.make(1)
            yield item

    def step(self) -> None:
        """One turn of a loop."""
        self.steps -= 1
        self.until_look -= 1
        if self.until_look < 0:
            self._look()
        if self.steps < 0:
            raise LimitError(
                Text(
                    "vòng lặp quá dài (hơn {most} lượt); hãy bớt dữ liệu hoặc vòng lặp lồng nhau",
                    "the loops turn more than {most} times; use less data or fewer nested loops",
                ).with_values(most=MAX_STEPS)
            )

    def fill(self, cells: int) -> None:
        """A sheet with that many cells."""
        self.cells -= cells
        self._look()
        if self.cells < 0:
            raise LimitError(
                Text(
                    "kết quả có hơn {most} ô; hãy chia dữ liệu thành nhiều tệp",
                    "the result has more than {most} cells; split the data into several files",
                ).with_values(most=MAX_CELLS)
            )


def size_of(value: object, most: int) -> int:
    """How many characters and items a value has, those of its items included; some number beyond `most` if more."""
    total, waiting = 0, [value]
    while waiting and total <= most:
        each = waiting.pop()
        if isinstance(each, str | list | tuple):
            total += len(each)
        if isinstance(each, list | tuple) and total <= most:
            waiting.extend(each)
        elif isinstance(each, Mapping):
            total += len(each)
            waiting.extend(each.values())
    return total


def as_text(value: object) -> str:
    """A value as text; LimitError for one that no cell can hold."""
    if size_of(value, MAX_TEXT) > MAX_TEXT:
        raise too_long()
    return str(value)


def _for_the_author(function: Callable[..., Any]) -> Callable[..., Any]:
    """What a function itself does, it does for an expression: its errors are the expression's, those below are not."""

    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except (TypeError, ValueError, ArithmeticError) as error:
            below = error.__traceback__.tb_next if error.__traceback__ else None
            if isinstance(error, FilterError) or (below is not None and below.tb_next is not None):
                raise
            raise FilterError(in_both(str(error))) from error

    return call


@_for_the_author
def bounded_range(*bounds: int) -> range:
    """`range(…)` of a number of items that can be gone through."""
    items = range(*bounds)
    # A range longer than what `len` can tell is longer than any limit.
    if items and abs((items[-1] - items[0]) // items.step) >= MAX_RANGE:
        raise too_much()
    return items


def check_operation(operator: str, left: Any, right: Any, budget: Budget) -> None:
    """LimitError for an operation that makes something huge out of something small."""
    if operator == "**":
        size = left.bit_length() if isinstance(left, int) else 64
        if isinstance(right, int) and abs(right) * size > MAX_NUMBER_BITS:
            raise too_much()
    elif operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
        if len(left) + len(right) > (MAX_TEXT if isinstance(left, str) else MAX_RANGE):
            raise too_much()
        budget.make(len(left) + len(right))
    elif operator == "*":
        for some, times in ((left, right), (right, left)):
            if isinstance(some, str | list | tuple) and isinstance(times, int) and times > 0:
                size = size_of(some, MAX_MADE) * times
                if len(some) * times > MAX_TEXT or size > MAX_MADE:
                    raise too_much()
                budget.make(size)
        whole = isinstance(left, int) and isinstance(right, int)
        if whole and left.bit_length() + right.bit_length() > MAX_NUMBER_BITS:
            raise too_much()


def counted_filters(
    filters: Mapping[str, Callable[..., Any]], budget: Budget, environment: JinjaEnvironment
) -> dict[str, Callable[..., Any]]:
    """The filters, each counting what it goes through and what it makes."""

    @_for_the_author
    def join(items: Iterable[object], d: str = "", attribute: str | int | None = None) -> str:
        of = make_attrgetter(environment, attribute) if attribute is not None else None
        texts: list[str] = []
        separator, length = as_text(d), 0
        for item in budget.going_through(iter(items)):
            text = as_text(of(item) if of else item)
            length += len(text) + (len(separator) if texts else 0)
            if length > MAX_TEXT:
                raise too_long()
            texts.append(text)
        budget.make(length)
        return separator.join(texts)

    @_for_the_author
    def total(items: Iterable[object], attribute: str | int | None = None, start: object = 0) -> object:
        of = make_attrgetter(environment, attribute) if attribute is not None else None
        result: Any = start
        for item in budget.going_through(iter(items)):
            value = of(item) if of else item
            result, value = matched(result, value)
            check_operation("+", result, value, budget)
            result = result + value
        return result

    @_for_the_author
    def bounded_round(value: object, precision: int = 0, method: str = "common") -> object:
        if abs(precision) > MAX_DECIMALS:
            raise too_much()
        return rounded(value, precision, method)

    @_for_the_author
    def batch(items: Iterable[object], linecount: int, fill_with: object = None) -> list[list[object]]:
        if not isinstance(linecount, int) or not 0 < linecount <= MAX_RANGE:
            raise FilterError(
                is_no(linecount, f"số mục từ 1 đến {MAX_RANGE}", f"number of items from 1 to {MAX_RANGE}")
            )
        found = list(budget.going_through(items))
        lines = [found[start : start + linecount] for start in range(0, len(found), linecount)]
        if lines and fill_with is not None:
            missing = linecount - len(lines[-1])
            budget.make(missing)
            lines[-1] += [fill_with] * missing
        return lines

    @_for_the_author
    def replace(text: object, old: str, new: str, count: int | None = None) -> str:
        whole, put = as_text(text), as_text(new)
        times = whole.count(old) if count is None else min(count, whole.count(old))
        if len(whole) + times * (len(put) - len(old)) > MAX_TEXT:
            raise too_long()
        return whole.replace(old, put, -1 if count is None else count)

    def in_capitals(name: str) -> Callable[[object], str]:
        # A letter and its marks are one letter, however they are stored.
        return _for_the_author(lambda text: filters[name](unicodedata.normalize("NFC", as_text(text))))

    def read(name: str) -> Callable[..., object]:
        # Jinja makes 0 of what is no number; that would be a wrong total that nobody sees.
        @_for_the_author
        def call(value: object, default: object = None, *others: int) -> object:
            if isinstance(value, Formatted):
                value = value.value
            result = filters[name](value, _NO_NUMBER, *others)
            if result is not _NO_NUMBER:
                return result
            if default is None:
                raise FilterError(is_no(value, "số", "number"))
            return default

        return call

    own: dict[str, Callable[..., Any]] = {
        "join": join, "sum": total, "round": bounded_round, "string": as_text, "batch": batch, "replace": replace,
        **{name: read(name) for name in ("int", "float")},
        **{name: in_capitals(name) for name in ("upper", "lower", "title", "capitalize")},
    }  # fmt: skip
    return {
        name: own[name] if name in own else _counted(function, budget, through=name in _GO_THROUGH)
        for name, function in filters.items()
    }


def _counted(function: Callable[..., Any], budget: Budget, *, through: bool) -> Callable[..., Any]:
    position = 1 if getattr(function, "jinja_pass_arg", None) is not None else 0

    @_for_the_author
    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        items = arguments[position] if position < len(arguments) else None
        if through and isinstance(items, Iterable) and not isinstance(items, str | Mapping):
            arguments = (*arguments[:position], budget.going_through(items), *arguments[position + 1 :])
        result = function(*arguments, **named)
        if isinstance(result, str | list | tuple):
            budget.make(len(result))
        return result

    return call
