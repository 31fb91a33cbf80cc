"""What a text costs as SMS: its encoding, and how many segments a network makes of it.

Source: 3GPP TS 23.038, 6.2.1 (the GSM 7-bit default alphabet and its extension table); Twilio counts UCS-2 in
UTF-16 units. One curly quote takes a whole text out of GSM-7 and more than doubles its price.
"""

from typing import NamedTuple

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""These take two places each: an escape, and the character."""

LAST_OF_ONE_UNIT = 0xFFFF


class Segments(NamedTuple):
    """`GSM-7` or `UCS-2`, and the number of segments that are paid for."""

    encoding: str
    number: int


def segments(text: str) -> Segments:
    """Return what a text costs: 160 places in one segment or 153 in each of several; 70 or 67 in UCS-2."""
    if outside(text):
        return Segments("UCS-2", _count([2 if ord(sign) > LAST_OF_ONE_UNIT else 1 for sign in text], 70, 67))
    return Segments("GSM-7", _count([2 if sign in EXTENDED else 1 for sign in text], 160, 153))


def outside(text: str) -> frozenset[str]:
    """Return the characters that take a text out of GSM-7, for a warning that can name them."""
    return frozenset(text) - BASIC - EXTENDED


def _count(places: list[int], alone: int, each: int) -> int:
    """Count segments; a character of two places is never parted."""
    if sum(places) <= alone:
        return 1 if places else 0
    count, free = 1, each
    for size in places:
        if size > free:
            count, free = count + 1, each
        free -= size
    return count
