"""Following the log as it grows: the library's subscription, without a thread of its own."""

from collections import deque
from collections.abc import Sequence
from threading import Event
from typing import TYPE_CHECKING

from eventsourcing.persistence import Notification, Subscription

if TYPE_CHECKING:
    from store.recorder import LogRecorder

POLL_SECONDS = 0.5
"""How late a row of another process may be seen; those of this process wake the follower at once."""

CHUNK = 500


class Following(Subscription["LogRecorder"]):
    """An endless iterator of records after position `gt`, of these topics if any are given."""

    def __init__(self, recorder: "LogRecorder", gt: int | None = None, topics: Sequence[str] = ()) -> None:
        super().__init__(recorder, gt, topics)
        self._ready: deque[Notification] = deque()
        self._reached = gt or 0
        self._woken = Event()
        recorder.listen(self._wake)

    def stop(self) -> None:
        """End the iteration, also one that waits in another thread."""
        super().stop()
        self._recorder.unlisten(self._wake)
        self._woken.set()

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if self._ready:
                return self._ready.popleft()
            self._woken.clear()
            if not self._read():
                self._woken.wait(POLL_SECONDS)
        raise StopIteration

    def _wake(self, _last: int) -> None:
        self._woken.set()

    def _read(self) -> bool:
        """Read on; return whether there was anything. What other topics filled is not read again."""
        head = self._recorder.max_notification_id() or 0
        found = self._recorder.select_notifications(self._reached, CHUNK, head, self._topics, inclusive_of_start=False)
        self._ready.extend(found)
        self._reached = found[-1].id if len(found) == CHUNK else max(head, self._reached)
        return bool(found)
