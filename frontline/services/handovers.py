"""Handing a person over to one service: prepared, carried, received, by its own word.

What leaves is sealed to that service's key as a signed directory names it. What stays readable at
the post is codes; to whom it went and the receipt code are sealed to who may work on the case.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from frontline.crypto.sealing import open_sealed, seal
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.handovers import (
    Basis,
    DutyReason,
    Handover,
    HandoverState,
    Need,
    Part,
    check_move,
)
from frontline.domain.identifiers import HandoverId
from frontline.domain.identity import IdentitySheet
from frontline.domain.spoken_codes import spoken_code
from frontline.errors import SealedDataError
from frontline.errors_of_channels import (
    HandoverNotChosenError,
    HandoverNotFoundError,
    ReceiptCodeError,
    ServiceKeyUnknownError,
)
from frontline.referral.handover_content import HandoverFacts, build_handover, may_go_along
from frontline.screening.assessment import assess
from frontline.services.case_access import readers_of, require_case
from frontline.services.channel_stores import HandoverFile
from frontline.services.child_protection import CONCERN
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.follow_ups import FollowUps
from frontline.services.identities import opened_sheet
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening
from frontline.wire.directory import DirectoryEntry
from frontline.wire.handover import CODE_LENGTH, receipt_check, seal_handover


@dataclass(frozen=True, slots=True)
class HandoverOrder:
    """`to` is the entry of the directory, `agreed` what the person agreed to pass on. `reason`
    None: it rests on their choice."""

    service: AssistanceService
    to: DirectoryEntry
    due: date
    agreed: Collection[Part] = ()
    needs: Collection[Need] = ()
    reason: DutyReason | None = None


class _Kept(BaseModel):
    """What who works on the case has to know, and nobody else at the post may."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: str
    receipt_code: str


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """`to` and `receipt_code` are empty for who cannot open them: somebody who was let in to the
    case later, and everybody once the person's details were erased. `has_file`: it is there."""

    handover: Handover
    to: str = field(default="", repr=False)
    receipt_code: str = field(default="", repr=False)
    has_file: bool = True


@dataclass(frozen=True, slots=True)
class HandoverChoice:
    """What may be prepared for a service. `duty`: it may rest on child protection; `details`: the
    parts of the person's details that there are and that the service may be told."""

    service: AssistanceService
    entries: tuple[DirectoryEntry, ...]
    is_accepted: bool
    duty: bool
    details: frozenset[Part]


class Handovers:
    def __init__(self, desk: Desk, documents: Documents) -> None:
        self._desk = desk
        self._documents = documents

    def choice(self, table: OpenScreening, service: AssistanceService) -> HandoverChoice:
        """Raises CaseNotFoundError for a case that is not theirs to work on."""
        require_case(self._desk, Action.MAKE_HANDOVER, table.case)
        sheet = self._sheet(table.case)
        written = {part for part in Part if getattr(sheet, part.value)}
        return HandoverChoice(
            service,
            self._entries(table.case, service),
            is_accepted=self._is_accepted(table.case, service),
            duty=_is_duty(table),
            details=may_go_along(service) & written,
        )

    def prepare(self, table: OpenScreening, order: HandoverOrder) -> HandoverLine:
        """Build, seal and store it, and set a day to look after the answer.

        Raises CaseNotFoundError, HandoverNotChosenError, ServiceKeyUnknownError, SealedDataError
        where the person's details do not open or the key is none.
        """
        desk, case = self._desk, table.case
        require_case(desk, Action.MAKE_HANDOVER, case)
        basis = self._basis(table, order)
        recipient = self._recipient(case, order)
        code = spoken_code(desk.chance.token(CODE_LENGTH))
        facts = self._facts(table, order, recipient)
        sealed = seal_handover(build_handover(facts, code))
        identifier = HandoverId(desk.chance.uuid())
        handover = Handover(
            id=identifier,
            case=case.id,
            service=order.service,
            basis=basis,
            reason=order.reason,
            parts=tuple(part for part in Part if part in facts.agreed),
            state=HandoverState.PREPARED,
            prepared_at=desk.clock.now(),
            prepared_by=desk.session.user.id,
            due=order.due,
            receipt_check=receipt_check(str(identifier), code),
        )
        # The day first: a hand-over that nobody looks after is worse than a day too many.
        FollowUps(desk).set_for(case.id, order.due)
        file = HandoverFile(sealed, self._kept(case, _Kept(to=order.to.name, receipt_code=code)))
        deed = desk.deed(DeedKind.HANDOVER_PREPARED, identifier)
        desk.vault.handovers.add_handover(handover, file, deed)
        return HandoverLine(handover, order.to.name, code)

    def listed(self, case: Case) -> tuple[HandoverLine, ...]:
        """The newest first. Raises CaseNotFoundError."""
        require_case(self._desk, Action.CARRY_HANDOVER, case)
        found = self._desk.vault.handovers.handovers(case.id)
        return tuple(self._line(handover) for handover in reversed(found))

    def file(self, case: Case, handover: HandoverId) -> bytes:
        """The sealed file, to be carried. Once more as long as the service has not answered.

        Raises HandoverNotFoundError, HandoverNotChosenError where the person has changed their
        mind, HandoverStateError.
        """
        found = self._known(case, handover)
        check_move(found, HandoverState.CARRIED)
        is_choice = found.basis is Basis.CHOICE
        if is_choice and not self._is_accepted(case, found.service):
            raise HandoverNotChosenError(service=found.service.value)
        file = self._desk.vault.handovers.file(handover)
        if file is None:
            raise HandoverNotFoundError(reason="erased")
        return file.sealed

    def carried(self, case: Case, handover: HandoverId) -> None:
        """The file was saved, to be carried. Raises as `file`."""
        self._move(case, handover, HandoverState.CARRIED, DeedKind.HANDOVER_SAVED)

    def received(self, case: Case, handover: HandoverId, code: str) -> None:
        """The service said the receipt code. Raises ReceiptCodeError for another one."""
        if receipt_check(str(handover), code) != self._known(case, handover).receipt_check:
            raise ReceiptCodeError
        self._move(case, handover, HandoverState.RECEIVED, DeedKind.HANDOVER_RECEIVED)

    def refused(self, case: Case, handover: HandoverId) -> None:
        """The service does not take the person over."""
        self._move(case, handover, HandoverState.REFUSED, DeedKind.HANDOVER_REFUSED)

    def _move(self, case: Case, handover: HandoverId, to: HandoverState, kind: DeedKind) -> None:
        check_move(self._known(case, handover), to)
        deed = self._desk.deed(kind, handover)
        self._desk.vault.handovers.move_handover(handover, to, deed)

    def _known(self, case: Case, handover: HandoverId) -> Handover:
        require_case(self._desk, Action.CARRY_HANDOVER, case)
        found = self._desk.vault.handovers.handover(handover)
        if found.case != case.id:
            raise HandoverNotFoundError(handover=str(handover))
        return found

    def _basis(self, table: OpenScreening, order: HandoverOrder) -> Basis:
        if order.reason is None:
            if not self._is_accepted(table.case, order.service):
                raise HandoverNotChosenError(service=order.service.value)
            return Basis.CHOICE
        if not _is_duty(table) or not order.to.for_children:
            raise HandoverNotChosenError(service=order.service.value, reason=order.reason.value)
        return Basis.CHILD_PROTECTION

    def _recipient(self, case: Case, order: HandoverOrder) -> str:
        """As the signed directory has it now, whatever the order says."""
        for entry in self._entries(case, order.service):
            if entry.name == order.to.name and entry.recipient:
                return entry.recipient
        raise ServiceKeyUnknownError(service=order.service.value)

    def _facts(self, table: OpenScreening, order: HandoverOrder, recipient: str) -> HandoverFacts:
        assessment = assess(table.interview)
        return HandoverFacts(
            service=order.service,
            to=recipient,
            basis=Basis.CHOICE if order.reason is None else Basis.CHILD_PROTECTION,
            reason=order.reason,
            case_code=table.case.code,
            official=self._desk.session.user.official,
            age=assessment.profile,
            urgent=assessment.finding.urgent,
            language=table.screening.person_language,
            identity=self._sheet(table.case),
            agreed=may_go_along(order.service) & frozenset(order.agreed),
            needs=order.needs,
        )

    def _entries(self, case: Case, service: AssistanceService) -> tuple[DirectoryEntry, ...]:
        sites = {site.id: site for site in self._desk.vault.sites.sites()}
        site = sites[case.site]
        return tuple(
            entry
            for directory in self._documents.directories()
            for entry in directory.offering(service, site.region)
            if entry.country == site.country
        )

    def _is_accepted(self, case: Case, service: AssistanceService) -> bool:
        return self._desk.vault.plans.choices(case.id).get(service) is Choice.ACCEPTED

    def _sheet(self, case: Case) -> IdentitySheet:
        sealed = self._desk.vault.identities.envelope(case.id)
        return IdentitySheet() if sealed is None else opened_sheet(self._desk, sealed)

    def _kept(self, case: Case, kept: _Kept) -> bytes:
        vault = self._desk.vault
        readers = readers_of(vault.shares.access(case), vault.users.users())
        return seal(kept.model_dump_json().encode(), sorted(user.recipient for user in readers))

    def _line(self, handover: Handover) -> HandoverLine:
        file = self._desk.vault.handovers.file(handover.id)
        if file is None:
            return HandoverLine(handover, has_file=False)
        try:
            content = open_sealed(file.kept, self._desk.session.keys.identity)
            kept = _Kept.model_validate_json(content)
        except (SealedDataError, ValidationError):
            return HandoverLine(handover)
        return HandoverLine(handover, kept.to, kept.receipt_code)


def _is_duty(table: OpenScreening) -> bool:
    """Whether what was found asks for child protection, whatever the child says."""
    return CONCERN in assess(table.interview).finding.concerns
