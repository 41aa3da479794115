"""Findings that are known and accepted."""

import re

from pydantic import Field, field_validator

from xl_addin.language import Text
from xl_addin.spec.error import FieldError
from xl_addin.spec.parts.part import Part


class SuppressionSpec(Part):
    """A finding that is known and accepted; one that suppresses nothing is reported."""

    code: str = Field(description="The finding's code, such as `V302`.")
    sheet: str | None = Field(None, description="The sheet it stands in; any if left out.")
    cell: str | None = Field(None, description="Its cell, such as `D20`; any if left out.")
    reason: str = Field(description="Why it is accepted.")

    @field_validator("code")
    @classmethod
    def _is_a_code(cls, text: str) -> str:
        if not re.fullmatch(r"[A-Z]\d{3}", text):
            raise FieldError(Text("phải là một mã như V302", "must be a code such as V302"))
        return text

    @field_validator("cell")
    @classmethod
    def _is_a_cell(cls, text: str | None) -> str | None:
        if text is not None and not re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", text):
            raise FieldError(Text("phải là địa chỉ ô như D20", "must be a cell such as D20"))
        return text

    @field_validator("reason")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text.strip():
            raise FieldError(Text("phải ghi lý do", "must say why"))
        return text
