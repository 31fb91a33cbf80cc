"""Pages from templates. Every text is escaped where it is put in; what a template lacks is an error."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response

from api.pages import course, words
from api.pages.desk import Desk
from projections.audit import spoken

HTML = "text/html"
HEADERS = {"Referrer-Policy": "same-origin"}
"""With `no-referrer` a browser sends `Origin: null` with our own forms, too (Fetch, 3.1), and they would be refused."""

TEMPLATES = Path(__file__).parent / "templates"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        local=words.local,
        short=words.short,
        machine=words.machine,
        the_day=words.the_day,
        hour=words.hour,
        wall=words.wall,
        calendar_day=words.calendar_day,
        until=words.until,
        place=words.place,
        form_time=words.form_time,
        capitalise=spoken.capital,
        standing=course.standing,
        replaced=course.replaced,
    )
    return made


class Pages:
    """Fills templates with what a page shows, and with what every page shows: the clinic and the demo's time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._templates = _environment()

    def page(self, template: str, here: str, status: int = HTTPStatus.OK, **shown: Any) -> Response[bytes]:
        """Return a page; `here` is its own address, to which its forms lead back. May block."""
        desk = self._desk
        text = self._templates.get_template(template).render(
            **shown, here=here, clinic=desk.clinic_name, zone=desk.clinic_zone, state=desk.state()
        )
        return Response(text.encode(), status_code=status, media_type=HTML, headers=HEADERS)

    def refusal(self, status: int, title: str, detail: str) -> Response[bytes]:
        """Return a page that says why nothing is shown; it asks no database."""
        text = self._templates.get_template("refused.html").render(title=title, detail=detail)
        return Response(text.encode(), status_code=status, media_type=HTML, headers=HEADERS)
