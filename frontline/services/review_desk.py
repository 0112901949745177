"""The review desk: a supervisor looks at referrals before they leave (S-116).

They comment, return, approve, and may say that something is urgent. No method here writes an
answer, and the table of permissions gives supervisors none that does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontline.crypto.sealing import open_sealed, seal
from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import ReferralId, ScreeningId
from frontline.domain.referrals import Referral, ReferralState, check_move
from frontline.domain.reviews import Review, Verdict
from frontline.domain.rights import Kept, RightsLine
from frontline.errors import ReferralStateError, SealedDataError
from frontline.errors_of_review import CommentMissingError
from frontline.services.case_access import may_do, readers_of, require_case
from frontline.services.desk import Desk
from frontline.services.oversight import dealings_of
from frontline.services.permissions import Action
from frontline.wire.ref_record import AgeBand, RefRecord, read_ref, write_ref

_CHILDREN = frozenset(
    {
        AgeBand.FROM_0,
        AgeBand.FROM_9,
        AgeBand.FROM_12,
        AgeBand.FROM_15,
        AgeBand.CHILD,
        AgeBand.DISPUTED,
    }
)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A referral that waits for review. `is_override`: the finding of the case was lowered, or is
    asked to be. `unkept` are the lines of the rights checklist that are not kept."""

    id: ReferralId
    case: Case
    screening: ScreeningId
    officer: str
    since: datetime
    record: RefRecord
    is_override: bool
    unkept: tuple[RightsLine, ...]

    @property
    def is_urgent(self) -> bool:
        return self.record.urgent

    @property
    def is_child(self) -> bool:
        return self.record.age_band in _CHILDREN


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A referral that came back to the officer. `comment` is empty where it was not sealed to
    them: the case was given to them later."""

    referral: ReferralId
    case: Case
    screening: ScreeningId
    by: str
    at: datetime
    comment: str


class ReviewDesk:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def queue(self) -> tuple[QueueLine, ...]:
        """What waits: urgent ones, children, overrides first; the longest waiting first."""
        desk = self._desk
        desk.session.require(Action.REVIEW)
        waiting = [
            self._line(referral)
            for referral in desk.vault.referrals.referrals()
            if referral.state is ReferralState.READY
        ]
        return tuple(
            sorted(
                waiting,
                key=lambda line: (
                    not line.is_urgent,
                    not line.is_child,
                    not line.is_override,
                    line.since,
                ),
            )
        )

    def approve(self, referrals: Sequence[ReferralId], comment: str = "") -> None:
        """All of them, or none where one cannot be. Raises ReferralStateError."""
        found = [self._waiting(each, ReferralState.REVIEWED) for each in referrals]
        for referral in found:
            self._say(referral, Verdict.APPROVED, comment)

    def return_to_officer(self, referral: ReferralId, comment: str) -> None:
        """Also one that was approved and has not been let go. Raises CommentMissingError."""
        found = self._waiting(referral, ReferralState.RETURNED)
        if not comment.strip():
            raise CommentMissingError
        self._say(found, Verdict.RETURNED, comment)

    def make_urgent(self, referral: ReferralId) -> None:
        """It is seen to first, here and at the hub. That it is not urgent, nobody can say here."""
        found = self._waiting(referral, ReferralState.REVIEWED)
        record = read_ref(found.record).model_copy(update={"urgent": True})
        changed = replace(found, is_urgent=True, record=write_ref(record))
        deed = self._desk.deed(DeedKind.REFERRAL_MADE_URGENT, referral)
        self._desk.vault.referrals.rewrite(changed, deed)

    def returned(self) -> tuple[ReturnedLine, ...]:
        """Those that came back to the signed-in officer, the newest first."""
        desk = self._desk
        desk.session.require(Action.READ_OWN_CASES)
        names = {user.id: user.name for user in desk.vault.users.everybody()}
        found = []
        for referral in desk.vault.referrals.referrals():
            case = desk.vault.cases.case(referral.case)
            reviews = desk.vault.reviews.reviews(referral.id)
            is_back = referral.state is ReferralState.RETURNED
            if is_back and reviews and may_do(desk, Action.MAKE_REFERRAL, case):
                last = reviews[-1]
                said, by = self._read(last.comment), names.get(last.by, "")
                found.append(ReturnedLine(referral.id, case, referral.screening, by, last.at, said))
        return tuple(sorted(found, key=lambda line: line.at, reverse=True))

    def _line(self, referral: Referral) -> QueueLine:
        vault = self._desk.vault
        case = vault.cases.case(referral.case)
        owner = vault.shares.access(case).owner
        names = {user.id: user.name for user in vault.users.everybody()}
        rights = dealings_of(self._desk, case).rights
        return QueueLine(
            id=referral.id,
            case=case,
            screening=referral.screening,
            officer=names.get(owner, ""),
            since=referral.created_at,
            record=read_ref(referral.record),
            is_override=bool(vault.reviews.lowerings(case.id)),
            unkept=tuple(line for line, kept in rights.items() if kept is not Kept.YES),
        )

    def _waiting(self, referral: ReferralId, to: ReferralState) -> Referral:
        desk = self._desk
        desk.session.require(Action.REVIEW)
        found = desk.vault.referrals.referral(referral)
        require_case(desk, Action.REVIEW, desk.vault.cases.case(found.case))
        check_move(found, to)
        if found.state not in (ReferralState.READY, ReferralState.REVIEWED):
            raise ReferralStateError(state=found.state.value, to=to.value)
        return found

    def _say(self, referral: Referral, verdict: Verdict, comment: str) -> None:
        desk = self._desk
        is_back = verdict is Verdict.RETURNED
        kind = DeedKind.REFERRAL_RETURNED if is_back else DeedKind.REFERRAL_APPROVED
        deed = desk.deed(kind, referral.id)
        review = Review(
            referral=referral.id,
            case=referral.case,
            verdict=verdict,
            by=deed.actor,
            at=deed.at,
            comment=self._sealed(comment.strip(), referral),
        )
        to = ReferralState.RETURNED if is_back else ReferralState.REVIEWED
        desk.vault.reviews.add_review(review, to, deed)

    def _sealed(self, comment: str, referral: Referral) -> bytes:
        if not comment:
            return b""
        vault = self._desk.vault
        access = vault.shares.access(vault.cases.case(referral.case))
        readers = readers_of(access, vault.users.users())
        return seal(comment.encode(), sorted(user.recipient for user in readers))

    def _read(self, comment: bytes) -> str:
        if not comment:
            return ""
        try:
            return open_sealed(comment, self._desk.session.keys.identity).decode()
        except SealedDataError:
            return ""
