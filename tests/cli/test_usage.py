"""What is wrong with a command line is said in one line, in one language, with the nearest that exists."""

import ast
import inspect
import re
from collections.abc import Iterator, Sequence

import click
import pytest
from click import core, exceptions, parser, types

from xl_addin.cli.main import commands, main
from xl_addin.cli.usage import FINDINGS


def ended(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit status, output and errors of a command line."""
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    said = capsys.readouterr()
    assert isinstance(ending.value.code, int)
    return ending.value.code, said.out, said.err


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XL_ADDIN_LANG", "vi")


COMMANDS = ", ".join(commands.list_commands(click.Context(commands)))
WRONG = {
    "verify so.xlsx --fromat html": (
        "xl-addin verify: không có tùy chọn --fromat; có phải --format?",
        "xl-addin verify: there is no option --fromat; do you mean --format?",
    ),
    "verify so.xlsx --zzzz": (
        "xl-addin verify: không có tùy chọn --zzzz; xem `xl-addin verify --help`",
        "xl-addin verify: there is no option --zzzz; see `xl-addin verify --help`",
    ),
    "verify so.xlsx -x": (
        "xl-addin verify: không có tùy chọn -x; xem `xl-addin verify --help`",
        "xl-addin verify: there is no option -x; see `xl-addin verify --help`",
    ),
    "verfy so.xlsx": (
        f"xl-addin: không có lệnh “verfy”; có phải “verify”? Có: {COMMANDS}",
        f"xl-addin: there is no command “verfy”; do you mean “verify”? There are: {COMMANDS}",
    ),
    "addin bild": (
        "xl-addin addin: không có lệnh “bild”; có phải “build”? Có: build, bundle, doctor, install, uninstall",
        "xl-addin addin: there is no command “bild”; do you mean “build”? There are: build, bundle, doctor, install, "
        "uninstall",
    ),
    "--": (
        f"xl-addin: thiếu lệnh; có: {COMMANDS}",
        f"xl-addin: the command is missing; there are: {COMMANDS}",
    ),
    "sheets so.xlsx --rename Cũ": (
        "xl-addin sheets: --rename cần hai giá trị",
        "xl-addin sheets: --rename needs two values",
    ),
    "--nope verify": (
        "xl-addin: không có tùy chọn --nope; xem `xl-addin --help`",
        "xl-addin: there is no option --nope; see `xl-addin --help`",
    ),
    "verify": (
        "xl-addin verify: thiếu TỆP_HOẶC_THƯ_MỤC; xem `xl-addin verify --help`",
        "xl-addin verify: FILE_OR_FOLDER is missing; see `xl-addin verify --help`",
    ),
    "fill so.xlsx": (
        "xl-addin fill: thiếu --output; xem `xl-addin fill --help`",
        "xl-addin fill: --output is missing; see `xl-addin fill --help`",
    ),
    "verify so.xlsx --format htm": (
        "xl-addin verify --format: không nhận “htm”; có phải “html”? Có: text, json, junit, sarif, github, html",
        "xl-addin verify --format: “htm” is not accepted; do you mean “html”? There are: text, json, junit, sarif, "
        "github, html",
    ),
    "verify so.xlsx --jobs 0": (
        "xl-addin verify --jobs: 0 nằm ngoài khoảng cho phép",
        "xl-addin verify --jobs: 0 is out of range",
    ),
    "verify so.xlsx --jobs hai": (
        "xl-addin verify --jobs: “hai” không phải số nguyên",
        "xl-addin verify --jobs: “hai” is no whole number",
    ),
    "recalc a.xlsx b.xlsx": (
        "xl-addin recalc: thừa “b.xlsx”; tên có dấu cách phải đặt trong dấu nháy",
        "xl-addin recalc: “b.xlsx” is too much; quote a name with spaces",
    ),
    "recalc a.xlsx --check=1": (
        "xl-addin recalc: --check không kèm giá trị",
        "xl-addin recalc: --check takes no value",
    ),
    "recalc a.xlsx -o": ("xl-addin recalc: -o thiếu giá trị", "xl-addin recalc: -o lacks its value"),
    "recalc a.xlsx -o b.xlsx -o c.xlsx": (
        "xl-addin recalc: --output ghi 2 lần; hãy ghi một lần",
        "xl-addin recalc: --output is given 2 times; give it once",
    ),
}


@pytest.mark.parametrize("line", WRONG)
def test_one_line_in_the_language_of_the_command(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese, english = WRONG[line]
    assert ended(line.split(), capsys) == (2, "", f"{vietnamese}\n")
    assert ended(["--lang", "en", *line.split()], capsys) == (2, "", f"{english}\n")


def test_the_language_stands_before_the_command_or_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("--lang en explain V304", "explain --lang en V304", "--lang en explain V304 --lang=en"):
        status, out, _ = ended(line.split(), capsys)
        assert status == 0 and "ratio" in out, line
    status, _, errors = ended(["--lang", "en", "explain", "V304", "--lang", "vi"], capsys)
    assert (status, errors) == (2, "xl-addin explain: --lang is given twice, first en, then vi; give it once\n")
    assert "out of" not in ended(["--lang", "fr", "explain"], capsys)[2]
    assert ended(["addin", "--lang", "en", "bild"], capsys)[2].startswith("xl-addin addin: there is no command")


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by the words it is called with."""
    context = click.Context(commands)
    for name in commands.list_commands(context):
        one = commands.get_command(context, name)
        assert one is not None
        yield name, one
        if isinstance(one, click.Group):
            yield from ((f"{name} {inner}", command) for inner, command in one.commands.items())


@pytest.mark.parametrize("name", ["", *(name for name, _ in all_commands())])
def test_a_help_page_speaks_one_language(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, page, _ = ended([*name.split(), "--help"], capsys)
    assert status == 0 and page.startswith("Cách dùng: xl-addin")
    assert not re.search(r"Usage|Options|Commands|OPTIONS|default:|required|Show |\bARGS|TEXT|FILE|NAME", page), page
    status, page, _ = ended(["--lang", "en", *name.split(), "--help"], capsys)
    assert status == 0 and page.startswith("Usage: xl-addin")
    page = page.replace("Bình Phước", "")
    assert not re.search("[ăđơưạảấầậắằặẻẽếềểệỉịọỏốồộớờợụủứừửữựỳỵỷỹ]", page), page


# Said of what no command uses, or on other occasions than a command line; a parameter's kind is checked below.
UNSAID = re.compile(
    r"Aborted|deprecated|Deprecat|Could not|No options defined|defined twice|Boolean option|Arguments take exactly|"
    r"iterable|Takes |Argument |Invalid start|unknown error|Did you mean|Error:|Invalid value|Try '|env var|default:|"
    r"\(dynamic\)|Options|Commands|Positional|Missing (argument|option|parameter|\{)|boolean|UUID|format|values are|"
    r"^(file|directory|path)$|\{name\} \{filename|Choose from|Choice\("
)


def test_every_message_of_click_has_one_of_ours() -> None:
    values = {
        "name": "--x", "value": "x", "args": "x", "choice": "'a'", "choices": "'a', 'b'", "range": "x>=1",
        "number_type": "integer", "nargs": 2,
    }  # fmt: skip
    for module in (core, exceptions, parser, types):
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if not (
                isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
            ):
                continue
            for given in call.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and not UNSAID.search(given.value):
                    message = given.value.format(**values)
                    assert any(re.fullmatch(pattern, message) for pattern, _ in FINDINGS), message


def test_parameters_are_of_the_kinds_whose_messages_are_ours() -> None:
    for name, one in (("", commands), *all_commands()):
        for parameter in one.params:
            kind = parameter.type
            assert isinstance(kind, click.Choice | click.IntRange | click.Path | types.StringParamType) or (
                isinstance(parameter, click.Option) and parameter.is_flag
            ), f"{name} {parameter.name}"
            assert parameter.nargs in (1, 2, -1)
            if isinstance(kind, click.Path):
                assert not kind.exists, "Click would say in its own words that the file is missing"
