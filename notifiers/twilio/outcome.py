"""What became of a create: the exception that the SDK raised, as one of the port's outcomes."""

from twilio.base.exceptions import TwilioRestException, TwilioServiceException

from notifiers.port import Ambiguous, Outcome, Refused, Unsent
from notifiers.twilio.codes import OPTED_OUT, SLOW_DOWN, explain
from notifiers.twilio.http import NotWritten, SlowDown, Unanswered

CLIENT_ERRORS = range(400, 500)


def outcome(error: Exception) -> Outcome:
    """Judge a failed create.

    Only what surely was not sent is `Unsent`. A 5xx, an answer that cannot be read, and anything that nobody
    foresaw after the request had begun are `Ambiguous`: a second text to a client costs more than a look.
    """
    match error:
        case NotWritten():
            return Unsent(code="no-connection", words="Twilio could not be reached")
        case SlowDown(retry_after=seconds):
            return Unsent(code=SLOW_DOWN, words=explain(SLOW_DOWN).words, retry_after=seconds)
        case TwilioRestException() | TwilioServiceException() if error.status in CLIENT_ERRORS:
            return _answered(str(error.code or error.status))
        case TwilioRestException() | TwilioServiceException():
            return Ambiguous(code=f"http-{error.status}", words="Twilio answered with an error of its own")
        case Unanswered():
            return Ambiguous(code="no-answer", words="Twilio did not answer after the message had gone to it")
        case _:
            return Ambiguous(code="unreadable", words="Twilio gave an answer that cannot be read")


def _answered(code: str) -> Outcome:
    meaning = explain(code)
    if meaning.about == "pace":
        return Unsent(code=code, words=meaning.words)
    return Refused(code=code, words=meaning.words, opted_out=meaning.about == OPTED_OUT)
