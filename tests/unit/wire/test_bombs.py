"""Hostile bundles must not exhaust the hub. Measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

# A hub that takes half a minute or half a gigabyte for one bundle can be stopped by one post.
MOST_MIB = 256
SCRIPT = """
import sys
from frontline.errors import BundleRefusedError
from tests.support.hub_forgery import Forger, HUB
from frontline.wire.bundle import MAX_INFLATED, open_bundle

forger = Forger()
limit = MAX_INFLATED
inner = {
    "lists": lambda: b"[" + b"[]," * (limit // 3 - 1) + b"[]]",
    "objects": lambda: b"[" + b"{}," * (limit // 3 - 1) + b"{}]",
    "numbers": lambda: b"[" + b"0," * (limit // 2 - 1) + b"0]",
    "texts": lambda: b"[" + b'"ab",' * (limit // 5 - 1) + b'"ab"]',
    "names": lambda: b"{" + b",".join(b'"%07d":0' % n for n in range(limit // 12)) + b"}",
    "depth": lambda: b"[" * (limit // 2) + b"]" * (limit // 2),
    "digits": lambda: b"1" * limit,
    "swelling": lambda: bytes(limit + 1),
    "few lists": lambda: b"[" + b"[]," * 300_000 + b"[]]",
    "few texts": lambda: b"[" + b'"abcdefgh",' * 990_000 + b'"x"]',
    "long text": lambda: b'{"items":"' + b"a" * (limit - 20) + b'"}',
}[sys.argv[1]]()
frame = forger.frame(inner)
del inner


def peak_mib():
    # Not getrusage: its peak is inherited from the process that started this one.
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


try:
    open_bundle(frame, forger.hub_key.identity, HUB)
except BundleRefusedError as error:
    print(error.facts["reason"], peak_mib())
"""

BOMBS = [
    "lists",
    "objects",
    "numbers",
    "texts",
    "depth",
    "digits",
    "swelling",
    "few lists",
    "few texts",
    "long text",
]


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_within_bounds(bomb: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, bomb],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    reason, peak_mib = done.stdout.split()
    assert reason in ("content", "not-canonical", "inflated-too-large")
    assert int(peak_mib) < MOST_MIB
