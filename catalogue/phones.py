"""Telephone numbers as people in the United Kingdom write them, and as a telephone dials them."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

_COSTLY = ("70", "84", "87", "9")
_SHORTEST, _SHORT = 3, 6
"""How many digits a number for which no area is dialled has: 999, 111, 116 123."""


@lru_cache(maxsize=4096)  # each rule asks, and asks again for the next sheet
def number_in(phone: str) -> PhoneNumber | None:
    """Return the number that a text says, or None where it says none."""
    try:
        return phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return None


def national_number(phone: str) -> int:
    """Return a number without its country and the 0 in front, or 0 where a text says none."""
    number = number_in(phone)
    return number.national_number or 0 if number else 0


def can_be_rung(phone: str) -> bool:
    """Whether a text is all of a phone number that could be a UK one."""
    if phone[0] not in "0+":
        return False  # without the 0 in front it cannot be rung, though a computer would guess it
    number = number_in(phone)
    if number is None:
        return False
    # The library calls some numbers possible that are a digit short, or only do next door. The
    # few real ones that are shorter than others it knows.
    usual = phonenumbers.is_possible_number(number) and len(str(number.national_number)) == 10
    return number.country_code == 44 and (usual or phonenumbers.is_valid_number(number))


def costs_extra(phone: str | None) -> bool:
    """Whether ringing a UK number costs more than an ordinary call: 084, 087 and 09 carry a charge
    for whoever answers, 070 follows a person about.

    By how numbers begin, as Ofcom's National Telephone Numbering Plan gives them out. The library
    knows the kind only of those in use today.
    """
    return str(national_number(phone or "")).startswith(_COSTLY)


def as_written(number: PhoneNumber) -> str:
    """Write a number as people here do: 0151 496 0123."""
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def tel(phone: str | None) -> str:
    """Return the link that rings a number, from anywhere (RFC 3966, E.164): tel:+441514960123.
    Empty where a text says no number. Short ones, 999 and 116 123, are dialled as they are: there
    is none with the country in front.
    """
    digits = re.sub(r"\D", "", phone or "")
    if _SHORTEST <= len(digits) <= _SHORT:
        return f"tel:{digits}"
    number = number_in(phone or "")
    return f"tel:{phonenumbers.format_number(number, PhoneNumberFormat.E164)}" if number else ""
