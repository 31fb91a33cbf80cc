"""A client who has died: nothing is planned for them and nothing is sent, in any course."""

from datetime import date

from domain.client.events import Died
from domain.client.state import Client
from domain.errors import Conflict
from domain.event import Change


class ClientDied(Conflict):
    """The client has died."""

    code = "client-died"
    message = "The client died on {died_on}; nothing can be opened or planned any more."


class NotDead(Conflict):
    """There is no death on record that could be withdrawn."""

    code = "client-not-dead"
    message = "No death of this client is on record."


def living(client: Client) -> Client:
    """Return the client.

    Raises:
        ClientDied: a death is on record.
    """
    if client.died_on is not None:
        raise ClientDied(died_on=client.died_on)
    return client


def died(client: Client, on: date, source: str = "") -> list[Change]:
    """Return what notes a death, or nothing where one is on record."""
    if client.died_on is not None:
        return []
    return [Change(stream=client.id, event=Died(died_on=on, source=source), subject=client.id)]
