"""A whole post from its founding to a receipt, with everything it is really made of.

The steps build on each other: each needs what the ones before left behind, and fails without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from frontline.cli.selftest_crypto import changed, is_refused
from frontline.cli.trial_post import (
    OFFICER,
    SITE_LABEL,
    SUPERVISOR,
    WRONG_PASSPHRASE,
    TrialPost,
    fullest_case,
    screened,
)
from frontline.crypto.sealing import new_sealing_key
from frontline.domain.answers import AnswerValue
from frontline.domain.clock import SystemClock
from frontline.domain.identifiers import QuestionId
from frontline.errors import BundleRefusedError, WrongPassphraseError
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder, read_processor_keys
from frontline.hub.setup import HubPlan, create_hub
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.leaving import Leaving
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.roads import Parcel
from frontline.services.screenings import ScreeningService
from frontline.sync.folder import FolderTransport
from frontline.wire.bundle import Bundle, open_bundle
from frontline.wire.frame import read_frame

_HUB = HubPlan("127.0.0.1", 8443, "trial-hub")
_PLAIN_DATABASE = b"SQLite format 3\x00"


@dataclass(slots=True)
class PostTrial:
    """Plays in `folder`, which is empty at first."""

    folder: Path
    post: TrialPost
    _answers: dict[QuestionId, AnswerValue] = field(default_factory=dict)
    _parcels: tuple[Parcel, ...] = ()
    _answers_found: dict[QuestionId, AnswerValue] = field(default_factory=dict)
    _audit_entries: int = 0
    _acknowledged: int = 0

    def checks(self) -> Mapping[str, Callable[[], bool]]:
        """In the order in which they have to be run."""
        return {
            "post.created": self._create,
            "post.wrong-passphrase": self._refuse_wrong_passphrase,
            "post.hub-introduced": self._introduce_hub,
            "post.answers-saved": self._work,
            "post.bundle-sealed": self._open_bundle,
            "post.opened-again": self._work_again,
            "post.answers-kept": lambda: self._answers_found == self._answers != {},
            "post.audit-chain": lambda: self._audit_entries > len(self._parcels) > 0,
            "post.receipt": lambda: self._acknowledged == 1,
            "post.encrypted": self._is_encrypted,
        }

    @property
    def _hub(self) -> HubFolder:
        return HubFolder(self.folder / "hub")

    def _create(self) -> bool:
        self.post.create()
        return self.post.keeper.exists()

    def _refuse_wrong_passphrase(self) -> bool:
        sign_in = partial(self.post.keeper.sign_in, OFFICER.name, WRONG_PASSPHRASE)
        return is_refused(sign_in, WrongPassphraseError)

    def _introduce_hub(self) -> bool:
        card = create_hub(self._hub.root, _HUB, SystemClock(), SystemChance())
        with self.post.desk(SUPERVISOR) as desk:
            outbox = Outbox(desk)
            outbox.set_hub(card.canonical())
            HubDesk(self._hub, SystemClock()).enrol(outbox.device_card())
            return outbox.hub() == card

    def _work(self) -> bool:
        with self.post.desk() as desk:
            table = screened(desk, fullest_case(self.post.installation))
            Referrals(desk).make(table)
            self._answers = table.interview.answers()
        with self.post.desk(SUPERVISOR) as desk:
            review = ReviewDesk(desk)
            review.approve([line.id for line in review.queue()])
            leaving, hub = Leaving(desk), Outbox(desk).hub()
            self._parcels = leaving.export(leaving.look(), hub.fingerprint)
        return len(self._parcels) == 1

    def _open_bundle(self) -> bool:
        (parcel,) = self._parcels
        key = read_processor_keys(self._hub, None).identity
        bundle = _opened(parcel.content, key)
        return len(bundle.items) == 1 and all(
            is_refused(partial(_opened, content, identity), BundleRefusedError)
            for content, identity in (
                (changed(parcel.content), key),
                (parcel.content, new_sealing_key().identity),
            )
        )

    def _work_again(self) -> bool:
        with self.post.desk() as desk:
            service = ScreeningService(desk)
            ((_case, screening),) = service.unfinished()
            self._answers_found = service.resume(screening.id).interview.answers()
            self._acknowledged = self._carry(desk)
            self._audit_entries = desk.vault.audit.verify().count
        return True

    def _carry(self, desk: Desk) -> int:
        """To the hub and back on a stick."""
        stick, outbox = self.folder / "stick", Outbox(desk)
        stick.mkdir()
        for _there_and_back in range(2):
            parcels = outbox.seal_waiting()
            outbox.note_delivery(FolderTransport(stick).carry(parcels, outbox.hub()))
            HubDesk(self._hub, SystemClock()).take_in(stick, looks_inside=True)
        return outbox.counts().acknowledged

    def _is_encrypted(self) -> bool:
        contents = [path.read_bytes() for path in self.post.folder.iterdir()]
        return bool(contents) and not any(
            _PLAIN_DATABASE in content or SITE_LABEL.encode() in content for content in contents
        )


def _opened(content: bytes, identity: str) -> Bundle:
    return open_bundle(read_frame(content), identity, _HUB.hub)
