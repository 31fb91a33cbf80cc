"""The ways in which a create at Twilio goes wrong, each as one entry of the double's queue."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`accept`: the message is taken all the same. Then an error answer, a reset, or no answer until released."""

    then: str
    accept: bool = False
    status: int = 500
    code: int = 20500
    retry_after: int | None = None


def slow_down(retry_after: int | None = 3) -> Fault:
    return Fault("answer", status=429, code=20429, retry_after=retry_after)


def refuse(code: int) -> Fault:
    return Fault("answer", status=400, code=code)


def fail(*, accept: bool, status: int = 500) -> Fault:
    return Fault("answer", accept=accept, status=status)


def reset(*, accept: bool) -> Fault:
    return Fault("reset", accept=accept)


def hang(*, accept: bool) -> Fault:
    return Fault("hang", accept=accept)
