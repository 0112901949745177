"""Reports of suspected complicity: sealed to the body at once, and nowhere else to be found."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

import pytest

from frontline.crypto.sealing import open_sealed
from frontline.crypto.signing import SigningKey
from frontline.domain.officials import AccessRole
from frontline.errors import NotPermittedError, ReportTooLongError, SlotsFullError
from frontline.services.integrity import Integrity
from frontline.services.stores import StoredDocument
from frontline.wire.bundle import SLOT_COUNT
from frontline.wire.integrity import read_report
from frontline.wire.oversight import OVERSIGHT_KIND
from tests.support.desks import TRUSTED, Office, a_session, an_office
from tests.support.oversight import ACCOUNT, body_of, oversight_document, oversight_keys

KEYS = oversight_keys()
BODY = body_of(KEYS)


@pytest.fixture
def office() -> Office:
    return an_office()


def integrity(office: Office) -> Integrity:
    return Integrity(office.desk, TRUSTED)


def install(office: Office, content: bytes) -> None:
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))
    supervisor.documents.install(content)
    office.vault.audit.deeds.clear()


def test_without_the_document_no_body_is_known(office: Office) -> None:
    assert integrity(office).bodies() == ()


def test_the_body_of_the_newest_document_is_known_and_shown_among_what_is_installed(
    office: Office,
) -> None:
    install(office, oversight_document(body_of(oversight_keys())))
    install(office, oversight_document(BODY, version=2))

    assert integrity(office).bodies() == (BODY,)
    assert [d.version for d in office.documents.installed() if d.kind == OVERSIGHT_KIND] == [2]


def test_keys_that_were_put_in_their_place_in_the_vault_are_not_known(office: Office) -> None:
    mine = oversight_document(body_of(oversight_keys()), 3, SigningKey.from_seed(b"m" * 32))
    office.vault.documents.held.append(StoredDocument(OVERSIGHT_KIND, "tango", 3, mine))
    theirs = oversight_document(BODY)
    swapped = theirs.replace(KEYS[0].recipient.encode(), oversight_keys()[0].recipient.encode())
    office.vault.documents.held.append(StoredDocument(OVERSIGHT_KIND, "delta", 1, swapped))

    assert integrity(office).bodies() == ()


def test_what_was_told_is_in_the_seal_and_the_reporter_is_not(office: Office) -> None:
    sealed = integrity(office).seal(ACCOUNT, BODY)

    for key in KEYS:
        report = read_report(open_sealed(sealed.content, key.identity))
        assert (report.pattern, report.service) == (ACCOUNT.pattern, ACCOUNT.service)
        assert (report.place, report.period) == (ACCOUNT.place, ACCOUNT.period)
        assert (report.text, report.reporter) == (ACCOUNT.text, "")
        assert report.ticket == sealed.ticket


def test_the_reporter_is_in_it_only_where_they_choose(office: Office) -> None:
    sealed = integrity(office).seal(replace(ACCOUNT, names_reporter=True), BODY)

    report = read_report(open_sealed(sealed.content, KEYS[0].identity))
    assert report.reporter == office.desk.session.user.name


def test_each_report_has_a_ticket_of_its_own(office: Office) -> None:
    tickets = {integrity(office).seal(ACCOUNT, BODY).ticket for _ in range(50)}

    assert len(tickets) == 50
    assert all(
        re.fullmatch(r"([2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}", t) for t in tickets
    )


def test_put_away_it_is_in_one_slot_and_in_no_deed(office: Office) -> None:
    before = office.vault.outbox.device().slots
    sealed = integrity(office).seal(ACCOUNT, BODY)
    integrity(office).put_away(sealed)

    after = office.vault.outbox.device().slots
    assert len(after) == len(before)
    assert [new for new, old in zip(after, before, strict=True) if new != old] == [sealed.content]
    assert office.deeds == []


def test_reports_do_not_write_over_each_other_and_the_last_one_is_refused_whole(
    office: Office,
) -> None:
    put = set[bytes]()
    with suppress(SlotsFullError):
        while len(put) <= SLOT_COUNT:
            sealed = integrity(office).seal(ACCOUNT, BODY)
            integrity(office).put_away(sealed)
            put.add(sealed.content)
    with pytest.raises(SlotsFullError):
        integrity(office).put_away(sealed)

    assert 8 <= len(put) <= SLOT_COUNT
    assert put <= set(office.vault.outbox.device().slots)


def test_one_that_is_too_long_is_refused_before_anything_happens(office: Office) -> None:
    before = office.vault.outbox.device().slots
    with pytest.raises(ReportTooLongError):
        integrity(office).seal(replace(ACCOUNT, text="字" * 2000), BODY)
    assert office.vault.outbox.device().slots == before


@pytest.mark.parametrize("access", [AccessRole.OFFICER, AccessRole.SUPERVISOR, AccessRole.TRAINER])
def test_everybody_at_the_post_may_write_one(office: Office, access: AccessRole) -> None:
    somebody = office.signed_in(a_session(access))
    integrity(somebody).put_away(integrity(somebody).seal(ACCOUNT, BODY))


def test_the_oversight_role_at_the_post_writes_none(office: Office) -> None:
    somebody = office.signed_in(a_session(AccessRole.OVERSIGHT))
    with pytest.raises(NotPermittedError):
        integrity(somebody).seal(ACCOUNT, BODY)
