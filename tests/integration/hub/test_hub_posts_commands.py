"""Revoking a post, and looking at all of them, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.hub.schema import MAILROOM, REGISTER
from frontline.wire.bundle import AuditBreakNote
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.hub import new_hub, opened, ref_item

NOTE = AuditBreakNote(number=1, sequence=7, kind="row", acknowledged=False)


def run(*arguments: str | Path, answer: str = "") -> Result:
    return frontline("hub", *arguments, typed=answer)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A hub with a post that has a gap and a break, and one that never sent."""
    folder = new_hub(tmp_path / "hub")
    with opened(folder) as hub:
        post = hub.post()
        hub.post("post-b", 2)
        parcels = [post.seal(ref_item(number), audit_break=NOTE) for number in range(3)]
        hub.receive(parcels[0], parcels[2])
        hub.processor.process_waiting()
    return folder.root


def posts(data: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("posts", "--data", data, "--json").stdout)
    return found


def revoked(data: Path, *more: str, day: str = "2026-11-20", answer: str = "") -> Result:
    asked = ("revoke", "post-a", "--reason", "stolen", "--lost-on", day, "--data", data)
    return run(*asked, *more, answer=answer)


def test_posts_tell_what_somebody_has_to_look_at(data: Path) -> None:
    first, second = posts(data)

    assert (first["device"], first["missing"], first["audit_breaks"]) == ("post-a", 1, 1)
    assert first["gap_since"] == "2026-11-22T09:30:15+00:00"
    assert (second["device"], second["highest"], second["last_received_at"]) == ("post-b", 0, None)

    lines = run("posts", "--data", data).stdout.splitlines()
    assert "2 bundles, last 2026-11-22, 1 MISSING since 2026-11-22" in lines[0]
    assert "1 AUDIT BREAKS (1 open)" in lines[0]
    assert lines[1].split() == ["post-b", "0", "bundles"]


def test_stats_tell_of_the_break_once(data: Path) -> None:
    counts = json.loads(run("stats", "--data", data, "--json").stdout)

    assert (counts["audit_breaks"], counts["audit_breaks_open"], counts["revoked"]) == (1, 1, 0)


def test_revoke_asks_and_says_how_much_came_since(data: Path) -> None:
    refused = revoked(data, answer="n\n")
    assert (refused.exit_code, "not-confirmed" in refused.stderr) == (1, True)
    assert posts(data)[0]["revoked"] is None

    agreed = revoked(data, answer="y\n")
    assert agreed.exit_code == 0
    assert "revoked: stolen since 2026-11-20; 2 bundles came since then" in agreed.stdout
    assert "REVOKED stolen since 2026-11-20" in run("posts", "--data", data).stdout


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--lost-on", "yesterday"), "lost-on"),
        (("--lost-on", "2999-01-01"), "lost-on"),
        (("--reason", "because"), "loss-reason"),
    ],
)
def test_what_makes_no_sense_is_refused(data: Path, more: tuple[str, ...], reason: str) -> None:
    result = revoked(data, "--yes", *more)

    assert (result.exit_code, reason in result.stderr) == (1, True)
    assert posts(data)[0]["revoked"] is None


def test_without_the_processors_keys_posts_tell_only_what_the_mailroom_knows(data: Path) -> None:
    HubFolder(data).identity.unlink()

    assert [each["audit_breaks"] for each in posts(data)] == [0, 0]
    assert posts(data)[0]["missing"] == 1


def test_upgrade_tells_the_versions_there_were(data: Path) -> None:
    HubDesk(HubFolder(data), SettableClock()).upgrade()

    assert json.loads(run("upgrade", "--data", data, "--json").stdout) == {
        "mailroom": len(MAILROOM.steps),
        "register": len(REGISTER.steps),
    }
