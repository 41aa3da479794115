"""A formula taken apart: every kind of token, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.tokens import tokens


def written(formula: str) -> str:
    return " ".join(f"{token.kind}:{token.text}" for token in tokens(formula) if token.kind != "operator")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("ROUND(C8*$C$2/C$19,0)", "function:ROUND( cells:C8 cells:$C$2 cells:C$19 separator:, number:0 close:)"),
        ("'Giai đoạn 1'!D9*Đợt1!$B$2", "cells:'Giai đoạn 1'!D9 cells:Đợt1!$B$2"),
        ("'Đợt ''hai''!'!A1:B2", "cells:'Đợt ''hai''!'!A1:B2"),
        ("Quý1:Quý4!A1+'T 1:T 2'!B:B", "cells:Quý1:Quý4!A1 columns:'T 1:T 2'!B:B"),
        ("[1]S!A1+'[Sổ 1.xlsx]S'!A1", "cells:[1]S!A1 cells:'[Sổ 1.xlsx]S'!A1"),
        ("[1]!Tên+S!Tên+[1]!CT_X(1)", "name:[1]!Tên name:S!Tên function:[1]!CT_X( number:1 close:)"),
        ("T[[#This Row],[a]:[b]]+[@x]+T[#All]", "structured:T[[#This Row],[a]:[b]] structured:[@x] structured:T[#All]"),
        ("T['[A1'] '# \"x\"]&\"T[x]\"", "structured:T['[A1'] '# \"x\"] text:\"T[x]\""),
        ("A1#+S!A1#", "cells:A1 spill:# cells:S!A1 spill:#"),
        ("#REF!+S!#REF!+#REF!A1+#N/A", "error:#REF! error:S!#REF! cells:#REF!A1 error:#N/A"),
        ("LOG10(1)+Q1!A1+a1", "function:LOG10( number:1 close:) cells:Q1!A1 cells:a1"),
        ("1e5+1.5E-3+.5+007+5%", "number:1e5 number:1.5E-3 number:.5 number:007 number:5"),
        ("SUM(A:A,$1:3)", "function:SUM( columns:A:A separator:, rows:$1:3 close:)"),
        ("R1C1+RC+XFE1+A1048577+A01+ABCD1", "name:R1C1 name:RC name:XFE1 name:A1048577 name:A01 name:ABCD1"),
        ("TRUE+false+TRUE()+trueA", "truth:TRUE truth:false function:TRUE( close:) name:trueA"),
        ("{1;2,3}", "open_array:{ number:1 separator:; number:2 separator:, number:3 close_array:}"),
        ("_xlfn._xlws.FILTER(A1:A9)", "function:_xlfn._xlws.FILTER( cells:A1:A9 close:)"),
        ("A1:B2 C3:D4", "cells:A1:B2 space:  cells:C3:D4"),
        ("S!A1:S!B2+A1:S!B2", "cells:S!A1 cells:S!B2 cells:A1 cells:S!B2"),
        ("A1:INDEX(B:B,2)", "cells:A1 function:INDEX( columns:B:B separator:, number:2 close:)"),
        ("D9–E9+“x”", "name:D9–E9 name:“x”"),
        ("1.A5+Tien5_x+'abc", "other:1.A5 name:Tien5_x other:'abc"),
    ],
)  # fmt: skip
def test_kinds(formula: str, expected: str) -> None:
    assert written(formula) == expected


@given(st.one_of(st.text(), st.text(alphabet="ABxyz019$:!'\"#&+(),.[]{} @Đ\\?%")))
def test_the_tokens_of_any_text_put_together_are_the_text(formula: str) -> None:
    found = list(tokens(formula))
    assert "".join(token.text for token in found) == formula
    assert all(formula[token.start : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    "piece", ["'", '"', "[", "[a", "a:", "A1:", "a ", "#", "[[a]", "'[a]", "a[", "a.1", "''x", "[a]", '"x', "$", "1e"]
)
def test_a_text_made_to_take_long_is_read_at_once(piece: str) -> None:
    assert sum(len(token.text) for token in tokens(piece * 20_000)) == 20_000 * len(piece)
