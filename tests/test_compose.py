"""What compose.yaml and the Dockerfile say, held to the rules of their formats, and run by hand without an engine."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its types are a package of their own
from psycopg.conninfo import conninfo_to_dict

from interlude.demo.prepare import SETTINGS
from tests import pg
from tests.process.running import INTERLUDE, ROOT, Running

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"migrate", "api", "worker-1", "worker-2"}
DOCKERFILE = (ROOT / "Dockerfile").read_text()

PARTS = {"name", "services", "volumes", "secrets"}
KEYS = {
    *("build", "command", "depends_on", "environment", "healthcheck", "image", "ports", "restart", "secrets", "volumes")
}
CHECKS = {"test", "interval", "timeout", "retries", "start_period", "disable"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
SECRETS = {"database_url", "twilio_auth_token", "smtp_url"}


def instructions(name: str) -> list[list[str]]:
    """The words of each instruction of the Dockerfile that has a name."""
    whole = DOCKERFILE.replace("\\\n", " ").splitlines()
    return [line.split()[1:] for line in whole if line.startswith(f"{name} ")]


def test_compose_has_the_parts_that_its_format_knows() -> None:
    assert {part for part in COMPOSE if not part.startswith("x-")} == PARTS
    assert set(SERVICES) == OURS | {"database"}
    for service in SERVICES.values():
        assert service.keys() <= KEYS
        assert service["healthcheck"].keys() <= CHECKS
        assert service["restart"] in {"no", "unless-stopped"}


def test_every_image_is_pinned_and_ours_is_built_here() -> None:
    images = {name: service["image"] for name, service in SERVICES.items()}
    assert re.fullmatch(r"postgres:\d+-[a-z]+", images.pop("database"))
    assert images == dict.fromkeys(OURS, "interlude:local")
    assert all(SERVICES[name]["build"] == "." for name in OURS)


def test_each_service_waits_for_what_it_needs() -> None:
    for name, service in SERVICES.items():
        waits = {of: one["condition"] for of, one in service.get("depends_on", {}).items()}
        assert waits.keys() <= SERVICES.keys() - {name}
        assert set(waits.values()) <= CONDITIONS
        if name in OURS:
            assert waits["database"] == "service_healthy"
        if name in OURS - {"migrate"}:
            assert waits["migrate"] == "service_completed_successfully"
    assert "test" in SERVICES["database"]["healthcheck"]


def test_secrets_are_files_and_no_value_stands_in_compose() -> None:
    assert {name: secret["file"] for name, secret in COMPOSE["secrets"].items()} == {
        name: f"./secrets/{name}" for name in (*SECRETS, "database_password")
    }
    for service in SERVICES.values():
        assert set(service["secrets"]) <= COMPOSE["secrets"].keys()
        for name, value in service["environment"].items():
            if name.endswith("_FILE") and str(value).startswith("/run/secrets/"):
                assert str(value).removeprefix("/run/secrets/") in service["secrets"]
            else:
                assert not re.search("TOKEN|PASSWORD|SMTP_URL|DATABASE_URL", name)
    assert not re.search(r"://[^/\s]+:(?!PASSWORD)[^@\s]+@", (ROOT / "compose.yaml").read_text())


def test_volumes_are_declared_and_the_api_is_published_to_this_machine_only() -> None:
    for service in SERVICES.values():
        named = {volume.partition(":")[0] for volume in service.get("volumes", [])}
        assert {volume for volume in named if not volume.startswith("./")} <= COMPOSE["volumes"].keys()
    assert [port for service in SERVICES.values() for port in service.get("ports", [])] == ["127.0.0.1:8000:8000"]


def test_what_the_image_copies_is_there_and_gets_past_dockerignore() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {source for words in instructions("COPY") for source in words[:-1]}
    assert copied == let_through
    assert all((ROOT / source).exists() for source in copied)


def test_the_image_holds_what_is_locked_and_runs_as_somebody_who_owns_only_the_keys() -> None:
    (locked, ours) = [" ".join(words) for words in instructions("RUN") if words[0] == "pip"]
    assert "--require-hashes --requirement requirements.lock" in locked
    assert ours.endswith("--no-deps --no-build-isolation --editable .")
    assert re.search(r"^setuptools==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", instructions("FROM")[0][0])
    assert DOCKERFILE.index("\nUSER interlude\n") < DOCKERFILE.index("\nENTRYPOINT ")
    assert instructions("ENTRYPOINT") == [['["interlude"]']]
    keys = SERVICES["api"]["environment"]["INTERLUDE_KEY_FILE"]
    assert f"--owner interlude {Path(keys).parent}" in DOCKERFILE


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """What compose gives to each of ours where nothing is set, with its directories as some of this test."""
    secrets, keys = tmp_path / "secrets", tmp_path / "keys"
    for made in (secrets, keys, tmp_path / "work"):
        made.mkdir()
    values = dict.fromkeys(SECRETS, "") | {"database_url": pg.server().fresh_database() + "\n"}
    for name, value in values.items():
        (secrets / name).write_text(value)
    told = {name: re.sub(r"\$\{\w+:-(.*)\}", r"\1", str(value)) for name, value in ours().items()}
    told |= {name: str(secrets / Path(value).name) for name, value in told.items() if "/run/secrets/" in value}
    return told | {"INTERLUDE_KEY_FILE": str(keys / "interlude.key"), "PYTHONPATH": str(ROOT)}


def ours() -> dict[str, str]:
    found: dict[str, str] = SERVICES["api"]["environment"]
    assert all(SERVICES[name]["environment"] == found for name in OURS)
    return found


def test_every_command_of_compose_does_its_work_and_leaves_nothing_lying_about(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    work = tmp_path / "work"
    migrate: list[str] = SERVICES["migrate"]["command"]
    beside = ["token staff --scope clients", f"backup {tmp_path / 'backup'}", "erased-ids", "openapi"]
    for arguments in (migrate, ["configure", str(SETTINGS)], migrate, *(words.split() for words in beside)):
        done = subprocess.run([*INTERLUDE, *arguments], cwd=work, env=surroundings, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    running = [Running(work, surroundings, *SERVICES[name]["command"]) for name in sorted(OURS - {"migrate"})]
    try:
        for one in running:
            one.launch()
        for one in running:
            assert one.has_started()
            assert check(one) == 0
    finally:
        for one in running:
            one.close()
    assert check(running[0]) != 0
    assert [file.name for file in work.iterdir()] == ["output"]
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["interlude.key"]


def check(one: Running) -> int:
    """What the health check of compose ends with, at the port of a process."""
    kind, program, *arguments = SERVICES["api"]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")
    own = [argument.replace("http://127.0.0.1:8000", one.url) for argument in arguments]
    return subprocess.run([sys.executable, *own], capture_output=True, check=False).returncode


def test_the_health_check_of_the_database_tells_whether_it_answers() -> None:
    kind, program, *arguments = SERVICES["database"]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "pg_isready")
    host = conninfo_to_dict(pg.server().url())["host"]
    command = [str(pg.server().program(program)), *arguments]
    assert subprocess.run([*command, "-h", str(host)], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "-h", "/nowhere"], capture_output=True, check=False).returncode != 0
