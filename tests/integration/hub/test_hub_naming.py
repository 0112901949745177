"""A form gets its name after the referrals came: they keep what they said, and are counted anew."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.statistics.facts import StatDimension
from frontline.wire.ref_record import RefRecord
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.desks import KEY
from tests.support.hub import new_hub, opened, ref_item, ref_record, stored_referrals
from tests.support.named_form import NEW_FORM, naming_pack

pytestmark = pytest.mark.slow

FORM = StatDimension.FORM
ALIKE = ("other_gain_described", "other_identity_used", "papers_kept")


def unnamed(number: int, *indicators: str) -> RefRecord:
    update = {"forms": ("OTHER_UNNAMED",), "indicators": indicators}
    return ref_record(number).model_copy(update=update)


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    """Forty in forced labour, twelve without a name of whom nine are alike."""
    made = new_hub(tmp_path / "hub")
    others = (
        (n, ref_record(n).model_copy(update={"forms": ("FORCED_LABOUR",)})) for n in range(40)
    )
    alike = ((n, unnamed(n, *ALIKE)) for n in range(100, 109))
    unlike = ((n, unnamed(n, "other_armed_service")) for n in range(200, 203))
    with opened(made) as hub:
        hub.receive(hub.post().seal(*(ref_item(n, each) for n, each in (*others, *alike, *unlike))))
        hub.processor.process_waiting()
    return made


@pytest.fixture
def given(folder: HubFolder, tmp_path: Path) -> HubFolder:
    """The hub has given out the pack that has the name."""
    path = tmp_path / "tango-2.fldoc"
    path.write_bytes(naming_pack())
    told(folder, "update", "add", path, "--signer", KEY.public)
    return folder


def run(folder: HubFolder, *arguments: object) -> Result:
    return frontline("hub", *arguments, "--data", folder.root, "--json")


def told(folder: HubFolder, *arguments: object) -> Any:
    done = run(folder, *arguments)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def told_names(folder: HubFolder) -> int:
    with closing(sqlite3.connect(folder.register)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM added_names").fetchone()
        return int(number)


def by_form(folder: HubFolder) -> dict[str, int | None]:
    desk = HubDesk(folder, SettableClock())
    with desk.figures() as figures:
        file = figures.release([(FORM,)], "2000-01", "2099-12")
    (table,) = [each for each in file.tables if each.dimensions == (FORM,)]
    return {cell.classes[0]: cell.people for cell in table.cells}


def test_those_described_as_the_form_get_its_name_beside_their_own(
    given: HubFolder,
) -> None:
    before = stored_referrals(given)
    assert [each["people"] for each in told(given, "emerging")] == [9, 3]
    (found,) = told(given, "forms", "find")
    assert (found["form"], len(found["tokens"])) == (NEW_FORM, 9)

    named = told(given, "forms", "name", NEW_FORM, "--by", "A. Sol")

    assert {each["token"] for each in named} == set(found["tokens"])
    (added,) = named[0]["added"]
    assert (added["form"], added["pack"], added["version"]) == (NEW_FORM, "tango", 2)
    assert (added["named_by"], named[0]["forms"]) == ("A. Sol", ["OTHER_UNNAMED"])
    assert told(given, "forms", "list") == named
    assert stored_referrals(given) == before
    assert told(given, "forms", "find")[0]["tokens"] == []
    assert [each["people"] for each in told(given, "emerging")] == [3]


def test_one_alone_can_be_named(given: HubFolder) -> None:
    token = told(given, "forms", "find")[0]["tokens"][4]

    named = told(given, "forms", "name", NEW_FORM, "--by", "A. Sol", "--token", token)

    assert [each["token"] for each in named] == [token]
    assert len(told(given, "forms", "find")[0]["tokens"]) == 8


def test_a_release_counts_the_name_and_the_one_before_stays_true(
    given: HubFolder,
) -> None:
    before = by_form(given)
    told(given, "forms", "name", NEW_FORM, "--by", "A. Sol")

    after = by_form(given)

    assert before == {"FORCED_LABOUR": 40, "OTHER_UNNAMED": 12}
    # Three are left without a name, so that neither their number nor that of the others is told.
    assert after == {"FORCED_LABOUR": 40, NEW_FORM: None, "OTHER_UNNAMED": None}


def test_who_was_in_no_release_is_counted_under_the_name(given: HubFolder) -> None:
    told(given, "forms", "name", NEW_FORM, "--by", "A. Sol")

    assert by_form(given)[NEW_FORM] in (None, 9)
    desk = HubDesk(given, SettableClock())
    with desk.figures() as figures:
        (file,) = figures.log()
    assert "tango 2" in file.packs


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((NEW_FORM, "--by", "A. Sol", "--token", "f" * 32), "form-other-description"),
        (("FORCED_LABOUR", "--by", "A. Sol"), "form-not-found-later"),
        ((NEW_FORM, "--by", "A\nSol"), "form-named-by"),
    ],
)
def test_what_does_not_fit_is_refused(
    given: HubFolder, arguments: tuple[str, ...], reason: str
) -> None:
    done = run(given, "forms", "name", *arguments)

    assert done.exit_code == 1
    assert reason in done.stderr
    assert told(given, "forms", "list") == []


def test_without_a_pack_that_has_the_name_nobody_is_named(folder: HubFolder) -> None:
    assert told(folder, "forms", "find") == []

    done = run(folder, "forms", "name", NEW_FORM, "--by", "A. Sol")

    assert done.exit_code == 1
    assert "form-not-found-later" in done.stderr


def test_an_update_that_the_hub_did_not_sign_names_nobody(given: HubFolder) -> None:
    with closing(sqlite3.connect(given.mailroom)) as connection:
        (content,) = connection.execute("SELECT content FROM updates").fetchone()
        changed = content.replace(b"Identity lent", b"Identity sold")
        assert changed != content
        connection.execute("UPDATE updates SET content = ?", (changed,))
        connection.commit()

    done = run(given, "forms", "name", NEW_FORM, "--by", "A. Sol")

    assert done.exit_code == 1
    assert told_names(given) == 0
