"""Rows in the tables of what leaves by other channels, what second persons say, and what comes."""

from __future__ import annotations

from datetime import date

from frontline.domain.assistance import AssistanceService
from frontline.domain.cases import Case, FollowUp, Screening
from frontline.domain.handovers import Basis, DutyReason, Handover, HandoverState, Part
from frontline.domain.identifiers import FollowUpId, HandoverId, LoweringId, NoteId
from frontline.domain.intel import KeptNote
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.reviews import Lowering, LoweringReason, Review, Verdict
from frontline.domain.service_answers import Outcome, ReceivedAnswer, ServiceAnswer
from frontline.services.channel_stores import HandoverFile
from frontline.services.stores import StoredDocument
from frontline.services.update_store import StoredUpdate, UpdateState
from tests.support.vault_posts import CHANCE, Bench

DAY = date(2026, 12, 1)


def fill_channels(bench: Bench, case: Case, screening: Screening, referral: Referral) -> None:
    second_persons(bench, case, screening, referral)
    by_other_channels(bench, case)
    from_the_hub(bench, referral)


def second_persons(bench: Bench, case: Case, screening: Screening, referral: Referral) -> None:
    now, deed = bench.clock.now(), bench.deed()
    review = Review(referral.id, case.id, Verdict.APPROVED, bench.officer, now, b"sealed words")
    bench.vault.reviews.add_review(review, ReferralState.REVIEWED, deed)
    lowering = Lowering(
        id=LoweringId(CHANCE.uuid()),
        case=case.id,
        screening=screening.id,
        up_to=5,
        reason=LoweringReason.MISUNDERSTOOD,
        proposed_by=bench.officer,
        proposed_at=now,
    )
    bench.vault.reviews.add_lowering(lowering, deed)


def by_other_channels(bench: Bench, case: Case) -> None:
    now, deed = bench.clock.now(), bench.deed()
    handover = Handover(
        id=HandoverId(CHANCE.uuid()),
        case=case.id,
        service=AssistanceService.SHELTER,
        basis=Basis.CHILD_PROTECTION,
        reason=DutyReason.NO_SAFE_CARER,
        parts=(Part.NAMES,),
        state=HandoverState.PREPARED,
        prepared_at=now,
        prepared_by=bench.officer,
        due=DAY,
        receipt_check="0" * 64,
    )
    file = HandoverFile(b"for the service", b"for who works on it")
    bench.vault.handovers.add_handover(handover, file, deed)
    note = KeptNote(NoteId(CHANCE.uuid()), now, bench.officer, "f" * 64, b"sealed")
    bench.vault.notes.add_note(note, case.id, deed)


def from_the_hub(bench: Bench, referral: Referral) -> None:
    now, deed = bench.clock.now(), bench.deed()
    follow_up = FollowUp(FollowUpId(CHANCE.uuid()), referral.case, DAY, bench.officer)
    answer = ServiceAnswer(referral.id, Outcome.ACCEPTED, None, DAY)
    received = ReceivedAnswer(answer, "1" * 64, 1, 1, follow_up.id)
    bench.vault.service_answers.record(received, follow_up, None, deed)
    update = StoredUpdate("hub-a", 1, UpdateState.WAITING, now, b"update")
    bench.vault.updates.add(update, deed)
    bench.vault.documents.install(StoredDocument("pack", "core", 2, b"newer"), deed)
    bench.vault.documents.put_in_force("pack", "core", 1, deed)
