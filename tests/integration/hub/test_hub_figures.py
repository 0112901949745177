"""Released tables and records one by one, from the register of a real hub."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.errors import BadInputError
from frontline.errors_of_figures import ReleaseRefusedError
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.statistics.facts import StatDimension
from frontline.statistics.publication import read_stat
from frontline.wire.ref_record import AgeBand, GenderCode, RefRecord
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.hub import Hub, new_hub, opened, ref_item, ref_record, seeded

pytestmark = pytest.mark.slow

FORM, GENDER = StatDimension.FORM, StatDimension.GENDER
TABLES = ((FORM, GENDER),)
ALL = ("2000-01", "2099-12")


def run(*arguments: object) -> Result:
    return frontline("hub", *arguments)


def record(number: int) -> RefRecord:
    chance = seeded(number)
    return ref_record(number).model_copy(
        update={
            "forms": (chance.choice(["FORCED_LABOUR", "SERVITUDE", "FORCED_BEGGING"]),),
            "gender": chance.choice([GenderCode.FEMALE, GenderCode.MALE]),
            "age_band": chance.choice(list(AgeBand)),
        }
    )


def receive(hub: Hub, device: str, numbers: range) -> None:
    post = hub.post(device, seed=len(device))
    hub.receive(post.seal(*(ref_item(number, record(number)) for number in numbers)))
    hub.processor.process_waiting()


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    folder = new_hub(tmp_path / "hub")
    with opened(folder) as hub:
        receive(hub, "post-a", range(120))
    return folder


def desk(folder: HubFolder) -> HubDesk:
    return HubDesk(folder, SettableClock())


def test_a_release_counts_what_the_register_holds(folder: HubFolder) -> None:
    with desk(folder).figures() as figures:
        file = figures.release(TABLES, *ALL)

    counted = Counter(
        (record(number).forms[0], record(number).gender.value) for number in range(120)
    )
    (table,) = [table for table in file.tables if table.dimensions == (FORM, GENDER)]
    assert {cell.classes: cell.people for cell in table.cells} == counted
    assert file.packs == ("core 1",)
    assert file.release == 1


def test_the_same_asked_again_gives_the_same_numbers(folder: HubFolder) -> None:
    with desk(folder).figures() as figures:
        one, two = figures.release(TABLES, *ALL), figures.release(TABLES, *ALL)

        assert two.tables == one.tables
        assert [each.release for each in figures.log()] == [1, 2]


def test_what_would_tell_of_three_new_people_is_refused_and_not_remembered(
    folder: HubFolder,
) -> None:
    with desk(folder).figures() as figures:
        figures.release(TABLES, *ALL)
    with opened(folder) as hub:
        receive(hub, "post-bb", range(200, 203))

    with desk(folder).figures() as figures:
        with pytest.raises(ReleaseRefusedError, match="too-few-more"):
            figures.release(TABLES, *ALL)

        assert len(figures.log()) == 1


def test_who_came_later_counts_in_the_next_release(folder: HubFolder) -> None:
    with desk(folder).figures() as figures:
        figures.release(TABLES, *ALL)
    with opened(folder) as hub:
        receive(hub, "post-bb", range(200, 300))

    with desk(folder).figures() as figures:
        file = figures.release(TABLES, *ALL)

    assert file.tables[0].cells[0].people == 220


def test_records_are_given_out_in_groups_and_stay_as_they_were(folder: HubFolder) -> None:
    with desk(folder).figures() as figures:
        first = figures.coded()
    with opened(folder) as hub:
        receive(hub, "post-bb", range(200, 260))

    with desk(folder).figures() as figures:
        second = figures.coded()

    assert len(first.people) + first.withheld == 120
    assert len(second.people) + second.withheld == 180
    assert min(Counter(first.people).values()) >= 11
    more = Counter(second.people) - Counter(first.people)
    assert Counter(first.people) - Counter(second.people) == Counter()
    assert min(more.values()) >= 11


def test_without_the_keys_nothing_is_told(folder: HubFolder) -> None:
    folder.signing_key.unlink()

    with pytest.raises(BadInputError, match="processor-keys"), desk(folder).figures():
        pass


def test_commands_write_the_three_formats(folder: HubFolder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("stat", "htcds", "ctdc"):
        done = run("export", "--data", folder.root, "--out", out, "--format", name)
        assert done.exit_code == 0, done.output

    file = read_stat((out / "stat-hub-0-1.json").read_bytes())
    assert file.tables[0].cells[0].people == 120
    assert (out / "stat-hub-0-1-form-month.csv").read_text().startswith("form,month,people\n")
    cases = json.loads((out / "htcds.json").read_text())["cases"]
    rows = list(csv.DictReader((out / "ctdc.csv").read_text().splitlines()))
    assert len(cases) == len(rows) > 90


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--table", "form,shoe_size", "dimension"),
        ("--months", "2026-13:2027-01", "months"),
        ("--months", "2027-01:2026-01", "months"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    folder: HubFolder, tmp_path: Path, option: str, value: str, reason: str
) -> None:
    done = run(
        "export", "--data", folder.root, "--out", tmp_path / "o", "--format", "stat", option, value
    )

    assert done.exit_code == 1
    assert reason in done.output


def test_two_countries_are_merged(folder: HubFolder, tmp_path: Path) -> None:
    other = new_hub(tmp_path / "other", seed=1)
    with opened(other) as hub:
        receive(hub, "post-b", range(300, 400))
    for each in (folder, other):
        run("export", "--data", each.root, "--out", tmp_path, "--format", "stat")

    done = run(
        "merge",
        tmp_path / "stat-hub-0-1.json",
        tmp_path / "stat-hub-1-1.json",
        "--out",
        tmp_path / "all.json",
    )

    assert done.exit_code == 0, done.output
    merged = json.loads((tmp_path / "all.json").read_text())
    assert merged["tables"][0]["cells"][0]["people"] == 220


def test_emerging_forms_are_listed(tmp_path: Path) -> None:
    folder = new_hub(tmp_path / "hub")
    with opened(folder) as hub:
        post = hub.post()
        update = {"forms": ("OTHER_UNNAMED",), "indicators": ("other_expected",)}
        hub.receive(
            post.seal(*(ref_item(n, ref_record(n).model_copy(update=update)) for n in range(3)))
        )
        hub.processor.process_waiting()

    done = run("emerging", "--data", folder.root, "--json")

    assert json.loads(done.stdout)[0]["people"] == 3
