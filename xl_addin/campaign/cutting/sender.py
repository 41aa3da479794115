"""Whose paper a unit sheet is, who signs and who receives it: as the spec says, else as the office's own sheet does."""

from collections.abc import Sequence

from xl_addin.language import short_date
from xl_addin.spec.model import Spec
from xl_addin.table.letterhead import letterhead_of, signature_of
from xl_addin.table.model import NumberedTable
from xl_addin.template.language.filters import vn_long_date
from xl_addin.workbook.model.book import Book

NO_NUMBER = "…/…"
"""Where the clerk writes the sheet's own number."""


def letterhead_values(spec: Spec | None, book: Book, tables: Sequence[NumberedTable]) -> dict[str, object] | None:
    """What `letterhead` names in a template; None where neither the spec nor a sheet with a table says whose it is."""
    if spec is not None:
        its = spec.document
        return {
            "parent": its.parent or "",
            "issuer": its.issuer,
            "number": NO_NUMBER,
            "place_and_day": str(vn_long_date(its.day, its.place)),
            "annex": f"Kèm theo {its.kind} số {its.number} ngày {short_date(its.day)} của {its.issuer_in_text}",
        }
    for table in tables:
        found = letterhead_of(book[table.sheet], table)
        if found is not None:
            return {
                "parent": found.parent,
                "issuer": found.issuer,
                "number": NO_NUMBER,
                "place_and_day": found.place_and_day,
                "annex": found.annex,
            }
    return None


def signature_values(spec: Spec | None, book: Book, tables: Sequence[NumberedTable]) -> dict[str, object] | None:
    """What `signature` names in a template; None where nobody is known to sign."""
    if spec is not None:
        return {"authority": spec.document.authority, "signer": spec.document.signer}
    for table in tables:
        found = signature_of(book[table.sheet], table)
        if found is not None and found.authority:
            return {"authority": found.authority, "signer": found.signer}
    return None


def recipients_of(spec: Spec | None, unit: str, book: Book, tables: Sequence[NumberedTable]) -> list[str]:
    """Who receives a unit's sheet: without a spec the unit itself, then whom the office's sheet names."""
    if spec is not None:
        return [_bare(spec.fill_in(line.replace("{unit}", unit))) for line in spec.document.recipients]
    found = (signature_of(book[table.sheet], table) for table in tables)
    named = next((signature.recipients for signature in found if signature), ())
    return [unit, *(one for one in named if one != unit)]


def _bare(recipient: str) -> str:
    """Without the mark at the end, which its place in the list decides."""
    return recipient.rstrip(" ;.")
