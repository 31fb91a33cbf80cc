"""Whether this program may ask clients anything by SMS, and if not, why."""

from domain.clinic.state import Clinic
from interlude.environment import Environment


def why_not(env: Environment, clinic: Clinic, *, demo: bool) -> str | None:
    """Return the reason for which two-way SMS stays off, or None where it runs.

    Somebody who answers that they are in danger must reach a person: so there must be a crisis text and
    an escalation list, and, until alerts raise such answers to the people on it, nobody real may be asked.
    """
    if not clinic.settings.safety.two_way_ready():
        return "the clinic's settings have no crisis text, or nobody on the escalation list who can be reached"
    if not demo:
        return "alerts do not reach staff yet, so clients are asked nothing outside of --demo"
    if not env.on_loopback():
        return "the demo asks nobody over a provider that is not on this machine"
    return None
