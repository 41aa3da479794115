"""Which language a command line speaks: `--lang` before or after the command, else the environment's."""

from collections.abc import Sequence

import click

from xl_addin.language import Language, Text, language_of_environment

LANGUAGES = ("vi", "en")
_LANGUAGE, _GIVEN = "xl_addin.language", "xl_addin.language.given"


def language_asked_for(arguments: Sequence[str]) -> Language:
    """The `--lang` among a command's arguments, else the language of the environment."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[index + 1 : index + 2])
            if value in LANGUAGES:
                return "en" if value == "en" else "vi"
    return language_of_environment()


def settle(context: click.Context, arguments: Sequence[str]) -> None:
    """Before anything else is read: the language in which all that follows is said."""
    context.meta.setdefault(_LANGUAGE, language_asked_for(arguments))


def spoken() -> Language:
    """The language of the command that is running."""
    context = click.get_current_context(silent=True)
    language: Language | None = context.meta.get(_LANGUAGE) if context else None
    return language or language_of_environment()


def said(vi: str, en: str) -> str:
    """A usage error in the language asked for."""
    return Text(vi, en).in_language(spoken())


def one_language(context: click.Context, _option: click.Parameter, given: Language | None) -> Language:
    """The language asked for; a usage error where `--lang` before the command and after it differ."""
    before = context.meta.setdefault(_GIVEN, given) if given else context.meta.get(_GIVEN)
    if given and before != given:
        raise click.UsageError(
            said(
                f"--lang ghi hai lần, lần trước {before}, lần sau {given}; hãy ghi một lần",
                f"--lang is given twice, first {before}, then {given}; give it once",
            ),
            context,
        )
    return spoken()
