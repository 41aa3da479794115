"""The templates a spec names, as files: a name means a file beside the spec, else a shipped template."""

from pathlib import Path

from xl_addin.shipped import shipped_folder
from xl_addin.spec.checking.outputs import template_file
from xl_addin.spec.model import Spec


def with_template_files(spec: Spec, folder: Path) -> Spec:
    """The spec with the templates of unit sheets and reports as whoever opens them asks: a path, or a shipped name.

    `folder` is where the spec stands; every template must exist.
    """
    found: dict[str, object] = {}
    if spec.unit_sheets is not None and spec.unit_sheets.template is not None:
        template = _asked(spec.unit_sheets.template, folder)
        found["unit_sheets"] = spec.unit_sheets.model_copy(update={"template": template})
    if spec.reports:
        found["reports"] = tuple(
            each if each.template is None else each.model_copy(update={"template": _asked(each.template, folder)})
            for each in spec.reports
        )
    return spec.model_copy(update=found)


def _asked(name: str, folder: Path) -> str:
    found = template_file(name, folder)
    assert found is not None, "checked before"
    return found.stem if found.parent == shipped_folder("workbook_templates") else str(found)
