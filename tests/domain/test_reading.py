"""How replies are read: the same number in every dress, and unsure rather than wrong."""

# ruff: noqa: RUF001 - what people type is the point

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.keywords import Keyword, keyword, plain
from domain.reading.scale import read_scale
from domain.reading.words import says_more_than_a_number

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
PUNCTUATION = st.text(st.sampled_from(" .,!?;:'\"()[]*_\n\t\u200b\u00a0…“”‘’。！"), max_size=4)


def value(text: str) -> int | None:
    return read_scale(text, 0, 10).value


@pytest.mark.parametrize(
    "text",
    ["2", " 2.", "two", "2!", "Two", "TWO", "tWo.", "(2)", "2\n", "\t2", "02", "２", "２。", "#2", "2️⃣", "“2”", "2 😊"],
)
def test_the_same_answer_in_every_dress_is_a_two(text: str) -> None:
    assert value(text) == 2


@pytest.mark.parametrize(("word", "number"), list(zip(WORDS, range(11), strict=True)))
def test_every_number_of_the_scale_is_read_as_a_digit_and_as_a_word(word: str, number: int) -> None:
    assert value(word) == value(str(number)) == number


def fullwidth(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


@given(number=st.integers(0, 10), before=PUNCTUATION, after=PUNCTUATION, dress=st.sampled_from([str, fullwidth]))
def test_punctuation_around_a_number_changes_nothing(
    number: int, before: str, after: str, dress: Callable[[str], str]
) -> None:
    assert value(before + dress(str(number)) + after) == number


@pytest.mark.parametrize("text", ["11", "100", "999", "1000", "20251231", "07700900123", "１１"])
def test_a_number_outside_the_scale_is_unsure(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("between 2 and 3", "2 or 3", "2-3", "2–3", "2/10", "5 / 10", "2.5", "2,5", "2:3", "2 3", "2and3"),
        *("-3", "- 3", "−3", "–3", "－3", "minus 3", "½", "1½", "2%", "３／１０"),
        *("~2", "≈2", "<3", "> 3", "3+", "+3", "=2", "±2", "£2", "＜3"),
        *("", " ", "?", "👍", "😢", "ok", "fine", "same", "a 2", "2nd", "2x", "II", "٣", "twenty", "twotwo"),
    ],
)
def test_anything_else_is_unsure(text: str) -> None:
    found = read_scale(text, 0, 10)
    assert found.value is None
    assert found.because


@given(text=st.text(max_size=30))
def test_no_text_at_all_is_read_as_a_number_that_is_off_the_scale_or_breaks_the_reader(text: str) -> None:
    found = read_scale(text, 0, 10)
    assert found.value is None or 0 <= found.value <= 10
    assert isinstance(says_more_than_a_number(text), bool)


@given(low=st.integers(0, 5), size=st.integers(0, 5), number=st.integers(0, 99))
def test_the_bounds_of_a_scale_belong_to_it(low: int, size: int, number: int) -> None:
    found = read_scale(str(number), low, low + size)
    assert (found.value is not None) == (low <= number <= low + size)


OPT_OUTS = ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out"]
OTHERS = {"start": Keyword.OPT_IN, "unstop": Keyword.OPT_IN, "help": Keyword.HELP, "info": Keyword.HELP}
ALL = {**dict.fromkeys(OPT_OUTS, Keyword.OPT_OUT), **OTHERS, "c": Keyword.CONFIRM, "r": Keyword.MOVE}


@st.composite
def dressed(draw: st.DrawFn) -> tuple[str, Keyword]:
    """A word in any case, with anything around it, and whatever separates two words between them."""
    word = draw(st.sampled_from(sorted(ALL)))
    cased = "".join(letter.upper() if draw(st.booleans()) else letter for letter in word)
    between = draw(st.sampled_from([" ", "-", "  ", "\n", "_", "."]))
    text = cased.replace(" ", between)
    if draw(st.booleans()):
        text = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)
    return draw(PUNCTUATION) + text + draw(PUNCTUATION), ALL[word]


@given(dressed())
def test_a_keyword_is_known_in_any_case_punctuation_and_white_space(case: tuple[str, Keyword]) -> None:
    text, expected = case
    assert keyword(text) is expected


@pytest.mark.parametrize("text", ["stop it", "please stop", "don't stop", "the end", "cancelled", "", "restart", "rr"])
def test_a_keyword_among_other_words_is_none(text: str) -> None:
    assert keyword(text) is None


@pytest.mark.parametrize("word", [*OPT_OUTS, *OTHERS, "alto", "parar", "baja", "c", "r"])
def test_no_keyword_is_an_answer_on_a_scale(word: str) -> None:
    assert value(word) is None


@given(number=st.integers(0, 10))
def test_no_answer_on_a_scale_is_a_keyword(number: int) -> None:
    assert keyword(str(number)) is None
    assert keyword(WORDS[number]) is None


@given(text=st.text(max_size=30))
def test_plain_words_are_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "text",
    [
        *("wrong number", "who is this", "stop all", "leave me alone", "not good", "I can’t go on"),
        *("sorry, I meant 1", "oops 4", "I mean 3", "please do not text me any more", "one more day of this and I"),
    ],
)
def test_words_are_for_a_person(text: str) -> None:
    assert says_more_than_a_number(text)


@pytest.mark.parametrize("text", ["2", "two", "banana", "", "between 2 and 3", "5 or 6", "about a 7", "two or three"])
def test_an_unclear_number_or_a_single_word_is_not(text: str) -> None:
    assert not says_more_than_a_number(text)
