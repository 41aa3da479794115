"""The administrative document a campaign's tables belong to."""

from pydantic import Field

from xl_addin.spec.parts.part import Day, Part


class DocumentSpec(Part):
    """The administrative document the tables belong to (layout: Decree 30/2020/NĐ-CP, Annex I)."""

    number: str = Field(description="Number and sign, such as `96/KH-UBND`.")
    day: Day = Field(description="The date of the document.")
    parent: str | None = Field(None, description="The superior agency, upright above the issuer.")
    issuer: str = Field(description="The issuing agency, bold.")
    issuer_in_text: str = Field(description="The same within a sentence: `Ủy ban nhân dân tỉnh`.")
    place: str = Field(description="The place that stands before the date.")
    kind: str = Field(description="`Kế hoạch`, `Công văn` …")
    authority: str = Field(description="`TM. ỦY BAN NHÂN DÂN`")
    signer: str = Field(description="The signer's office, never a name: `CHỦ TỊCH`.")
    recipients: tuple[str, ...] = Field(
        (), description="Who receives a unit sheet; `{unit}` stands for the unit's name."
    )
