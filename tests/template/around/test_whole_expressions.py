"""An expression that Excel has torn into runs is put into the one in which it begins."""

import pytest

from xl_addin.template.around.whole_expressions import with_whole_expressions


@pytest.mark.parametrize(
    ("runs", "whole"),
    [
        (("{{ a", " }} b"), ("{{ a }}", " b")),
        (("x {", "{ a }", "} {{ b }}"), ("x {{ a }}", "", " {{ b }}")),
        (("{{ a }}", " {% if b %}c{%", " endif %}"), ("{{ a }}", " {% if b %}c{% endif %}", "")),
        (("{{ never", "closed"), ("{{ neverclosed", "")),
        (("plain", "{ x }"), ("plain", "{ x }")),
    ],
)
def test_torn_expressions_are_whole(runs: tuple[str, ...], whole: tuple[str, ...]) -> None:
    def paragraph(texts: tuple[str, ...]) -> str:
        return "<d><p>" + "".join(f"<r><t>{text}</t></r>" for text in texts) + "</p></d>"

    found = with_whole_expressions(paragraph(runs).encode(), part="drawing1.xml").decode()
    assert found.rpartition("?>")[2].strip().replace("<t/>", "<t></t>") == paragraph(whole)
