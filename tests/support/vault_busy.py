"""A vault with something in every table, to be attacked."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.audit import AuditBreak, AuditHead, AuditReport, BreakKind
from frontline.domain.cases import Case, CaseAccess, Screening, Share
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import LegId, UserId
from frontline.domain.officials import UserState
from frontline.domain.retention import HoldReason, Proposal, Removal
from frontline.domain.routes import RouteLeg
from frontline.errors import AuditBrokenError
from frontline.services.backup_store import Duty
from frontline.services.stores import SealedBundle, StoredDocument
from tests.support.fault_report import report
from tests.support.group_bench import a_visit
from tests.support.namings import a_naming
from tests.support.vault_busy_channels import fill_channels
from tests.support.vault_posts import CHANCE, Bench, RealPost
from tests.support.vault_tampering import with_the_key


@dataclass(frozen=True)
class Busy:
    """A closed vault with something in every table. `answered` is the entry of answer 3 of 5."""

    post: RealPost
    case: Case
    screening: Screening
    answered: int
    head: AuditHead

    def verify(self) -> AuditHead:
        with closing(self.post.open()) as vault:
            return vault.audit.verify()

    def broken_at(self) -> int:
        with pytest.raises(AuditBrokenError) as caught:
            self.verify()
        report(7, "rows, values and entries changed with the key", 1, 0, 0)
        return int(caught.value.facts["sequence"])

    def tamper(self, statement: str, *values: object) -> None:
        with with_the_key(self.post) as connection:
            assert connection.execute(statement, values).rowcount > 0


def fill(post: RealPost) -> Busy:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        vault.generations.note(7, bench.deed(DeedKind.KEYS_STORED, bench.officer))
        deed = bench.deed(DeedKind.USER_SUSPENDED, bench.officer)
        vault.users.set_state(bench.officer, UserState.SUSPENDED, deed)
        vault.users.set_state(bench.officer, UserState.ACTIVE, deed)
        a_visit(bench)
        case, screening, answered = _work(bench)
        return Busy(post, case, screening, answered, vault.audit.head())


def _work(bench: Bench) -> tuple[Case, Screening, int]:
    vault, deed = bench.vault, bench.deed()
    case, screening = bench.added()
    for number in (1, 2, 3):
        bench.answer(screening, bench.an_event(screening, number))
    answered = vault.audit.head().count
    for number in (4, 5):
        bench.answer(screening, bench.an_event(screening, number))
    vault.identities.save_envelope(case.id, b"first envelope", deed)
    vault.identities.save_envelope(case.id, b"second envelope", deed)
    share = Share(UserId(CHANCE.uuid()), bench.clock.now(), bench.officer)
    vault.shares.set_access(CaseAccess(case.id, UserId(CHANCE.uuid()), (share,)), None, deed)
    vault.plans.record_choice(case.id, AssistanceService.LEGAL, Choice.LATER, deed)
    vault.follow_ups.add_follow_up(bench.a_follow_up(case), deed)
    vault.documents.install(StoredDocument("pack", "core", 1, b"content"), deed)
    vault.outbox.set_hub_card(b"card", deed)
    vault.outbox.void_receipts("hub-x", 7, (), deed)
    referral = bench.queued(case, screening)
    vault.outbox.add_bundle(SealedBundle(1, "b" * 64, b"bytes", (referral.id,)), deed)
    fill_channels(bench, case, screening, referral)
    vault.routes.record_route(case.id, (RouteLeg(LegId(CHANCE.uuid()), "XA"),), deed)
    vault.names.add_naming(a_naming(bench, screening), deed)
    report = AuditReport(vault.audit.head(), (AuditBreak(1, BreakKind.ROW, "a" * 32),))
    vault.audit.note_breaks(report, bench.clock.now(), deed)
    vault.audit.acknowledge(1, "a" * 128, deed)
    vault.plans.tell_child_protection(case.id, deed)
    vault.retention.set_hold(case.id, HoldReason.COURT, deed)
    proposal = Proposal(case.id, Removal.IDENTITY, bench.officer, bench.clock.now())
    vault.retention.propose(proposal, deed)
    vault.duties.note(Duty.BACKUP_CHECK, deed)
    finding = Finding(Band.POSSIBLE, urgent=False)
    vault.cases.close_screening(screening.id, bench.clock.now(), finding, deed)
    return case, screening, answered
