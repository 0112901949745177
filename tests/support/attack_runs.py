"""Many attacks on the readers of bundles, in a process of its own whose memory is measured:

    python -m tests.support.attack_runs outer|inner|rogue COUNT

prints JSON: what was taken, what ended in an error that is not ours, and the peak in MiB.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from frontline.errors import BundleRefusedError
from frontline.wire.refusals import Refusal
from tests.support import inner_attacks
from tests.support.hub_readers import opened
from tests.support.outer_attacks import Genuine, taken


@dataclass
class Outcome:
    """Seeds: `accepted` were taken for true, `untyped` ended in an error without a code of ours."""

    attacks: int = 0
    accepted: list[int] = field(default_factory=list)
    untyped: list[str] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)
    peak_mib: int = 0

    @property
    def unseen(self) -> int:
        return len(self.accepted) + len(self.untyped)


def outer(count: int) -> Outcome:
    genuine = Genuine.made()

    def one(seed: int) -> bool:
        taken(genuine.attack(seed))
        return True

    return _all(one, count)


def inner(count: int) -> Outcome:
    def one(seed: int) -> bool:
        opened(inner_attacks.attack(seed))
        return True

    return _all(one, count)


def rogue(count: int) -> Outcome:
    """A post may sign other content than it should; what it says still is a bundle or is none."""

    def one(seed: int) -> bool:
        return not opened(inner_attacks.by_a_rogue_post(seed)).signed_by

    return _all(one, count)


def _all(one: Callable[[int], bool], count: int) -> Outcome:
    found = Outcome(attacks=count)
    for seed in range(count):
        try:
            if one(seed):
                found.accepted.append(seed)
        except BundleRefusedError as error:
            reason = str(error.facts["reason"])
            if reason not in set(Refusal):
                found.untyped.append(f"{seed}: {reason}")
            found.reasons[reason] = found.reasons.get(reason, 0) + 1
        except Exception as error:  # noqa: BLE001 -- an error of any other kind is the finding
            found.untyped.append(f"{seed}: {type(error).__name__}")
    return found


def peak_mib() -> int:
    """Of this process; not getrusage, whose peak is inherited from the process before."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


RUNS = {"outer": outer, "inner": inner, "rogue": rogue}


def main(arguments: list[str]) -> int:
    which, count = arguments
    found = RUNS[which](int(count))
    found.peak_mib = peak_mib()
    sys.stdout.write(json.dumps(asdict(found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
