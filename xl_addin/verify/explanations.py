"""What each finding means to an officer, in Vietnamese: one source for the guide, the command line and the reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files


@dataclass(frozen=True)
class Explanation:
    """A finding's title, what it means, an example and how to mend it; Markdown."""

    title: str
    meaning: str
    example: str
    mend: str


@dataclass(frozen=True)
class Explanations:
    """The families of codes by their letter, and every code's explanation."""

    families: Mapping[str, str]
    by_code: Mapping[str, Explanation]


@cache
def explanations() -> Explanations:
    """The explanations of every released code, read once."""
    from ruamel.yaml import YAML

    content = YAML(typ="safe", pure=True).load(
        package_files(__package__).joinpath("explanations.yaml").read_text(encoding="utf-8")
    )
    return Explanations(
        families=content["families"],
        by_code={code: Explanation(**entry) for code, entry in content["explanations"].items()},
    )
