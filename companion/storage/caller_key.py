"""Whose call it is: one key for a caller however the number was typed."""

from __future__ import annotations

from companion.domain.call import Caller
from companion.storage.text import digits, storable

SHORTEST_NUMBER = 3
"""Digits: shorter is no number of anybody's, but the beginning of one that is being typed."""


def caller_key(caller: Caller, region: str) -> str | None:
    """The same for two calls of one caller; None for a call that might be anybody's.

    A phone number counts first, in the form that is the same all over the world (E.164) where it
    can be made out: `region` (two letters, ISO 3166-1; empty for none) is where a number without
    a country code is dialled. What is no such number, an extension say, counts by its digits.
    Without a number name and company count, in whatever case they were typed.
    """
    number = storable(caller.number).strip()
    if len(digits(number)) >= SHORTEST_NUMBER:
        return _line(number, region)
    name, company = (
        " ".join(storable(t).split()).casefold() for t in (caller.name, caller.company)
    )
    return f"name:{name}|{company}" if name else None


def _line(number: str, region: str) -> str:
    # Importing it takes 25 ms; the first call with a number pays.
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return f"digits:{digits(number)}"
    possible = phonenumbers.ValidationResult.IS_POSSIBLE
    # Possible within a town only is not enough: an extension of the house looks the same.
    if phonenumbers.is_possible_number_with_reason(parsed) != possible:
        return f"digits:{digits(number)}"
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{whole}x{parsed.extension}" if parsed.extension else whole
