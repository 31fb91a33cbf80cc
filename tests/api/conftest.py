"""A clinic with its API for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.clinic import Caller, ClinicApi, clinic_api


@pytest.fixture
def api(tmp_path: Path) -> Iterator[ClinicApi]:
    with clinic_api(tmp_path) as opened:
        yield opened


@pytest.fixture
def staff(api: ClinicApi) -> Caller:
    """A caller whose token opens everything."""
    return api.caller()
