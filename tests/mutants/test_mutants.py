from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mutants.copies import Copy


@dataclass(frozen=True)
class Mutant:
    """A fault, where it is planted, and the test that must see it."""

    what: str
    path: str
    original: str
    planted: str
    test: str


MUTANTS = (
    Mutant(
        what="as-of-reads-todays-settings",
        path="projections/history/rows.py",
        original="    around = log.several([opened.referral, CLINIC, *lines, *inbound], position)\n",
        planted="    around = [*log.several([opened.referral, *lines, *inbound], position), *log.entries(CLINIC)]\n",
        test="tests/projections/history/test_as_known.py::test_what_came_later_is_not_known_earlier",
    ),
    Mutant(
        what="a-policy-with-a-fixed-offset",
        path="domain/policy/reminders.py",
        original="        return starts.days_earlier(slot.days_before).instant()\n",
        planted="        return later(starts.instant(), -slot.days_before * 24 * 60 * MINUTE)\n",
        test="tests/domain/test_reminder_examples.py"
        "::test_the_day_before_is_by_the_clock_and_two_hours_before_have_elapsed",
    ),
    Mutant(
        what="a-claim-that-ignores-the-clients-version",
        path="store/execute.py",
        original='        found: Client = self._found(client, clients.RULES, "client")\n',
        planted='        found: Client = self._found(client, clients.RULES, "client")\n'
        "        self._seen[client] = self.read.pop(client)\n",
        test="tests/process/test_door.py::test_a_withdrawn_consent_wins",
    ),
    Mutant(
        what="an-outcome-without-its-fence",
        path="domain/message/outcomes.py",
        original="    if known is None or known.stage not in IN_FLIGHT:\n"
        "        raise Fenced\n"
        "    if (known.attempt, known.owner) != (attempt.number, attempt.owner):\n"
        "        raise Fenced\n",
        planted="    assert known is not None\n",
        test="tests/scheduler/test_dispatch.py"
        "::test_an_outcome_counts_for_nothing_once_another_worker_has_taken_the_attempt_over",
    ),
    Mutant(
        what="a-text-of-unknown-fate-is-sent-again",
        path="domain/message/outcomes.py",
        original="    if outcome.certain or (by_email and known.attempt == 1):\n",
        planted="    if outcome.certain or known.attempt == 1:\n",
        test="tests/scheduler/test_reconcile.py"
        "::test_a_text_of_which_there_is_no_trace_is_put_before_a_person_and_never_sent_again",
    ),
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.what)
def test_a_planted_fault_turns_its_test_red(mutant: Mutant, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    assert copy.run(mutant.test) == [], "the test must pass before the fault is planted"
    copy.replace(mutant.path, mutant.original, mutant.planted)
    failures = copy.run(mutant.test)
    assert failures, "nobody saw the fault"
    assert all(failure.startswith(("AssertionError", "assert ")) for failure in failures), failures
