"""Who sees what of a hand-over that was prepared, and what is left of it after an erasure."""

from __future__ import annotations

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import HandoverId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.retention import Removal
from frontline.errors import CaseNotFoundError, NotPermittedError
from frontline.errors_of_channels import (
    HandoverNotFoundError,
)
from frontline.services.handovers import HandoverOrder, Handovers
from tests.support.channels import (
    DUE,
    SHELTER,
)
from tests.support.desks import DECEIVED, a_session
from tests.support.handover_desks import HandoverDesk, a_desk
from tests.support.vault_posts import CHANCE


@pytest.fixture
def at() -> HandoverDesk:
    return a_desk()


def test_who_works_on_the_case_sees_to_whom_it_went_and_a_colleague_does_not(
    at: HandoverDesk,
) -> None:
    supervisor = a_session(AccessRole.SUPERVISOR, OfficialRole.POLICE)
    at.office.vault.users.known.append(supervisor.user)
    line = at.prepared()

    (own,) = at.handovers.listed(at.table.case)
    assert (own.to, own.receipt_code) == (line.to, line.receipt_code)
    above = at.office.signed_in(supervisor)
    (seen,) = Handovers(above.desk, above.documents).listed(at.table.case)
    assert seen.to == line.to
    later = at.office.signed_in(a_session(AccessRole.SUPERVISOR))
    (coded,) = Handovers(later.desk, later.documents).listed(at.table.case)
    assert (coded.to, coded.receipt_code, coded.handover.service) == ("", "", SHELTER)
    colleague = at.office.signed_in(a_session(official=OfficialRole.LABOUR))
    with pytest.raises(CaseNotFoundError):
        Handovers(colleague.desk, colleague.documents).listed(at.table.case)


def test_a_supervisor_carries_it_and_prepares_none(at: HandoverDesk) -> None:
    line = at.prepared()
    above = at.office.signed_in(a_session(AccessRole.SUPERVISOR))
    handovers = Handovers(above.desk, above.documents)

    assert handovers.file(at.table.case, line.handover.id)
    handovers.carried(at.table.case, line.handover.id)
    with pytest.raises(NotPermittedError):
        handovers.choice(at.table, SHELTER)
    with pytest.raises(NotPermittedError):
        handovers.prepare(at.table, HandoverOrder(SHELTER, at.directory.entries[0], DUE))


def test_a_hand_over_of_another_case_is_none_of_this_one(at: HandoverDesk) -> None:
    line = at.prepared()
    other = at.office.started(**DECEIVED)

    for handover in (line.handover.id, HandoverId(CHANCE.uuid())):
        with pytest.raises(HandoverNotFoundError):
            at.handovers.file(other.case, handover)


def test_with_the_persons_details_the_sealed_file_goes_too(at: HandoverDesk) -> None:
    line = at.prepared()
    deed = at.office.desk.deed(DeedKind.IDENTITY_ERASED, Removal.IDENTITY.value)
    at.office.vault.retention.erase_identity(at.table.case.id, deed)

    (left,) = at.handovers.listed(at.table.case)
    assert (left.to, left.receipt_code, left.has_file) == ("", "", False)
    with pytest.raises(HandoverNotFoundError):
        at.handovers.file(at.table.case, line.handover.id)
