"""Numbers in Vietnamese words."""

from decimal import Decimal

import pytest

from xl_addin.template.language.number_words import MOST, number_words

# Read by Unicode's CLDR (ICU, RuleBasedNumberFormat, locale vi, which says `lẻ`).
CLDR = {
    "0": "không",
    "4": "bốn",
    "5": "năm",
    "10": "mười",
    "11": "mười một",
    "14": "mười bốn",
    "15": "mười lăm",
    "20": "hai mươi",
    "21": "hai mươi mốt",
    "24": "hai mươi tư",
    "25": "hai mươi lăm",
    "44": "bốn mươi tư",
    "91": "chín mươi mốt",
    "100": "một trăm",
    "101": "một trăm lẻ một",
    "104": "một trăm lẻ bốn",
    "105": "một trăm lẻ năm",
    "110": "một trăm mười",
    "115": "một trăm mười lăm",
    "1005": "một nghìn không trăm lẻ năm",
    "48692": "bốn mươi tám nghìn sáu trăm chín mươi hai",
    "1000000": "một triệu",
}
# Toán 4 and Toán 5, the primary-school books (reading whole numbers and decimals), and amounts on invoices.
SCHOOL = {
    "1000005": "một triệu không trăm linh năm",
    "342157413": "ba trăm bốn mươi hai triệu một trăm năm mươi bảy nghìn bốn trăm mười ba",
    "834291712": "tám trăm ba mươi tư triệu hai trăm chín mươi mốt nghìn bảy trăm mười hai",
    "308250705": "ba trăm linh tám triệu hai trăm năm mươi nghìn bảy trăm linh năm",
    "500209037": "năm trăm triệu hai trăm linh chín nghìn không trăm ba mươi bảy",
    "7312836": "bảy triệu ba trăm mười hai nghìn tám trăm ba mươi sáu",
    "5000000000": "năm tỷ",
    "315000000000": "ba trăm mười lăm tỷ",
    "1000000000000": "một nghìn tỷ",
    "1000000001": "một tỷ không trăm linh một",
    "1000000000000000000": "một tỷ tỷ",
    "0.1": "không phẩy một",
    "0.05": "không phẩy không năm",
    "307.43": "ba trăm linh bảy phẩy bốn mươi ba",
    "810.225": "tám trăm mười phẩy hai trăm hai mươi lăm",
    "-18.50": "âm mười tám phẩy năm",
    "-0.0": "không",
    "1E+6": "một triệu",
}


@pytest.mark.parametrize(("number", "words"), CLDR.items())
def test_as_unicode_reads_them(number: str, words: str) -> None:
    assert number_words(Decimal(number), "lẻ") == words
    assert number_words(Decimal(number)) == words.replace("lẻ", "linh")


@pytest.mark.parametrize(("number", "words"), SCHOOL.items())
def test_as_schools_teach(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words


def test_different_numbers_read_differently() -> None:
    numbers = {*range(2_000), *(10**power + digit for power in range(3, 18) for digit in (0, 1, 10, 100, 1000))}
    assert len({number_words(Decimal(number)) for number in numbers}) == len(numbers)


@pytest.mark.parametrize("number", [str(MOST + 1), "0.1234567890123"])
def test_what_nobody_reads_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="put into words"):
        number_words(Decimal(number))
