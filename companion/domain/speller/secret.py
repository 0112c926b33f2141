"""Tells a password from what merely looks odd."""

from __future__ import annotations

import re

SHORTEST, LONGEST = 6, 128

_NOT_SECRET = re.compile(
    r"""
    \w[\w+.-]*://.*                                 # a web address
    | [^@\s]+@[\w-]+(\.[\w-]+)+                     # an e-mail address
    | [A-Za-z]:[\\/].* | \\\\.* | ~?/.*             # a path
    | \d{1,3}(\.\d{1,3}){3}(:\d+)? | [0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}   # IPv4, IPv6
    | [0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}         # a network card
    | \{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?   # a GUID
    | ([A-Z0-9]{4,8})(-[A-Z0-9]{4,8}){2,}           # a licence key
    | [\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}(:\d+)?(/.*)?  # a host name
    | [+\d][\d\s()./-]*                             # a phone number
    """,
    re.VERBOSE,
)
_CLASSES = (
    re.compile(r"[a-z]"),
    re.compile(r"[A-Z]"),
    re.compile(r"[0-9]"),
    re.compile(r"[^\w\s]"),
)


def looks_like_password(text: str) -> bool:
    """One word of three kinds of character or more that is no address, path, key or number.

    Meant for hiding a text until it is asked for: a wrong yes costs a key press, a wrong no may
    show a password to whoever looks over the shoulder.
    """
    if not SHORTEST <= len(text) <= LONGEST or any(map(str.isspace, text)):
        return False
    kinds = sum(bool(kind.search(text)) for kind in _CLASSES)
    return kinds >= 3 and not _NOT_SECRET.fullmatch(text)
