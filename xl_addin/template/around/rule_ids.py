"""Conditional formats of which Excel keeps a part elsewhere in the sheet, as of data bars: each copy has its own id."""

import re
from collections import Counter
from uuid import NAMESPACE_OID, uuid5

_ID = re.compile(rb'(<(?:\w+:)?id>|<(?:\w+:)?cfRule\b[^>]*?\sid=")(\{[^{}<>"]*\})')


def with_own_ids(frame: bytes) -> bytes:
    """A sheet's XML in which rules that were divided, and what is kept of each elsewhere, go together two by two.

    Both are divided by the same formulas, so that they stand in the same order.
    """
    if frame.count(b"cfRule") < 2 or b"{" not in frame:
        return frame
    seen: Counter[tuple[bool, bytes]] = Counter()

    def own(match: re.Match[bytes]) -> bytes:
        opening, rule = match[1], match[2]
        key = b"cfRule" in opening, rule
        seen[key] += 1
        if seen[key] == 1:
            return match[0]
        return opening + b"{%s}" % str(uuid5(NAMESPACE_OID, f"{rule.decode()}{seen[key]}")).upper().encode()

    return _ID.sub(own, frame)
