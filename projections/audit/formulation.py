"""What happens to the formulation, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.formulation import events
from domain.formulation.values import Area, kind_of
from projections.audit import spoken
from projections.audit.facts import closing, code, when
from projections.audit.names import Names


def area_noted(event: events.AreaNoted, entry: Entry, names: Names) -> str:
    """Say which problem area was found."""
    return f"A problem area was noted {when(event)}: {area(event.content)}.{closing(event)}"


def area_revised(event: events.AreaRevised, entry: Entry, names: Names) -> str:
    """Say what is known of it now."""
    return f"A problem area was described anew {when(event)}: {area(event.content)}.{closing(event)}"


def focus_chosen(event: events.FocusChosen, entry: Entry, names: Names) -> str:
    """Say what the course works on, and why where that needs a reason."""
    what = "second focus" if event.second else "focus"
    instead = ", in place of the one before" if event.instead_of else ""
    why = spoken.giving(event.because)
    return f"The problem area {code(event.kind)} became the {what}{instead} {when(event)}{why}.{closing(event)}"


def focus_left(event: events.FocusLeft, entry: Entry, names: Names) -> str:
    """Say what is worked on no longer."""
    return f"The focus on {code(event.kind)} was left {when(event)}{spoken.giving(event.because)}.{closing(event)}"


def stated(event: events.Stated, entry: Entry, names: Names) -> str:
    """Say the formulation, and how many events of the episode it links to problem areas."""
    if is_erased(event.content):
        return f"The formulation was stated {when(event)}: {ERASED}.{closing(event)}"
    links = len(event.content.links)
    linked = (
        f", linking {spoken.count(links, 'entry') if links == 1 else f'{links} entries'} of the episode"
        if links
        else ""
    )
    return f"The formulation was stated {when(event)}{linked}: {spoken.quoted(event.content.text)}.{closing(event)}"


def agreed(event: events.Agreed, entry: Entry, names: Names) -> str:
    """Say that the client agreed, and in which words."""
    return f"The client agreed with the formulation, noted {when(event)}{spoken.giving(event.words)}.{closing(event)}"


def area(content: Area) -> str:
    """Return a problem area with what was said of it."""
    if is_erased(content):
        return str(ERASED)
    said = [f"{name.replace('_', ' ')} {_value(getattr(content, name))}" for name in content.__struct_fields__]
    told = [one for one in said if not one.endswith(" ")]
    return "; ".join([kind_of(content).value.replace("-", " "), *told])


def _value(value: Any) -> str:
    if not value:
        return ""
    return code(value) if hasattr(value, "value") else spoken.quoted(value)


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.AreaNoted: area_noted,
    events.AreaRevised: area_revised,
    events.FocusChosen: focus_chosen,
    events.FocusLeft: focus_left,
    events.Stated: stated,
    events.Agreed: agreed,
}
