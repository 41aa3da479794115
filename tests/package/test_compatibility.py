"""A choice of contents is read as Excel reads it: the first branch it knows, else the fallback."""

from lxml import etree

from xl_addin.package.compatibility import settled

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
EXCEL = 'xmlns:n="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
HANCOM = 'xmlns:n="http://schemas.haansoft.com/office/spreadsheet/8.0"'


def names(xml: str) -> list[str]:
    return [etree.QName(each).localname for each in etree.fromstring(settled(xml.encode()))]


def choice(namespace: str, *, requires: str = "n", fallback: str = "<mc:Fallback><b/></mc:Fallback>") -> str:
    return f'<r {MC}><x/><mc:AlternateContent><mc:Choice {namespace} Requires="{requires}"><a/><a/></mc:Choice>' + (
        f"{fallback}</mc:AlternateContent><y/></r>"
    )


def test_what_excel_knows_is_taken() -> None:
    assert names(choice(EXCEL)) == ["x", "a", "a", "y"]


def test_what_only_others_know_gives_way_to_the_fallback() -> None:
    assert names(choice(HANCOM)) == ["x", "b", "y"]
    assert names(choice(HANCOM, fallback="")) == ["x", "y"]


def test_choices_within_choices_are_settled_too() -> None:
    inner = choice(HANCOM).removeprefix(f"<r {MC}>").removesuffix("</r>")
    assert names(choice(HANCOM, fallback=f"<mc:Fallback>{inner}</mc:Fallback>")) == ["x", "x", "b", "y", "y"]


def test_a_choice_that_requires_what_is_not_declared_stays() -> None:
    assert names(choice("")) == ["x", "AlternateContent", "y"]
    assert names(choice(EXCEL, requires="")) == ["x", "AlternateContent", "y"]


def test_a_part_without_choices_stays_byte_for_byte() -> None:
    for xml in (b"<r  a = '1' />", b"<r>AlternateContent</r>"):
        assert settled(xml) == xml
