"""What Jinja and Python say of an expression, in both languages: their words are English, and of programmers."""

import re

from xl_addin.language import Text

_KINDS = {
    "str": "văn bản", "int": "số nguyên", "float": "số", "Decimal": "số", "Fraction": "phân số", "bool": "đúng/sai",
    "list": "danh sách", "tuple": "danh sách", "range": "danh sách", "dict": "bảng tên và giá trị",
    "NoneType": "giá trị trống", "date": "ngày", "datetime": "ngày giờ", "time": "giờ", "timedelta": "khoảng thời gian",
    "Formatted": "số có định dạng", "ItemGroup": "nhóm", "Picture": "ảnh", "set": "tập hợp", "NamedList": "danh sách",
    "generator": "danh sách", "Unnamed": "tên không có", "builtin_function_or_method": "hàm", "function": "hàm",
}  # fmt: skip
_TOKENS = {
    "end of print statement": "chỗ kết thúc }}",
    "begin of print statement": "{{",
    "end of template": "chỗ hết biểu thức",
    "end of statement block": "chỗ kết thúc %}",
    "begin of statement block": "{%",
}

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), vietnamese, english)
    for pattern, vietnamese, english in (
        (r"expected token '(.+)', got '(.+)'", "cần “{0}” mà gặp “{1}”", None),
        (r"unexpected '(.+)', expected '(.+)'", "gặp “{0}” mà cần “{1}”", None),
        (r"unexpected '(.+)'", "gặp “{0}” không đúng chỗ", None),
        (r"unexpected char ['\"](.+)['\"] at \d+", "gặp ký tự “{0}” không đúng chỗ", "unexpected “{0}”"),
        (r"Expected an expression, got '(.+)'", "thiếu biểu thức trước “{0}”", None),
        (r"unexpected end of template, expected '(.+)'\.", "biểu thức chưa hết, thiếu “{0}”", None),
        (r"unexpected end of template", "biểu thức chưa hết", None),
        (r"Encountered unknown tag '(.+?)'.*", "không có thẻ “{0}” ở chỗ này", "there is no tag `{0}` here"),
        (r"Unexpected end of template\..* is '(.+)'\.", "thiếu thẻ kết thúc “{0}”", "the end of `{0}` is missing"),
        (r"Missing end of (comment|raw) .*", "thiếu chỗ kết thúc của “{0}”", None),
        (r"cannot assign to '(.+)'", "không đặt được giá trị cho “{0}”", None),
        (r"invalid character in identifier", "tên có ký tự không dùng được", None),
        (r"unsupported operand type\(s\) for ([^ :]+)[^:]*: '(.+)' and '(.+)'", "không làm được {1} {0} {2}", None),
        (r"'(.+)' not supported between instances of '(.+)' and '(.+)'", "không so sánh được {1} {0} {2}", None),
        (r"can only concatenate (\w+) \(not \"(.+)\"\) to \w+", "không cộng được {0} với {1}; nối chữ bằng ~", None),
        (r"can't multiply sequence by non-int of type '(.+)'", "không nhân được chữ hay danh sách với {0}", None),
        (r"bad operand type for (?:unary )?(.+): '(.+)'", "không làm được {0} {1}", None),
        (r"object of type '(.+)' has no len\(\)", "{0} không có độ dài", None),
        (r"'?([\w.]+)'? object is not (?:iterable|an iterator)", "{0} không phải là danh sách", None),
        (r"'?([\w.]+)'? object is not callable", "{0} không phải là hàm", None),
        (r"'?([\w.]+)'? object has no attribute '(.+)'", "{0} không có “{1}”", None),
        (r"'?([\w.]+)'? object cannot be interpreted as an integer", "{0} không phải là số nguyên", None),
        (r".*unhashable type: '(.+?)'.*", "{0} không dùng làm tên được", "a {0} cannot be a name"),
        (r"'in <string>' requires string as left operand, not (.+)", "không tìm {0} trong văn bản được", None),
        (r"argument of type '(.+)' is not .+", "không tìm được trong {0}", None),
        (r"could not convert string to float: (.+)", "{0} không phải là số", "{0} is no number"),
        (r"invalid literal for int\(\) with base \d+: (.+)", "{0} không phải là số nguyên", "{0} is no whole number"),
        (r".*takes .*arguments? but \d+ .*given.*", "có nhiều tham số quá", "there are too many arguments"),
        (r".* missing \d+ required .*arguments?: (.+)", "thiếu tham số {0}", "the argument {0} is missing"),
        (r".*got an unexpected keyword argument '(\w+)'.*", "không có tham số “{0}”", "there is no argument `{0}`"),
        (r"range expected at (?:least|most) (\d) arguments?, got (\d+)", "range có {1} tham số mà cần {0}", None),
        (r"range\(\) arg 3 must not be zero", "bước của range không được là 0", "the step of a range is not 0"),
        (r"No aggregated item, sequence was empty\.", "danh sách không có mục nào", "the list has no items"),
        (r"No first item, sequence was empty\.", "danh sách không có mục đầu", "the list has no first item"),
        (r"No last item, sequence was empty\.", "danh sách không có mục cuối", "the list has no last item"),
        (r"No filter named '(.+?)'\.?", "không có bộ lọc “{0}”", "there is no filter `{0}`"),
        (r"No test named '(.+?)'\.?", "không có phép thử “{0}”", "there is no test `{0}`"),
        (r"chunk after expression", "còn chữ thừa sau biểu thức", "something follows the expression"),
        (r"(\{% \w+ %\}) is not available in a cell", "{0} không dùng được trong ô", None),
        (r"recursive loops are not available in a cell", "vòng lặp đệ quy không dùng được trong ô", None),
        (r"a loop reads (`.+`)", "vòng lặp viết là {0}", None),
        (r"% formats texts", "% định dạng văn bản", None),
        (r"access to attribute '(.+)' of '(.+)' object is unsafe\.", "“{0}” của {1}", None),
        (r"(.+) is not safely callable", "gọi {0}", None),
        (r"maximum recursion depth exceeded.*|too many nested parentheses.*", "biểu thức lồng nhau quá sâu", None),
        (r"(.+) is too large to be put into words", "{0} lớn quá, không đọc thành chữ được", None),
        (r"(.+) has too many decimals to be put into words", "{0} có nhiều số lẻ quá, không đọc thành chữ được", None),
        (r".*(?:too large|[Oo]verflow|result out of range).*", "số quá lớn", "the number is too large"),
    )
)  # fmt: skip


def in_both(message: str) -> Text:
    """A message of Jinja or Python in both languages; one that is not known, quoted as it is."""
    for pattern, vietnamese, english in _SENTENCES:
        found = pattern.fullmatch(message)
        if found:
            parts = found.groups()
            shown = [_TOKENS.get(part) or _KINDS.get(part.rpartition(".")[2], part) for part in parts]
            return Text(vietnamese.format(*shown), english.format(*parts) if english else message)
    return Text(f"lỗi “{message}”", message)


def kind_of(value: object) -> Text:
    """What a value is, for a message: `danh sách`, `list`."""
    name = type(value).__name__
    return Text(_KINDS.get(name, name), name)
