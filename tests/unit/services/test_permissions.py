"""Who may do what: the whole table, and that every service looks it up before it acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.identifiers import FollowUpId, ReferralId
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.errors import (
    CaseNotFoundError,
    HubNotSetError,
    NotPermittedError,
    ReferralNotFoundError,
    ScreeningNotFoundError,
)
from frontline.services.assistance import AssistancePlans
from frontline.services.follow_ups import FollowUps
from frontline.services.identities import Identities
from frontline.services.outbox import Outbox
from frontline.services.permissions import PERMITTED, Action, Thing
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening
from tests.support.desks import DECEIVED, FULL, Office, a_session, an_office, core_pack
from tests.support.hub import new_hub
from tests.support.vault_posts import CHANCE, SITE

# Written down a second time, so that a change to the first is a decision and no slip. Cases: `own`,
# `mine` (own and shared ones), `any`, and groups alike; for everything else: `yes`.
TABLE = """
                        officer  supervisor  trainer  administrator  oversight
screen                  mine     -           -        -              -
read-own-cases          mine     mine        -        -              -
read-all-cases          -        any         -        -              -
read-identity           mine     any         -        -              -
share-case              own      any         -        -              -
hand-over-case          own      any         -        -              -
read-group              mine     any         -        -              -
work-in-group           mine     -           -        -              -
share-group             own      any         -        -              -
search                  mine     any         -        -              -
make-referral           mine     -           -        -              -
make-handover           mine     -           -        -              -
carry-handover          mine     any         -        -              -
write-note              mine     -           -        -              -
carry-note              mine     any         -        -              -
write-integrity-report  yes      yes         yes      yes            -
send-bundles            yes      yes         -        yes            -
export-bundles          -        yes         -        -              -
install-documents       -        yes         -        yes            -
set-hub                 -        yes         -        yes            -
manage-users            -        yes         -        yes            -
set-recovery            -        yes         -        -              -
view-audit              -        yes         -        -              yes
export-audit            -        yes         -        -              yes
acknowledge-break       -        yes         -        -              -
backup                  -        yes         -        yes            -
apply-retention         -        any         -        -              -
legal-hold              -        any         -        -              -
erase-identity          -        any         -        -              -
review                  -        any         -        -              -
name-form               mine     any         -        -              -
release-referrals       -        yes         -        -              -
read-post-figures       -        yes         -        -              -
confirm-removal         -        yes         -        yes            -
read-deidentified       -        -           -        -              yes
"""
CASES = {
    "own": {Thing.OWN_CASE},
    "mine": {Thing.OWN_CASE, Thing.SHARED_CASE},
    "any": {Thing.OWN_CASE, Thing.SHARED_CASE, Thing.COLLEAGUES_CASE},
    "-": set[Thing](),
}
GROUPS = {
    "own": {Thing.OWN_GROUP},
    "mine": {Thing.OWN_GROUP, Thing.SHARED_GROUP},
    "any": {Thing.OWN_GROUP, Thing.SHARED_GROUP, Thing.COLLEAGUES_GROUP},
    "-": set[Thing](),
}
IN_GROUPS = {Action.READ_GROUP, Action.WORK_IN_GROUP, Action.SHARE_GROUP}
THINGS = {
    Action.WRITE_INTEGRITY_REPORT: Thing.SEALED_REPORT,
    Action.SEND_BUNDLES: Thing.BUNDLE,
    Action.EXPORT_BUNDLES: Thing.BUNDLE,
    Action.INSTALL_DOCUMENTS: Thing.DOCUMENT,
    Action.SET_HUB: Thing.POST,
    Action.MANAGE_USERS: Thing.USER,
    Action.SET_RECOVERY: Thing.POST,
    Action.VIEW_AUDIT: Thing.AUDIT_CHAIN,
    Action.EXPORT_AUDIT: Thing.AUDIT_CHAIN,
    Action.ACKNOWLEDGE_BREAK: Thing.AUDIT_CHAIN,
    Action.BACKUP: Thing.BACKUP,
    Action.CONFIRM_REMOVAL: Thing.POST,
    Action.RELEASE_REFERRALS: Thing.BUNDLE,
    Action.READ_POST_FIGURES: Thing.POST,
    Action.READ_DEIDENTIFIED: Thing.DEALINGS,
}


def cells() -> dict[tuple[AccessRole, Action], str]:
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return {
        (AccessRole(role), Action(action)): cell
        for action, *row in rows
        for role, cell in zip(head, row, strict=True)
    }


def expected() -> dict[tuple[AccessRole, Action], bool]:
    return {key: cell != "-" for key, cell in cells().items()}


def test_the_table_speaks_of_every_role_and_every_action() -> None:
    assert set(PERMITTED) == set(AccessRole)
    assert set(expected()) == {(role, action) for role in AccessRole for action in Action}


@pytest.mark.parametrize(("role", "action"), list(expected()))
def test_each_thing_is_open_to_whom_the_table_says_and_to_nobody_else(
    role: AccessRole, action: Action
) -> None:
    session, cell = a_session(role), cells()[role, action]
    several = GROUPS if action in IN_GROUPS else CASES
    open_to_them = {THINGS[action]} if cell == "yes" else several[cell]

    assert {thing for thing in Thing if session.may(action, thing)} == open_to_them
    for thing in set(Thing) - open_to_them:
        with pytest.raises(NotPermittedError):
            session.require(action, thing)


@pytest.mark.parametrize(("role", "action"), list(expected()))
def test_each_role_may_do_what_the_table_says_and_no_more(role: AccessRole, action: Action) -> None:
    session = a_session(role)

    assert session.may(action) is expected()[role, action]
    if session.may(action):
        session.require(action)
        return
    with pytest.raises(NotPermittedError) as refused:
        session.require(action)
    assert refused.value.facts == {"action": action.value, "role": role.value}


def test_what_a_session_holds_is_not_shown() -> None:
    session = a_session()

    shown = repr(session)
    assert session.keys.identity not in shown
    assert session.keys.seed.hex() not in shown
    assert repr(session.keys.seed) not in shown
    assert session.user.name not in shown


Call = Callable[[Office, OpenScreening], object]
# What each action opens. The table on the screen is that of another user: whoever may act is
# stopped by what comes after, and nobody by what comes before.
CALLS: list[tuple[Action, Call]] = [
    (Action.SCREEN, lambda office, _t: office.screenings.start(FULL, SITE.id, "es")),
    (Action.SCREEN, lambda office, t: office.screenings.answer_all(t, ())),
    (Action.SCREEN, lambda office, t: office.screenings.close(t)),
    (Action.READ_OWN_CASES, lambda office, _t: office.screenings.unfinished()),
    (Action.READ_OWN_CASES, lambda office, _t: FollowUps(office.desk).open()),
    (Action.READ_OWN_CASES, lambda office, _t: Referrals(office.desk).lines()),
    (Action.SCREEN, lambda office, t: Identities(office.desk).save(t.case, IdentitySheet())),
    (Action.READ_IDENTITY, lambda office, t: Identities(office.desk).read(t.case)),
    (
        Action.SCREEN,
        lambda office, t: AssistancePlans(office.desk).choose(
            t, AssistanceService.LEGAL, Choice.ACCEPTED
        ),
    ),
    (
        Action.SCREEN,
        lambda office, t: FollowUps(office.desk).set_for(t.case.id, date(2026, 12, 1)),
    ),
    (
        Action.READ_OWN_CASES,
        lambda office, _t: FollowUps(office.desk).done(FollowUpId(CHANCE.uuid())),
    ),
    (Action.MAKE_REFERRAL, lambda office, t: Referrals(office.desk).preview(t)),
    (Action.MAKE_REFERRAL, lambda office, t: Referrals(office.desk).make(t)),
    (
        Action.MAKE_REFERRAL,
        lambda office, _t: Referrals(office.desk).withdraw(ReferralId(CHANCE.uuid())),
    ),
    (Action.SEND_BUNDLES, lambda office, _t: Outbox(office.desk).seal_waiting()),
    (Action.EXPORT_BUNDLES, lambda office, _t: Outbox(office.desk).export_waiting()),
    (Action.SCREEN, lambda office, t: office.screenings.move_to(t, None)),
    (Action.SCREEN, lambda office, t: office.screenings.speak(t, "fr")),
    (Action.INSTALL_DOCUMENTS, lambda office, _t: office.documents.install(core_pack(2))),
]
LATER_REFUSALS = (
    CaseNotFoundError,
    HubNotSetError,
    ReferralNotFoundError,
    ScreeningNotFoundError,
)


def refused(office: Office, table: OpenScreening, call: Call) -> str | None:
    """The action a call was refused for, None where it was let through."""
    try:
        call(office, table)
    except NotPermittedError as error:
        return str(error.facts["action"])
    except LATER_REFUSALS:
        return None
    return None


@pytest.mark.parametrize("role", AccessRole)
def test_services_act_for_whom_the_table_permits_and_for_nobody_else(role: AccessRole) -> None:
    theirs = an_office()
    office = theirs.signed_in(a_session(role))
    stopped, wanted = [], []
    for action, call in CALLS:
        table = theirs.started(**DECEIVED)
        before = office.deeds
        stopped.append(refused(office, table, call))
        wanted.append(None if expected()[role, action] else action.value)
        assert stopped[-1] is None or office.deeds == before

    assert stopped == wanted


@pytest.mark.parametrize("role", AccessRole)
def test_the_hub_is_set_by_whom_the_table_permits(
    role: AccessRole, tmp_path_factory: pytest.TempPathFactory
) -> None:
    card = new_hub(tmp_path_factory.mktemp("hubs") / "hub").card.read_bytes()
    office = an_office(a_session(role))

    if expected()[role, Action.SET_HUB]:
        assert Outbox(office.desk).set_hub(card) == Outbox(office.desk).hub()
        return
    with pytest.raises(NotPermittedError):
        Outbox(office.desk).set_hub(card)
    with pytest.raises(HubNotSetError):
        Outbox(office.desk).hub()
