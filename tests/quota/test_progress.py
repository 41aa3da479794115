"""Rates as the documents should have printed them."""

from fractions import Fraction

from xl_addin.language import percent
from xl_addin.quota.progress import Progress, completion_rate


def test_rates_of_the_published_documents():
    """Kon Tum printed 57.41 % (truncated) and 44.48 % (follows from nothing); Ia Dom 46 %."""
    assert percent(completion_rate(81_238, 141_485), "vi") == "57,42%"
    assert percent(completion_rate(64_437, 141_485), "vi") == "45,54%"
    assert percent(completion_rate(1_324, 2_887), "vi", 0) == "46%"


def test_progress_below_at_and_above_the_quota():
    assert (Progress(40, 100).missing, Progress(40, 100).complete) == (60, False)
    assert (Progress(100, 100).missing, Progress(100, 100).complete) == (0, True)
    assert (Progress(130, 100).missing, Progress(130, 100).rate) == (0, Fraction(13, 10))


def test_a_quota_of_zero_has_no_rate_but_is_reached():
    assert Progress(0, 0).rate is None
    assert Progress(0, 0).complete
