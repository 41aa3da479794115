"""A template of unit sheets: which one a campaign asks for, by the name of a shipped one or by its path."""

from xl_addin.shipped import SIDE_BY_SIDE_TEMPLATE, UNIT_SHEET_TEMPLATE
from xl_addin.spec.model import Spec
from xl_addin.template.named_templates import template_file
from xl_addin.template.template import Template, open_template


def template_asked_for(asked: str | None, spec: Spec | None) -> str:
    """The template that was asked for, else the one of the campaign's unit sheets, else the shipped one."""
    if asked is not None:
        return asked
    its = spec.unit_sheets if spec else None
    if its is None:
        return UNIT_SHEET_TEMPLATE
    return its.template or (SIDE_BY_SIDE_TEMPLATE if its.indicators == "side_by_side" else UNIT_SHEET_TEMPLATE)


def named_template(name: str) -> Template:
    """The template, opened; Problem, with the shipped ones, where it is neither a shipped one nor a file."""
    found = template_file(name)
    return open_template(found.content, file=found.file, folders=[found.folder])
