"""Whatever a spec says, the workbook made by it is right by it: verified without a fault, filled without a change."""

from fixtures.random_specs import campaigns
from hypothesis import given, settings

from xl_addin.campaign.filling.fill import changes_to_fill
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify

# Less than nothing and divisors of 0 are what random formulas give: said of the figures, not of how they are written.
OF_THE_FIGURES = {"I403", "I405"}


@settings(max_examples=40)
@given(campaigns())
def test_what_is_written_verifies_and_needs_no_filling(made: tuple[Spec, CampaignInputs]) -> None:
    spec, inputs = made
    case = Case.open(campaign_workbook(spec, inputs), file="so.xlsx", spec=spec)
    found = [one for one in verify(case).diagnostics if one.code not in OF_THE_FIGURES]
    assert [(one.code, one.row, one.column, one.message.en) for one in found] == []
    edits, _ = changes_to_fill(case, spec=spec)
    assert edits == ()
