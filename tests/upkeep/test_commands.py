"""`interlude backup`, `restore`, `erase` and `erased-ids`, as somebody at a terminal uses them."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert, inspect

from domain.client.contact import Contact
from domain.client.decisions import RegisterClient, register_client
from domain.erased import ERASED
from domain.erasure.errors import ClientErased
from domain.errors import InterludeError
from domain.event import SYSTEM
from domain.ids import CLINIC, derived_id
from domain.referral.decisions import ReceiveReferral, receive_referral
from interlude.cli import group
from interlude.compose import open_record
from interlude.environment import Environment
from interlude.lock import AlreadyServed, ServeLock
from projections import tables
from projections.engine import views_engine
from store.backup.errors import ArchiveDamaged, ErasedIdsRefused, NotEmpty
from store.errors import KeyFileRefused
from store.persistence import MachineClock


class Terminal:
    """A directory with a clinic in it, and the command line."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.env = Environment(database_url=f"sqlite:///{directory}")

    def run(self, *arguments: str, text: str | None = None) -> Result:
        """Run a command that must succeed."""
        found = self.tried(*arguments, text=text)
        assert found.exit_code == 0, found.output
        return found

    def tried(self, *arguments: str, text: str | None = None) -> Result:
        environment = {"INTERLUDE_DATABASE_URL": self.env.database_url}
        return CliRunner().invoke(group, arguments, input=text, env=environment)

    def refusal(self, *arguments: str, text: str | None = None) -> Exception:
        fault = self.tried(*arguments, text=text).exception
        assert isinstance(fault, InterludeError), fault
        return fault

    def admit(self, name: str) -> UUID:
        """Register a client, and return the id."""
        register = RegisterClient(name=name, zone="Europe/London", contact=Contact(phone="+447700900123"))
        command = uuid4()
        with closing(open_record(self.env, MachineClock())) as record:
            record.executor.run(lambda world: register_client(world, register), actor=SYSTEM, command_id=command)
            client = derived_id(command, "client")
            referral = ReceiveReferral(client=client, received_on=date(2026, 1, 5), source="GP")
            record.executor.run(lambda world: receive_referral(world, referral), actor=SYSTEM, command_id=uuid4())
        return client

    def name_of(self, client: UUID) -> str:
        with closing(open_record(self.env, MachineClock())) as record:
            return str(record.log.entries(client)[0].event.name)  # type: ignore[attr-defined]


@pytest.fixture
def clinic(tmp_path: Path) -> Terminal:
    made = Terminal(tmp_path / "clinic")
    made.run("migrate")
    made.run("configure")
    return made


@pytest.fixture
def new(tmp_path: Path, clinic: Terminal) -> Terminal:
    """An empty place with the clinic's key file in it."""
    made = Terminal(tmp_path / "new")
    made.directory.mkdir()
    shutil.copy2(clinic.directory / "interlude.key", made.directory / "interlude.key")
    return made


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "clinic.backup")


def erase(clinic: Terminal, client: UUID) -> Result:
    approved = ["--approved-by", "Dr Amari", "--approved-by", "Dr Okafor"]
    return clinic.tried("erase", str(client), "--ground", "the client asked", *approved, "--yes")


def test_a_clinic_is_backed_up_verified_and_restored(clinic: Terminal, new: Terminal, file: str) -> None:
    client = clinic.admit("Robin Vale")
    written = clinic.run("backup", file).stdout
    assert "up to position" in written
    assert written.partition("root ")[2] == clinic.run("backup", "--verify", file).stdout.partition("root ")[2]
    ids = clinic.run("erased-ids").stdout
    said = new.run("restore", file, "--erased", "-", text=ids).stdout
    assert "0 erasures made again" in said
    assert new.name_of(client) == "Robin Vale"
    with closing(open_record(new.env, MachineClock())) as record:
        assert record.log.entries(CLINIC)[-1].event.topic == "clinic.restored.v1"
        assert record.clinic().adopted


def test_an_erased_client_does_not_come_back_by_a_restore(
    clinic: Terminal, new: Terminal, file: str, tmp_path: Path
) -> None:
    client, other = clinic.admit("Robin Vale"), clinic.admit("Ana Finch")
    clinic.run("backup", file)
    assert "erased: the client, and 0 messages that they sent" in erase(clinic, client).stdout
    assert clinic.name_of(client) == ERASED
    (tmp_path / "ids").write_text(clinic.run("erased-ids").stdout)
    assert "1 erasure made again" in new.run("restore", file, "--erased", str(tmp_path / "ids")).stdout
    assert (new.name_of(client), new.name_of(other)) == (ERASED, "Ana Finch")


def test_views_of_another_log_are_emptied_by_a_restore(clinic: Terminal, new: Terminal, file: str) -> None:
    clinic.run("backup", file)
    engine = views_engine(new.directory)
    tables.views.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(tables.addresses).values(line=uuid4(), client=uuid4()))
    new.run("restore", file, "--erased", "none-known")
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_restore_asks_for_the_list_of_the_erased(clinic: Terminal, new: Terminal, file: str) -> None:
    clinic.run("backup", file)
    missing = new.tried("restore", file)
    assert missing.exit_code == 2
    assert "--erased" in missing.output
    assert isinstance(new.refusal("restore", file, "--erased", "-", text=""), ErasedIdsRefused)


def test_a_damaged_backup_leaves_the_new_place_empty(clinic: Terminal, new: Terminal, file: str) -> None:
    clinic.admit("Robin Vale")
    clinic.run("backup", file)
    content = bytearray(Path(file).read_bytes())
    content[content.index(b"client.registered.v1")] ^= 1
    Path(file).write_bytes(content)
    assert isinstance(clinic.refusal("backup", "--verify", file), ArchiveDamaged)
    assert isinstance(new.refusal("restore", file, "--erased", "none-known"), ArchiveDamaged)
    assert not (new.directory / "events.db").exists()


def test_a_clinic_is_never_restored_over_another(clinic: Terminal, file: str) -> None:
    clinic.run("backup", file)
    assert isinstance(clinic.refusal("restore", file, "--erased", "none-known"), NotEmpty)


def test_a_restore_needs_the_key_file_in_its_place(clinic: Terminal, file: str, tmp_path: Path) -> None:
    clinic.run("backup", file)
    fault = Terminal(tmp_path / "nowhere").refusal("restore", file, "--erased", "none-known")
    assert isinstance(fault, KeyFileRefused)


def test_nothing_is_restored_where_a_clinic_is_served(clinic: Terminal, new: Terminal, file: str) -> None:
    clinic.run("backup", file)
    lock = ServeLock(new.directory)
    try:
        assert isinstance(new.refusal("restore", file, "--erased", "none-known"), AlreadyServed)
    finally:
        lock.release()


def test_an_erasure_is_asked_twice_about_and_done_once(clinic: Terminal) -> None:
    client = clinic.admit("Robin Vale")
    approved = ["--ground", "the client asked", "--approved-by", "Dr Amari", "--approved-by", "Dr Okafor"]
    assert "cannot be brought back" in clinic.tried("erase", str(client), *approved, text="n\n").output
    assert clinic.name_of(client) == "Robin Vale"
    assert erase(clinic, client).exit_code == 0
    assert isinstance(erase(clinic, client).exception, ClientErased)


def test_a_backup_names_nobody(clinic: Terminal, file: str) -> None:
    clinic.admit("Zebulon Quartermain")
    clinic.run("backup", file)
    content = Path(file).read_bytes()
    assert b"Zebulon" not in content
    assert b"7700900123" not in content
    assert Path(file).stat().st_mode & 0o077 == 0
