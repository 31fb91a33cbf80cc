from datetime import date

import pytest

from domain.course.values import Mode, Place
from domain.erased import ERASED
from projections.audit import spoken
from tests.examples import MONDAY, TUESDAY, at


@pytest.mark.parametrize(("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (21, "21st")])  # fmt: skip  # noqa: E501
def test_ordinal_numbers_are_said_as_people_say_them(number: int, said: str) -> None:
    assert spoken.nth(number) == said


def test_a_date_is_said_in_full() -> None:
    assert spoken.day(date(2026, 3, 30)) == "Monday 30 March 2026"


def test_a_zone_is_said_once_where_two_wall_times_share_it() -> None:
    assert spoken.wall(TUESDAY) == "Tuesday 31 March 2026, 10:00 (Europe/London)"
    assert spoken.wall(TUESDAY, MONDAY) == "Tuesday 31 March 2026, 10:00"


def test_an_instant_is_said_on_the_clock_of_the_zone_across_a_clock_change() -> None:
    assert spoken.instant(at(28, 8), "Europe/London") == "Saturday 28 March 2026, 08:00 (Europe/London)"
    assert spoken.instant(at(29, 8), "Europe/London") == "Sunday 29 March 2026, 09:00 (Europe/London)"


def test_a_stretch_across_days_names_both() -> None:
    assert spoken.between(at(10, 8), at(11, 9), "UTC") == (
        "between Tuesday 10 March 2026, 08:00 and Wednesday 11 March 2026, 09:00 (UTC)"
    )


def test_things_in_a_row_are_joined_by_one_word() -> None:
    assert spoken.listed(["a", "b", "c"]) == "a, b and c"
    assert spoken.listed(["a"], last="or") == "a"
    assert spoken.listed([]) == "nothing"


def test_own_words_stand_between_marks_on_one_line() -> None:
    assert spoken.giving("late\n  again") == ": 'late again'"
    assert spoken.giving("  ") == ""
    assert spoken.giving(ERASED) == ": [erased]"


def test_the_secret_link_of_a_video_session_is_never_said() -> None:
    assert spoken.place(Place(mode=Mode.VIDEO, where="https://video.example/1", clinician="Dr Amari")) == (
        "by video with Dr Amari"
    )
    assert spoken.place(Place(mode=Mode.ROOM, where="Room 2")) == "in person at 'Room 2'"
