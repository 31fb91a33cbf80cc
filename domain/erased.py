"""What stands where a personal value stood, once its key was destroyed."""

from typing import Final


class Erased(str):
    """The stand-in for an erased value of any type: it reads `[erased]` wherever text is shown.

    There is one, `ERASED`; test for it with `is`, also after a copy or a pickle.
    """

    __slots__ = ()

    def __reduce__(self) -> str:
        return "ERASED"


ERASED: Final = Erased("[erased]")


def is_erased(value: object) -> bool:
    """Tell whether a value of any type is the stand-in for an erased one."""
    return value is ERASED
