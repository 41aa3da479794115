"""Show which spec and template the office works by, and choose its own or go back to what is shipped."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.campaign.cutting.named_template import named_template
from xl_addin.campaign.cutting.unit_sheets import check_template
from xl_addin.excel.acting import run_without_workbook
from xl_addin.excel.dialogs import agrees, ask, choose_file
from xl_addin.excel.office.own_files import OwnFiles, own_files, remember
from xl_addin.excel.progress import Say
from xl_addin.excel.showing.wording import joined
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec, shipped_specs

if TYPE_CHECKING:
    import xlwings

_NOW = Text("Đặc tả: {spec}\n\nMẫu phiếu: {template}", "Spec: {spec}\n\nTemplate: {template}")
_OWN = Text("{path}", "{path}")
_GONE = Text("{path} (không còn tệp này)", "{path} (this file is gone)")
_SHIPPED_SPECS = Text("bản có sẵn ({names})", "what is shipped ({names})")
_SHIPPED_TEMPLATE = Text("mẫu có sẵn", "what is shipped")
_CHANGE = Text("Bấm OK để thay đổi, Cancel để giữ nguyên.", "Press OK to change this, Cancel to leave it.")
_MENU = Text(
    "Ghi một số:\n1 – chọn đặc tả của cơ quan (.yaml)\n2 – chọn mẫu phiếu của cơ quan (.xlsx)\n"
    "3 – dùng lại đặc tả có sẵn\n4 – dùng lại mẫu phiếu có sẵn",
    "Write a number:\n1 – choose a spec of your own (.yaml)\n2 – choose a template of your own (.xlsx)\n"
    "3 – back to the shipped spec\n4 – back to the shipped template",
)
_NO_CHOICE = Text("“{answer}” không phải 1, 2, 3 hay 4; chưa thay đổi gì", "{answer} is not 1, 2, 3 or 4")
_SPEC = Text("Chọn đặc tả của cơ quan (.yaml)", "Choose your own spec (.yaml)")
_SPEC_KINDS = "Đặc tả (*.yaml;*.yml),*.yaml;*.yml"
_TEMPLATE = Text("Chọn mẫu phiếu của cơ quan (.xlsx)", "Choose your own template (.xlsx)")
_TEMPLATE_KINDS = "Mẫu phiếu (*.xlsx),*.xlsx"
_DONE = Text("Từ nay mọi nút dùng:", "From now on every button uses:")


def main(book: "xlwings.Book | None" = None) -> None:
    """Show what is chosen and let it be changed."""
    run_without_workbook(book, _settings)


def _settings(app: "xlwings.App", _: Say) -> Text | None:
    files = own_files()
    if not agrees(app, joined(_shown(files), _CHANGE)):
        return None
    answer = ask(app, _MENU, "1")
    chosen = _chosen(app, files, answer) if answer else None
    if chosen is None:
        return None
    remember(chosen)
    return joined(_DONE, _shown(chosen))


def _chosen(app: "xlwings.App", files: OwnFiles, answer: str) -> OwnFiles | None:
    """What is to be remembered, None if the user gave up; Problem for a file that cannot be used."""
    if answer == "1":
        spec = choose_file(app, _SPEC, _SPEC_KINDS)
        if spec:
            load_spec(str(spec))
        return replace(files, spec=str(spec)) if spec else None
    if answer == "2":
        template = choose_file(app, _TEMPLATE, _TEMPLATE_KINDS)
        if template:
            check_template(named_template(str(template)))
        return replace(files, template=str(template)) if template else None
    if answer == "3":
        return replace(files, spec=None)
    if answer == "4":
        return replace(files, template=None)
    raise Problem(_NO_CHOICE.with_values(answer=answer))


def _shown(files: OwnFiles) -> Text:
    return _NOW.with_values(
        spec=_named(files.spec) or _SHIPPED_SPECS.with_values(names=shipped_specs()),
        template=_named(files.template) or _SHIPPED_TEMPLATE,
    )


def _named(path: str | None) -> Text | None:
    if path is None:
        return None
    return (_OWN if Path(path).is_file() else _GONE).with_values(path=path)
