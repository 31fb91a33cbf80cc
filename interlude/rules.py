"""The rules that a clinic adopts from files: settings, protocols, wording, and the tz database that is in use."""

import hashlib
import json
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from domain.clinic.decisions import Rules
from domain.clinic.state import Clinic
from domain.errors import Conflict, Invalid
from domain.measures.read import instrument

DEFAULTS = Path(__file__).parent / "defaults"
WORDING = Path(__file__).parent.parent / "notifiers" / "wording"


class RulesDiffer(Conflict):
    """A process would work by other rules than those that the clinic has adopted."""

    code = "rules-differ"
    message = "{what} of this program differs from what the clinic adopted; adopt it with: interlude configure"


def rules(kind: str, name: str, content: dict[str, Any]) -> Rules:
    """Return rules with the hash of their content, written in one canonical form."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    plain: dict[str, Any] = json.loads(canonical)
    return Rules(kind=kind, name=name, content=plain, sha256=hashlib.sha256(canonical.encode()).hexdigest())


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        Invalid: it cannot be read, or is no TOML; the line is named.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Invalid(field=str(path), expected=f"a readable file ({fault.strerror})") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Invalid(field=str(path), expected=f"valid TOML ({fault})") from fault


def settings_file(path: Path) -> Rules:
    """Return the clinic's settings from a file."""
    return rules("settings", "clinic", read_toml(path))


def protocol_file(path: Path) -> Rules:
    """Return a protocol from a file; its name and version make it one of its own."""
    content = read_toml(path)
    return rules("protocol", f"{content.get('name', path.stem)}@{content.get('version', 0)}", content)


def instrument_file(path: Path) -> Rules:
    """Return the rules of an instrument from a file, to adopt as `instrument` by id and version.

    Raises:
        Invalid: it cannot be read, or holds no valid instrument.
    """
    content = read_toml(path)
    return rules("instrument", instrument(content).name, content)


def instruments() -> list[Rules]:
    """Return the instruments that come with the program."""
    return [instrument_file(path) for path in sorted((DEFAULTS / "instruments").glob("*.toml"))]


def bundled() -> list[Rules]:
    """Return what comes with the program: the protocols, the wording, the tz database and the instruments."""
    protocols = [protocol_file(path) for path in sorted((DEFAULTS / "protocols").glob("*.toml"))]
    return [*protocols, _wording(), _tz(), *instruments()]


def _wording() -> Rules:
    files = sorted(path for path in WORDING.rglob("*") if path.suffix in {".txt", ".html", ".toml"})
    return rules("wording", "texts", {str(file.relative_to(WORDING)): file.read_text() for file in files})


def _tz() -> Rules:
    return rules("tz", "tzdata", {"version": version("tzdata")})


def check(clinic: Clinic) -> None:
    """Make sure that this program works by the texts and time zone rules that the clinic adopted.

    Raises:
        RulesDiffer: it would not, so that the log would name rules that nobody followed.
    """
    for rule in (_wording(), _tz()):
        adopted = clinic.adopted.get((rule.kind, rule.name))
        if adopted is not None and adopted.sha256 != rule.sha256:
            raise RulesDiffer(what=f"The {rule.kind}")
