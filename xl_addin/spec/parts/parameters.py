"""A figure, date, list of days, time or text of the plan that an office may change, and how people write it."""

import re
from datetime import date, datetime, time
from fractions import Fraction
from typing import Literal

from pydantic import Field, PrivateAttr, field_validator

from xl_addin.language import Text, number, short_date, time_of_day
from xl_addin.spec.error import FieldError
from xl_addin.spec.parts.part import Part, check_no_quoted_day
from xl_addin.spec.parts.written_moments import time_in

ParameterKind = Literal["number", "date", "days", "time", "text"]

# `500.000` is half a million to one reader and five hundred to another.
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}([.,]\d{3})+\s*%?")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?\s*%?")
# No text begins like a figure and goes on without a word: such a value is a figure, date or time with a slip in it.
_MISSPELT = re.compile(r"[-+]?\d[\d.,:/%\s-]*")
_NO_DAY = Text(
    "danh sách chỉ ghi các ngày viết dạng 2023-06-20", "a list holds nothing but dates written as 2023-06-20"
)
_NEITHER = Text(
    'phải là số nguyên (500000), số thập phân hoặc phần trăm trong dấu nháy ("0,5", "80%"), ngày (2023-06-20), '
    'giờ ("07:30"), chữ, hoặc công thức từ các tham số khác ("target * 80%")',
    'must be a whole number (500000), a decimal or percentage in quotes ("0.5", "80%"), a date (2023-06-20), '
    'a time ("07:30"), text, or a formula over other parameters ("target * 80%")',
)

NO_DAYS = "không"
"""What is written where a list of days is empty."""


def _day(value: object) -> date:
    check_no_quoted_day(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise FieldError(_NO_DAY)


class ParameterSpec(Part):
    """A figure, date, time or text of the plan that an office may change with `--param name=value`."""

    value: int | str | date | tuple[date, ...] = Field(
        description='A whole number, a decimal or percentage in quotes (`"80%"`, `"0,5"`), a date, a list of dates '
        '(`[2022-12-04]`, `[]` for none), a time (`"07:30"`), '
        'a text, or a formula over other parameters (`"target * 80%"`, `"last_day - first_day + 1"`).'
    )
    label: str = Field(description="What the parameter is, as the officer reads it.")
    _result: Fraction | date | None = PrivateAttr(None)

    @field_validator("value", mode="before")
    @classmethod
    def _can_be_read(cls, value: object) -> object:
        if isinstance(value, list | tuple):
            return tuple(map(_day, value))
        check_no_quoted_day(value)
        if not isinstance(value, str):
            if isinstance(value, int | date) and not isinstance(value, bool | datetime):
                return value
            raise FieldError(_NEITHER)
        text = value.strip()
        if _AMBIGUOUS.fullmatch(text):
            raise FieldError(
                Text(
                    '“{value}” có thể hiểu hai cách; viết số nguyên liền (500000), số thập phân dạng "0,5"',
                    '{value} reads two ways; write a whole number without separators (500000), a decimal as "0.5"',
                ).with_values(value=value)
            )
        if _NUMBER.fullmatch(text) or time_in(text):
            return text
        if not text or _MISSPELT.fullmatch(text):
            raise FieldError(_NEITHER)
        return text

    def with_result(self, result: Fraction | date) -> "ParameterSpec":
        """The parameter whose value is a formula, with what it comes to."""
        copy = self.model_copy()
        copy._result = result
        return copy

    @property
    def kind(self) -> ParameterKind:
        """What the parameter is; a formula that nothing has been made of yet is a text."""
        value = self.value if self._result is None else self._result
        if isinstance(value, date):
            return "date"
        if isinstance(value, tuple):
            return "days"
        if not isinstance(value, str) or _NUMBER.fullmatch(value):
            return "number"
        return "text" if time_in(value) is None else "time"

    @property
    def is_date(self) -> bool:
        """Whether the parameter is a date rather than a number, a time or a text."""
        return self.kind == "date"

    @property
    def is_calculated(self) -> bool:
        """Whether its value is a formula over other parameters."""
        return self._result is not None

    @property
    def is_percent(self) -> bool:
        """Whether it is written as a percentage."""
        return self.kind == "number" and not self.is_calculated and str(self.value).endswith("%")

    def number(self) -> Fraction:
        """The exact number; TypeError for a date, a time or a text."""
        value = self.value if self._result is None else self._result
        if self.kind != "number" or isinstance(value, date | tuple):
            raise TypeError(f"a {self.kind} is no number")
        if isinstance(value, int | Fraction):
            return Fraction(value)
        text = value.replace(",", ".").replace(" ", "")
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)

    def day(self) -> date:
        """The date; TypeError for anything else."""
        value = self.value if self._result is None else self._result
        if not isinstance(value, date):
            raise TypeError(f"a {self.kind} is no date")
        return value

    def days(self) -> tuple[date, ...]:
        """The days of a list; TypeError for anything else."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"a {self.kind} is no list of days")
        return self.value

    def time(self) -> time:
        """The time of day; TypeError for anything else."""
        found = time_in(self.value) if isinstance(self.value, str) and not self.is_calculated else None
        if found is None:
            raise TypeError(f"a {self.kind} is no time")
        return found

    @property
    def written(self) -> str:
        """The value in a text: `20/6/2023`, `500000`, `80%`, `0,5`, `07 giờ 30 phút`, however it was typed."""
        match self.kind:
            case "date":
                return short_date(self.day())
            case "days":
                return ", ".join(map(short_date, self.days())) or NO_DAYS
            case "time":
                return time_of_day(self.time(), "vi")
            case "text":
                return str(self.value)
        if self.is_calculated:
            figure = self.number()
            return str(figure) if figure.denominator == 1 else number(figure, "vi").replace(".", "")
        value = str(self.value)
        text, sign = (value.rstrip("%").strip().replace(".", ","), "%" if value.endswith("%") else "")
        return (text.rstrip("0").rstrip(",") if "," in text else text) + sign
