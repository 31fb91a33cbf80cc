"""A copy of the program with its tests, in which something can be broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[2]
PARTS = ("domain", "store", "projections", "notifiers", "scheduler", "api", "interlude", "tests", "pyproject.toml")
LONGEST = 60
"""Seconds that one test may take."""


class Copy:
    """The program in a directory of its own."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        unwanted = shutil.ignore_patterns("__pycache__", "*.db*")
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, directory / part, ignore=unwanted)
            else:
                shutil.copy(ROOT / part, directory / part)

    def replace(self, path: str, original: str, planted: str) -> None:
        """Put one text in the place of another, which must stand there exactly once."""
        file = self._directory / path
        content = file.read_text(encoding="utf-8")
        assert content.count(original) == 1, f"{path} no longer says what this fault was planted in"
        file.write_text(content.replace(original, planted), encoding="utf-8")

    def run(self, test: str) -> list[str]:
        """Run one test, all its cases, in a process of its own; returns what each case that failed failed by."""
        report = self._directory / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", test]
        # Without bytecode: of two versions within a second Python would take the first for the second.
        surroundings = {"PYTHONPATH": str(self._directory), "PYTHONDONTWRITEBYTECODE": "1"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "INTERLUDE_"))}
        done = subprocess.run(
            command, cwd=self._directory, env=kept | surroundings, capture_output=True, timeout=LONGEST, check=False
        )
        cases = ET.parse(report).getroot().findall(".//testcase") if report.exists() else []
        assert cases, done.stdout.decode()
        return [failed.get("message", "") for case in cases for failed in case if failed.tag in {"failure", "error"}]
