"""Who may work on a case: one contract for the vault in memory and the vault on disk, and what a
colleague finds who opens the database with its key."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from frontline.domain.cases import Case, CaseAccess, Share
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseId, QuestionId, UserId
from frontline.domain.identity import IdentitySheet
from frontline.errors import (
    AuditBrokenError,
    CaseNotFoundError,
    SealedDataError,
    StorageUnwritableError,
)
from frontline.services.case_stores import Envelope
from frontline.services.identities import Identities, opened_sheet
from frontline.services.permissions import Session
from frontline.services.sharing import Sharing
from tests.support.desks import a_session
from tests.support.stored_texts import stored_texts
from tests.support.vault_desks import desk_of
from tests.support.vault_posts import CHANCE, OFFICER, SUPERVISOR, Bench, RealPost
from tests.support.vault_tampering import with_the_key

CANARIES = IdentitySheet(
    names="Wilhelmina-Quetzal",
    contact="Calle-Inventada-4711",
    papers="Passport-ZX-99817",
    notes="Ñandú-am-Fenster und sonst nichts",
    question_notes={QuestionId("papers_with"): "Brumelquarz-beside-the-question"},
)
WRITTEN = {
    *(CANARIES.names, CANARIES.contact, CANARIES.papers, CANARIES.notes),
    *CANARIES.question_notes.values(),
}


def a_share(bench: Bench, user: UserId) -> Share:
    return Share(user, bench.clock.now(), bench.officer)


def set_access(bench: Bench, access: CaseAccess, envelope: Envelope | None = None) -> None:
    deed = bench.deed(DeedKind.CASE_SHARED, access.case)
    bench.vault.shares.set_access(access, envelope, deed)


def test_a_case_is_its_openers_until_it_is_handed_over(bench: Bench) -> None:
    case, _screening = bench.added()
    colleague = UserId(CHANCE.uuid())
    assert bench.vault.shares.access(case) == CaseAccess(case.id, bench.officer)

    kept = CaseAccess(case.id, colleague, (a_share(bench, bench.officer),))
    set_access(bench, kept)

    assert bench.vault.shares.access(case) == kept
    assert bench.vault.shares.given_to(colleague) == (case.id,)
    assert bench.vault.shares.given_to(bench.officer) == (case.id,)
    bench.vault.audit.verify()


def test_a_purged_case_is_given_to_nobody_any_more(bench: Bench) -> None:
    case, _screening = bench.added()
    one, two = UserId(CHANCE.uuid()), UserId(CHANCE.uuid())
    set_access(bench, CaseAccess(case.id, one, (a_share(bench, two),)))
    assert bench.vault.shares.given_to(one) == bench.vault.shares.given_to(two) == (case.id,)

    bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))

    assert bench.vault.shares.given_to(one) == bench.vault.shares.given_to(two) == ()
    bench.vault.audit.verify()


def test_an_erased_identity_is_sealed_to_nobody(bench: Bench) -> None:
    case, _screening = bench.added()
    deed = bench.deed(DeedKind.IDENTITY_SAVED, case.id)
    bench.vault.identities.save_envelope(case.id, b"sealed", deed, ("age1a", "age1b"))
    assert bench.vault.identities.readers(case.id) == ("age1a", "age1b")

    bench.vault.retention.erase_identity(case.id, bench.deed(DeedKind.IDENTITY_ERASED, case.id))

    assert bench.vault.identities.readers(case.id) == ()
    bench.vault.audit.verify()


def test_a_share_comes_ends_and_comes_again(bench: Bench) -> None:
    case, _screening = bench.added()
    one, two = UserId(CHANCE.uuid()), UserId(CHANCE.uuid())
    first = CaseAccess(case.id, bench.officer, (a_share(bench, one), a_share(bench, two)))
    set_access(bench, first)
    assert set(bench.vault.shares.access(case).shares) == set(first.shares)

    set_access(bench, CaseAccess(case.id, bench.officer, first.shares[1:]))
    assert bench.vault.shares.given_to(one) == ()
    assert bench.vault.shares.access(case).users == {bench.officer, two}

    bench.clock.advance(timedelta(hours=1))
    again = CaseAccess(case.id, bench.officer, (first.shares[1], a_share(bench, one)))
    set_access(bench, again)
    assert bench.vault.shares.access(case) == again
    assert bench.vault.shares.given_to(one) == (case.id,)
    bench.vault.audit.verify()


def test_the_envelope_goes_with_who_is_let_in(bench: Bench) -> None:
    case, _screening = bench.added()
    bare, _screening = bench.added()
    deed = bench.deed(DeedKind.IDENTITY_SAVED)
    bench.vault.identities.save_envelope(case.id, b"one", deed, ("age1b", "age1a"))
    assert bench.vault.identities.readers(case.id) == ("age1a", "age1b")

    access = CaseAccess(case.id, bench.officer, (a_share(bench, UserId(CHANCE.uuid())),))
    set_access(bench, access, Envelope(b"two", ("age1a", "age1c")))

    assert bench.vault.identities.envelope(case.id) == b"two"
    assert list(bench.vault.shares.sealed()) == [(access, ("age1a", "age1c"))]
    assert bench.vault.identities.envelopes([case.id, bare.id]) == {case.id: b"two"}
    assert bench.vault.identities.readers(bare.id) == ()
    bench.vault.audit.verify()


def test_of_an_envelope_whose_readers_were_not_noted_none_are_known(bench: Bench) -> None:
    case, _screening = bench.added()
    bench.vault.identities.save_envelope(case.id, b"x", bench.deed(DeedKind.IDENTITY_SAVED))

    ((_access, readers),) = bench.vault.shares.sealed()
    assert readers == ()


def test_an_unknown_case_is_shared_with_nobody(bench: Bench) -> None:
    before = bench.vault.audit.head()
    with pytest.raises(StorageUnwritableError):
        set_access(
            bench,
            CaseAccess(CaseId(CHANCE.uuid()), bench.officer, (a_share(bench, bench.officer),)),
            Envelope(b"x", ("age1a",)),
        )
    assert bench.vault.audit.head() == before


def test_who_is_let_in_is_known_after_a_restart(post: RealPost) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, _screening = bench.added()
        colleague = UserId(CHANCE.uuid())
        access = CaseAccess(case.id, colleague, (a_share(bench, bench.officer),))
        set_access(bench, access)
    with closing(post.open()) as vault:
        assert vault.shares.access(case) == access


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM shares",
        "UPDATE shares SET ended = NULL",
        "UPDATE case_owners SET user_id = randomblob(16)",
        "DELETE FROM envelope_readers",
    ],
)
def test_who_lets_themselves_in_behind_our_back_breaks_the_record(
    post: RealPost, statement: str
) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, _screening = bench.added()
        owner, once = UserId(CHANCE.uuid()), UserId(CHANCE.uuid())
        set_access(bench, CaseAccess(case.id, owner, (a_share(bench, once),)))
        set_access(bench, CaseAccess(case.id, owner), Envelope(b"x", ("age1a",)))
        vault.audit.verify()
    with with_the_key(post) as connection:
        connection.execute(statement)
    with closing(post.open()) as vault, pytest.raises(AuditBrokenError):
        vault.audit.verify()


# What somebody with the data key finds


def found_canaries(post: RealPost) -> set[str]:
    return stored_texts(post, WRITTEN)


def a_shared_case(post: RealPost) -> tuple[Case, Session]:
    """A case with everything in its sheet, shared with a colleague, taken back, and handed over."""
    keeper, colleague = post.keeper(), a_session()
    vault, session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        desk = desk_of(post, vault, session)
        vault.users.add_user(colleague.user, desk.deed(DeedKind.USER_ADDED, colleague.user.id))
        case, _screening = Bench(vault, session.user.id, vault.sites.sites()[0]).added()
        Identities(desk).save(case, CANARIES)
        for question, note in CANARIES.question_notes.items():
            Identities(desk).save_note(case, question, note)
        sharing = Sharing(desk)
        sharing.share(case, colleague.user.id)
        sharing.take_back(case, colleague.user.id)
        sharing.share(case, colleague.user.id)
        vault.audit.verify()
    return case, colleague


def test_nothing_that_identifies_lies_in_any_row_for_who_has_the_data_key(post: RealPost) -> None:
    case, colleague = a_shared_case(post)

    assert found_canaries(post) == set()
    for who in (OFFICER, SUPERVISOR):
        vault, session = post.keeper().sign_in(who.name, who.passphrase)
        with closing(vault):
            assert Identities(desk_of(post, vault, session)).read(case) == CANARIES
    with closing(post.open()) as vault:
        assert Identities(desk_of(post, vault, colleague)).read(case) == CANARIES
        stranger = desk_of(post, vault, a_session())
        sealed = vault.identities.envelope(case.id)
        assert sealed is not None
        with pytest.raises(SealedDataError):
            opened_sheet(stranger, sealed)
        with pytest.raises(CaseNotFoundError):
            Identities(stranger).read(case)


def test_without_sealing_the_search_finds_every_one(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.services.identities.seal", lambda content, _to: content)
    monkeypatch.setattr("frontline.services.identities.open_sealed", lambda sealed, _by: sealed)
    a_shared_case(post)

    assert found_canaries(post) == WRITTEN
