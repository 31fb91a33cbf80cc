"""The ground that everything stands on: the tree, the lock, the targets, and a run that skips nothing."""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["domain", "store", "projections", "notifiers", "scheduler", "api", "interlude", "tests"]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
LEFT_BEHIND = {".git", ".venv", "var", "build", "dist", "node_modules", "__pycache__"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def files_of_ours() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in LEFT_BEHIND and not name.endswith((".egg-info", "_cache", ".hypothesis", ".schemathesis"))
        ]
        yield from (Path(folder, name) for name in names)


def names_of(requirements: list[object]) -> set[str]:
    return {re.split(r"[^a-z0-9-]", text, maxsplit=1)[0] for text in requirements if isinstance(text, str)}


@pytest.mark.parametrize("name", PACKAGES)
def test_each_of_our_packages_is_loaded_from_this_tree(name: str) -> None:
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin == str(ROOT / name / "__init__.py")


@pytest.mark.parametrize("name", PACKAGES)
def test_each_of_our_packages_says_what_lives_there(name: str) -> None:
    assert len((importlib.import_module(name).__doc__ or "").splitlines()) >= 3


def test_our_packages_are_the_only_ones_of_their_names_that_are_installed() -> None:
    # A dependency that brought a package of such a plain name would be imported in our place by the installed command.
    installed = Path(pytest.__file__).parent.parent
    assert not [name for name in PACKAGES if (installed / name).exists() or (installed / f"{name}.py").exists()]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_says_what_and_never_where_from(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|^\s*-|index-url|find-links| @ |file:", text.replace("    --hash=", ""), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_carries_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 40
    assert not [package for package in packages if "==" not in package or "--hash=sha256:" not in package]


@pytest.mark.parametrize(
    ("lock", "declared"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_the_lock_holds_every_declared_dependency(lock: str, declared: list[object]) -> None:
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
    assert names_of(declared) <= pinned


def test_both_locks_agree() -> None:
    small, large = (set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text("utf-8"), re.MULTILINE)) for lock in LOCKS)
    assert small < large


def test_every_make_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY:(.*)$", text, re.MULTILINE)
    assert phony is not None
    assert set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE)) == set(phony[1].split())


def test_make_alone_lists_the_targets() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "make run" in listed
    assert "make test" in listed


def test_no_file_of_ours_names_a_path_of_the_machine_that_it_was_made_on() -> None:
    path = re.compile(rb"(?<![\w.}/-])/(?:work|tmp|root)/\w")
    assert not [str(file.relative_to(ROOT)) for file in files_of_ours() if path.search(file.read_bytes())]


@pytest.mark.parametrize(("ci", "code"), [("true", pytest.ExitCode.TESTS_FAILED), ("", pytest.ExitCode.OK)])
@pytest.mark.parametrize("way", ["pytest.skip('no')", "pytest.xfail('no')"])
def test_where_ci_is_set_a_skipped_test_fails(tmp_path: Path, ci: str, code: pytest.ExitCode, way: str) -> None:
    text = f"import pytest\n\ndef test_it() -> None:\n    {way}\n"
    assert run_of(tmp_path, text, ci) == code


def test_where_ci_is_set_a_module_that_skips_itself_fails(tmp_path: Path) -> None:
    text = "import pytest\n\npytest.skip('no', allow_module_level=True)\n"
    assert run_of(tmp_path, text, "true") == pytest.ExitCode.INTERRUPTED


def test_a_run_that_finds_no_test_fails(tmp_path: Path) -> None:
    assert run_of(tmp_path, "", "true") == pytest.ExitCode.NO_TESTS_COLLECTED


def run_of(folder: Path, text: str, ci: str) -> int:
    """Return the exit code of pytest, with our hooks, over one file of this text."""
    (folder / "test_it.py").write_text(text, "utf-8")
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "test_it.py"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode
