"""frontline bench hub: real bundles through a real hub, beside bare inserts of the same rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from frontline.cli.bench.receiving import hub_command
from frontline.hub.keys import HubFolder
from frontline.hub.places import hub_places
from frontline.hub.yardstick import BareTable
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow


def bench(*options: str) -> Result:
    commands = Typer()
    commands.command()(hub_command)
    return CliRunner().invoke(commands, list(options))


def test_every_referral_goes_through_the_hub_and_into_the_bare_table() -> None:
    result = bench("--posts", "2", "--referrals", "30", "--in-a-bundle", "10", "--json")

    found = json.loads(result.stdout)
    # Rounds are whole: each of the two posts sends once in each.
    assert (found["posts"], found["referrals"]) == (2, 40)
    assert found["ingest_to_bare"] > 0
    assert found["all_to_bare"] >= found["ingest_to_bare"]


def test_bundles_of_two_sizes_tell_both_costs_and_what_stays(server: str) -> None:
    sizes = ("--in-a-bundle", "1", "--in-a-bundle", "20")
    result = bench("--posts", "3", "--referrals", "60", *sizes, "--database", server, "--json")

    found = json.loads(result.stdout)
    # Three posts, and of each one bundle of either size.
    assert found["referrals"] == 63
    # How long each took is this machine's; that the line is right: tests/unit/cli.
    costs = {
        f"{of}_ms_a_{each}" for of in ("elapsed", "processor") for each in ("bundle", "referral")
    }
    assert costs <= set(found)
    assert found["sent_bytes_with_20"] > found["sent_bytes_with_1"] > 16 * 4096
    assert found["stored_bytes_a_bundle"] > 16 * 4096 > found["stored_bytes_a_referral"] > 0
    assert found["start_seconds"] >= 0


def test_for_people_it_prints_a_line_for_each_figure() -> None:
    lines = bench("--posts", "1", "--referrals", "1", "--in-a-bundle", "1").stdout.splitlines()

    assert lines[0].split() == ["posts", "1"]
    assert any(line.startswith("memory_at_the_end_mb") for line in lines)


def test_the_bare_table_holds_what_is_put_in(tmp_path: Path) -> None:
    folder: HubFolder = new_hub(tmp_path / "hub")
    bare = BareTable(hub_places(folder, None))
    bare.insert([("a", "1"), ("b", "2")])
    bare.insert([("c", "3")])

    assert bare.count() == 3
    bare.close()
