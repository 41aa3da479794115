"""Formulas of a spec, with errors as the officer reads them."""

from xl_addin.language import Text
from xl_addin.notation import Expression, NotationError, parse_formula
from xl_addin.spec.error import SpecError


def parse_readable(text: str) -> Expression:
    """Parse a spec formula; SpecError with the position where it cannot be read."""
    try:
        return parse_formula(text)
    except NotationError as error:
        place = Text("{error} (ký tự thứ {position} của `{formula}`)", "{error} (character {position} of `{formula}`)")
        raise SpecError(place.with_values(error=error.text, position=error.position + 1, formula=text)) from error
