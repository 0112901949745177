"""The monitoring matrix at a real hub: computed from its register, entered and signed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from frontline.domain.service_answers import Outcome, RefusalReason
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.statistics.matrix import State
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.hub import new_hub, opened, ref_item, seeded
from tests.support.national import a_record

pytestmark = pytest.mark.slow
MONTHS = ("--months", "2026-01:2026-12")
COURTS = ("matrix-set", "final_judgments", "--value", "7", "--source", "courts", *MONTHS)


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    """Ten referrals of one post, two of them answered; another post never sent anything."""
    folder = new_hub(tmp_path / "hub")
    with opened(folder) as hub:
        chance, post = seeded(1), hub.post()
        hub.post("post-b", seed=2)
        hub.receive(post.seal(*(ref_item(n, a_record(chance, n)) for n in range(10))))
        hub.processor.process_waiting()
    desk = HubDesk(folder, SettableClock())
    desk.answer(f"{1:032x}", Outcome.WAITING_LIST, None, None)
    desk.answer(f"{1:032x}", Outcome.ACCEPTED, None, SettableClock().now().date())
    desk.answer(f"{2:032x}", Outcome.REFUSED, RefusalReason.NO_CAPACITY, None)
    return folder


def run(folder: HubFolder, *arguments: str) -> Result:
    return frontline("hub", *arguments, "--data", str(folder.root))


def cells(folder: HubFolder, months: str = "2026-01:2026-12") -> dict[str, Any]:
    shown = run(folder, "matrix", "--months", months, "--json")
    assert shown.exit_code == 0, shown.output
    return {each["id"]: each for each in json.loads(shown.stdout)["indicators"]}


def test_the_last_answer_counts_and_silent_posts_do(folder: HubFolder) -> None:
    found = cells(folder)

    assert [found["posts_reporting"][each] for each in ("part", "whole", "value")] == [1, 2, "50.0"]
    assert [found["referrals_answered"][each] for each in ("part", "whole")] == [2, 10]
    assert [found["help_given"][each] for each in ("part", "whole", "value")] == [1, 2, "50.0"]
    assert found["final_judgments"]["state"] == State.NO_DATA
    assert cells(folder, "2030-01:2030-02")["posts_reporting"]["value"] == "0.0"


def test_what_is_entered_stands_for_its_months_with_target_and_owner(folder: HubFolder) -> None:
    assert run(folder, *COURTS).stdout == "entry 1, signed\n"
    target = ("matrix-target", "final_judgments", "--target", "9", "--owner", "ministry")
    assert run(folder, *target, *MONTHS).stdout == "entry 2, signed\n"

    entered = cells(folder)["final_judgments"]
    told = [entered[each] for each in ("state", "value", "source", "target", "owner")]
    assert told == ["entered", "7", "courts", "9", "ministry"]
    assert cells(folder, "2026-01:2026-06")["final_judgments"]["state"] == State.NO_DATA
    words = run(folder, "matrix", *MONTHS).stdout
    assert "final_judgments      7   target 9" in words
    assert "1 of 2" in words


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("matrix-set", "shoe_sizes", *COURTS[2:]), "matrix-indicator"),
        (("matrix-set", "help_given", *COURTS[2:]), "matrix-computed"),
        ((*COURTS[:3], "many", *COURTS[4:]), "matrix-entry"),
        ((*COURTS[:-1], "2026-12:2026-01"), "months"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    folder: HubFolder, arguments: tuple[str, ...], reason: str
) -> None:
    refused = run(folder, *arguments)

    assert (refused.exit_code, reason in refused.stderr) == (1, True)


def test_a_number_changed_in_the_database_is_not_shown(folder: HubFolder) -> None:
    run(folder, *COURTS)
    with closing(sqlite3.connect(folder.register)) as database:
        ((content,),) = database.execute("SELECT content FROM matrix_entries").fetchall()
        changed = content.replace(b'"value":"7"', b'"value":"8"')
        assert changed != content
        database.execute("UPDATE matrix_entries SET content = ?", (changed,))
        database.commit()

    assert cells(folder)["final_judgments"]["state"] == State.NOT_SIGNED


def test_an_entry_moved_to_another_indicator_is_not_shown(folder: HubFolder) -> None:
    run(folder, *COURTS)
    with closing(sqlite3.connect(folder.register)) as database:
        database.execute("UPDATE matrix_entries SET indicator = 'people_compensated'")
        database.commit()

    found = cells(folder)
    for moved in ("people_compensated", "final_judgments"):
        assert found[moved]["state"] == State.NOT_SIGNED


def test_without_the_hubs_key_nothing_is_entered(folder: HubFolder) -> None:
    folder.signing_key.unlink()

    assert "processor-keys" in run(folder, *COURTS).stderr
