"""Signatures under the record of deeds: who signs when, what they hold, and the saved history."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.domain.audit import (
    DEVICE_SIGNER,
    AuditReport,
    BreakKind,
    Checkpoint,
    HistoryEntry,
)
from frontline.domain.deeds import DeedKind
from frontline.errors import AuditBrokenError, BadInputError
from frontline.services.audit_log import HistoryFilter
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.history import RecordOfDeeds
from frontline.storage.audit_log import finished
from frontline.storage.vault import SqlVault
from frontline.wire.audit_file import check_audit_file
from tests.support.commands import frontline
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR, RealPost
from tests.support.vault_tampering import with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def signed_in(post: RealPost, supervisor: bool = False) -> tuple[SqlVault, Desk]:
    user = SUPERVISOR if supervisor else OFFICER
    vault, session = post.keeper().sign_in(user.name, user.passphrase)
    # A record of deeds looks into no pack.
    return vault, Desk(vault, session, post.clock, SystemChance(), None)  # type: ignore[arg-type]


def come_and_go(post: RealPost, supervisor: bool = False) -> None:
    signed_in(post, supervisor)[0].close()


def checkpoints(post: RealPost) -> list[Checkpoint]:
    with closing(post.open()) as vault:
        return list(vault.audit.checkpoints())


def breaks_of(post: RealPost) -> AuditReport:
    with closing(post.open()) as vault:
        return finished(vault.audit.check())


def test_device_and_user_sign_at_sign_in_and_at_the_end(post: RealPost) -> None:
    vault, desk = signed_in(post)
    vault.audit.record(desk.deed(DeedKind.IDENTITY_VIEWED, "x"))
    vault.close()

    user = desk.session.user.id.hex
    assert [(each.count, each.signer) for each in checkpoints(post)] == [
        (5, DEVICE_SIGNER),
        (5, user),
        (6, DEVICE_SIGNER),
        (6, user),
    ]
    assert breaks_of(post).breaks == ()


def test_the_device_signs_every_hundredth_entry_by_itself(post: RealPost) -> None:
    come_and_go(post)
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        _case, screening = bench.added()
        for number in range(1, 111):
            bench.answer(screening, bench.an_event(screening, number))
        for _ in range(100):
            vault.audit.record(bench.deed())

    assert [each.count for each in checkpoints(post)[2:]] == [100, 200]
    with with_the_key(post) as connection:
        connection.execute("DELETE FROM checkpoints WHERE count = 100")
    (missed,) = breaks_of(post).breaks
    assert (missed.sequence, missed.kind) == (100, BreakKind.SIGNATURE)


def test_a_signature_that_is_changed_or_taken_away_is_found(post: RealPost) -> None:
    come_and_go(post)
    for statement in (
        "UPDATE checkpoints SET signature = replace(signature, 'a', 'b') WHERE number = 2",
        "DELETE FROM checkpoints WHERE number = 2",
    ):
        with with_the_key(post) as connection:
            connection.execute(statement)
        assert BreakKind.SIGNATURE in {each.kind for each in breaks_of(post).breaks}


def test_a_folder_put_back_as_a_whole_is_found_by_what_lies_beside_it(
    post: RealPost, tmp_path: Path
) -> None:
    come_and_go(post)
    shutil.copytree(post.folder, tmp_path / "older")
    come_and_go(post, supervisor=True)
    shutil.rmtree(post.folder)
    shutil.copytree(tmp_path / "older", post.folder)

    (found,) = breaks_of(post).breaks
    assert (found.sequence, found.kind) == (6, BreakKind.SEEN)


def test_a_break_is_entered_once_and_ends_when_a_supervisor_took_note(
    post: RealPost, tmp_path: Path
) -> None:
    test_a_folder_put_back_as_a_whole_is_found_by_what_lies_beside_it(post, tmp_path)
    for _ in range(2):
        vault, desk = signed_in(post)
        record = RecordOfDeeds(desk)
        (known,) = record.settle(finished(record.check()))
        vault.close()
    vault, desk = signed_in(post, supervisor=True)
    with closing(vault):
        assert RecordOfDeeds(desk).acknowledge([known]) == ()
        kinds = [entry.kind for entry in history(vault)]
        assert kinds.count(DeedKind.AUDIT_BROKEN_SEEN.value) == 1
        assert kinds[0] == DeedKind.AUDIT_BREAK_ACKNOWLEDGED.value
    come_and_go(post)

    assert breaks_of(post).breaks == ()
    with closing(post.open()) as vault:
        (known,) = vault.audit.known_breaks()
    assert known.acknowledged_by == desk.session.user.id


def history(vault: SqlVault) -> tuple[HistoryEntry, ...]:
    return vault.audit.history(HistoryFilter(), None, 100)


def test_work_between_two_steps_of_the_check_is_no_break(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.storage.audit_check.SLICE", 2)
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        _case, screening = bench.added()
        for number in range(1, 4):
            bench.answer(screening, bench.an_event(screening, number))
        check = vault.audit.check()
        report = None
        while report is None:
            try:
                next(check)
            except StopIteration as end:
                report = end.value
            else:
                number += 1
                bench.answer(screening, bench.an_event(screening, number))
                bench.added()
        assert number > 5
        assert report.breaks == ()
        assert report.head == vault.audit.head()


@pytest.fixture
def saved(post: RealPost, tmp_path: Path) -> Path:
    come_and_go(post)
    vault, desk = signed_in(post, supervisor=True)
    with closing(vault):
        (tmp_path / "history.jsonl").write_bytes(b"".join(RecordOfDeeds(desk).export()))
    return tmp_path / "history.jsonl"


def verify(*options: str) -> Result:
    return frontline("vault", "verify-audit", *options)


def test_a_saved_history_is_verified_without_the_vault(saved: Path) -> None:
    told = verify("--export", str(saved), "--json")
    spoken = verify("--export", str(saved))

    found = json.loads(told.stdout)
    assert found["entries"] == 7
    assert {each["entries"] for each in found["signed"].values()} == {5, 7}
    assert spoken.stdout.startswith("7 entries hold")
    assert "device signed up to 7 with" in spoken.stdout


def test_a_saved_history_holds_no_names(saved: Path) -> None:
    content = saved.read_text("utf-8")

    for private in (OFFICER.name, SUPERVISOR.name, SITE.label):
        assert private not in content


def test_whatever_is_done_to_a_saved_history_is_found(saved: Path) -> None:
    lines = saved.read_bytes().splitlines(keepends=True)
    edited = [line.replace(b"signed-in", b"signed-out") for line in lines]
    for changed in (
        edited,
        lines[:3] + lines[4:],
        [*lines[:3], lines[4], lines[3], *lines[5:]],
        lines[:6],
        lines[:-2],
        [line.replace(b'"count":7', b'"count":6') for line in lines],
        [lines[0].replace(b'"device_key":"', b'"device_key":"0')[:-2] + b"}\n", *lines[1:]],
    ):
        with pytest.raises((AuditBrokenError, BadInputError)):
            check_audit_file(changed)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"not a line of ours\n", b"\xff"])
def test_what_is_no_saved_history_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)

    refused = verify("--export", str(tmp_path / "other"))

    assert refused.exit_code == 1
    assert refused.stderr.startswith("input.unusable")


def test_one_of_vault_and_file_is_asked_for() -> None:
    assert verify().exit_code == 2
    assert verify("--data", ".", "--name", "x", "--export", "y").exit_code == 2
