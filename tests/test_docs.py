"""The documents say what is so."""

import re
import tomllib
from pathlib import Path

import click

from xl_addin.excel.bundle.wheels import lock_text, locked_hashes

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"


def test_every_dependency_is_listed_with_its_licence() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (DOCS / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([\w-]+) \| ([^|]+) \|", page, re.MULTILINE))
    for requirement in project["dependencies"]:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace(".", "-")
        assert listed.get(name, "").strip() not in ("", "see the package"), name


def test_every_library_of_the_bundle_is_listed_as_such_with_its_licence() -> None:
    rows = re.findall(
        r"^\| ([\w-]+) \| ([^|]+) \| [^|]+ \| (yes)? \|", (DOCS / "licences.md").read_text("utf-8"), re.MULTILINE
    )
    shipped = {name for name, licence, bundled in rows if bundled and licence != "see the package"}
    assert shipped == set(locked_hashes(lock_text()))


def test_links_between_documents_lead_somewhere() -> None:
    for page in (REPOSITORY / "README.md", *DOCS.rglob("*.md")):
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_commands_in_the_readme_exist() -> None:
    from xl_addin.cli.main import commands

    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    named = set(re.findall(r"^xl-addin ([a-z-]+)", code, re.MULTILINE))
    assert named <= set(commands.list_commands(click.Context(commands)))
    assert {"new", "fill", "verify", "unit-sheets"} <= named
