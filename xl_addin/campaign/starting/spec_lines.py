"""The lines of a first spec: its document, parameters and tables, with remarks where an officer has to look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xl_addin.campaign.starting.document_found import FoundParameter
from xl_addin.campaign.starting.spec_text import Scalar, flow, listed, remarked, scalar
from xl_addin.language import Language, Text
from xl_addin.table.model import NumberedTable

_NOT_FOUND = Text("chưa thấy trong sổ; hãy điền", "not found in the workbook; fill it in")
_OTHERS = Text(
    "trang này còn {count} bảng khác, chưa đưa vào", "this sheet has {count} more tables, which are left out"
)
DOCUMENT_DEFAULTS: Mapping[str, Scalar] = {
    "number": "…/…",
    "issuer": "…",
    "issuer_in_text": "…",
    "place": "…",
    "kind": "Kế hoạch",
    "authority": "…",
    "signer": "…",
}
_FIELDS = ("number", "day", "parent", "issuer", "issuer_in_text", "place", "kind", "authority", "signer")


@dataclass
class BegunColumn:
    """A column of the spec that is made: its fields, and what the table says that could not be taken over."""

    label: str
    fields: dict[str, Scalar]
    remark: Text | None = None


@dataclass
class BegunTable:
    """A table of the spec that is made."""

    key: str
    found: NumberedTable
    title: tuple[str, ...]
    columns: list[BegunColumn]
    others: int


def document_lines(document: Mapping[str, object], today: date, language: Language) -> Iterator[str]:
    """The fields of the document; those that were not found have a remark."""
    missing = _NOT_FOUND.in_language(language)
    for name in _FIELDS:
        value = document.get(name)
        if isinstance(value, str | date):
            yield f"  {name}: {scalar(value)}"
        elif name != "parent":
            yield remarked(f"  {name}: {scalar(today if name == 'day' else DOCUMENT_DEFAULTS[name])}", missing)
    recipients = document.get("recipients")
    if isinstance(recipients, list):
        yield from listed("recipients", recipients, "  ")


def parameter_lines(parameters: Mapping[str, FoundParameter]) -> Iterator[str]:
    """The parameters, one a line."""
    if parameters:
        yield "parameters:"
        yield from (f"  {name}: {flow({'value': one.value, 'label': one.label})}" for name, one in parameters.items())
        yield ""


def table_lines(tables: Sequence[BegunTable], language: Language) -> Iterator[str]:
    """The tables with their columns."""
    yield "tables:"
    for table in tables:
        others = _OTHERS.with_values(count=table.others).in_language(language) if table.others else None
        yield f"  - key: {table.key}"
        yield remarked(f"    sheet: {scalar(table.found.sheet)}", others)
        yield from listed("title", table.title, "    ")
        yield "    columns:"
        for column in table.columns:
            remark = column.remark.in_language(language) if column.remark else None
            yield remarked(f"      - {flow(column.fields)}", remark)
