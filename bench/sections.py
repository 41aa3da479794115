"""Sections of docs/performance.md that are measured one at a time and kept when the page is written anew."""


def section_of(page: str, heading: str) -> str:
    """What a page says under a heading, with it; empty where it says nothing."""
    _, found, rest = page.partition(heading + "\n")
    return found + rest.partition("\n## ")[0].rstrip() + "\n" if found else ""


def with_section(page: str, heading: str, section: str) -> str:
    """The page with this section in the place of the one it has, or at its end; unchanged for an empty one."""
    if not section:
        return page
    old = section_of(page, heading)
    return page.replace(old.rstrip(), section.rstrip()) if old else f"{page.rstrip()}\n\n{section}"
