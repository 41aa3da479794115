"""Names a worksheet function and its arguments may have: legal in VBA, not a cell's address, each function once."""

import re
from collections import Counter

# [MS-VBAL] 3.3.5.2, reserved identifiers. Vietnamese without marks meets several of them: "do", "to", "in", "me".
_RESERVED_WORDS = """
    abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec
    cdecl cint circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug decimal declare
    defbool defbyte defcur defdate defdbl defdec defint deflng deflnglng deflngptr defobj defsng defstr defvar
    dim do doevents double each else elseif empty end endif enum eqv erase event exit false fix for friend
    function get global gosub goto if imp implements in input inputb int integer is lbound len lenb let like
    lineinput lock long longlong longptr loop lset me mod new next not nothing null object on open option
    optional or paramarray preserve print private pset public put raiseevent redim rem resume return rset scale
    seek select set sgn shared single spc static step stop string sub tab then to true type typeof ubound unlock
    until variant vb_base vb_control vb_creatable vb_customizable vb_description vb_exposed vb_ext_key
    vb_globalnamespace vb_helpid vb_invoke_func vb_invoke_property vb_invoke_propertyput
    vb_invoke_propertyputref vb_memberflags vb_name vb_predeclaredid vb_procdata vb_templatederived vb_usermemid
    vb_vardescription vb_varhelpid vb_varmemberflags vb_varprocdata vb_varusermemid wend while with withevents
    write xor
"""
RESERVED = frozenset(_RESERVED_WORDS.split())
# What the wrappers themselves call; an argument of that name would hide it.
USED_IN_WRAPPERS = frozenset({"array", "calculated"})

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,254}")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*|[Cc][0-9]*|[Rr][0-9]+[Cc][0-9]+")
_DECLARATION = re.compile(r"^Public Function (\w+)\((.*)\)$", re.MULTILINE)


def check_names(wrapper_text: str) -> None:
    """ValueError, with all that is wrong, if Excel or VBA would refuse a name in these wrappers."""
    faults = []
    functions = [(name, _arguments(listed)) for name, listed in _DECLARATION.findall(wrapper_text)]
    for name, count in Counter(name.lower() for name, _ in functions).items():
        if count > 1:
            faults.append(f"{name} stands there {count} times")
    for function, arguments in functions:
        if _CELL.fullmatch(function):
            faults.append(f"{function} is the address of a cell")
        for name in (function, *arguments):
            if not _IDENTIFIER.fullmatch(name) or name.lower() in RESERVED | USED_IN_WRAPPERS:
                faults.append(f"{name} in {function} is no name VBA takes")
        if len({name.lower() for name in (function, *arguments)}) <= len(arguments):
            faults.append(f"{function} has two arguments of one name")
    if faults:
        raise ValueError("; ".join(faults))


def _arguments(listed: str) -> list[str]:
    return [argument.split()[-1].removesuffix("()") for argument in listed.split(", ") if argument]
