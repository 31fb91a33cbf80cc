"""Which commands can be looked at before they are given."""

from collections.abc import Sequence

from api.policy import COURSE, SESSION
from api.previews import Preview
from domain.course import booking, commands, decisions

PREVIEWS: Sequence[Preview] = (
    Preview(
        path=f"{COURSE}/plan-changes",
        summary="Change the plan",
        takes=commands.ChangePlan,
        decide=decisions.change_plan,
    ),
    Preview(
        path=f"{COURSE}/session-series",
        summary="Book sessions",
        takes=commands.BookSeries,
        decide=booking.book_series,
    ),
    Preview(
        path=f"{SESSION}/moves",
        summary="Put a session, or all following as well, to another time",
        takes=commands.MoveSession,
        decide=booking.move_session,
    ),
    Preview(
        path=f"{COURSE}/check-in-plans",
        summary="Plan weekly check-ins",
        takes=commands.PlanCheckIns,
        decide=decisions.plan_check_ins,
    ),
    Preview(
        path=f"{COURSE}/check-in-stops",
        summary="Plan no more check-ins",
        takes=commands.StopCheckIns,
        decide=decisions.stop_check_ins,
    ),
    Preview(path=f"{COURSE}/pauses", summary="Let the course rest", takes=commands.Pause, decide=decisions.pause),
    Preview(
        path=f"{COURSE}/resumptions", summary="Let the course go on", takes=commands.Resume, decide=decisions.resume
    ),
    Preview(path=f"{COURSE}/discharge", summary="End the course", takes=commands.Discharge, decide=decisions.discharge),
)
