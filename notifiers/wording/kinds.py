"""The kinds of message that have a wording, and what each takes.

Every kind takes `clinic` (its neutral name) and `phone` (where to call back), texts both, but for `crisis`.
Further variables:

- `session-notice`: `appointments`, each with `starts` (Wall), `minutes`, `mode` (`room`, `phone`, `video`, or words),
  `place` (text or link, may be empty), `status` (`booked`, `moved`, `cancelled`), `was` (Wall, or None where the
  time stayed and something else changed).
- `session-reminder`, `session-reminder-last`: `starts` (Wall).
- `crisis`: `text`, the clinic's own, and `clinic` for the subject of an email.
- Optional: `first` (the first text to this person, which says how to opt out), `two_way` (false where the sender
  takes no replies).
"""

from types import MappingProxyType

SMS = frozenset({"sms"})
EMAIL = frozenset({"email"})

KINDS = MappingProxyType(
    {
        "session-notice": EMAIL,
        "session-reminder": SMS | EMAIL,
        "session-reminder-last": SMS | EMAIL,
        "check-in-mood": SMS,
        "check-in-relationships": SMS,
        "check-in-again-mood": SMS,
        "check-in-again-relationships": SMS,
        "check-in-thanks": SMS,
        "opt-out-confirmed": SMS,
        "opt-in-confirmed": SMS,
        "help": SMS,
        "crisis": SMS | EMAIL,
    }
)
"""Each kind with the media that it can go by."""

DEFAULTS = MappingProxyType({"first": False, "two_way": True})

PARTS = MappingProxyType({"sms": ("sms.txt",), "email": ("subject.txt", "email.txt", "email.html")})
"""The template files of a kind in each medium: `<kind>.<part>`."""
