"""Words that mean the same in reply to anything: stop, start, help, confirm, move."""

import unicodedata
from enum import StrEnum


class Keyword(StrEnum):
    """What a message that consists of such a word asks for."""

    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"
    CONFIRM = "confirm"
    MOVE = "move"


# CTIA Messaging Principles and Twilio's default opt-out handling list the English words; the Spanish
# ones are those that Twilio documents for its Spanish-speaking markets.
_WORDS: dict[str, Keyword] = {
    **dict.fromkeys(
        ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out"), Keyword.OPT_OUT
    ),
    **dict.fromkeys(("alto", "parar", "baja", "detener", "cancelar"), Keyword.OPT_OUT),
    **dict.fromkeys(("start", "unstop", "empezar", "iniciar"), Keyword.OPT_IN),
    **dict.fromkeys(("help", "info", "ayuda"), Keyword.HELP),
    "c": Keyword.CONFIRM,
    "r": Keyword.MOVE,
}


def plain(text: str) -> str:
    """Return a text in small letters, full-width forms folded, without punctuation around its words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(letter if letter.isalnum() else " " for letter in folded)
    return " ".join(kept.split())


def keyword(text: str) -> Keyword | None:
    """Return the keyword that a message consists of, whatever its case and punctuation; None for any other text."""
    return _WORDS.get(plain(text))
