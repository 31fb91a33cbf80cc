"""The words of to-dos."""

from enum import StrEnum


class Code(StrEnum):
    """What kind of thing there is to do."""

    CALL_CLIENT = "call-client"
    WRITE_LETTER = "write-letter"
    BOOK_SESSION = "book-session"
    ARRANGE_COVER = "arrange-cover"
    REVIEW_PLAN = "review-plan"
    FOLLOW_UP = "follow-up"
    OTHER = "other"


class End(StrEnum):
    """How a to-do came to its end."""

    DONE = "done"
    DROPPED = "dropped"
