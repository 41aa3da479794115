"""Values that a template reaches by name: lists whose items have names, and names that stand for no one value."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault

Item = TypeVar("Item")


@dataclass(frozen=True)
class Refused:
    """Stands where a value would be that must not be used; an expression that reaches it is told why."""

    why: Text


class NamedList(list[Item], Generic[Item]):
    """A list whose items can also be had by name: `table.columns['7']`, `table.columns[6]`.

    `names` gives an item's names; the first item of several with one name is the one meant by it.
    """

    def __init__(self, items: Iterable[Item], names: Callable[[Item], Iterable[str]]) -> None:
        super().__init__(items)
        self._by_name: dict[str, Item] = {}
        for item in self:
            for name in names(item):
                self._by_name.setdefault(name, item)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an item can be had by."""
        return tuple(self._by_name)

    def __getitem__(self, key: Any) -> Any:
        """The item with that name, or at that place."""
        return self._by_name[key] if isinstance(key, str) else super().__getitem__(key)


def names_of(value: Mapping[Any, Any] | NamedList[Any]) -> Collection[Any]:
    """The names that what a mapping or list holds can be had by."""
    return value.names if isinstance(value, NamedList) else value.keys()


def allowed(value: object) -> object:
    """The value; TemplateFault, saying why, for one that must not be used."""
    if isinstance(value, Refused):
        raise TemplateFault(value.why)
    return value
