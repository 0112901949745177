"""Posts for tests of the vault: one made once, copied for each test; and records to put in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontline.crypto.passphrase import Hardness
from frontline.domain.answers import AnswerEvent, AnswerValue
from frontline.domain.cases import Case, FollowUp, Screening
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import (
    AnswerEventId,
    CaseCode,
    CaseId,
    FollowUpId,
    InstrumentId,
    PackId,
    QuestionId,
    ReferralId,
    ReferralToken,
    ScreeningId,
    SiteId,
    UserId,
)
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.services.chance import SystemChance
from frontline.services.stores import OpenVault
from frontline.services.vaults import NewUser, PostSetup, RecoverySheet
from frontline.storage import engine
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.opening import open_vault
from frontline.storage.places import VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import unlock
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock

CHANCE = SystemChance()
# Next to nothing, and far below the true floor: see cheap_derivation.
CHEAP = Hardness(memory_kib=16, iterations=1)
SUPERVISOR = NewUser(
    "Beatriz Ardila", "lantern gravel orchid tuesday", AccessRole.SUPERVISOR, OfficialRole.POLICE
)
OFFICER = NewUser(
    "Óscar Pinto", "seven quiet herons walking", AccessRole.OFFICER, OfficialRole.IMMIGRATION
)
NEW_PASSPHRASE = "copper kettle under juniper"
SITE = Site(SiteId(CHANCE.uuid()), "Gate 4", SiteKind.AIRPORT, SiteSetting.BORDER, "XA", "XA-1")
SETUP = PostSetup(SUPERVISOR, OFFICER, SITE)


@contextmanager
def cheap_derivation() -> Iterator[None]:
    """Takes CHEAP for hard enough. Tests derive a key hundreds of times, and what that costs is
    not what they are about; that the true floor holds is tested in tests/unit/crypto."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontline.crypto.passphrase.FLOOR_MEMORY_KIB", CHEAP.memory_kib)
        patch.setattr("frontline.crypto.passphrase.FLOOR_ITERATIONS", CHEAP.iterations)
        yield


@contextmanager
def short_log() -> Iterator[None]:
    """Lengthens a log by a few pages: what a disk may hold after a power cut is drawn thousands of
    times, and this way work goes on past the end of what was set aside as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontline.storage.log_room.LOG_BYTES", 64 * 1024)
        yield


@contextmanager
def loose_memory() -> Iterator[None]:
    """A vault asks for no locked memory. To lock it and to overwrite what was used is half of what
    opening one costs, and changes nothing on the disk. The cipher cannot be told to stop, so this
    helps a process in which nothing has asked for it yet."""
    with pytest.MonkeyPatch.context() as patch:
        settings = [each for each in engine._SETTINGS if "memory_security" not in each[0]]
        patch.setattr(engine, "_SETTINGS", settings)
        yield


@dataclass(frozen=True)
class RealPost:
    """A vault in a folder, closed. `data_key` is what a signed-in process would hold."""

    folder: Path
    sheet: RecoverySheet
    data_key: bytes = field(repr=False)
    clock: SettableClock = field(default_factory=SettableClock)

    @property
    def places(self) -> VaultPlaces:
        return VaultPlaces(self.folder)

    def keeper(self) -> SqlVaultKeeper:
        """A new one, as after a restart."""
        return SqlVaultKeeper(self.folder, self.clock, CHANCE, CHEAP)

    def open(self, on_close: Callable[[], None] = lambda: None) -> SqlVault:
        """Past the slots."""
        reserve = Reserve(self.places.reserve, CHANCE)
        return open_vault(self.places, self.data_key, reserve, on_close)

    def bench(self, vault: SqlVault) -> Bench:
        """The officer at work in it, once it is open."""
        return Bench(vault, vault.users.users()[1].id, vault.sites.sites()[0], self.clock)

    def copy_to(self, folder: Path) -> RealPost:
        shutil.copytree(self.folder, folder, copy_function=_copy)
        return replace(self, folder=folder, clock=SettableClock())


def make_real_post(folder: Path) -> RealPost:
    clock = SettableClock()
    keeper = SqlVaultKeeper(folder, clock, CHANCE, CHEAP)
    (sheet,) = keeper.create(SETUP)
    copies = SlotFiles(VaultPlaces(folder)).copies()
    with cheap_derivation():
        unlocked = unlock(copies, OFFICER.name, OFFICER.passphrase)
    return RealPost(folder, sheet, unlocked.data_key, clock)


def _copy(source: str, target: str) -> None:
    # The reserve is never written in place, so its 16 MiB can be shared by all copies.
    if source.endswith(".reserve"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


@dataclass(frozen=True)
class Bench:
    """An open vault and somebody at work in it."""

    vault: OpenVault
    officer: UserId
    site: Site
    clock: SettableClock = field(default_factory=SettableClock)

    def deed(self, kind: DeedKind = DeedKind.ANSWERS_RECORDED, target: object = "x") -> Deed:
        return Deed(kind, self.officer, str(target), self.clock.now())

    def a_case(self) -> Case:
        code = CaseCode(CHANCE.token(4).hex())
        return Case(CaseId(CHANCE.uuid()), code, self.site.id, self.clock.now(), self.officer)

    def a_screening(self, case: Case) -> Screening:
        return Screening(
            id=ScreeningId(CHANCE.uuid()),
            case=case.id,
            instrument=InstrumentId("first-contact"),
            pack=PackId("core"),
            pack_version=3,
            started_at=self.clock.now() + timedelta(microseconds=17),
            started_by=self.officer,
            person_language="es",
        )

    def added(self) -> tuple[Case, Screening]:
        """A new case with its first screening, in the vault."""
        case = self.a_case()
        screening = self.a_screening(case)
        self.vault.cases.add_case(case, screening, self.deed(DeedKind.CASE_OPENED, case.id))
        return case, screening

    def an_event(
        self,
        screening: Screening,
        sequence: int,
        value: AnswerValue = "yes",
        question: str = "papers.held_by_other",
    ) -> AnswerEvent:
        return AnswerEvent(
            id=AnswerEventId(CHANCE.uuid()),
            screening=screening.id,
            sequence=sequence,
            question=QuestionId(question),
            value=value,
            answered_at=self.clock.now(),
            answered_by=self.officer,
        )

    def answer(self, screening: Screening, *events: AnswerEvent) -> None:
        """Append, with the position at the last question."""
        deed = self.deed(DeedKind.ANSWERS_RECORDED, screening.id)
        self.vault.cases.append_answers(screening.id, events, events[-1].question, deed)

    def a_follow_up(self, case: Case, due: date = date(2026, 12, 1)) -> FollowUp:
        return FollowUp(FollowUpId(CHANCE.uuid()), case.id, due, self.officer)

    def a_referral(self, case: Case, screening: Screening, *, urgent: bool = False) -> Referral:
        return Referral(
            id=ReferralId(CHANCE.uuid()),
            case=case.id,
            screening=screening.id,
            token=ReferralToken(CHANCE.token(16).hex()),
            state=ReferralState.READY,
            is_urgent=urgent,
            created_at=self.clock.now(),
            record=b'{"format":"REF"}',
            coarsened=("age", "place"),
        )

    def queued(self, case: Case, screening: Screening) -> Referral:
        """A referral that waits to leave, in the vault."""
        referral = self.a_referral(case, screening)
        self.vault.referrals.add_referral(referral, self.deed(DeedKind.REFERRAL_CREATED))
        deed = self.deed(DeedKind.REFERRAL_MOVED)
        self.vault.referrals.move_referral(referral.id, ReferralState.QUEUED, deed)
        return replace(referral, state=ReferralState.QUEUED)
