"""The course page's clinical parts, put in the order in which one reads them: facts that stand, work by session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Fact = Mapping[str, Any]


def standing(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts in whose place nothing stands; an erased one has nothing to show."""
    return [fact for fact in facts if fact["replaced_by"] is None and fact["content"] != "[erased]"]


def replaced(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts in whose place another stands."""
    return [fact for fact in facts if fact["replaced_by"] is not None and fact["content"] != "[erased]"]


@dataclass
class Held:
    """What was noted of one session."""

    session: Fact
    openings: list[Fact] = field(default_factory=list)
    techniques: list[Fact] = field(default_factory=list)
    areas: list[Fact] = field(default_factory=list)
    steps: list[Fact] = field(default_factory=list)
    asked: list[tuple[Fact, Fact]] = field(default_factory=list)
    notes: list[Fact] = field(default_factory=list)
    forms: list[Fact] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted of it."""
        return not any((self.openings, self.techniques, self.areas, self.steps, self.asked, self.notes, self.forms))


def by_session(case: Mapping[str, Any]) -> list[Held]:
    """Return what was noted of each session, the latest session first; sessions without anything are left out."""
    held = {session["id"]: Held(session) for session in case["sessions"]}
    work = case["work"]
    for kind in ("openings", "techniques", "areas", "steps"):
        for fact in standing(work[kind]):
            getattr(held[fact["content"]["session"]], kind).append(fact)
    for step in standing(work["steps"]):
        for asked in standing(step["content"]["asked"]):
            _asked_in(held, asked, step)
    for form in standing(case["measures"]["forms"]):
        if form["content"]["session"] in held:
            held[form["content"]["session"]].forms.append(form)
    for note in work["notes"]:
        if note["session"] in held and note["retracted_by"] is None:
            held[note["session"]].notes.append(note)
    return [one for one in reversed(held.values()) if not one.is_empty]


def _asked_in(held: dict[str, Held], asked: Fact, step: Fact) -> None:
    """Put the answer to a next step to the session on whose day it was told."""
    later = (one for one in held.values() if one.session["starts"]["local"][:10] == asked["on"])
    for one in later:
        one.asked.append((step, asked))


def rings(people: Sequence[Fact]) -> dict[int, list[Fact]]:
    """Return the people of the inventory by ring, from the innermost out; removed and erased ones left out."""
    shown: dict[int, list[Fact]] = {1: [], 2: [], 3: []}
    for person in people:
        content = person["latest"]["content"]
        if person["removed_on"] is None and content != "[erased]":
            shown[content["ring"]].append(person)
    return shown
