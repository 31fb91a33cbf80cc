"""MessagePack, as the transcoder of the library and of everything that the store seals."""

from typing import Any

import msgspec
from eventsourcing.persistence import Transcoder


class MessagePack(Transcoder):
    """Encodes with msgspec: structs as maps, enums by value, uuids, dates and naive times as ISO text."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder()

    def encode(self, obj: Any) -> bytes:
        """Return the MessagePack form of an object.

        Raises:
            TypeError: it holds something that has none, such as a stand-in for an erased value.
        """
        return self._encoder.encode(obj)

    def decode(self, data: bytes) -> Any:
        """Return the plain lists, dicts and scalars of a MessagePack form.

        Raises:
            msgspec.DecodeError: it is no MessagePack.
        """
        return self._decoder.decode(data)
