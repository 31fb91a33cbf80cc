"""The history of a message as it is read on a terminal."""

from collections.abc import Iterator

from projections.history.case_text import stamp
from projections.history.message_contents import Inputs, MessageHistory, Step
from projections.history.plain import joined, wrapped


def to_text(history: MessageHistory) -> str:
    """Return the history of a message as text of at most 100 columns, the summary first."""
    lines = wrapped(history.summary, first="", rest="")
    lines += wrapped(f"message {history.message}, course {history.course or 'none'}", first="", rest="")
    for step in history.steps:
        lines += ["", *wrapped(f"{step.position} {stamp(step.recorded_at)} {step.actor}: {step.sentence}", first="")]
        lines += [line for proof in _proofs(step) for line in wrapped(proof)]
    return joined(lines)


def _proofs(step: Step) -> Iterator[str]:
    """Yield what a step rests on, as facts that can be looked up in the log."""
    if step.rule:
        rule = step.rule
        yield f"rule: {rule.kind} {rule.name}, version {rule.version} of the clinic, sha256 {rule.sha256}"
    if step.consent:
        given = step.consent
        yield f"consent: event {given.version} of client {given.client}, given {stamp(given.given_at)} ({given.how})"
    if step.inputs:
        yield f"decided on: {_facts(step.inputs)}"
    if step.letter:
        yield f"to {step.letter.to}: {step.letter.text}"


def _facts(inputs: Inputs) -> str:
    versions = {
        "course": inputs.course_version,
        "client": inputs.client_version,
        "line": inputs.line_version,
        "clinic": inputs.clinic_version,
    }
    seen = ", ".join(f"{what} version {version}" for what, version in versions.items() if version is not None)
    facts = ", ".join(f"{name} {value}" for name, value in inputs.facts.items())
    return f"{inputs.reason}{f' ({facts})' if facts else ''}; {seen}"
