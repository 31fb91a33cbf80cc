"""Progress bars of long work, on the standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Give what shows how far each part of the work has come: told of a part, how much is done, and of how much.

    A part whose extent nobody knows (0) has no bar.
    """
    shown: dict[str, Any] = {}
    done: dict[str, int] = {}

    def progress(part: str, number: int, total: int) -> None:
        if not total:
            return
        if part not in shown:
            _finish(shown)
            shown[part] = click.progressbar(length=total, label=part, file=sys.stderr)
        shown[part].update(number - done.get(part, 0))
        done[part] = number

    try:
        yield progress
    finally:
        _finish(shown)


def _finish(shown: dict[str, Any]) -> None:
    for bar in shown.values():
        bar.render_finish()
