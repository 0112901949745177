"""Reports of suspected official complicity: written, sealed, and gone.

No deed, no draft, no list, no count: what the record of deeds of this machine tells, a superior
can read. What is left here is one sealed slot among sixteen, which no key of this post opens, and
the ticket that the reporter was shown.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from frontline.domain.integrity import Pattern, PublicService
from frontline.domain.spoken_codes import spoken_code
from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.permissions import Action, Thing
from frontline.wire.integrity import TICKET_LENGTH, IntegrityReport, seal_report
from frontline.wire.oversight import OVERSIGHT_KIND, OversightBody, read_oversight


@dataclass(frozen=True, slots=True)
class Account:
    """What the reporter tells. `names_reporter`: their own name goes into the seal."""

    pattern: Pattern
    service: PublicService
    place: str = field(repr=False)
    period: str = field(repr=False)
    text: str = field(repr=False)
    names_reporter: bool = False


@dataclass(frozen=True, slots=True)
class SealedReport:
    """`content` is an age file for the oversight body alone."""

    ticket: str = field(repr=False)
    content: bytes = field(repr=False)


class Integrity:
    def __init__(self, desk: Desk, trusted_keys: Collection[str]) -> None:
        self._desk = desk
        self._trusted_keys = trusted_keys

    def bodies(self) -> tuple[OversightBody, ...]:
        """Those this post knows. One whose signature does not hold is not known."""
        found = []
        for stored in self._desk.vault.documents.newest(OVERSIGHT_KIND):
            try:
                found.append(read_oversight(stored.content, self._trusted_keys))
            except FrontlineError:
                continue
        return tuple(found)

    def seal(self, account: Account, body: OversightBody) -> SealedReport:
        """Nothing is stored yet. Raises ReportTooLongError."""
        desk = self._desk
        desk.session.require(Action.WRITE_INTEGRITY_REPORT, Thing.SEALED_REPORT)
        report = IntegrityReport(
            ticket=self._new_ticket(),
            pattern=account.pattern,
            service=account.service,
            place=account.place,
            period=account.period,
            text=account.text,
            reporter=desk.session.user.name if account.names_reporter else "",
        )
        return SealedReport(report.ticket, seal_report(report, body.recipients))

    def put_away(self, sealed: SealedReport) -> None:
        """Into a slot, which goes out with every bundle from now on.

        Raises SlotsFullError, and nothing is written over: it can still be saved as a file.
        """
        self._desk.session.require(Action.WRITE_INTEGRITY_REPORT, Thing.SEALED_REPORT)
        self._desk.vault.slots.put(sealed.content, self._desk.chance)

    def _new_ticket(self) -> str:
        return spoken_code(self._desk.chance.token(TICKET_LENGTH))
