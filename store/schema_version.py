"""Whether the tables found are those that this program knows; the same question on every database."""

from store.errors import SchemaMissing, SchemaNewer, SchemaOlder


def judge(holds: str, known: int, found: int | None) -> None:
    """Refuse tables of another version; `holds` says in words what they hold, None that there are none.

    Raises:
        SchemaMissing, SchemaOlder, SchemaNewer: as they say.
    """
    if found is None:
        raise SchemaMissing(where=holds)
    if found != known:
        refusal = SchemaNewer if found > known else SchemaOlder
        raise refusal(where=holds, found=found, known=known)
