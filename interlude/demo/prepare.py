"""Makes the demo's clinic where there is none yet: tables, a key, adopted rules."""

from pathlib import Path

from domain.clinic.decisions import Rules, adopt
from domain.event import SYSTEM
from domain.ids import CLINIC, derived_id
from interlude import rules
from interlude.compose import Record, key_file
from interlude.environment import Environment
from store.keyfile import create_key_file
from store.migrate import migrate_keys, migrate_log

SETTINGS = Path(__file__).parent / "clinic.toml"


def prepare(env: Environment) -> None:
    """Make tables and key file where they are missing, and the directory of an embedded clinic."""
    if env.embedded:
        env.directory.mkdir(parents=True, exist_ok=True)
    migrate_log(env.database_url)
    migrate_keys(env.keystore_url or env.database_url)
    if not key_file(env).exists():
        create_key_file(key_file(env))


def configure(record: Record) -> None:
    """Adopt the demo's settings, if the clinic has none."""
    if record.clinic().current is None:
        adopt_rules(record, [rules.settings_file(SETTINGS), *rules.bundled()])


def adopt_rules(record: Record, new: list[Rules]) -> int:
    """Adopt rules; returns how many of them were new."""
    digest = "".join(rule.sha256 for rule in new)
    done = record.executor.run(lambda world: adopt(world, new), actor=SYSTEM, command_id=derived_id(CLINIC, digest))
    return len(done.changes)
