"""What people read: a text in Vietnamese and English, and the numbers and dates inside it.

Vietnamese writes `48.692`, `57,41%` and `15/12/2023`; English `48,692`, `57.41%` and the same dates.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Literal, Self

Language = Literal["vi", "en"]
Number = int | float | Decimal | Fraction
# The largest float has 309 digits before its decimals.
_LARGEST = Context(prec=400)


@dataclass(frozen=True)
class Text:
    """One message in both languages; `{name}` placeholders are filled by `with_values`."""

    vi: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.vi if language == "vi" else self.en

    def with_values(self, **values: object) -> Self:
        """The text with its placeholders filled, numbers, dates and texts written as each language does."""
        return replace(
            self,
            vi=self.vi.format(**{name: shown(value, "vi") for name, value in values.items()}),
            en=self.en.format(**{name: shown(value, "en") for name, value in values.items()}),
        )


def shown(value: object, language: Language) -> str:
    """A value as a reader of that language expects it: `shown(48692, "vi") == "48.692"`."""
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, bool):
        return {"vi": ("sai", "đúng"), "en": ("false", "true")}[language][value]
    if isinstance(value, int | float | Decimal | Fraction):
        return number(value, language)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(shown(item, language) for item in value)
    return str(value)


def short_date(day: date) -> str:
    """`15/12/2023`, `04/4/2024`, `05/02/2024`: days under 10 and months 1 and 2 take a leading zero.

    So Decree 30/2020/NĐ-CP, Annex I, writes dates of documents.
    """
    return f"{day.day:02}/{day.month:0{2 if day.month < 3 else 1}}/{day.year}"


def time_of_day(at: time, language: Language) -> str:
    """`07 giờ 30 phút`, `16 giờ`, as administrative documents write times; `07:30` in English."""
    if language == "en":
        return f"{at:%H:%M}"
    return f"{at:%H giờ %M phút}" if at.minute else f"{at:%H giờ}"


def number(value: Number, language: Language, decimals: int | None = None) -> str:
    """A number with that language's separators; without `decimals`, as many as needed, at most two.

    Rounds half away from zero, as Excel's number formats do.
    """
    exact = (
        Decimal(value.numerator) / Decimal(value.denominator)
        if isinstance(value, Fraction)
        else Decimal(repr(value))
        if isinstance(value, float)
        else Decimal(value)
    )
    if not exact.is_finite():
        return str(value)
    unit = Decimal(1).scaleb(-(2 if decimals is None else decimals))
    rounded = exact.quantize(unit, ROUND_HALF_UP, _LARGEST)
    if rounded == 0:
        rounded = abs(rounded)
    text = f"{rounded:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(ratio: Number, language: Language, decimals: int = 2) -> str:
    """A ratio as a percentage: `percent(0.5741, "vi") == "57,41%"`."""
    exact = Fraction(Decimal(repr(ratio))) if isinstance(ratio, float) else Fraction(ratio)
    return number(exact * 100, language, decimals) + "%"


def language_of_environment() -> Language:
    """The language of messages when none is asked for: English only where the locale says so.

    `XL_ADDIN_LANG` (`vi` or `en`) comes before the locale variables.
    """
    chosen = os.environ.get("XL_ADDIN_LANG", "").lower()
    if chosen in ("vi", "en"):
        return "en" if chosen == "en" else "vi"
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if locale.lower().startswith("en") else "vi"
