"""What Decree 30/2020/NĐ-CP, annex I, gives a place: letterhead, annex line, recipients, signature.

Expressions ask `letterhead` (parent, issuer, number, place_and_day, annex) and `signature` (authority, signer).
"""

from drawing import MOTTO, MOTTO_RULE, NAME_SIZE, RULE_SIZE, TEXT_SIZE, Rows, put

# A third to a half of the name, which has some seven points a letter, a rule three; of a name that needs two lines, of
# the longer one.
ISSUER_RULE = (
    "{{ '_' * (letterhead.issuer | length if letterhead.issuer | length < 26 else (letterhead.issuer | length) // 2) }}"
)


def letterhead(rows: Rows, split: int, last: int, *, right: int = 0, optional: bool = False) -> None:
    """Parent and issuer to column `split`, country and motto from `right` or beside it; rules, number, place, day."""
    sheet, right = rows.sheet, right or split + 1
    if optional:
        rows.mark("{%tr if letterhead %}")
    rows.mark("{%tr if letterhead.parent %}")
    row = rows.next()
    put(sheet, row, 1, "{{ letterhead.parent | upper }}", to=split, size=NAME_SIZE, align="center")
    put(sheet, row, right, MOTTO[0], to=last, size=NAME_SIZE, bold=True, align="center", wrap=False)
    row = rows.next(18)
    put(sheet, row, 1, "{{ letterhead.issuer | upper }}", to=split, size=NAME_SIZE, bold=True, align="center",
        vertical="top")  # fmt: skip
    put(sheet, row, right, MOTTO[1], to=last, bold=True, align="center", vertical="top", wrap=False)
    rows.mark("{%tr else %}")
    row = rows.next(17)
    put(sheet, row, 1, "{{ letterhead.issuer | upper }}", to=split, rows=2, size=NAME_SIZE, bold=True, align="center",
        vertical="top")  # fmt: skip
    put(sheet, row, right, MOTTO[0], to=last, size=NAME_SIZE, bold=True, align="center", wrap=False)
    row = rows.next(18)
    put(sheet, row, right, MOTTO[1], to=last, bold=True, align="center", vertical="top", wrap=False)
    rows.mark("{%tr endif %}")
    row = rows.next(8)
    for first, to, rule in ((1, split, ISSUER_RULE), (right, last, MOTTO_RULE)):
        put(sheet, row, first, rule, to=to, size=RULE_SIZE, align="center", vertical="top", wrap=False)
    row = rows.next(20)
    put(sheet, row, 1, "Số: {{ letterhead.number }}", to=split, align="center", wrap=False)
    put(sheet, row, right, "{{ letterhead.place_and_day }}", to=last, italic=True, align="center", wrap=False)
    rows.next(9)
    if optional:
        rows.mark("{%tr endif %}")


def annex_line(rows: Rows, last: int) -> None:
    """The document that the sheet comes with, where it does."""
    rows.mark("{%tr if letterhead and letterhead.annex %}")
    put(rows.sheet, rows.next(), 1, "({{ letterhead.annex }})", to=last, size=TEXT_SIZE, italic=True, align="center")
    rows.mark("{%tr endif %}")


def signed(rows: Rows, split: int, last: int, recipients: str, *, right: int = 0, optional: bool = False) -> None:
    """Recipients on the left, on the right who signs, with room for the signature and an empty line for the name."""
    sheet, right = rows.sheet, right or split + 1
    if optional:
        rows.mark("{%tr if signature %}")
    rows.next(12)
    row = rows.next(18)
    put(sheet, row, 1, "Nơi nhận:", to=split, size=12, bold=True, italic=True, wrap=False)
    put(sheet, row, right, "{{ signature.authority | upper }}", to=last, bold=True, align="center")
    row = rows.next(18)
    first = f"{{{{ '- ' ~ {recipients}[0] ~ ('.' if {recipients} | length == 1 else ';') if {recipients} else '' }}}}"
    put(sheet, row, 1, first, to=split, size=11, vertical="top")
    put(sheet, row, right, "{{ signature.signer | upper }}", to=last, bold=True, align="center", vertical="top")
    rows.mark(f"{{%tr for recipient in {recipients}[1:] %}}")
    put(sheet, rows.next(), 1, "- {{ recipient }}{{ '.' if loop.last else ';' }}", to=split, size=11)
    rows.mark("{%tr endfor %}")
    rows.next(60)
    put(sheet, rows.next(18), right, to=last, size=TEXT_SIZE, bold=True, align="center")
    if optional:
        rows.mark("{%tr endif %}")
