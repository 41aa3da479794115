"""What a campaign sends out: unit sheets, forms and reports."""

from typing import Literal, Self

from pydantic import Field, model_validator

from xl_addin.language import Text
from xl_addin.spec.error import SpecError
from xl_addin.spec.parts.deadlines import Recurrence
from xl_addin.spec.parts.part import Key, Part


class ReportSpec(Part):
    """A form or report of the campaign: a workbook made from a template, or a page for a browser."""

    template: str | None = Field(
        None, description="The template: the name of a shipped one, or a file beside the spec."
    )
    html: str | None = Field(None, description="The file of a page for a browser.")
    name: str | None = Field(None, description="What the report is called.")
    every: Recurrence | None = Field(None, description="How often it is made; once if left out.")
    units: Key | None = Field(None, description="The unit set of which every unit gets its own; else one for all.")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.template is None) == (self.html is None):
            raise SpecError(
                Text(
                    "báo cáo cần đúng một trong `template` (mẫu .xlsx) và `html` (trang web)",
                    "a report needs exactly one of `template` (an .xlsx) and `html` (a page)",
                )
            )
        return self


class UnitSheetsSpec(Part):
    """How unit sheets are cut."""

    template: str | None = Field(None, description="The template; the shipped `phieu-don-vi` if left out.")
    files: Literal["one_per_unit", "one_book"] = Field(
        "one_book", description="A file for every unit, or one workbook with a sheet each."
    )
    indicators: Literal["side_by_side", "one_by_one"] = Field(
        "one_by_one", description="Several indicators beside each other on a page, or one after the other."
    )
