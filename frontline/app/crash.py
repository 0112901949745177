"""The one place that catches everything: a code on the screen, a report without content.

A report holds types, files of ours and line numbers. It never holds the text of an error, a local
variable or a path of this machine, because any of these may carry what a person said.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from frontline.domain.clock import Clock

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
FOLDER = "crash-reports"
MOST_FRAMES = 40


def crash_report(kind: type[BaseException], trace: TracebackType | None, at: str) -> bytes:
    """JSON of the error's type and where it went through our own code."""
    package = Path(__file__).resolve().parents[1]
    frames = []
    for frame in traceback.extract_tb(trace)[-MOST_FRAMES:]:
        path = Path(frame.filename)
        ours = path.is_relative_to(package)
        name = path.relative_to(package).as_posix() if ours else "(library)"
        frames.append({"file": name, "line": frame.lineno if ours else 0, "in": frame.name})
    return json.dumps({"at": at, "kind": kind.__name__, "frames": frames}, indent=1).encode()


def install_crash_handler(folder: Path, clock: Clock, on_crash: Callable[[str], None]) -> None:
    """From now on an unexpected error writes a report and calls `on_crash` with its code."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        moment = clock.now()
        code = f"{moment:%Y%m%d-%H%M%S}"
        report = crash_report(kind, trace, moment.isoformat(timespec="minutes"))
        try:
            (folder / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / FOLDER / f"{code}.json").write_bytes(report)
        except OSError:
            code = f"{code}-unwritten"
        on_crash(code)

    sys.excepthook = hook
