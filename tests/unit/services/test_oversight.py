"""Oversight reads how cases were dealt with, and takes a signed report away (J7, S-043)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontline.crypto.signing import SigningKey
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.domain.rights import Kept, RightsLine
from frontline.errors import NotPermittedError, SignatureRefusedError, UnknownSignerError
from frontline.services.assistance import AssistancePlans
from frontline.services.identities import Identities
from frontline.services.oversight import ON_A_PAGE, Oversight, rights_counts
from frontline.wire.oversight_report import read_report
from tests.support.desks import Office, a_session, an_office

CANARY = "Wilhelmina-Quetzal"
RIGHTS = {"privacy_kept": "yes", "interpreter_kept": "linked", "informed_kept": "yes"}


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def overseer(office: Office) -> Office:
    return office.signed_in(a_session(AccessRole.OVERSIGHT))


def test_what_was_recorded_makes_the_checklist(office: Office, overseer: Office) -> None:
    table = office.started()
    plans = AssistancePlans(office.desk)
    office.screenings.answer_all(table, [(QuestionId(q), a) for q, a in RIGHTS.items()])
    office.clock.advance(timedelta(hours=3))
    plans.choose(table, AssistanceService.LEGAL, Choice.ACCEPTED)

    (case,) = Oversight(overseer.desk).page().cases

    assert case.code == table.case.code
    assert dict(case.rights) == {
        RightsLine.PRIVACY: Kept.YES,
        RightsLine.INTERPRETER: Kept.NO,
        RightsLine.INFORMED: Kept.YES,
        RightsLine.COMPLAINT_ROUTE: Kept.NOT_RECORDED,
        RightsLine.HELP_OFFERED: Kept.YES,
        RightsLine.CHOICES_RECORDED: Kept.YES,
        RightsLine.CONSULAR_OR_CHILD_RIGHTS: Kept.NOT_RECORDED,
    }
    assert (case.hours_to_help, case.is_open, case.finding) == (3, True, None)
    assert rights_counts([case])[RightsLine.INTERPRETER] == {Kept.NO: 1}


def test_a_case_nothing_was_done_about_says_so(office: Office, overseer: Office) -> None:
    office.started()

    (case,) = Oversight(overseer.desk).page().cases

    assert set(case.rights.values()) == {Kept.NOT_RECORDED}
    assert case.hours_to_help is None


def test_the_newest_come_first_and_each_once(office: Office, overseer: Office) -> None:
    codes = [office.started().case.code for _ in range(ON_A_PAGE + 3)]

    first = Oversight(overseer.desk).page()
    assert first.more is not None
    rest = Oversight(overseer.desk).page(first.more)

    assert [case.code for case in (*first.cases, *rest.cases)] == codes[::-1]
    assert rest.more is None


def test_the_report_is_signed_and_holds_nobodys_name(office: Office, overseer: Office) -> None:
    table = office.started()
    Identities(office.desk).save(table.case, IdentitySheet(names=CANARY, notes=CANARY))

    report = Oversight(overseer.desk).report("Interpreters were missing twice.")

    key = overseer.desk.session.user.verify_key
    body = read_report(report, [key])
    match body:
        case {"cases": [{"code": str(code)}]}:
            assert code == table.case.code
        case _:
            pytest.fail("one case")
    assert body["remark"] == "Interpreters were missing twice."
    assert CANARY.encode() not in report
    assert office.desk.session.user.name.encode() not in report
    with pytest.raises(UnknownSignerError):
        read_report(report, [SigningKey.from_seed(bytes(32)).public])
    with pytest.raises(SignatureRefusedError):
        read_report(report.replace(b"twice", b"never"), [key])


def test_that_they_looked_is_recorded(office: Office, overseer: Office) -> None:
    Oversight(overseer.desk).page()
    Oversight(overseer.desk).report("")

    kinds = [deed.kind for deed in office.vault.audit.deeds[-2:]]
    assert kinds == [DeedKind.DEALINGS_VIEWED, DeedKind.OVERSIGHT_REPORTED]


@pytest.mark.parametrize("role", sorted(set(AccessRole) - {AccessRole.OVERSIGHT}))
def test_nobody_else_reads_it(office: Office, role: AccessRole) -> None:
    other = Oversight(office.signed_in(a_session(role)).desk)

    with pytest.raises(NotPermittedError):
        other.page()
    with pytest.raises(NotPermittedError):
        other.report("")


def test_oversight_changes_nothing(office: Office, overseer: Office) -> None:
    table = office.started()

    with pytest.raises(NotPermittedError):
        overseer.screenings.answer(table, QuestionId("informed_kept"), "yes")
    with pytest.raises(NotPermittedError):
        Identities(overseer.desk).read(table.case)
