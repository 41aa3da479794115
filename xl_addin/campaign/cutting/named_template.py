"""A template of unit sheets by the name of a shipped one or by its path."""

from xl_addin.template.named_templates import template_file
from xl_addin.template.template import Template, open_template


def named_template(name: str) -> Template:
    """The template, opened; Problem, with the shipped ones, where it is neither a shipped one nor a file."""
    found = template_file(name)
    return open_template(found.content, file=found.file, folders=[found.folder])
