"""frontline bench: what it measures is real work, and a missed budget is told as it is."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from frontline.cli.bench import backing_up, command, engine, saving, sending, starting, watching
from frontline.cli.bench.measuring import Row, resident_megabytes, trial_post
from frontline.cli.trial_post import OFFICER, TrialPost, largest_instrument
from frontline.errors import BadInputError
from frontline.rules.built import read_built_pack
from frontline.screening.compiled import compile_for_interviews
from frontline.services.installation import Installation, find_installation
from frontline.storage.yardstick import bare_table
from tests.support.fake_desktop import FakeDesktop
from tests.support.vault_posts import CHEAP, cheap_derivation

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a key costs is not what these tests are about."""
    monkeypatch.setattr("frontline.storage.keeper.Hardness", lambda: CHEAP)
    monkeypatch.setattr(saving, "Hardness", lambda: CHEAP)
    with cheap_derivation():
        yield


@pytest.fixture
def installation() -> Installation:
    return find_installation()


def test_a_row_is_met_missed_or_without_a_budget() -> None:
    row = Row("x", "a figure", "ms", budget=3)

    assert row.ok is None
    assert row.of([1, 3, 9]).ok is True
    assert row.of([4]).ok is False
    assert Row("x", "a figure", "ms").of([4]).ok is None
    told = row.of([1, 3, 9]).as_json()
    assert (told["value"], told["p50"], told["worst"], told["runs"]) == (3, 3, 9, 3)
    assert {"row", "value", "unit", "budget", "ok", "peer", "load"} <= set(told)


def test_the_engine_row_goes_through_whole_interviews(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "RUNS", 2)
    monkeypatch.setattr(engine, "PASSES", 2)
    content = engine._largest_file(installation)
    pack = read_built_pack(content, installation.trusted_keys).definition
    per_pass = len(list(engine.answer_times(compile_for_interviews(pack), 2))) / 2

    (row,) = engine.engine_rows(installation)

    assert per_pass > 10
    assert row.runs == 4 * per_pass
    assert row.value is not None
    assert 0 < (row.p50 or 0) <= row.value <= (row.worst or 0)
    assert str(len(largest_instrument(pack).items)) in row.note


def test_the_pack_rows_load_from_the_built_file(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOADS", 2)

    load, memory = engine.pack_rows(installation)

    assert load.runs == 2
    assert (load.value or 0) > 0
    assert memory.unit == "MB"


def test_saves_take_turns_with_the_barest_durable_insert(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "BLOCKS", 2)
    monkeypatch.setattr(saving, "_ROUND", 1)
    monkeypatch.setattr(saving, "SESSIONS", 2)
    monkeypatch.setattr(saving, "IN_A_SESSION", 1)

    rows = saving.save_rows(installation)

    assert [(row.row, row.runs) for row in rows] == [
        ("save", 2),
        ("save.long", 2),
        ("save.driver", 2),
    ]
    assert all(row.value and row.peer_ms for row in rows)


def test_the_bare_table_has_the_journal_settings_of_the_vault(tmp_path: Path) -> None:
    with bare_table(tmp_path / "bare.db") as bare:
        bare.insert(tuple(range(10)))
        said = [
            bare._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "locking_mode")
        ]
        assert bare.count() == 1

    assert said == ["wal", 2, "exclusive"]
    assert (tmp_path / "bare.db").read_bytes().startswith(b"SQLite format 3")


def test_the_backup_row_makes_backups_of_the_size_it_says(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "ENTRIES", 130)

    (row,) = backing_up.backup_rows(installation)

    assert row.as_json()["runs"] == backing_up.BACKUPS
    assert "130 answers" in row.what
    assert row.note.endswith("MB")


def test_the_audit_rows_check_a_chain_of_the_size_they_say(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "ENTRIES", 130)
    monkeypatch.setattr(saving, "CHECKS", 2)

    verified, signed_in = saving.audit_rows(installation)

    # Two cases are opened for them, and a post has entries of its own.
    assert int(verified.note.split()[0]) > 130 + 2
    assert verified.runs == signed_in.runs == 2
    assert (verified.value or 0) > 0


def test_the_export_rows_seal_every_referral(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "REFERRALS", 3)
    monkeypatch.setattr(sending, "RUNS", 2)

    took, size = sending.export_rows(installation)

    assert took.runs == 2
    assert (took.value or 0) > 0
    # Nearly all of so small a bundle are its sealed slots.
    assert (size.value or 0) * 3 > 16 * 4096


def test_the_desktop_rows_are_of_several_starts(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RUNS", 2)
    fake = FakeDesktop()

    usable, moved, panic, panic_in_dialog = watching.desktop_rows(installation, fake)

    one, other = (
        ["start", OFFICER.name, "screening", way, "close"] for way in ("hide", "hide from dialog")
    )
    talk = ["start", OFFICER.name, "talk", "answer", "answer", "hide", "close"]
    assert fake.deeds == [*one, *other, *one, *other, *talk]
    assert 0 < (usable.value or 0) < 500
    assert (moved.value, moved.runs) == (20.0, 1)
    assert panic.value == 40.0
    assert panic_in_dialog.value == 60.0


@pytest.mark.skipif(resident_megabytes() is None, reason="this system does not say")
def test_the_memory_row_has_the_records_it_says(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RECORDS", 7)
    monkeypatch.setattr(watching, "_in_another_process", lambda work: work())
    seen: list[int] = []

    def held(folder: Path) -> float:
        with TrialPost(folder, installation).desk() as desk:
            assert desk.vault.cases.open_screenings() == ()
            seen.append(desk.vault.audit.verify().count)
        return 12.5

    monkeypatch.setattr(watching, "_held_by_desktop", held)

    (row,) = watching.memory_rows(installation)

    assert (row.unit, row.value) == ("MB", 12.5)
    assert seen[0] > 3 * 7


def test_a_start_is_over_with_the_first_picture() -> None:
    painting = f"import sys; print({starting._PAINTED!r}.decode(), file=sys.stderr, flush=True)"

    taken = starting.painted_ms([sys.executable, "-c", f"{painting}; input()"], {})

    assert 0 < taken < 30_000
    with pytest.raises(BadInputError):
        starting.painted_ms([sys.executable, "-c", "print('nothing')"], {})


def test_the_bare_window_is_seen_to_paint() -> None:
    command = [sys.executable, "-c", starting.BARE_WINDOW]

    assert starting.painted_ms(command, {"QT_QPA_PLATFORM": "offscreen"}) > 0


@pytest.mark.slow
def test_the_start_rows_are_ratios_to_the_bare_window(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "RUNS", 1)

    rows = starting.start_rows(installation)

    assert [row.row for row in rows] == ["start.sign-in", "start.set-up"]
    assert all((row.value or 0) > 0 and (row.peer_ms or 0) > 0 for row in rows)


def run(*options: str) -> Result:
    return CliRunner().invoke(command.bench_commands(FakeDesktop()), options)


def test_one_row_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Row("pair.one", "the first", "ms").of([1]), Row("pair.two", "another", "ms").of([2])]
    monkeypatch.setattr(command, "groups_of_rows", lambda _watch: {"pair": lambda _i: rows})

    one = json.loads(run("--json", "--only", "pair.two").stdout)
    both = json.loads(run("--json", "--only", "pair").stdout)
    none = run("--only", "pair.three")

    assert [row["row"] for row in one] == ["pair.two"]
    assert [row["row"] for row in both] == ["pair.one", "pair.two"]
    assert none.exit_code == 1
    assert "no-such-row" in none.stderr


def test_a_missed_budget_is_an_error_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Row("slow", "too slow", "ms", budget=1, peer="another", peer_ms=0.5).of([2])
    monkeypatch.setattr(command, "groups_of_rows", lambda _watch: {"slow": lambda _i: [slow]})

    plain = run("--only", "slow")
    strict = run("--only", "slow", "--strict")

    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert "NO" in plain.stdout


def test_each_group_is_measured_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "groups_of_rows", lambda _watch: {"one": list, "two": list})
    told = json.dumps([Row("x", "a figure", "ms").of([1]).as_json()])
    script = f"import os, json; print({told!r}.replace('a figure', str(os.getpid())))"
    monkeypatch.setattr(command, "program", lambda: [sys.executable, "-c", script])

    rows = json.loads(run("--json").stdout)

    assert len({row["what"] for row in rows}) == 2


def test_a_group_that_cannot_be_measured_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "groups_of_rows", lambda _watch: {"one": list})
    monkeypatch.setattr(command, "program", lambda: [sys.executable, "-c", "1 / 0"])

    told = run()

    assert told.exit_code == 1
    assert "not-measured" in told.stderr


def test_a_trial_post_leaves_nothing_behind(installation: Installation) -> None:
    with trial_post(installation) as post:
        assert post.keeper.exists()
        folder = post.folder.parent
        # Who works there is read nowhere but through its own services.
        with post.desk() as desk:
            assert desk.session.user.name == OFFICER.name

    assert not folder.exists()
