"""Vaults that released programs left behind: every one opens for ever, and loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.domain.answers import AnswerEvent
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import FollowUp, Screening
from frontline.domain.referrals import Referral, ReferralState
from frontline.services.stores import StoredDocument
from frontline.services.vaults import NewUser
from frontline.storage import tables
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.places import VaultPlaces
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHANCE, NEW_PASSPHRASE, OFFICER, SUPERVISOR

RELEASED = Path(__file__).parents[2] / "assets" / "vaults"
RECOVERY_KEY = "AGE-SECRET-KEY-17XSMLVAX4WTCZKEAYZ7XUAQXXVJ0ZCXNX6W3THYT6NNX8U2EH9GSQ9TULV"
ENTRIES = 42

pytestmark = pytest.mark.slow


@pytest.fixture
def keeper(tmp_path: Path) -> SqlVaultKeeper:
    """Of a copy of version 1, as after an update of the program."""
    folder = tmp_path / "vault"
    shutil.copytree(RELEASED / "version-1", folder)
    return SqlVaultKeeper(folder, SettableClock(), CHANCE)


@dataclass(frozen=True)
class Content:
    """All that the stores of version 1 gave of three cases."""

    screenings: list[tuple[Screening, ...]]
    answers: list[tuple[AnswerEvent, ...]]
    envelopes: list[bytes | None]
    choices: list[Mapping[AssistanceService, Choice]]
    follow_ups: tuple[FollowUp, ...]
    referrals: tuple[Referral, ...]
    bundles: list[bytes]
    documents: tuple[StoredDocument, ...]


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
    )


@pytest.mark.parametrize("person", [OFFICER, SUPERVISOR], ids=["officer", "supervisor"])
def test_a_vault_of_version_1_is_brought_up_to_date_and_whole(
    keeper: SqlVaultKeeper, person: NewUser
) -> None:
    vault, session = keeper.sign_in(person.name, person.passphrase)
    with closing(vault):
        found = content(vault)
        assert session.user.name == person.name
        assert vault.audit.verify().count == ENTRIES + 1
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


def test_the_released_file_itself_is_never_touched(tmp_path: Path) -> None:
    places = VaultPlaces(RELEASED / "version-1")

    assert {path.name for path in places.folder.iterdir()} == {
        "vault.db",
        "vault.head",
        "vault.slots-a",
        "vault.slots-b",
        "vault.tries",
    }


def test_its_recovery_key_still_opens_it(keeper: SqlVaultKeeper) -> None:
    keeper.recover(RECOVERY_KEY, OFFICER.name, NEW_PASSPHRASE)

    vault, _session = keeper.sign_in(OFFICER.name, NEW_PASSPHRASE)
    vault.close()
