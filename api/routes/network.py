"""The interpersonal inventory, as a table."""

from collections.abc import Sequence

from api.commands import Command
from api.policy import NETWORK
from api.reads import Read
from api.routes.entering import changing, entering, reading
from domain.network import decisions, view

COMMANDS: Sequence[Command] = (
    entering(
        f"{NETWORK}/people",
        "Put a person into the interpersonal inventory",
        decisions.AddPerson,
        decisions.add_person,
        "person",
    ),
    changing(
        f"{NETWORK}/people/{{person}}/revisions",
        "Revise or correct what is told of a person",
        decisions.RevisePerson,
        decisions.revise_person,
    ),
    changing(
        f"{NETWORK}/people/{{person}}/removal",
        "Take a person out of the inventory",
        decisions.RemovePerson,
        decisions.remove_person,
    ),
)

READS: Sequence[Read] = (
    reading(NETWORK, "Read the interpersonal inventory, the first against the latest", view.view, view.NetworkView),
)
