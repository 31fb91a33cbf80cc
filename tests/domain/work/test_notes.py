"""Notes: drafted, signed, added to, co-signed; a signed one never changes."""

import pytest

from domain.ids import CLINIC
from domain.work import commands, decisions, errors, notes
from domain.work.state import Note
from tests.domain.story import Story
from tests.domain.work.told import AUTHOR, drafts, held, signs


@pytest.fixture
def story() -> Story:
    return held(1)


def found(story: Story, note: str | object) -> Note:
    return next(one for one in story.case.work.notes.values() if one.id == note)


def redraft(story: Story, note: object, text: str = "Spoke of the letter.") -> None:
    story.do(notes.redraft_note, note, commands.RedraftNote(author=AUTHOR, text=text))


def add(story: Story, note: object) -> None:
    story.do(notes.add_to_note, note, commands.AddToNote(author=AUTHOR, text="He rang back."))


def cosign(story: Story, note: object) -> None:
    story.do(notes.cosign_note, note, commands.CosignNote(author="Dr Lindqvist"))


def test_a_draft_may_be_written_anew_and_keeps_what_it_said(story: Story) -> None:
    note = drafts(story, story.sessions[0])
    redraft(story, note)
    first, last = found(story, note).drafts
    assert (first.content, last.content) == ("Spoke of the call.", "Spoke of the letter.")
    assert (first.replaced_by, last.replaces) == (last.id, first.id)


def test_a_signed_note_is_never_changed(story: Story) -> None:
    note = drafts(story)
    signs(story, note)
    with pytest.raises(errors.NoteIsSigned):
        redraft(story, note)
    with pytest.raises(errors.NoteIsSigned):
        signs(story, note)
    assert found(story, note).drafts[-1].content == "Spoke of the call."


def test_only_a_signed_note_is_added_to_or_co_signed(story: Story) -> None:
    note = drafts(story)
    with pytest.raises(errors.NoteNotSigned):
        add(story, note)
    with pytest.raises(errors.NoteNotSigned):
        cosign(story, note)
    signs(story, note)
    add(story, note)
    assert [one.content for one in found(story, note).addenda] == ["He rang back."]


def test_a_note_says_what_it_waits_for(story: Story) -> None:
    note = drafts(story)
    waits = [found(story, note).lacks]
    signs(story, note, needs_cosignature=True)
    waits.append(found(story, note).lacks)
    cosign(story, note)
    waits.append(found(story, note).lacks)
    assert waits == ["signature", "cosignature", ""]
    signed, cosigned = found(story, note).signed, found(story, note).cosigned
    assert signed is not None
    assert cosigned is not None
    assert (signed.by, cosigned.by) == (AUTHOR, "Dr Lindqvist")
    with pytest.raises(errors.NoteIsCosigned):
        cosign(story, note)


def test_a_note_of_a_clinician_alone_needs_one_signature(story: Story) -> None:
    note = drafts(story)
    signs(story, note)
    assert found(story, note).lacks == ""


def test_a_note_that_was_taken_back_waits_for_nothing(story: Story) -> None:
    note = drafts(story)
    story.do(decisions.retract, commands.Retract(author=AUTHOR, entry=note, why="another client's"))
    assert found(story, note).lacks == ""
    with pytest.raises(errors.NoteIsRetracted):
        signs(story, note)


def test_a_note_may_be_prepared_for_a_session_to_come(story: Story) -> None:
    note = drafts(story, story.sessions[3])
    assert found(story, note).session == story.sessions[3]


def test_a_note_that_is_not_there_cannot_be_signed(story: Story) -> None:
    with pytest.raises(errors.UnknownNote):
        signs(story, CLINIC)
