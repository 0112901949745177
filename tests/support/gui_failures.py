"""Ways a working post fails: what causes each, what the officer does, and what must be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from frontline.app.workplace import Workplace
from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.domain.referrals import ReferralState
from frontline.errors import (
    BundleRefusedError,
    DiskFullError,
    FrontlineError,
    HubUnreachableError,
    UnknownSignerError,
    VaultDamagedError,
    WrongPassphraseError,
)
from frontline.hub.enrolment import enrol
from frontline.services.outbox import Outbox
from frontline.services.roads import Transport
from frontline.services.screenings import ScreeningService
from frontline.sync.https import HttpsTransport
from frontline.ui.preferences import Preferences
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_documents import STRANGER, put_on_stick, second_version, shipped
from tests.support.desktop_worker_desk import TALK, at_the_desk
from tests.support.hub import new_hub
from tests.support.hub_roads import road
from tests.support.hub_serving import RunningHub
from tests.support.hub_tampering import Tampering
from tests.support.outbox_posts import outbox_post
from tests.support.vault_disks import fill_disk, small_disk
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR, RealPost
from tests.support.vault_tampering import flip

QUESTION = QuestionId("gender")
ANSWERED: dict[str, AnswerValue] = {
    "private_now": "yes",
    "interpreter": "not_needed",
    "age_group": "adult",
    "age_years": 23,
}
# Everything of a vault that is closed, but the count of wrong tries.
LOCKED_FILES = ("vault.db", "vault.head", "vault.slots-a", "vault.slots-b")
_ENOUGH_TRIES = 200
_DISK_MEBIBYTES = 24


@dataclass
class Failure:
    """One way to fail. `broken` brings the cause about for as long as it lasts.

    `begin` leads to the page, `act` is what the officer does there, `is_done` says that it worked.
    """

    root: Path
    post: RealPost
    stack: ExitStack
    is_broken: bool = False

    kind: ClassVar[type[FrontlineError]]

    def prepare(self) -> None:
        """Before the program starts."""

    def begin(self, played: PlayedDesktop) -> None:
        """From the sign-in page to the page where it will fail."""

    def speak(self, played: PlayedDesktop, language: str) -> None:
        played.now.prefer(Preferences(language=language))

    def act(self, played: PlayedDesktop) -> None:
        """Notes in `before` what was kept until then."""
        self.before = self.kept(played)
        self.do(played)

    def do(self, played: PlayedDesktop) -> None:
        raise NotImplementedError

    def is_done(self, played: PlayedDesktop) -> bool:
        raise NotImplementedError

    @contextmanager
    def broken(self) -> Iterator[None]:
        self.is_broken = True
        with self._cause():
            yield
        self.is_broken = False

    def _cause(self) -> AbstractContextManager[object]:
        return nullcontext()

    def kept(self, played: PlayedDesktop) -> object:
        """All that must be the same after the failure."""
        if played.now.workplace is None:
            return {name: (self.post.folder / name).read_bytes() for name in LOCKED_FILES}
        vault = played.workplace.desk.vault
        return played.in_vault(
            lambda: (
                vault.cases.open_screenings(),
                [vault.cases.answers(case.id) for case, _ in vault.cases.open_screenings()],
                [(each.id, each.state, each.record) for each in vault.referrals.referrals()],
                vault.documents.newest("pack"),
                vault.outbox.hub_card(),
                # The record of deeds holds; sealing a bundle for a try is a deed too.
                bool(vault.audit.verify()),
            )
        )


class WrongPassphrase(Failure):
    kind: ClassVar[type[FrontlineError]] = WrongPassphraseError

    def do(self, played: PlayedDesktop) -> None:
        self.sign_in(played, "another quiet heron walking" if self.is_broken else None)

    def sign_in(self, played: PlayedDesktop, passphrase: str | None = None) -> None:
        played.hand.type("sign-in-name", OFFICER.name)
        played.hand.type("sign-in-passphrase", passphrase or OFFICER.passphrase)
        played.hand.click("sign-in")

    def is_done(self, played: PlayedDesktop) -> bool:
        return played.now.workplace is not None and played.hand.has("outbox")


class DamagedVault(WrongPassphrase):
    kind = VaultDamagedError

    @contextmanager
    def _cause(self) -> Iterator[None]:
        flip(self.post.places.database, 200)
        yield
        flip(self.post.places.database, 200)

    def do(self, played: PlayedDesktop) -> None:
        self.sign_in(played)


class UnknownSignature(Failure):
    kind = UnknownSignerError

    def begin(self, played: PlayedDesktop) -> None:
        played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
        played.hand.click("bar-gear")
        played.hand.click("updates")

    def do(self, played: PlayedDesktop) -> None:
        pack = next(document for document in shipped() if document.kind == "pack")
        signer = STRANGER if self.is_broken else None
        put_on_stick(self.root / "usb", second_version(pack, signer))
        played.hand.click("open-file")
        if signer is None:
            played.hand.click("accept")

    def is_done(self, played: PlayedDesktop) -> bool:
        documents = played.workplace.desk.vault.documents
        packs = played.in_vault(lambda: documents.newest("pack"))
        return any(pack.version == 2 for pack in packs)


class FullDisk(Failure):
    kind = DiskFullError

    def prepare(self) -> None:
        disk = self.stack.enter_context(small_disk(self.root / "disk", _DISK_MEBIBYTES))
        folder = disk / "post"
        folder.mkdir(mode=0o700)
        for path in self.post.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        self.root, self.post = disk, replace(self.post, folder=folder)
        begin_interview(self.post)

    def speak(self, played: PlayedDesktop, language: str) -> None:
        # The choice is kept on the same disk.
        self._free()
        super().speak(played, language)

    def begin(self, played: PlayedDesktop) -> None:
        played.sign_in(OFFICER.name, OFFICER.passphrase)
        resume = played.in_vault(played.workplace.desk.vault.cases.open_screenings)[0][0].code
        played.hand.click(f"resume-{resume}")
        played.hand.wait(lambda: played.position() == QUESTION, QUESTION)

    @contextmanager
    def _cause(self) -> Iterator[None]:
        yield
        self._free()

    def _free(self) -> None:
        (self.root / "filler").unlink(missing_ok=True)

    def do(self, played: PlayedDesktop) -> None:
        """Answers now this, now that, until the disk takes no more."""
        if not self.is_broken:
            self.answer(played)
            return
        fill_disk(self.root)
        for _ in range(_ENOUGH_TRIES):
            self.before = self.kept(played)
            self.answer(played)
            if played.case()._screening.state.error is not None:
                return
        raise AssertionError("the disk never ran full")

    def answer(self, played: PlayedDesktop) -> None:
        given = played.interview().values.get(QUESTION)
        self.wanted = "male" if given == "female" else "female"
        played.hand.click(f"{QUESTION}={self.wanted}")
        played.hand.wait(lambda: not played.case().is_saving, "an outcome")

    def is_done(self, played: PlayedDesktop) -> bool:
        is_marked = played.hand.is_checked(f"{QUESTION}={self.wanted}")
        return is_marked and played.interview().values.get(QUESTION) == self.wanted


class Sending(Failure):
    """With one referral that waits, and a hub that this post is enrolled at."""

    def prepare(self) -> None:
        self.hub = RunningHub(new_hub(self.root / "hub"))
        self.hub.start()
        self.stack.callback(self.hub.stop)
        with at_the_desk(self.post.folder) as desk:
            at_work = outbox_post(desk.vault, desk.session, self.hub, self.post.clock)
            at_work.queue(1)
            card = Outbox(desk).device_card()
        enrol(card, self.hub.hub.mailroom)
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        # The same road, without the waits between tries.
        patch.setattr(Workplace, "_https", lambda _self: self.transport())

    def transport(self) -> Transport:
        return HttpsTransport(road())

    def begin(self, played: PlayedDesktop) -> None:
        played.sign_in(OFFICER.name, OFFICER.passphrase)
        played.hand.click("outbox")
        played.hand.wait(lambda: played.hand.has("send"), "the outbox")

    def do(self, played: PlayedDesktop) -> None:
        """Nothing else is on its way before, nor after."""
        self._rest(played)
        played.hand.click("send")
        self._rest(played)

    def _rest(self, played: PlayedDesktop) -> None:
        sending = played.sending()
        played.hand.wait(lambda: not sending._is_sending, "the end of what is on its way")

    def is_done(self, played: PlayedDesktop) -> bool:
        referrals = played.in_vault(played.workplace.desk.vault.referrals.referrals)
        arrived = [each.state is ReferralState.ACKNOWLEDGED for each in referrals]
        return arrived == [True] and len(self.hub.hub.referrals()) == 1


class TamperedBundle(Sending):
    kind = BundleRefusedError

    def transport(self) -> Transport:
        onwards = HttpsTransport(road())
        return Tampering(onwards) if self.is_broken else onwards


class UnreachableHub(Sending):
    kind = HubUnreachableError

    @contextmanager
    def _cause(self) -> Iterator[None]:
        self.hub.stop()
        yield
        self.hub.start()


FAILURES: dict[str, type[Failure]] = {
    "wrong passphrase": WrongPassphrase,
    "damaged vault": DamagedVault,
    "unknown pack signature": UnknownSignature,
    "tampered bundle": TamperedBundle,
    "full disk": FullDisk,
    "unreachable hub": UnreachableHub,
}


def begin_interview(post: RealPost) -> None:
    """An open screening that stands at QUESTION."""
    with at_the_desk(post.folder) as desk:
        service = ScreeningService(desk)
        table = service.start(TALK, SITE.id, "es")
        given = [(QuestionId(name), value) for name, value in ANSWERED.items()]
        service.answer_all(table, given)
        service.move_to(table, QUESTION)
