"""The worksheet functions for Excel, from the registry: their VBA and what the Function Wizard says of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.excel.wrappers import CATEGORY
from xl_addin.functions.arguments import MISSING
from xl_addin.functions.registry import ArgumentSpec, UserFunction

# Application.MacroOptions takes no longer text.
LONGEST_HELP = 255


@dataclass(frozen=True)
class WizardEntry:
    """What the Function Wizard shows of one function."""

    name: str
    category: str
    description: str
    arguments: tuple[str, ...]


def wizard_entries(functions: Sequence[UserFunction]) -> tuple[WizardEntry, ...]:
    """The wizard's texts, in Vietnamese."""
    return tuple(
        WizardEntry(
            function.name,
            CATEGORY,
            function.summary.vi[:LONGEST_HELP],
            tuple(argument.help.vi[:LONGEST_HELP] for argument in function.arguments),
        )
        for function in functions
    )


def wrapper_text(functions: Sequence[UserFunction]) -> str:
    """One VBA Function for each: a cell calls it by name, and it hands everything on to `Calculated`."""
    return "\n".join(map(_wrapper, functions))


def _wrapper(function: UserFunction) -> str:
    names = ", ".join(argument.name for argument in function.arguments)
    return (
        f"Public Function {function.name}({', '.join(map(_parameter, function.arguments))})\n"
        f'    {function.name} = Calculated("{function.name}", Array({names}))\n'
        "End Function\n"
    )


def _parameter(argument: ArgumentSpec) -> str:
    return f"{'' if argument.default is MISSING else 'Optional '}{argument.name}"
