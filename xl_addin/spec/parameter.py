"""A figure or date of the plan that an office may change, and how people write it."""

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from xl_addin.language import Text, short_date
from xl_addin.spec.error import SpecError

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]

# `500.000` is half a million to one reader and five hundred to another.
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}([.,]\d{3})+\s*%?")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?\s*%?")


class Part(BaseModel):
    """Every part of a spec: unknown fields are errors, values cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ParameterSpec(Part):
    """A figure or date of the plan that an office may change with `--param name=value`."""

    value: int | str | date = Field(
        description='A whole number, a decimal or percentage in quotes (`"80%"`, `"0,5"`), or a date.'
    )
    label: str = Field(description="What the parameter is, as the officer reads it.")

    @field_validator("value", mode="before")
    @classmethod
    def _number_or_date(cls, value: object) -> object:
        if isinstance(value, str) and _AMBIGUOUS.fullmatch(value.strip()):
            raise SpecError(
                Text(
                    '“{value}” có thể hiểu hai cách; viết số nguyên liền (500000), số thập phân dạng "0,5"',
                    '{value} reads two ways; write a whole number without separators (500000), a decimal as "0.5"',
                ).with_values(value=value)
            )
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            return value.strip()
        if isinstance(value, int | date) and not isinstance(value, bool | datetime):
            return value
        raise SpecError(
            Text(
                "giá trị phải là số nguyên (500000), số thập phân hoặc phần trăm trong dấu nháy "
                '("0,5", "80%") hoặc ngày (2023-06-20)',
                "the value must be a whole number (500000), a decimal or percentage in quotes "
                '("0.5", "80%") or a date (2023-06-20)',
            )
        )

    @property
    def is_date(self) -> bool:
        """Whether the parameter is a date rather than a number."""
        return isinstance(self.value, date)

    def number(self) -> Fraction:
        """The exact number; TypeError for a date."""
        if isinstance(self.value, date):
            raise TypeError("a date is no number")
        if isinstance(self.value, int):
            return Fraction(self.value)
        text = self.value.replace(",", ".").replace(" ", "")
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)

    @property
    def written(self) -> str:
        """The value in a text: `20/6/2023`, `500000`, `80%`, `0,5`, however it was typed."""
        if isinstance(self.value, date):
            return short_date(self.value)
        if isinstance(self.value, int):
            return str(self.value)
        text, sign = (self.value.rstrip("%").strip().replace(".", ","), "%" if self.value.endswith("%") else "")
        return (text.rstrip("0").rstrip(",") if "," in text else text) + sign
