"""Updates at a post: taken in by anybody, put in force by a supervisor, turned back and on."""

from __future__ import annotations

import pytest

from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors import (
    BundleRefusedError,
    HubNotSetError,
    NotPermittedError,
    UnknownSignerError,
)
from frontline.errors_of_updates import (
    NothingKeptError,
    UnsignedDocumentError,
    UpdateRefusedError,
)
from frontline.services.outbox import Outbox
from frontline.services.roads import Delivery
from frontline.services.update_store import UpdateState
from frontline.services.updates import Updates
from tests.support.desks import (
    DECEIVED,
    Office,
    a_session,
    an_office,
    core_pack,
)
from tests.support.rights import close_with_rights
from tests.support.updates import (
    HUB,
    SOURCE,
    directory,
    everything,
    glossary,
    resigned,
    reworded_core,
    update,
    updates_at,
    versions,
)

STRANGER = SigningKey.from_seed(b"x" * 32)


@pytest.fixture
def office() -> Office:
    """A supervisor's."""
    return an_office(a_session(AccessRole.SUPERVISOR))


@pytest.fixture
def updates(office: Office) -> Updates:
    return updates_at(office)


def test_an_update_changes_nothing_before_it_is_accepted(office: Office, updates: Updates) -> None:
    before = versions(office)

    number = updates.receive(update(7, reworded_core(2), directory(1, "Clinic")))

    assert (number, updates.newest()) == (7, 7)
    assert versions(office) == before == ["pack core 1"]
    (waiting,) = updates.waiting()
    assert waiting.documents == (("pack", "core", 2), ("directory", "tango", 1))
    assert office.deeds == [DeedKind.UPDATE_RECEIVED]


def test_it_is_accepted_as_a_whole_and_on_record(office: Office, updates: Updates) -> None:
    number = updates.receive(update(7, directory(1, "Clinic"), reworded_core(2), glossary(1, "x")))

    updates.accept(number)

    assert versions(office) == ["pack core 2", "directory tango 1", "glossary words 1"]
    assert updates.waiting() == ()
    assert office.deeds == [
        DeedKind.UPDATE_RECEIVED,
        *[DeedKind.DOCUMENT_INSTALLED] * 3,
        DeedKind.UPDATE_ACCEPTED,
    ]
    assert office.vault.audit.deeds[-1].target == f"{HUB}/7"
    with pytest.raises(UpdateRefusedError):
        updates.accept(number)


def test_it_can_be_put_off_and_accepted_later(office: Office, updates: Updates) -> None:
    number = updates.receive(update(7, directory(1, "Clinic")))

    updates.put_off(number)

    assert [each.state for each in updates.waiting()] == [UpdateState.PUT_OFF]
    assert versions(office) == ["pack core 1"]
    updates.accept(number)
    assert versions(office) == ["pack core 1", "directory tango 1"]
    assert DeedKind.UPDATE_PUT_OFF in office.deeds


def test_it_shows_what_it_changes_in_words(updates: Updates) -> None:
    updates.receive(update(1, directory(1, "Clinic", "Lawyers"), glossary(1, "How.")))
    updates.accept(1)
    second = update(
        2, reworded_core(2), directory(2, "Clinic", "Office", hours="9 to 5"), glossary(2, "Why.")
    )
    updates.receive(second)

    told = {
        (offered.kind, change.kind, change.code, change.field, change.before, change.after)
        for offered in updates.review(2)
        if offered.changes is not None
        for change in offered.changes.changes
    }

    assert told == {
        ("pack", "changed", "journey", "text", "Who arranged the journey?", NEW_TEXT),
        ("pack", "changed", "header", "version", "1", "2"),
        ("directory", "changed", "Clinic", "hours", "", "9 to 5"),
        ("directory", "removed", "Lawyers", "", "", ""),
        ("directory", "added", "Office", "", "", ""),
        ("glossary", "changed", "means", "meaning", "en: How.", "en: Why."),
    }
    assert all(offered.refusal is None for offered in updates.review(2))


NEW_TEXT = "Who arranged all of the journey?"


def test_an_open_screening_ends_on_the_version_it_began_on(
    office: Office, updates: Updates
) -> None:
    officer = office.signed_in(a_session())
    table = officer.started(**DECEIVED)
    updates.receive(update(1, reworded_core(2)))
    updates.accept(1)

    again = officer.screenings.resume(table.screening.id)
    officer.screenings.answer(again, QuestionId("minimum"), "no")
    close_with_rights(officer.desk, again)

    assert again.interview.compiled.pack.version == 1
    assert again.interview.compiled.pack.texts.get("question.journey.text", "en").value != NEW_TEXT
    assert officer.vault.cases.screening(table.screening.id).pack_version == 1
    # The control: one that is begun now has the new version.
    assert officer.started().interview.compiled.pack.version == 2


def test_it_is_turned_back_and_on_and_on_record(office: Office, updates: Updates) -> None:
    updates.receive(update(1, reworded_core(2), directory(1, "Clinic")))
    updates.receive(update(2, reworded_core(3, "And who paid?")))
    for number in (1, 2):
        updates.accept(number)
    roll = office.documents.roll
    office.vault.audit.deeds.clear()

    seen = []
    for forward in (False, False, True, True):
        roll("pack", "core", forward=forward)
        seen.append(office.desk.pack.pack.version)

    assert seen == [2, 1, 2, 3]
    back, on = DeedKind.DOCUMENT_ROLLED_BACK, DeedKind.DOCUMENT_ROLLED_FORWARD
    assert office.deeds == [back, back, on, on]
    assert [deed.target for deed in office.vault.audit.deeds][:2] == ["pack/core/2", "pack/core/1"]


def test_a_newer_one_comes_into_force_over_what_was_turned_back(
    office: Office, updates: Updates
) -> None:
    updates.receive(update(1, reworded_core(2)))
    updates.accept(1)
    office.documents.roll("pack", "core", forward=False)

    updates.receive(update(2, reworded_core(3)))
    updates.accept(2)

    assert versions(office) == ["pack core 3"]


def test_turning_back_does_not_bring_back_what_was_shipped(office: Office) -> None:
    """At the next sign-in the program brings its own again, which is there already."""
    office.documents.install(reworded_core(2))
    office.documents.roll("pack", "core", forward=False)

    office.documents.install_shipped([reworded_core(2)])

    assert versions(office) == ["pack core 1"]


def test_there_is_no_way_beyond_what_is_kept(office: Office, updates: Updates) -> None:
    for kind, name, forward in (
        ("pack", "core", False),
        ("pack", "core", True),
        ("pack", "other", False),
        ("oversight", "core", False),
    ):
        before = everything(office)
        with pytest.raises(NothingKeptError):
            office.documents.roll(kind, name, forward=forward)
        assert everything(office) == before


def test_an_officer_takes_in_and_decides_nothing(office: Office, updates: Updates) -> None:
    officer = office.signed_in(a_session())
    theirs = updates_at(officer)
    theirs.receive(update(7, directory(1, "Clinic")))

    assert theirs.waiting() == ()
    for act in (theirs.review, theirs.accept, theirs.put_off):
        with pytest.raises(NotPermittedError):
            act(7)
    with pytest.raises(NotPermittedError):
        theirs.look([directory(1, "Clinic")])
    with pytest.raises(NotPermittedError):
        officer.documents.roll("pack", "core", forward=False)
    assert [each.number for each in updates.waiting()] == [7]


def test_what_the_power_cut_short_is_accepted_to_the_end(office: Office, updates: Updates) -> None:
    """Some of it came into force before: the rest follows, and nothing is refused as too old."""
    number = updates.receive(update(1, reworded_core(2), directory(1, "Clinic")))
    office.documents.install(reworded_core(2))

    updates.accept(number)

    assert versions(office) == ["pack core 2", "directory tango 1"]


def test_documents_from_a_file_are_shown_and_checked_like_those_of_an_update(
    office: Office, updates: Updates
) -> None:
    (offered,) = updates.look([reworded_core(2)])
    assert (offered.before, offered.version, offered.refusal) == (1, 2, None)
    (older,) = updates.look([glossary(1, "x")])
    assert older.before is None
    with pytest.raises(UnsignedDocumentError):
        updates.look([SOURCE])
    with pytest.raises(UnknownSignerError):
        updates.look([resigned(core_pack(2), STRANGER)])
    assert office.deeds == []


def test_without_a_hub_no_update_is_taken(office: Office) -> None:
    updates = Updates(office.desk, office.documents)

    assert (updates.newest(), updates.waiting()) == (0, ())
    with pytest.raises(HubNotSetError):
        updates.receive(update(1, directory(1, "Clinic")))


def test_they_come_in_with_the_receipts_whatever_else_is_wrong(
    office: Office, updates: Updates
) -> None:
    outbox = Outbox(office.desk, updates)
    sound, twice = update(1, directory(1, "Clinic")), update(1, directory(1, "Clinic"))
    forged = resigned(update(2, directory(2, "Clinic")), STRANGER)

    with pytest.raises(BundleRefusedError):
        outbox.note_delivery(
            Delivery((), (), refused=((1, "too-large"),), updates=(sound, twice, forged))
        )
    with pytest.raises(UnknownSignerError):
        outbox.note_delivery(Delivery((), (), updates=(forged,)))

    assert updates.newest() == 1
    wanted = outbox.wanted().updates
    assert wanted is not None
    assert (wanted.device, wanted.after) == (office.vault.outbox.device().id, 1)
    assert Outbox(office.desk).wanted().is_nothing


def test_only_packs_directories_and_glossaries_are_turned_back(office: Office) -> None:
    office.documents.install(directory(1, "Clinic"))
    office.documents.install(glossary(1, "How."))

    assert {each.kind for each in office.documents.kept()} == {"pack", "directory", "glossary"}
