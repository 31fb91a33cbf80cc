"""What holds for every test: one tz database, no deadline by a busy machine, and nothing skipped where it counts."""

import os
import zoneinfo
from collections.abc import Generator
from typing import TypeVar

import hypothesis
import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# The pinned tz database and no other, as in the program: results may not depend on the machine's.
zoneinfo.reset_tzpath(())

# Speed is measured by benchmarks. A test that is slow on a busy machine has found nothing.
hypothesis.settings.register_profile("interlude", deadline=None, print_blob=True)
hypothesis.settings.load_profile("interlude")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a test that was skipped, or let fail, into a failure where CI is set."""
    return _demand((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that skips itself into a failure where CI is set."""
    return _demand((yield))


def _demand(report: Report) -> Report:
    if report.skipped and os.environ.get("CI"):
        report.longrepr = f"skipped, where nothing may be: {report.longrepr}"
        report.outcome = "failed"
        vars(report).pop("wasxfail", None)  # pytest counts no failure that bears this mark
    return report
