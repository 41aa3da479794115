"""Which rules count: `--select` and `--ignore` take codes or the beginnings of codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.verify.rule import all_rules

# A file that cannot be read is always told.
_ALWAYS = "C801"


@dataclass(frozen=True)
class Selection:
    """The beginnings of codes asked for (all if none is) and of those to leave out; of two that fit the longer counts.

    What is left out still explains away its consequences: ignoring a cause never brings its consequences up.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def checked(self) -> frozenset[str]:
        """The codes that are looked for."""
        return frozenset(code for code in _codes() if code == _ALWAYS or _longest(self.select or ("",), code) >= 0)

    @property
    def reported(self) -> frozenset[str]:
        """The codes that are reported."""
        return frozenset(
            code
            for code in self.checked
            if code == _ALWAYS or _longest(self.select or ("",), code) > _longest(self.ignore, code)
        )


EVERYTHING = Selection()


def unknown_selector(selectors: Sequence[str]) -> Text | None:
    """What is wrong with the first selector that fits no code; None if all fit."""
    for selector in selectors:
        if not selector or not any(code.startswith(selector) for code in _codes()):
            text = Text("không có mã nào bắt đầu bằng “{selector}”", "no code begins with “{selector}”")
            return unknown(text.with_values(selector=selector), selector, _codes())
    return None


def _longest(selectors: Sequence[str], code: str) -> int:
    """The length of the longest selector that fits, -1 if none does."""
    return max((len(selector) for selector in selectors if code.startswith(selector)), default=-1)


def _codes() -> tuple[str, ...]:
    return tuple(registered.rule.code for registered in all_rules())
