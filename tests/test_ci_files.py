"""What CI systems read of us says what the program does."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import click
from ruamel.yaml import YAML

from xl_addin.cli.main import commands
from xl_addin.cli.settings import settings_for
from xl_addin.cli.workbooks import SUFFIXES

REPOSITORY = Path(__file__).parent.parent


def options_of(command: str) -> set[str]:
    found = commands.get_command(click.Context(commands), command)
    assert found is not None
    return {name for parameter in found.params for name in parameter.opts}


def test_the_hook_runs_the_command_on_every_workbook_but_lock_files() -> None:
    [hook] = YAML(typ="safe").load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split() == ["xl-addin", "verify"]
    assert "verify" in commands.list_commands(click.Context(commands))
    for suffix in SUFFIXES:
        assert re.search(hook["files"], f"bieu/a{suffix}") and re.search(hook["files"], f"bieu/A{suffix.upper()}")
        assert not re.search(hook["exclude"], f"bieu/a{suffix}")
        assert re.search(hook["exclude"], f"bieu/~$a{suffix}") and re.search(hook["exclude"], f".~lock.a{suffix}#")


def test_the_action_uses_options_that_exist_and_every_input() -> None:
    text = (REPOSITORY / "action.yml").read_text(encoding="utf-8")
    action = YAML(typ="safe").load(text)
    assert action["runs"]["using"] == "composite"
    [verify] = [step for step in action["runs"]["steps"] if step.get("name") == "Verify"]
    assert set(re.findall(r"(--[a-z-]+)", verify["run"])) <= options_of("verify")
    for name in action["inputs"]:
        assert f"inputs.{name} " in text, name
    assert "${{" not in verify["run"], "an input in the script would be a command"


def test_the_action_passes_every_path_as_it_is_on_any_bash(tmp_path: Path) -> None:
    action = YAML(typ="safe").load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    assert "mapfile" not in script and "readarray" not in script, "macOS has bash 3.2"
    called = tmp_path / "xl-addin"
    called.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\n", encoding="utf-8")
    called.chmod(0o755)
    names = [name for name in re.findall(r"INPUT_[A-Z_]+", script) if name != "INPUT_PATHS"]
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env={
            **dict.fromkeys(names, ""),
            "INPUT_PATHS": "biểu mẫu\n\n  \n$(id).xlsx\n",
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "<verify><--format><github><--><biểu mẫu><$(id).xlsx>"


def test_the_settings_in_the_documents_are_valid(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert tomllib.loads(example)
    (tmp_path / "xl-addin.toml").write_text(example, encoding="utf-8")
    (tmp_path / "ke-hoach.yaml").touch()
    found = settings_for(tmp_path / "a.xlsx")
    assert found.selection.select == ("V", "F204") and found.parameters == {"target": "510000"}


def test_the_examples_for_ci_name_what_there_is() -> None:
    page = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    examples = [YAML(typ="safe").load(text) for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    action = YAML(typ="safe").load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    hook, workflow = examples[0], examples[1]
    assert hook["repos"][0]["hooks"][0]["id"] == "xl-addin-verify"
    [used] = [step for step in workflow["jobs"]["verify"]["steps"] if step["uses"].startswith("OWNER/xl-addin@")]
    assert set(used["with"]) <= set(action["inputs"])
