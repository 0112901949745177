"""Vaults that released programs left behind: every one opens for ever, and loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from frontline.domain.answers import AnswerEvent, Observation
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.audit import DEVICE_SIGNER
from frontline.domain.cases import CaseAccess, FollowUp, Screening
from frontline.domain.groups import FactReply, GroupKind, MemberFlag, PlaceItem, Reply
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.retention import HoldReason, Proposal, Removal
from frontline.domain.reviews import Verdict
from frontline.services.channel_stores import HandoverFile
from frontline.services.stores import StoredDocument
from frontline.services.vaults import NewUser
from frontline.storage import tables
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.places import VaultPlaces
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock
from tests.support.fault_report import report
from tests.support.group_bench import SEALED
from tests.support.vault_posts import CHANCE, NEW_PASSPHRASE, OFFICER, SUPERVISOR

RELEASED = Path(__file__).parents[2] / "assets" / "vaults"
RECOVERY_KEYS = {
    "version-1": "AGE-SECRET-KEY-17XSMLVAX4WTCZKEAYZ7XUAQXXVJ0ZCXNX6W3THYT6NNX8U2EH9GSQ9TULV",
    "version-2": "AGE-SECRET-KEY-1NKHULYNK3AGF2KLHUE92GCYZDM0N06X9XDQ5AZSKNV9855F92M2SG7YFDC",
    "version-3": "AGE-SECRET-KEY-1FJMSZ28HKQW0KS2G2NTUZE7K80E68VFCVZVK42SSDDHQFND2AHMQCN0PZS",
    "version-4": "AGE-SECRET-KEY-1FJMSZ28HKQW0KS2G2NTUZE7K80E68VFCVZVK42SSDDHQFND2AHMQCN0PZS",
}
ENTRIES = {"version-1": 42, "version-2": 51, "version-3": 59, "version-4": 66}
FILES = {"vault.db", "vault.head", "vault.slots-a", "vault.slots-b", "vault.tries"}
HANDED_OVER = HandoverFile(b"for the service", b"for who works on it")
LATER_FILES = FILES | {"vault.seen"}
LEFT_BEHIND = dict.fromkeys(ENTRIES, LATER_FILES) | {"version-1": FILES}

pytestmark = pytest.mark.slow


@pytest.fixture(params=sorted(ENTRIES))
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def keeper(version: str, tmp_path: Path) -> SqlVaultKeeper:
    """Of a copy, as after an update of the program."""
    folder = tmp_path / "vault"
    shutil.copytree(RELEASED / version, folder)
    return SqlVaultKeeper(folder, SettableClock(), CHANCE)


@dataclass(frozen=True)
class Content:
    """All that the stores of version 1 gave of three cases, and what version 2 added."""

    screenings: list[tuple[Screening, ...]]
    answers: list[tuple[AnswerEvent, ...]]
    envelopes: list[bytes | None]
    choices: list[Mapping[AssistanceService, Choice]]
    follow_ups: tuple[FollowUp, ...]
    referrals: tuple[Referral, ...]
    bundles: list[bytes]
    documents: tuple[StoredDocument, ...]
    access: list[CaseAccess]
    child_protection: list[datetime | None]
    holds: list[HoldReason | None]
    proposals: tuple[Proposal, ...]


def content(vault: SqlVault) -> Content:
    referrals = vault.referrals.referrals()
    cases = [each.case for each in referrals]
    return Content(
        [vault.cases.screenings(case) for case in cases],
        [vault.cases.answers(case) for case in cases],
        [vault.identities.envelope(case) for case in cases],
        [vault.plans.choices(case) for case in cases],
        vault.follow_ups.open_follow_ups(),
        referrals,
        [bundle.content for bundle in vault.outbox.bundles(only_unacknowledged=True)],
        vault.documents.newest("directory"),
        [vault.shares.access(vault.cases.case(case)) for case in cases],
        [vault.plans.child_protection_told(case) for case in cases],
        [each.hold for each in vault.retention.kept()],
        vault.retention.proposals(),
    )


@pytest.mark.parametrize("person", [OFFICER, SUPERVISOR], ids=["officer", "supervisor"])
def test_a_released_vault_is_brought_up_to_date_and_whole(
    version: str, keeper: SqlVaultKeeper, person: NewUser
) -> None:
    vault, session = keeper.sign_in(person.name, person.passphrase)
    with closing(vault):
        found = content(vault)
        assert session.user.name == person.name
        assert vault.audit.verify().count == ENTRIES[version] + 1
        assert vault.check_pages() == ()
    assert [len(each) for each in found.screenings] == [1, 1, 1]
    assert [len(each) for each in found.answers] == [5, 5, 5]
    assert all(found.envelopes)
    assert all(found.choices)
    assert len(found.follow_ups) == 3
    assert {each.state for each in found.referrals} == {ReferralState.QUEUED}
    assert len(found.bundles) == len(found.documents) == 1

    again, _session = keeper.sign_in(person.name, person.passphrase)
    with closing(again):
        assert again.schema_version() == tables.SCHEMA_VERSION
        assert content(again) == found
    report(10, f"vault of {version}", 1, 0, 0)


@pytest.mark.parametrize("later", ["version-2", "version-3", "version-4"])
def test_what_version_2_added_is_there_still(later: str, tmp_path: Path) -> None:
    shutil.copytree(RELEASED / later, tmp_path / "vault")
    keeper = SqlVaultKeeper(tmp_path / "vault", SettableClock(), CHANCE)

    vault, _session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        found = content(vault)
        assert [len(each.shares) for each in found.access] == [0, 1, 1]
        assert found.access[2].owner != found.access[0].owner
        assert [told is not None for told in found.child_protection] == [True, False, False]
        assert found.holds[:3] == [HoldReason.COURT, None, None]
        assert [each.removal for each in found.proposals] == [Removal.IDENTITY]
        assert {each.signer for each in vault.audit.checkpoints()} > {DEVICE_SIGNER}


@pytest.mark.parametrize("later", ["version-3", "version-4"])
def test_what_version_3_added_is_there_still(later: str, tmp_path: Path) -> None:
    shutil.copytree(RELEASED / later, tmp_path / "vault")
    keeper = SqlVaultKeeper(tmp_path / "vault", SettableClock(), CHANCE)

    vault, session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        (group,) = vault.groups.groups()
        (member,) = vault.groups.members(group.id)
        (fact,) = vault.facts.facts(group.id)
        (reply,) = vault.facts.replies(group.id)
        assert group.kind is GroupKind.SITE_VISIT
        assert member.flags == {MemberFlag.MAY_BE_CHILD}
        assert member.case is not None
        assert [each.value for each in vault.cases.answers(member.case)] == [fact.value]
        assert reply == FactReply(fact.id, member.id, Reply.CONFIRMED)
        assert vault.groups.team(group.id) == {session.user.id}
        assert vault.groups.place(group.id) == {PlaceItem.PAPERS_HELD: Observation.SEEN}
        assert vault.groups.sheet(group.id) == SEALED.sealed


def test_what_version_4_added_is_there_still(tmp_path: Path) -> None:
    shutil.copytree(RELEASED / "version-4", tmp_path / "vault")
    keeper = SqlVaultKeeper(tmp_path / "vault", SettableClock(), CHANCE)

    vault, _session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        referral = vault.referrals.referrals()[0]
        (review,) = vault.reviews.reviews(referral.id)
        (lowering,) = vault.reviews.lowerings(referral.case)
        (handover,) = vault.handovers.handovers(referral.case)
        (note,) = vault.notes.notes()
        assert review.verdict is Verdict.APPROVED
        assert (lowering.up_to, lowering.decision) == (5, None)
        assert vault.handovers.file(handover.id) == HANDED_OVER
        assert vault.notes.notes_of(referral.case) == (note.id,)
        assert [each.content for each in vault.updates.updates("hub-a")] == [b"update 3"]
        (document,) = vault.documents.in_force("directory")
        assert vault.documents.newest("directory") == (document,)
        assert vault.routes.route(referral.case) == ()


def test_the_released_file_itself_is_never_touched(version: str) -> None:
    places = VaultPlaces(RELEASED / version)

    assert {path.name for path in places.folder.iterdir()} == LEFT_BEHIND[version]


def test_its_recovery_key_still_opens_it(version: str, keeper: SqlVaultKeeper) -> None:
    keeper.recover(RECOVERY_KEYS[version], OFFICER.name, NEW_PASSPHRASE)

    vault, _session = keeper.sign_in(OFFICER.name, NEW_PASSPHRASE)
    vault.close()
