"""Where an obligation is placed in time."""

from domain.client.state import Client
from domain.clinic.settings import QuietHours
from domain.instant import MINUTE, Instant, later
from domain.message.values import Window
from domain.policy.hours import allowed, next_allowed, placed, stretch_at


def window(
    client: Client,
    quiet: QuietHours,
    *,
    ideal: Instant,
    grace_minutes: int,
    latest: Instant,
    may_precede: bool = True,
) -> Window:
    """Return the window of a message that should go at `ideal` and is of no use from `latest` on.

    Quiet and safe hours move it to the nearest allowed instant that still serves, which lies before `ideal`
    only if it `may_precede` it: nobody can be told of a change before it was made. Where there is none
    the window is empty (it expires as it begins), so that the decision skips it with its reason.
    """
    stretches = allowed(client, quiet, ideal)
    nearest = placed(stretches, ideal, latest, quiet.margin_minutes)
    begins = nearest if may_precede else next_allowed(stretches, ideal)
    if begins is None or begins >= latest:
        return Window(ideal=ideal, not_before=ideal, on_time_until=ideal, expires=ideal)
    expires = min(latest, later(max(begins, ideal), grace_minutes * MINUTE))
    stretch = stretch_at(stretches, begins)
    closes = min(expires, stretch.ends) if stretch else begins
    return Window(ideal=ideal, not_before=begins, on_time_until=closes, expires=expires)
