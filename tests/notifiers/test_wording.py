"""What messages say: neutral, whole in every kind, in GSM-7, and never a template made of a client's data."""

import re
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from domain.errors import Invalid
from domain.values import Wall
from notifiers.wording.kinds import KINDS, PARTS
from notifiers.wording.language import FOLDER, chain, languages
from notifiers.wording.render import Fallback, missing, render
from notifiers.wording.segments import outside, segments

NINE = Wall(local=datetime(2026, 3, 30, 9, 0), zone="Europe/London")
EVENING = Wall(local=datetime(2026, 9, 30, 18, 30), zone="Europe/London")
PAIRS = sorted((kind, medium) for kind, media in KINDS.items() for medium in media)
SMS_KINDS = sorted(kind for kind, media in KINDS.items() if "sms" in media)

# What carriers, or we, take for an opt-out, whatever the sender meant.
OPT_OUT = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT"}
HEALTH = re.compile(
    r"\b(therap\w*|counsel\w*|psych\w*|depress\w*|anxi\w*|IPT|PHQ\w*|GAD\w*|score\w*|diagnos\w*|treatment|patient\w*|risk)\b",
    re.IGNORECASE,
)


def an_appointment(**changes: object) -> dict[str, object]:
    booked = dict(starts=NINE, minutes=50, mode="room", place="Room 3, 12 High Street", status="booked", was=None)
    return {**booked, **changes}


def some_variables(**changes: object) -> dict[str, object]:
    facts = dict(
        clinic="Rivermead Clinic", phone="01632 960000", starts=NINE, text="Call 999.", appointments=[an_appointment()]
    )
    return {**facts, **changes}


def test_a_reminder_names_clinic_day_and_time_and_how_to_answer() -> None:
    text = render("session-reminder", "en", some_variables(), "sms").text

    assert text == (
        "Rivermead Clinic: your appointment is on Monday 30 March at 09:00. "
        "Reply C to confirm or R to ask for another time. Or call 01632 960000."
    )


@pytest.mark.parametrize(("kind", "medium"), PAIRS)
def test_every_kind_has_a_whole_text_in_english(kind: str, medium: str) -> None:
    content = render(kind, "en", some_variables(), medium)

    whole = content.text + content.subject + content.html
    assert content.text.strip()
    assert bool(content.subject) == bool(content.html) == (medium == "email")
    assert "\n" not in content.subject
    assert "{" not in whole
    assert "  " not in content.text.replace("\n  ", "\n")


@pytest.mark.parametrize(("kind", "medium"), PAIRS)
def test_no_text_of_ours_tells_anything_about_health(kind: str, medium: str) -> None:
    content = render(kind, "en", some_variables(), medium)

    assert not HEALTH.search(content.text + content.subject + content.html)


@pytest.mark.parametrize("kind", SMS_KINDS)
@pytest.mark.parametrize("language", ["en", "en-US"])
def test_every_english_text_message_stays_in_gsm_7_and_is_short(kind: str, language: str) -> None:
    late_in_the_year = Wall(local=datetime(2026, 9, 30, 10, 30), zone="Europe/London")
    for first, two_way in product([True, False], repeat=2):
        text = render(kind, language, some_variables(starts=late_in_the_year, first=first, two_way=two_way), "sms").text
        assert not outside(text)
        assert segments(text).number <= (2 if first else 1)


@pytest.mark.parametrize("kind", SMS_KINDS)
def test_no_opt_out_word_is_offered_as_an_answer(kind: str) -> None:
    text = render(kind, "en", some_variables(first=True), "sms").text
    offered = re.findall(r"[Rr]eply ([A-Z]+)( to opt out)?", text)

    assert all(word not in OPT_OUT or meaning for word, meaning in offered)
    assert not [word for word in re.findall(r"\b[A-Z]{2,}\b", text) if word in OPT_OUT - {"STOP"}]


@pytest.mark.parametrize(
    "kind", ["session-reminder", "session-reminder-last", "check-in-mood", "check-in-relationships"]
)
def test_only_the_first_text_to_a_person_says_how_to_opt_out(kind: str) -> None:
    assert "Reply STOP to opt out" in render(kind, "en", some_variables(first=True), "sms").text
    assert "STOP" not in render(kind, "en", some_variables(), "sms").text


def test_a_sender_that_takes_no_replies_asks_for_none() -> None:
    for kind in ("session-reminder", "session-reminder-last", "help"):
        text = render(kind, "en", some_variables(first=True, two_way=False), "sms").text
        assert "Reply" not in text
        assert "01632 960000" in text


@pytest.mark.parametrize("kind", [kind for kind in SMS_KINDS if re.match("check-in-(mood|rel|again)", kind)])
def test_every_question_words_both_ends_of_its_scale(kind: str) -> None:
    assert "from 0 (worst) to 10 (best)" in render(kind, "en", some_variables(), "sms").text


@pytest.mark.parametrize(
    ("appointment", "said", "subject"),
    [
        (an_appointment(), "Booked: Monday 30 March 2026 at 09:00", "Rivermead Clinic: appointment booked"),
        (an_appointment(status="moved", was=EVENING), "(it was Wednesday 30 September 2026 at 18:30)", "moved"),
        (an_appointment(status="moved"), "Changed: Monday 30 March 2026 at 09:00", "moved"),
        (an_appointment(status="cancelled"), "Cancelled: Monday 30 March 2026 at 09:00", "cancelled"),
        (an_appointment(mode="video", place="https://meet.example.org/x"), "50 minutes, by video", "booked"),
        (an_appointment(mode="phone", place=""), "50 minutes, by phone", "booked"),
        (an_appointment(mode="on a walk"), "50 minutes, on a walk", "booked"),
    ],
)
def test_a_notice_says_what_became_of_each_appointment(appointment: dict[str, object], said: str, subject: str) -> None:
    content = render("session-notice", "en", some_variables(appointments=[appointment]), "email")

    assert said in content.text
    assert subject in content.subject


def test_a_notice_of_several_names_each_and_does_not_claim_one_fate_for_all() -> None:
    series = [an_appointment(), an_appointment(starts=EVENING, status="cancelled")]

    content = render("session-notice", "en", some_variables(appointments=series), "email")

    assert content.subject == "Rivermead Clinic: appointments changed"
    assert content.html.count("<li>") == 2
    assert "Cancelled: Wednesday 30 September 2026 at 18:30" in content.text


def test_a_cancelled_appointment_keeps_its_link_to_itself() -> None:
    gone = an_appointment(status="cancelled", place="https://meet.example.org/secret")

    content = render("session-notice", "en", some_variables(appointments=[gone]), "email")

    assert "secret" not in content.text + content.html


def test_a_clients_data_are_values_and_never_a_template() -> None:
    hostile = "{{ phone }}{% if 1 %}<b>&"
    facts = some_variables(clinic=hostile, appointments=[an_appointment(place=hostile)])

    content = render("session-notice", "en", facts, "email")

    assert content.text.count(hostile) == 2
    assert "{{ phone }}{% if 1 %}&lt;b&gt;&amp;" in content.html
    assert "<b>" not in content.html


def test_times_are_those_of_the_place_in_the_language_of_the_text() -> None:
    assert "Monday, March 30 at 9:00 AM" in render("session-reminder", "en-US", some_variables(), "sms").text
    assert "Monday 30 March at 09:00" in render("session-reminder", "en-AU", some_variables(), "sms").text


@pytest.mark.parametrize("language", ["cy", "pt-BR", "", "../en", "en/..", "x" * 99])
def test_a_language_without_a_template_is_answered_in_english(language: str) -> None:
    assert render("help", language, some_variables(), "sms") == render("help", "en", some_variables(), "sms")


def test_what_a_language_lacks_is_listed_and_english_lacks_nothing() -> None:
    assert missing(["en", "en-US", "en-AU"]) == []
    assert len(missing(["cy", "cy"])) == len(PAIRS)
    assert Fallback("cy", "session-notice", "email") in missing(["cy"])


def test_a_variant_is_looked_for_before_its_language_and_english_last() -> None:
    assert chain("pt-BR") == ["pt-BR", "pt", "en"]
    assert languages() == ["en", "en-US"]


@pytest.mark.parametrize("name", ["clinic", "starts"])
def test_a_missing_variable_is_an_error_and_no_empty_place(name: str) -> None:
    facts = some_variables()
    del facts[name]

    with pytest.raises(Invalid, match=r"session-reminder\.sms\.txt"):
        render("session-reminder", "en", facts, "sms")


@pytest.mark.parametrize(("kind", "medium"), [("session-notice", "sms"), ("nonsense", "sms"), ("help", "fax")])
def test_a_kind_that_does_not_go_by_a_medium_is_refused(kind: str, medium: str) -> None:
    with pytest.raises(Invalid):
        render(kind, "en", some_variables(), medium)


def test_there_is_no_template_that_no_kind_uses() -> None:
    used = {f"{kind}.{part}" for kind, media in KINDS.items() for medium in media for part in PARTS[medium]}
    files = {file.name for file in Path(FOLDER).glob("*/*") if file.suffix in {".txt", ".html"}}

    assert files == used
