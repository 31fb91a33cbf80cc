"""What may happen, and what did: events, state, decisions, values, policies, instruments.

The domain is pure. It reads no file, no clock and no chance: `now` and ids come in as arguments.
It imports nothing else of ours, so everything in it can be tested by calling it. This page is the
glossary; code, events, API, pages and documents use the same words for the same things.

People
    client          the person in therapy; never "patient"
    clinician       gives the therapy; sees the own caseload and what is covered for others
    supervisor      answers for assigned clinicians, countersigns their notes
    front desk      diary, contact facts, consent, message logistics; no clinical content
    administrator   people and settings; no clinical content
    auditor         reads and verifies; every read of an auditor is itself recorded
    contact         a fact about reaching a client: what is safe, when, and whose address it is

Therapy
    referral        what comes before a course: received, screened, waiting, offered, accepted or declined
    course          one run of IPT for one client, from referral to discharge
    protocol        versioned data: how many sessions, where the phases lie, which attendance counts
    phase           initial, middle, ending; then maintenance and follow-up
    problem area    grief, role dispute, role transition, interpersonal deficits
    focus           the problem area that the course works on
    inventory       the interpersonal inventory: the people in the client's life and what they give
    formulation     what links the onset of the episode to a problem area, agreed with the client
    plan            focus, goals, frequency, number of sessions; versioned, each change with its reason
    goal            what the client wants to reach, on five levels from -2 to +2
    contract        number, frequency and focus, agreed with the client at the outset
    plan review     a look at the plan: progress, what needs attention, what may stand in the way
    preview         what a change would touch, shown before anyone saves it
    agenda          what a session is about to be about, drawn from the plan
    technique       what was done in a session, each with a record of its own; a clinic adds its own
    adherence       how far a course was run by its protocol: described, never marked
    next step       what client and clinician agreed to try; optional, never scored; not "homework"
    phase task      what the protocol asks of the clinician in a phase
    to-do           something for staff to do
    session         one meeting: when, how (room, phone, video), where, with whom
    attendance      how a session went: on time; late, seen; late, not seen; did not attend; cancelled, by whom
    ending          the last phase, named beforehand; US texts say termination
    discharged      a course is over, with one of a fixed list of outcomes; never "closed"
    paused          nothing is owed while it lasts, and nothing is saved up
    deviation       a fact that the protocol did not foresee: recorded with its reason, never refused
    fact            what is noted of a course: with its day and author; never overwritten
    correction      a fact in the place of one that had been noted wrongly; a revision, of one that has changed
    ring            how close a person of the inventory is to the client, from 1 (innermost) to 3
    dispute         a conflict that is worked through, up to a resolution or a letting go

Measures
    instrument      a published scale as versioned data: items, options, scoring, risk items
    check-in        one conversation by SMS or link that asks a client how things are
    prorated        scored from the answers given, where the published rule allows it; marked as such
    caseness        at or above the threshold of an instrument
    not on track    no reliable improvement by mid-course, or reliable deterioration: a house rule
    no response     a check-in that ran out unanswered
    needs a person  something that no rule could read

Safety
    risk answer     a risk item above 0, or crisis wording in free text: always raises an alert
    alert           raised, delivered, acknowledged, contact attempted, closed with an outcome
    alert history   all of that, in order
    urgent, review  the two urgencies of an alert: at once, or the same working day
    risk assessment what a clinician found of risk on a day, in words; never that there is none
    safety plan     the client's own steps through a crisis, in versions, with who has it
    crisis text     what a client is sent at once when an answer is urgent; the clinic's own words

Messages
    channel         a way to reach a person: one provider of one medium (SMS or email)
    line            one number or address, whoever shares it: opted out, suspended, conversation open on it
    consent         a client's, per channel and purpose, dated, with the wording agreed to
    opt-out         a line's: someone there said STOP
    message         one thing to tell one person; its identity comes from what it is about
    occurrence      the one instance of a kind that a message is: this session at this hour, this week
    obligation      a message that is owed, with the window in which it serves
    window          not before, on time until, expires
    due             a command that is to be carried out inside a window; sending is one of them
    claim           appending "dispatching": whoever appends it first may send
    outcome         accepted, unsent, refused or ambiguous: what became of an attempt
    ambiguous       it may have been sent or not; looked up, never sent again blindly
    superseded      overtaken by what happened since, such as a move
    reason          why something was or was not sent: the rule, its version, its inputs
    message history all messages of a client with their reasons

Record
    event           one thing that happened, immutable, with a topic that never changes
    stream          the events of one thing, in order, from version 1
    position        the place of an event in the whole log, from 1, without gaps
    case            every event of one course, over all streams
    fold            state computed from events, one after another
    decision        (state, command, now) to events, or a named refusal
    command         a wish to change something; its id makes repeating it harmless
    receipt         the technical record of a command done
    subject         who an event is about: the owner of the key that seals its personal fields
    sealed          encrypted with the subject's key; readable is what an event lists as such
    erasure         destroying a subject's key: the log stays whole, the fields read [erased]
    leaf, root      the hash of one event, and of the whole log: what proves that nothing was altered
    checkpoint      a signed root, kept where the service cannot rewrite it
    as known at T   by when it was recorded; as true at T: by when it happened
    wall time       local date and time with its zone, resolved when it is needed
    instant         microseconds since 1970 in UTC
"""
