"""Answers of services, as they come from the hub with the receipts (S-115)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import FollowUpId, ReferralId
from frontline.domain.referrals import Referral
from frontline.domain.service_answers import ReceivedAnswer, ServiceAnswer
from frontline.errors import ReferralNotFoundError
from frontline.errors_of_figures import AnswerRefusedError
from frontline.services.desk import Desk
from frontline.services.receipts import newest_epoch
from frontline.wire.cards import HubCard
from frontline.wire.letter import Letter, read_letter


@dataclass(frozen=True, slots=True)
class WantedLetters:
    """Letters to this device above this number."""

    device: str
    after: int


class ServiceAnswers:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def wanted(self, hub: HubCard) -> WantedLetters:
        """A hub that was put back from a backup numbers anew, so then all are asked for again."""
        epoch = newest_epoch(self._desk, hub)
        known = self._desk.vault.service_answers.answers()
        numbers = (each.number for each in known if each.epoch == epoch)
        return WantedLetters(self._desk.vault.outbox.device().id, max(numbers, default=0))

    def accept(self, contents: Sequence[bytes], hub: HubCard) -> None:
        """Take in every letter that is good, before one that is not is complained of.

        Harmless when repeated. Raises AnswerRefusedError.
        """
        refused: AnswerRefusedError | None = None
        letters: list[tuple[Letter, str]] = []
        for content in contents:
            try:
                letters.append((self._read(content, hub), sha256(content).hexdigest()))
            except AnswerRefusedError as error:
                refused = error
        for letter, digest in sorted(letters, key=lambda each: (each[0].epoch, each[0].number)):
            self._take_in(letter, digest)
        if refused is not None:
            raise refused

    def _read(self, content: bytes, hub: HubCard) -> Letter:
        letter = read_letter(content, hub.verify_key)
        if (letter.hub, letter.device) != (hub.hub, self._desk.vault.outbox.device().id):
            raise AnswerRefusedError(reason="not-ours")
        return letter

    def _take_in(self, letter: Letter, digest: str) -> None:
        desk = self._desk
        known = desk.vault.service_answers.answers()
        if digest in {each.letter for each in known}:
            return
        try:
            referral = desk.vault.referrals.referral(ReferralId(UUID(letter.answer.item)))
        except ReferralNotFoundError:
            # Its case was removed since: there is nothing the answer could belong to.
            return
        before = [each for each in known if each.answer.referral == referral.id]
        newer = [each for each in before if (each.epoch, each.number) > _order(letter)]
        if newer:
            return
        follow_up = self._follow_up(letter, referral)
        desk.vault.service_answers.record(
            ReceivedAnswer(
                _answer(letter, referral.id), digest, letter.epoch, letter.number, follow_up.id
            ),
            follow_up,
            before[-1].follow_up if before else None,
            desk.deed(DeedKind.ANSWER_RECEIVED, referral.id),
        )

    def _follow_up(self, letter: Letter, referral: Referral) -> FollowUp:
        """On the day of contact, or at once: who was refused, or waits, needs somebody now."""
        desk = self._desk
        due: date = letter.answer.contact_on or desk.clock.now().date()
        owner = desk.vault.shares.access(desk.vault.cases.case(referral.case)).owner
        return FollowUp(FollowUpId(desk.chance.uuid()), referral.case, due, owner)


def _order(letter: Letter) -> tuple[int, int]:
    return (letter.epoch, letter.number)


def _answer(letter: Letter, referral: ReferralId) -> ServiceAnswer:
    said = letter.answer
    return ServiceAnswer(referral, said.outcome, said.reason, said.contact_on)
