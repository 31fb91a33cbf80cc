"""What the story must come to, written down by hand from a calendar and the clinic's settings. Instants are in UTC."""

ROBIN_GOT = """
    2026-02-05 18:30 mood
    2026-02-05 18:30 people
    2026-02-05 18:30 thanks
    2026-02-08 10:00 Mon 9 Feb 10:00
    2026-02-12 18:30 mood
    2026-02-12 18:30 mood again
    2026-02-12 18:30 people
    2026-02-12 18:30 thanks
    2026-02-15 10:00 Mon 16 Feb 10:00
    2026-02-19 18:30 mood
    2026-02-22 10:00 Mon 23 Feb 10:00
    2026-02-26 18:30 mood
    2026-02-26 18:30 people
    2026-02-26 18:30 thanks
    2026-03-03 15:00 Wed 4 Mar 15:00
    2026-03-05 18:30 mood
    2026-03-05 18:30 people
    2026-03-05 18:30 thanks
    2026-03-19 18:30 mood
    2026-03-19 18:30 people
    2026-03-19 18:30 thanks
    2026-03-22 10:00 Mon 23 Mar 10:00
    2026-03-26 18:30 mood
    2026-03-26 18:30 people
    2026-03-26 18:30 thanks
    2026-03-29 09:00 Mon 30 Mar 10:00
    2026-03-30 07:00 soon Mon 30 Mar 10:00
    2026-04-02 17:30 mood
    2026-04-02 17:30 people
    2026-04-02 17:30 thanks
    2026-04-05 09:00 Mon 6 Apr 10:00
    2026-04-06 07:00 soon Mon 6 Apr 10:00
    2026-04-09 17:30 mood
    2026-04-09 17:30 people
    2026-04-09 17:30 thanks
    2026-04-12 07:30 Mon 13 Apr 08:30
    2026-04-12 18:30 soon Mon 13 Apr 08:30
    2026-04-16 17:30 mood
    2026-04-16 17:30 people
    2026-04-16 17:30 thanks
    2026-04-19 09:00 Mon 20 Apr 10:00
    2026-04-20 07:00 soon Mon 20 Apr 10:00
    2026-04-23 17:30 mood
    2026-04-23 17:30 people
    2026-04-23 17:30 thanks
    2026-04-26 09:00 Mon 27 Apr 10:00
    2026-04-27 07:00 soon Mon 27 Apr 10:00
    2026-04-30 17:30 mood
    2026-04-30 17:30 people
    2026-04-30 17:30 thanks
    2026-05-03 09:00 Mon 4 May 10:00
    2026-05-04 07:00 soon Mon 4 May 10:00
    2026-05-07 17:30 mood
    2026-05-07 17:30 people
    2026-05-07 17:30 thanks
    2026-05-10 09:00 Mon 11 May 10:00
    2026-05-11 07:00 soon Mon 11 May 10:00
"""
"""On Robin's phone, in UTC: London is at UTC until 29 March, 01:00, and an hour ahead from then on."""

ROBIN_WAS_WRITTEN = """
    2026-02-02 10:00 appointments booked
    2026-02-10 12:00 appointment moved
    2026-02-12 09:00 appointment moved
    2026-02-22 12:00 appointment moved
    2026-02-22 14:00 appointment moved
    2026-02-26 09:00 appointment moved
    2026-03-06 12:00 appointment cancelled
    2026-03-20 12:00 appointment booked
    2026-04-08 12:00 appointment moved
"""

KIM_GOT = """
    2026-03-22 03:00 Mon 23 Mar 14:00
    2026-03-29 03:00 Mon 30 Mar 14:00
    2026-03-30 01:00 soon Mon 30 Mar 14:00
    2026-04-05 04:00 Mon 6 Apr 14:00
    2026-04-06 02:00 soon Mon 6 Apr 14:00
"""
"""On Kim's phone, in UTC: Sydney is eleven hours ahead until 4 April, 16:00, and ten from then on."""

_AHEAD = """
    2026-03-23T10:00 booked
    2026-03-30T10:00 booked
    2026-04-06T10:00 booked
    2026-04-13T10:00 booked
    2026-04-20T10:00 booked
    2026-04-27T10:00 booked
    2026-05-04T10:00 booked
    2026-05-11T10:00 booked
"""
_MIDDLE = """
    2026-02-09T10:00 attended on time
    2026-02-16T10:00 late, seen
    2026-02-23T10:00 attended on time
    2026-03-04T15:00 attended on time
    2026-03-09T10:00 cancelled by the client
"""
_FIRST_WEEKS = """
    2026-W06 answered mood 6, relationships 5
    2026-W07 answered mood 5, relationships 6
    2026-W08 over with something unanswered: not every question was answered in time
"""
_UNTIL_THE_PAUSE = f"""{_FIRST_WEEKS.rstrip()}
    2026-W09 answered mood 6, relationships 6
    2026-W10 answered mood 7, relationships 6
    2026-W11 left out: the course was paused
"""
_UNTIL_SUMMER_TIME = f"""{_UNTIL_THE_PAUSE.rstrip()}
    2026-W12 answered mood 7, relationships 7
    2026-W13 answered mood 7, relationships 7
"""

KNOWN = {
    # The second session has been moved, and not moved back yet.
    "2026-02-11T00:00:00Z": f"""
    initial, 1 of 14, goes on
    settings of 2026-02-02T10:00
    2026-02-09T10:00 attended on time
    2026-02-18T15:00 booked
    2026-02-23T10:00 booked
    2026-03-02T10:00 booked
    2026-03-09T10:00 booked
    2026-03-16T10:00 booked
    {_AHEAD.strip()}
    2026-W06 answered mood 6, relationships 5
    next 2026-02-12T18:30Z check-in
    next 2026-02-17T15:00Z session-reminder
    next 2026-02-22T10:00Z session-reminder
    """,
    # The second is back, and not known yet to have begun late; the third is away.
    "2026-02-22T13:00:00Z": f"""
    initial, 2 of 14, goes on
    settings of 2026-02-02T10:00
    2026-02-09T10:00 attended on time
    2026-02-16T10:00 attended on time
    2026-02-25T10:00 booked
    2026-03-02T10:00 booked
    2026-03-09T10:00 booked
    2026-03-16T10:00 booked
    {_AHEAD.strip()}
    {_FIRST_WEEKS.strip()}
    next 2026-02-24T10:00Z session-reminder
    next 2026-02-26T18:30Z check-in
    next 2026-03-01T10:00Z session-reminder
    """,
    # Within the pause: what was due of 16 March has just been skipped.
    "2026-03-15T12:00:00Z": f"""
    middle, 4 of 14, rests
    settings of 2026-02-02T10:00
    {_MIDDLE.strip()}
    2026-03-16T10:00 booked
    {_AHEAD.strip()}
    {_UNTIL_THE_PAUSE.strip()}
    next 2026-03-19T18:30Z check-in
    next 2026-03-22T10:00Z session-reminder
    next 2026-03-29T09:00Z session-reminder
    """,
    # A second before the first reminder in summer time, under other settings.
    "2026-03-29T08:59:59Z": f"""
    middle, 5 of 14, goes on
    settings of 2026-03-24T12:00
    {_MIDDLE.strip()}
    2026-03-16T10:00 did not attend
    {_AHEAD.strip().replace("2026-03-23T10:00 booked", "2026-03-23T10:00 attended on time")}
    2026-05-18T10:00 booked
    {_UNTIL_SUMMER_TIME.strip()}
    next 2026-03-29T09:00Z session-reminder
    next 2026-03-30T07:00Z session-reminder-last
    next 2026-04-02T17:30Z check-in
    """,
    # The end.
    "2026-05-12T00:00:00Z": f"""
    ending, 12 of 14, completed early
    settings of 2026-03-24T12:00
    {_MIDDLE.strip()}
    2026-03-16T10:00 did not attend
    2026-03-23T10:00 attended on time
    2026-03-30T10:00 attended on time
    2026-04-06T10:00 attended on time
    2026-04-13T08:30 attended on time
    2026-04-20T10:00 attended on time
    2026-04-27T10:00 attended on time
    2026-05-04T10:00 attended on time
    2026-05-11T10:00 attended on time
    2026-05-18T10:00 lapsed at discharge
    {_UNTIL_SUMMER_TIME.strip()}
    2026-W14 answered mood 8, relationships 7
    2026-W15 answered mood 8, relationships 7
    2026-W16 answered mood 8, relationships 8
    2026-W17 answered mood 8, relationships 8
    2026-W18 answered mood 8, relationships 8
    2026-W19 answered mood 9, relationships 8
    """,
}
"""Robin's course as known at five instants: phase, sessions counted, settings, sessions, check-ins, what comes."""
