import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incidents.management.processes import first_to_end, running

ROOT = Path(__file__).resolve().parents[2]
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
PARENT = """
import sys
from pathlib import Path
from incidents.management.processes import Stop, first_to_end, running, stop_on_signals
stop_on_signals()
try:
    with running({"one": [sys.executable, "-c", "import time; time.sleep(60)"]}, Path()) as processes:
        print(processes["one"].pid, flush=True)
        first_to_end(processes)
except Stop:
    print("stopped")
"""


def test_when_one_ends_the_others_are_stopped(tmp_path: Path) -> None:
    ends = [sys.executable, "-c", "raise SystemExit(3)"]
    with running({"stays": SLEEP, "ends": ends}, tmp_path) as processes:
        assert first_to_end(processes) == ("ends", 3)
        assert processes["stays"].poll() is None
    assert processes["stays"].poll() == -signal.SIGTERM


def test_when_the_second_cannot_start_the_first_is_stopped(tmp_path: Path) -> None:
    waits = [sys.executable, "-c", f"import time; time.sleep(60) # {tmp_path}"]
    with pytest.raises(FileNotFoundError), running({"waits": waits, "absent": ["./none"]}, tmp_path):
        pass
    commands = [line.read_bytes() for line in Path("/proc").glob("[0-9]*/cmdline") if line.exists()]
    assert not any(os.fsencode(tmp_path) in command for command in commands)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_all_without_a_traceback(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(number)
        said, errors = parent.communicate(timeout=60)
    assert (said, errors, parent.returncode) == ("stopped\n", "", 0)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_process_that_will_not_stop_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.management.processes._SECONDS_TO_STOP", 0.3)
    started = time.monotonic()
    with running({"deaf": DEAF}, tmp_path) as processes:
        time.sleep(0.5)  # until it has stopped listening
    assert processes["deaf"].returncode == -signal.SIGKILL
    assert time.monotonic() - started < 10
