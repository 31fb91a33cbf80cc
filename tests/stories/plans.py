"""What may be planned of a random course, and refused: bookings, the plan, pauses, the discharge, the focus."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from domain.course import booking, commands, decisions
from domain.course.values import Mode, Outcome, Party, Place, PlanPart, Wish
from domain.event import Change
from domain.formulation import decisions as formulation
from domain.formulation.commands import ChooseFocus
from domain.pathway import release
from tests.stories.model import FEWEST, MOST, Booking, Model, Placed, closed
from tests.stories.steps import Draw, NewId, Step, nothing, some_time, wall

ROOM = Place(mode=Mode.ROOM, where="Room 2", clinician="Dr Okafor")
NOBODYS = UUID(int=7)


def _new(slots: list[datetime], minutes: int) -> dict[UUID, Placed]:
    """Stand-ins for sessions that do not have their ids yet."""
    return {UUID(int=number): (starts, minutes) for number, starts in enumerate(slots)}


def _open_on(starts: datetime) -> set[str]:
    return {"clinic-closed"} if closed(starts.date()) else set()


def _booked(model: Model, slots: list[datetime], minutes: int, new_id: NewId) -> None:
    for number, starts in enumerate(slots):
        model.bookings[new_id(f"session-{number}")] = Booking(starts, minutes)


def book_one(rng: Random, model: Model, course: UUID) -> Step:
    starts = some_time(rng, model)
    command = commands.BookSession(slot=Wish(starts=wall(starts)), place=ROOM)
    refusals = model.running() | model.unfit(_new([starts], model.minutes)) | _open_on(starts)
    effect = partial(_booked, model, [starts], model.minutes)
    return Step("book a session", lambda world: booking.book_session(world, course, command), refusals, effect)


def book_several(rng: Random, model: Model, course: UUID) -> Step:
    first, count, every = some_time(rng, model), rng.randint(1, 5), rng.choice((None, 1, 7, 14))
    command = commands.BookSeries(slot=Wish(starts=wall(first)), place=ROOM, count=count, every_days=every)
    slots = model.slots(first, count, every or model.every)
    refusals = model.running() | model.unfit(_new(slots, model.minutes))
    effect = partial(_booked, model, slots, model.minutes)
    return Step("book a series", lambda world: booking.book_series(world, course, command), refusals, effect)


def move(rng: Random, model: Model, course: UUID) -> Step | None:
    if not model.bookings:
        return None
    session = rng.choice(list(model.bookings))
    one, to, following = model.bookings[session], some_time(rng, model), rng.random() < 0.5
    command = commands.MoveSession(starts=wall(to), reason="asked for", following=following)
    decide = partial(booking.move_session, course=course, session=session, command=command)
    if not one.is_booked or to == one.starts or model.discharged_on:
        over = set() if one.is_booked else {"session-over"}
        return Step("move a session", decide, model.running() | over, nothing)
    later = [other for other in model.booked() if model.bookings[other].starts > one.starts]
    placed = model.shifted([session, *(later if following else [])], to)
    refusals = model.unfit(placed) | _open_on(to)
    return Step("move a session", decide, refusals, lambda _: model.place(placed))


def cancel(rng: Random, model: Model, course: UUID) -> Step | None:
    if not model.bookings:
        return None
    session = rng.choice(list(model.bookings))
    command = commands.CancelSession(by=rng.choice(list(Party)), reason="a cold")

    def effect(_: NewId) -> None:
        model.bookings[session].cancelled = True

    over = set() if model.bookings[session].is_booked else {"session-over"}
    decide = partial(booking.cancel_session, course=course, session=session, command=command)
    return Step("cancel a session", decide, model.running() | over, effect)


def _change(course: UUID, model: Model, part: PlanPart, **facts: Any) -> partial[list[Change]]:
    command = commands.ChangePlan(
        part=part,
        change="as agreed",
        reason="it suits",
        decided_by="both",
        client_agreed=True,
        effective_on=model.today,
        **facts,
    )
    return partial(decisions.change_plan, course=course, command=command)


def change_length(rng: Random, model: Model, course: UUID) -> Step:
    minutes, apply = rng.choice((5, 30, 50, 90, 240)), rng.random() < 0.7
    others = [one for one in model.ahead() if model.bookings[one].minutes != minutes] if apply else []
    placed = {one: (model.bookings[one].starts, minutes) for one in others}
    refusals = model.running() | model.unfit(placed) | ({"invalid"} if minutes < 10 else set())

    def effect(_: NewId) -> None:
        model.minutes = minutes
        model.place(placed)

    decide = _change(course, model, PlanPart.SESSION_LENGTH, minutes=minutes, apply_to_booked=apply)
    return Step("change the length", decide, refusals, effect)


def change_frequency(rng: Random, model: Model, course: UUID) -> Step:
    every, apply = rng.choice((1, 7, 14, 28)), rng.random() < 0.7
    ahead = model.ahead() if apply else []
    slots = model.slots(model.bookings[ahead[0]].starts, len(ahead), every) if ahead else []
    lengths = [model.bookings[one].minutes for one in ahead]
    placed = dict(zip(ahead, zip(slots, lengths, strict=True), strict=True))

    def effect(_: NewId) -> None:
        model.every = every
        model.place(placed)

    decide = _change(course, model, PlanPart.FREQUENCY, every_days=every, apply_to_booked=apply)
    refusals = model.running() | model.unfit(placed)
    return Step("change the frequency", decide, refusals, effect)


def change_number(rng: Random, model: Model, course: UUID) -> Step:
    agreed, apply = rng.randint(FEWEST - 1, MOST + 1), rng.random() < 0.7
    bounds = set() if FEWEST <= agreed <= MOST else {"sessions-out-of-bounds"}
    booked = model.booked()
    lacking = agreed - model.counted() - len(booked) if apply else 0
    cut = model.ahead()[lacking:] if lacking < 0 else []
    last = model.bookings[booked[-1]] if booked else None
    slots = model.slots(last.starts + timedelta(days=model.every), lacking, model.every) if last and lacking > 0 else []
    minutes = last.minutes if last else model.minutes

    def effect(new_id: NewId) -> None:
        model.agreed = agreed
        for session in cut:
            model.bookings[session].cancelled = True
        _booked(model, slots, minutes, new_id)

    decide = _change(course, model, PlanPart.SESSION_NUMBER, sessions_agreed=agreed, apply_to_booked=apply)
    refusals = model.running() | bounds | model.unfit(_new(slots, minutes))
    return Step("change the number", decide, refusals, effect)


def pause(rng: Random, model: Model, course: UUID) -> Step:
    refusals = model.running() | ({"course-paused"} if model.paused else set())
    decide = partial(decisions.pause, course=course, command=commands.Pause(reason="a holiday"))
    return Step("pause", decide, refusals, lambda _: setattr(model, "paused", True))


def resume(rng: Random, model: Model, course: UUID) -> Step:
    refusals = model.running() | (set() if model.paused else {"course-not-paused"})
    decide = partial(decisions.resume, course=course, command=commands.Resume())
    return Step("resume", decide, refusals, lambda _: setattr(model, "paused", False))


def discharge(rng: Random, model: Model, course: UUID) -> Step:
    command = commands.Discharge(outcome=Outcome.COMPLETED, discharged_on=model.today)

    def effect(_: NewId) -> None:
        model.lapse()
        model.discharged_on = model.today

    return Step("discharge", partial(decisions.discharge, course=course, command=command), model.running(), effect)


def withdraw_discharge(rng: Random, model: Model, course: UUID) -> Step:
    refusals = set() if model.discharged_on else {"course-not-discharged"}
    command = release.WithdrawDischarge(reason="too early")
    decide = partial(release.withdraw_discharge, course=course, command=command)
    return Step("withdraw the discharge", decide, refusals, lambda _: setattr(model, "discharged_on", None))


def choose_focus(rng: Random, model: Model, course: UUID) -> Step:
    area = rng.choice([*model.areas[-5:], NOBODYS])
    instead = rng.choice([None, None, *model.focus, *model.areas[-1:]])
    because = rng.choice(("", "it weighs more", "it weighs more"))
    command = ChooseFocus(author="Dr Okafor", area=area, instead_of=instead, because=because, reason="none fits better")
    staying = [one for one in model.focus if one != instead]
    reasons = {
        "unknown-entry": area not in model.areas,
        "in-focus-already": area in model.focus,
        "not-in-focus": instead is not None and instead not in model.focus,
        "third-focus": len(staying) > 1,
        "focus-reason-needed": bool(model.focus) and not because,
    }

    def effect(_: NewId) -> None:
        model.focus = [*staying, area]

    refusals = model.running() | {code for code, holds in reasons.items() if holds}
    decide = partial(formulation.choose_focus, course=course, command=command)
    return Step("choose the focus", decide, refusals, effect)


BOOKINGS: tuple[Draw, ...] = (
    book_one,
    book_several,
    move,
    move,
    cancel,
    change_length,
    change_frequency,
    change_number,
)
STANDING: tuple[Draw, ...] = (pause, resume, discharge, withdraw_discharge, withdraw_discharge)
