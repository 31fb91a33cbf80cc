"""What Twilio's API description says of a message, and a reader of the little of JSON Schema that it uses.

The description is not shipped: `INTERLUDE_TEST_TWILIO_OPENAPI` names the file. Without it the double is held against
`SHIPPED`, the names and types that its answers cannot do without.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

COLLECTION = "/2010-04-01/Accounts/{AccountSid}/Messages.json"

_TYPES = {"string": str, "integer": int, "array": list, "object": dict, "boolean": bool}


def _of(kind: str, *names: str) -> dict[str, Any]:
    return {name: {"type": kind, "nullable": True} for name in names}


SHIPPED_MESSAGE = {
    "type": "object",
    "properties": {
        **_of("string", "account_sid", "api_version", "body", "date_created", "date_sent", "date_updated", "direction"),
        **_of("string", "error_message", "from", "messaging_service_sid", "num_media", "num_segments", "price"),
        **_of("string", "price_unit", "status", "to", "uri"),
        **_of("integer", "error_code"),
        **_of("object", "subresource_uris"),
        "sid": {"type": "string", "pattern": "^(SM|MM)[0-9a-fA-F]{32}$"},
    },
}
SHIPPED_PAGE = {
    "type": "object",
    "properties": {
        **_of("integer", "end", "page", "page_size", "start"),
        **_of("string", "first_page_uri", "next_page_uri", "previous_page_uri", "uri"),
        "messages": {"type": "array", "items": SHIPPED_MESSAGE},
    },
}
SHIPPED_FIELDS = {"To", "Body", "From", "MessagingServiceSid", "StatusCallback", "ValidityPeriod"}


class Description:
    """The schemas of one message and of a page, and the names of the fields that a create takes."""

    def __init__(self) -> None:
        self.source = os.environ.get("INTERLUDE_TEST_TWILIO_OPENAPI", "")
        self._whole: dict[str, Any] = json.loads(Path(self.source).read_text("utf-8")) if self.source else {}

    @property
    def message(self) -> dict[str, Any]:
        return self._answer("post", "201") if self.source else SHIPPED_MESSAGE

    @property
    def page(self) -> dict[str, Any]:
        return self._answer("get", "200") if self.source else SHIPPED_PAGE

    @property
    def fields(self) -> set[str]:
        if not self.source:
            return SHIPPED_FIELDS
        bodies = self._whole["paths"][COLLECTION]["post"]["requestBody"]["content"]
        return set(bodies["application/x-www-form-urlencoded"]["schema"]["properties"])

    def departures(self, schema: dict[str, Any], value: object, at: str = "") -> list[str]:
        """Return where a value is not of the form of a schema, by path; extra names are departures too."""
        schema = self._resolved(schema)
        if value is None:
            return [] if schema.get("nullable") else [f"{at}: null"]
        kind = schema.get("type", "object")
        if not isinstance(value, _TYPES[kind]) or (kind == "integer" and isinstance(value, bool)):
            return [f"{at}: not of type {kind}"]
        if isinstance(value, dict):
            return self._in_object(schema, value, at)
        if isinstance(value, list):
            return [found for one in value for found in self.departures(schema["items"], one, f"{at}[]")]
        fits = re.search(schema.get("pattern", ""), str(value)) and value in schema.get("enum", [value])
        return [] if fits else [f"{at}: {value}"]

    def _in_object(self, schema: dict[str, Any], value: dict[str, Any], at: str) -> list[str]:
        properties = schema.get("properties")
        if properties is None:
            return []
        unequal = [f"{at}.{name}: missing or unheard of" for name in properties.keys() ^ value.keys()]
        shared = properties.keys() & value.keys()
        inner = [found for name in shared for found in self.departures(properties[name], value[name], f"{at}.{name}")]
        return unequal + inner

    def _answer(self, method: str, status: str) -> dict[str, Any]:
        content = self._whole["paths"][COLLECTION][method]["responses"][status]["content"]
        schema: dict[str, Any] = content["application/json"]["schema"]
        return schema

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in schema:
            return schema
        named: dict[str, Any] = self._whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return named
