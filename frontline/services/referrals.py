"""Making a referral: see exactly what would leave, then let it go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseCode, ReferralId, ReferralToken
from frontline.domain.referrals import Referral, ReferralState, check_move
from frontline.domain.service_answers import ServiceAnswer
from frontline.domain.sites import Site
from frontline.errors import ReferralStateError, SiteMissingError
from frontline.referral.record import ReferralFacts, build_ref
from frontline.screening.assessment import assess
from frontline.services.case_access import may_do, require_case
from frontline.services.desk import Desk
from frontline.services.naming import names_of, with_names
from frontline.services.permissions import Action
from frontline.services.review_rule import waits_for_review
from frontline.services.screenings import OpenScreening
from frontline.services.standing import standing_of
from frontline.wire.ref_record import RefRecord, read_ref, write_ref

TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral as the outbox lists it; `answer` is the newest of a service."""

    id: ReferralId
    case_code: CaseCode
    state: ReferralState
    is_urgent: bool
    record: RefRecord
    answer: ServiceAnswer | None = None


class Referrals:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, table: OpenScreening) -> RefRecord:
        """What would leave now, field for field. Nothing is stored.

        Raises ConsentMissingError where the person has not agreed to any referral.
        """
        require_case(self._desk, Action.MAKE_REFERRAL, table.case)
        token = ReferralToken(self._desk.chance.token(TOKEN_BYTES).hex())
        return self._record(table, token)

    def make(self, table: OpenScreening) -> Referral:
        """Build the referral. It waits for a supervisor, or for a connection where the rules of
        the country or the post let it go at once (services/review_rule.py).

        One of the case that a supervisor returned is closed: this is made in its place.
        """
        desk = self._desk
        require_case(desk, Action.MAKE_REFERRAL, table.case)
        # The token is random and tied to nothing, so it tells nothing about the case.
        token = ReferralToken(desk.chance.token(TOKEN_BYTES).hex())
        record = self._record(table, token)
        referral = Referral(
            id=ReferralId(desk.chance.uuid()),
            case=table.case.id,
            screening=table.screening.id,
            token=token,
            state=ReferralState.READY,
            is_urgent=record.urgent,
            created_at=desk.clock.now(),
            record=write_ref(record),
            coarsened=record.coarsened,
        )
        deed = desk.deed(DeedKind.REFERRAL_CREATED, referral.id)
        desk.vault.referrals.add_referral(referral, deed)
        for earlier in desk.vault.referrals.referrals(table.case.id):
            if earlier.state is ReferralState.RETURNED:
                self._move(earlier.id, ReferralState.CLOSED)
        if waits_for_review(desk, is_urgent=referral.is_urgent):
            return referral
        return self._move(referral.id, ReferralState.QUEUED, DeedKind.REFERRAL_UNREVIEWED)

    def withdraw(self, referral: ReferralId) -> Referral:
        """Take back one that has not left. Raises ReferralStateError where it has.

        A sealed bundle may be on a stick already, so what is in one counts as left.
        """
        self._desk.session.require(Action.MAKE_REFERRAL)
        for bundle in self._desk.vault.outbox.bundles(only_unacknowledged=False):
            if referral in bundle.items:
                raise ReferralStateError(state="sealed", to=ReferralState.CLOSED.value)
        return self._move(referral, ReferralState.CLOSED)

    def lines(self) -> tuple[ReferralLine, ...]:
        """Every referral the user may see, urgent ones first."""
        desk = self._desk
        desk.session.require(Action.READ_OWN_CASES)
        found = []
        said = {each.answer.referral: each.answer for each in desk.vault.service_answers.answers()}
        for referral in desk.vault.referrals.referrals():
            case = desk.vault.cases.case(referral.case)
            if may_do(desk, Action.READ_IDENTITY, case):
                record = read_ref(referral.record)
                line = ReferralLine(
                    referral.id,
                    case.code,
                    referral.state,
                    referral.is_urgent,
                    record,
                    said.get(referral.id),
                )
                found.append(line)
        return tuple(found)

    def _move(
        self, referral: ReferralId, to: ReferralState, kind: DeedKind = DeedKind.REFERRAL_MOVED
    ) -> Referral:
        store = self._desk.vault.referrals
        check_move(store.referral(referral), to)
        store.move_referral(referral, to, self._desk.deed(kind, referral))
        return store.referral(referral)

    def _record(self, table: OpenScreening, token: ReferralToken) -> RefRecord:
        desk, standing = self._desk, standing_of(self._desk, table)
        finding = with_names(standing.finding, names_of(desk, table.case))
        facts = ReferralFacts(
            pack=table.interview.compiled.pack,
            screening=table.screening,
            answers=table.interview.answers(),
            assessment=replace(assess(table.interview), finding=finding),
            choices=desk.vault.plans.choices(table.case.id),
            site=self._site(table),
            official=desk.session.user.official,
            fear_stands=standing.fear_stands,
            route=desk.vault.routes.route(table.case.id),
        )
        # Frequency tables come from the authority; until it publishes one there is none.
        return build_ref(facts, token, desk.clock.now(), {})

    def _site(self, table: OpenScreening) -> Site:
        for site in self._desk.vault.sites.sites():
            if site.id == table.case.site:
                return site
        raise SiteMissingError
