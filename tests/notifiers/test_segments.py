"""What a text costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.wording.segments import BASIC, EXTENDED, outside, segments


@pytest.mark.parametrize(
    ("text", "encoding", "number"),
    [
        ("", "GSM-7", 0),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 3),
        ("ж" * 70, "UCS-2", 1),
        ("ж" * 71, "UCS-2", 2),
        ("ж" * 134, "UCS-2", 2),
        ("ж" * 135, "UCS-2", 3),
        ("\U0001f642" * 35, "UCS-2", 1),
        ("\U0001f642" * 36, "UCS-2", 2),
        ("\U0001f642" * 67, "UCS-2", 3),
    ],
)
def test_a_text_costs_what_the_networks_make_of_it(text: str, encoding: str, number: int) -> None:
    assert segments(text) == (encoding, number)


@pytest.mark.parametrize("sign", ["\u2019", "\u00a0", "\u202f", "\u2013", "ç", "`"])
def test_one_sign_outside_takes_the_whole_text_with_it_and_is_named(sign: str) -> None:
    assert segments("a" * 100 + sign) == ("UCS-2", 2)
    assert outside("abc" + sign) == {sign}


def test_the_alphabet_has_as_many_signs_as_seven_bits_allow() -> None:
    # 128 places, of which one is the escape to the extension table.
    assert len(BASIC) == 127
    assert len(EXTENDED) == 10
    assert not BASIC & EXTENDED


@given(st.text(max_size=400), st.text(max_size=50))
def test_more_text_never_costs_less(text: str, more: str) -> None:
    assert segments(text + more).number >= segments(text).number
