"""The stylesheet and the icon: files beside this one, read once."""

from pathlib import Path

from litestar import Response

FOLDER = Path(__file__).parent / "static"
FILES = {"interlude.css": "text/css", "icon.svg": "image/svg+xml"}


def file(name: str) -> Response[bytes]:
    """Return one of our own files as an answer that a browser may keep for a while."""
    content = (FOLDER / name).read_bytes()
    return Response(content, media_type=FILES[name], headers={"Cache-Control": "max-age=300"})
