"""Reads a page as a browser and a screen reader would, and names what is wrong with it."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "circle", "line", "polyline", "path"}


class Page(HTMLParser):
    """A page: its links, forms and text, and its `faults`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._refers: list[str] = []
        self._inputs: list[dict[str, str]] = []
        self._labels: set[str] = set()
        self._headings: list[int] = []
        self.feed(html)
        self.close()
        self._judge(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in found:
            self._fault(found["id"] in self._ids, f"the id {found['id']} stands twice")
            self._ids.add(found["id"])
        self._fault(
            "style" in found or any(name.startswith("on") for name in found), f"<{tag}> has its own style or script"
        )
        for name in ("aria-labelledby", "aria-describedby"):
            self._refers += found.get(name, "").split()
        self._note(tag, found)

    def _note(self, tag: str, found: dict[str, str]) -> None:
        if tag == "a":
            self.links.append(found["href"])
        if tag == "label":
            self._labels.add(found["for"])
        if tag == "input" and found.get("type") != "hidden":
            self._inputs.append(found)
        if tag == "img":
            self._fault("alt" not in found, "an image has no text")
        if tag == "th":
            self._fault("scope" not in found, "a heading of a table has no scope")
        if tag in {"h1", "h2", "h3"}:
            self._headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        expected = self._open.pop() if self._open else "nothing"
        self._fault(tag != expected, f"</{tag}> where <{expected}> is open")

    def handle_data(self, data: str) -> None:
        self.words += data

    def _judge(self, html: str) -> None:
        self._fault(bool(self._open), f"left open: {self._open}")
        self._fault(self._headings.count(1) != 1, "not one h1")
        self._fault('<html lang="' not in html, "no language")
        self._fault(html.count("<table") != html.count("<caption"), "a table without a caption")
        for field in self._inputs:
            self._fault(field.get("id") not in self._labels, f"the field {field.get('name')} has no label")
        for reference in self._refers:
            self._fault(reference not in self._ids, f"nothing has the id {reference}")

    def _fault(self, wrong: bool, what: str) -> None:  # noqa: FBT001 - reads as: it is a fault if
        if wrong:
            self.faults.append(what)
