"""What a file says of itself: title, subject, keywords and the like, filled from the data as a cell is."""

from xl_addin.package.draft import Draft
from xl_addin.package.parts import local_name, related
from xl_addin.package.written_xml import xml_bytes
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.language.cell_text import has_markup
from xl_addin.workbook.structure.places import XmlPlace

_KINDS = ("core-properties", "extended-properties", "custom-properties")
# The sheets of the template; those of the result are written by Excel.
_TITLES = ("TitlesOfParts", "HeadingPairs")


def fill_properties(draft: Draft, filling: SheetRepetition) -> None:
    """Fill the properties of the file; the list of its sheets is left out."""
    for kind in _KINDS:
        for part in related(draft, "", kind):
            root = draft.xml(part)
            for element in list(root):
                if local_name(element) in _TITLES:
                    root.remove(element)
            for element in root.iter("*"):
                if element.text and has_markup(element.text):
                    place = XmlPlace(local_name(element), None, "text")
                    element.text = filling.written(place, element.text, None)
            draft.write(part, xml_bytes(root))
