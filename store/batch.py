"""Which of the requests that share a transaction fit, in their order: each sees what those before it did."""

from dataclasses import replace

from domain.instant import Instant
from store.errors import KeyReused
from store.log import Standing
from store.record import Row, stamped
from store.request import AlreadyDone, Answer, Appended, Receipt, Request


class Batch:
    """The state of the log that matters to a batch, and the rows and receipts that it adds.

    Built under the append lock from what stands there, and the instant that the rows are stamped with:
    never before the one of the last row, so that time never runs backwards along the log.
    """

    def __init__(self, standing: Standing, now: Instant) -> None:
        self.position = standing.position
        self.recorded_at = max(standing.recorded_at, now)
        self.rows: list[Row] = []
        self.receipts: list[Receipt] = []
        self._versions = dict(standing.versions)
        self._known = dict(standing.receipts)

    def consider(self, request: Request) -> Answer:
        """Take a request into the batch, or refuse it and leave the batch as it was.

        Raises:
            StaleRead: a stream that it read has changed.
            KeyReused: its command id stands for another request.
        """
        if request.receipt:
            known = self._known.get(request.receipt.command_id)
            if known:
                return _replayed(known, request.receipt)
        request.check(self._versions)
        return self._take(request)

    def _take(self, request: Request) -> Appended:
        first = self.position + 1
        rows = [stamped(record, first + index, self.recorded_at) for index, record in enumerate(request.records)]
        self.rows += rows
        self.position += len(rows)
        self._versions.update((record.originator_id, record.originator_version) for record in request.records)
        if request.receipt:
            self._write(request.receipt, first)
        return Appended(first_position=first, last_position=self.position, recorded_at=self.recorded_at)

    def _write(self, receipt: Receipt, first: int) -> None:
        written = replace(receipt, first_position=first, last_position=self.position, recorded_at=self.recorded_at)
        self.receipts.append(written)
        self._known[receipt.command_id] = written


def _replayed(known: Receipt, receipt: Receipt) -> AlreadyDone:
    if known.request_hash != receipt.request_hash:
        raise KeyReused
    return AlreadyDone(
        first_position=known.first_position, last_position=known.last_position, recorded_at=known.recorded_at
    )
