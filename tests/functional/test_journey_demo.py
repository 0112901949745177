"""The demo as a command: what it says it measured is what it left behind.

It is meant to take no more than 45 seconds on a small laptop; the clock of a busy machine is no
test of that.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from frontline.app import demo_post as post
from frontline.app.canaries import count_canaries
from frontline.domain.findings import Band
from frontline.domain.referrals import ReferralState

pytestmark = pytest.mark.slow

MOST_SECONDS = 240
# The offscreen platform says this of every window; it has no window manager.
NO_WINDOW_MANAGER = "This plugin does not support"


def test_the_demo_plays_a_whole_journey_and_its_summary_is_true(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "frontline", "demo", "--headless", "--out", out],
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if NO_WINDOW_MANAGER not in line]
    assert (done.returncode, complaints) == (0, [])
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert json.loads(done.stdout) == summary
    assert Band(summary["band"]) in (Band.POSSIBLE, Band.PRESUMED)
    assert 0 < summary["questions_asked"] < summary["questions_total"]
    assert summary["referral_state"] == ReferralState.ACKNOWLEDGED
    assert summary["referrals_at_hub"] == 2
    assert summary["transports"] == ["https", "folder"]
    assert summary["vault_encrypted"] is True
    assert summary["canaries_found"] == 0
    assert summary["problems_told"] == 0
    every_picture_is_there_and_in_order(out, summary["screens"])
    nothing_private_is_left_in_the_clear(out)


def every_picture_is_there_and_in_order(out: Path, screens: list[str]) -> None:
    assert screens == sorted(path.name for path in out.glob("*.png"))
    assert [int(name.split("-")[0]) for name in screens] == list(range(1, len(screens) + 1))
    assert len(screens) >= 20
    for name in screens:
        image = QImage(str(out / name))
        # A page that was never painted has one colour.
        width, height = image.width(), image.height()
        seen = {image.pixel(x, y) for x in range(0, width, 7) for y in range(0, height, 7)}
        assert len(seen) > 1, name


def nothing_private_is_left_in_the_clear(out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file()]
    assert count_canaries(files, post.CANARIES) == 0
    assert count_canaries(files, ["referral_state"]) == 1
    assert not (out / "post" / "vault.db").read_bytes().startswith(b"SQLite")
