from domain.instant import parse
from projections.history.case_file import to_text
from projections.history.plain import WIDTH, printable, wrapped
from tests.projections.history.conftest import Lived


def test_a_case_file_fits_a_terminal_of_100_columns(lived: Lived) -> None:
    lines = to_text(lived.file()).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert not [line for line in lines if line != line.rstrip()]


def test_a_text_has_its_sections_in_order(lived: Lived) -> None:
    titles = [line for line in to_text(lived.file()).splitlines() if line.isupper() and not line.startswith(" ")]
    assert titles == [
        "CLIENT", "COURSE", "SESSIONS", "CHECK-INS", "CHANGES OF THE PLAN", "REFERRAL", "MESSAGES", "OWED NEXT",
        "TIMELINE",
    ]  # fmt: skip


def test_a_text_says_as_of_when_it_is(lived: Lived) -> None:
    position = lived.living.record.log.position_at(parse("2026-03-04T19:00:00Z"))
    first, second, *_ = to_text(lived.file(position)).splitlines()
    assert first == f"Case history of course {lived.course}"
    assert second == f"as known at position {position}, last recorded 2026-03-04T19:00:00Z"


def test_a_late_entry_says_when_it_happened(lived: Lived) -> None:
    assert "staff (late: it happened 2026-03-10T11:00:00Z): The session of" in to_text(lived.file())


def test_a_section_without_content_is_left_out(lived: Lived) -> None:
    opened = next(one.position for one in lived.file().timeline if one.topic == "course.opened.v1")
    assert "SESSIONS" not in to_text(lived.file(opened))


def test_what_people_typed_moves_no_cursor_and_turns_no_text_around() -> None:
    assert printable("late\x1b[2J\u202eagain\nand again") == "late\ufffd[2J\ufffdagain and again"


def test_a_text_without_words_is_still_a_line() -> None:
    assert wrapped("") == [""]
