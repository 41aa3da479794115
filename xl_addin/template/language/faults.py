"""Everything that is wrong with a template, gathered so that the officer mends it in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from xl_addin.language import Text
from xl_addin.problem import Problem

SHOWN = 30


class TemplateFault(Exception):
    """Something for the template's author to mend; `text` says what.

    It is the only exception that becomes a fault of the template: any other is a fault of this program.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Fault:
    """One mistake: the cell or sheet, the expression as written there, what is wrong and what to do."""

    place: str
    expression: str
    text: Text

    def without_place(self) -> Text:
        """The expression and what is wrong with it."""
        shown = f"{self.expression}: " if self.expression else ""
        return Text(shown + self.text.vi, shown + self.text.en)


class TemplateProblem(Problem):
    """Everything that is wrong with a template, as one problem; `faults` are the mistakes one by one."""

    def __init__(self, text: Text, faults: tuple[Fault, ...], *, file: str, place: str | None = None) -> None:
        super().__init__(text, file=file, place=place)
        self.faults = faults


@dataclass
class Faults:
    """The faults found so far, each once however often its row is repeated."""

    found: dict[Fault, None] = field(default_factory=dict)

    def add(self, place: str, expression: str, text: Text) -> None:
        """Note a fault."""
        self.found.setdefault(Fault(place, expression, text))

    def tell(self, text: Text) -> bool:
        """Whether one of them says this already."""
        return any(fault.text == text for fault in self.found)

    def raise_any(self, file: str) -> None:
        """Raise one TemplateProblem that names every fault, if there is any."""
        faults = list(self.found)
        if not faults:
            return
        if len(faults) == 1:
            raise TemplateProblem(faults[0].without_place(), tuple(faults), file=file, place=faults[0].place)
        rest = len(faults) - SHOWN
        lines = [(fault.place, fault.without_place()) for fault in faults[:SHOWN]]
        raise TemplateProblem(
            Text(
                "\n  ".join(
                    [
                        f"mẫu có {len(faults)} lỗi",
                        *(f"{place}: {text.vi}" if place else text.vi for place, text in lines),
                    ]
                    + ([f"và {rest} lỗi khác"] if rest > 0 else [])
                ),
                "\n  ".join(
                    [
                        f"the template has {len(faults)} mistakes",
                        *(f"{place}: {text.en}" if place else text.en for place, text in lines),
                    ]
                    + ([f"and {rest} more"] if rest > 0 else [])
                ),
            ),
            tuple(faults),
            file=file,
        )


def suggestion(name: str, known: Iterable[str]) -> Text:
    """`; did you mean …?`, or what there is to choose from; empty without anything to say."""
    names = sorted({other for other in known if not other.startswith("_")})
    near = get_close_matches(name, names, n=3, cutoff=0.6)
    if near:
        listed = ", ".join(near)
        return Text(f"; có phải là: {listed}?", f"; did you mean {listed}?")
    if names:
        listed = ", ".join(names[:15]) + (" …" if len(names) > 15 else "")
        return Text(f"; có thể dùng: {listed}", f"; there are: {listed}")
    return Text("", "")
