"""Where an obligation is placed in time."""

from domain.client.state import Client
from domain.clinic.settings import QuietHours
from domain.instant import MINUTE, Instant, later
from domain.message.values import Window
from domain.policy.hours import allowed, placed, stretch_at


def window(client: Client, quiet: QuietHours, *, ideal: Instant, grace_minutes: int, latest: Instant) -> Window:
    """Return the window of a message that should go at `ideal` and is of no use after `latest`.

    Quiet and safe hours move it to the nearest allowed instant that still serves. Where there is none
    the window is empty (it expires as it begins), so that the decision skips it with its reason.
    """
    stretches = allowed(client, quiet, ideal)
    begins = placed(stretches, ideal, latest, quiet.margin_minutes)
    if begins is None:
        return Window(ideal=ideal, not_before=ideal, on_time_until=ideal, expires=ideal)
    expires = max(begins, min(latest, later(max(begins, ideal), grace_minutes * MINUTE)))
    stretch = stretch_at(stretches, begins)
    closes = min(expires, stretch.ends) if stretch else begins
    return Window(ideal=ideal, not_before=begins, on_time_until=closes, expires=expires)
