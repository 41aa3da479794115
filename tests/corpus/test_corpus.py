"""The whole corpus, held to the committed figures."""

import pytest
from corpus.clean import clean_books
from corpus.faults import seeded_faults
from corpus.quality import PAGE, committed, page
from corpus.score import Score, score


@pytest.fixture(scope="module")
def result() -> Score:
    return score()


def test_the_corpus_is_large_and_varied() -> None:
    clean, faults = list(clean_books()), list(seeded_faults())
    assert len(clean) >= 60 and len({one.name for one in clean}) == len(clean)
    assert len(faults) >= 200 and len({one.name for one in faults}) == len(faults)
    assert len({one.code for one in faults}) >= 20


def test_nothing_is_found_in_a_table_without_mistakes(result: Score) -> None:
    assert [alarm for alarm in result.alarms if ":" not in alarm[0]] == []


def test_no_rule_becomes_worse(result: Score) -> None:
    for code, (precision, recall) in committed().items():
        assert (result.precision(code) or 0) >= precision - 0.005, (code, result.alarms)
        assert (result.recall(code) or 0) >= recall - 0.005, (code, result.misses)


def test_the_page_says_what_was_measured(result: Score) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(result), "run `make corpus` and commit docs/quality.md"


def test_the_corpus_is_the_same_every_time() -> None:
    first, again = ([one.book for one in clean_books()] for _ in range(2))
    assert first == again
