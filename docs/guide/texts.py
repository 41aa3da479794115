"""The guide's prose and pictures' styles: files of `texts/`, filled in with what the code says of itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from ruamel.yaml import YAML

_FOLDER = Path(__file__).parent / "texts"


def text(name: str) -> str:
    """A file as it is."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def filled(name: str, **values: object) -> str:
    """A file with its `{{ places }}` filled; every place must have a value."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    return environment.from_string(text(name)).render(values)


def data(name: str) -> Mapping[str, Any]:
    """What a YAML file holds."""
    content: Mapping[str, Any] = YAML(typ="safe").load(text(name))
    return content
