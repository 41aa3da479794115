"""What units report back: indicators, how their results count, quotas that change, who is commended."""

from typing import Literal

from pydantic import Field, field_validator

from xl_addin.language import Text
from xl_addin.spec.error import FieldError
from xl_addin.spec.invariant import parse_invariant
from xl_addin.spec.parts.part import Day, Key, Part


class IndicatorSpec(Part):
    """A result that units report."""

    key: Key = Field(description="The indicator's name in this file and in forms.")
    name: str | None = Field(None, description="What it is called; the heading of its quota if left out.")
    quota: str = Field(description="The column that holds what must be reached: `quota.10`, a table and its column.")
    plan: Literal["linear"] = Field("linear", description="How much is expected by which day: evenly over the period.")

    @field_validator("quota")
    @classmethod
    def _a_column_of_a_table(cls, text: str) -> str:
        table, _, label = text.partition(".")
        if not table or not label:
            raise FieldError(
                Text("phải là một cột của một bảng, như `quota.10`", "must be a column of a table, such as `quota.10`")
            )
        return text


class ResultsSpec(Part):
    """How results that units report are read."""

    basis: Literal["daily", "cumulative"] = Field(
        "daily", description="Whether a figure is that day's, or counts from the beginning."
    )
    beyond_quota: Literal["allow", "warn", "cap"] = Field(
        "allow", description="What a result beyond its quota is: praised, asked about, or counted up to the quota."
    )
    fall: Literal["needs_reason", "allow"] = Field(
        "needs_reason", description="Whether a cumulative count may fall without a reason."
    )
    missing: Literal["keep", "carry_forward"] = Field(
        "keep", description="A day without a report: stays empty, never 0, or keeps the last cumulative figure."
    )
    indicators: tuple[IndicatorSpec, ...] = Field(min_length=1, description="What is reported.")


class QuotaChangeSpec(Part):
    """A quota that was changed later, from which day and why."""

    unit: str = Field(description="The unit's name or code.")
    indicator: Key = Field(description="The key of the indicator or of the column whose quota changes.")
    since: Day = Field(alias="from", description="The first day on which the new quota holds.")
    change: int = Field(description="By how much: `-9`, `12`.")
    reason: str = Field(description="Why.")


class CommendationSpec(Part):
    """Who is proposed for commendation."""

    require: tuple[str, ...] = Field(
        min_length=1, description="What must hold, each a comparison: `rate >= 100%`, `missing_days = 0`."
    )

    @field_validator("require")
    @classmethod
    def _comparisons(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        for text in texts:
            parse_invariant(text)
        return texts
