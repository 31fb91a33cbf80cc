"""An auditor with nothing but the file of the demo's log and the page on its form."""

import subprocess
import sys
from pathlib import Path

from tests.demo.clinic import Demo

READER = Path(__file__).parent.parent.parent / "docs" / "reader.py"


def test_the_independent_reader_recomputes_the_root_of_the_demos_log(directory: Path, demo: Demo) -> None:
    log = demo.program.record.log
    # -I: nothing of the service can be imported.
    command = [sys.executable, "-I", str(READER), str(directory / "events.db")]
    read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert str(log.head()) in read
    assert log.root().hex() in read
