"""J8 at a border post without a network: a supervisor at the end of a shift looks at what fourteen
people's officers have referred, returns one, agrees to one lower finding, makes one record less
exact, and carries twelve out on a stick. What a stick can do wrong is in integration/sync."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.crypto.development import development_key
from frontline.crypto.signed_document import SignedDocument, read_document
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.referrals import ReferralState
from frontline.errors import NotPermittedError
from frontline.errors_of_updates import UnsignedDocumentError
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder, read_hub_card, read_processor_keys
from frontline.rules.checks.wording import banned_words
from frontline.services.audit_log import HistoryFilter
from frontline.services.screenings import ScreeningService
from frontline.ui.messages import error_text
from frontline.wire.bundle import Bundle, open_bundle
from frontline.wire.frame import read_frame
from frontline.wire.ref_record import Area, read_ref
from frontline.wire.update import listed
from tests.support import desktop_documents as sticks
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.hub import new_hub, stored_referrals
from tests.support.review_shift import (
    OFFICERS,
    OTHERS,
    Shift,
    a_shift,
)
from tests.support.vault_posts import (
    SUPERVISOR,
    RealPost,
    cheap_derivation,
)

pytestmark = pytest.mark.slow

WORDS = "Ask once more who keeps the passport."


def test_a_supervisor_reviews_a_shift_and_carries_it_out_on_a_stick(
    qapp: QApplication, post: RealPost, tmp_path: Path
) -> None:
    hub = new_hub(tmp_path / "hub")
    with cheap_derivation():
        shift = a_shift(post, hub)
        with at_the_desk(tmp_path, hub.card) as played:
            played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
            what_matters_most_stands_on_top(played, shift)
            an_answer_cannot_be_changed(played, shift)
            one_is_returned_with_words(played, shift)
            the_lower_finding_takes_the_second_person(played, shift)
            twelve_are_approved_together(played)
            who_stands_alone_is_made_less_exact(played, shift)
            sealed = what_leaves_is_said_and_written(played, hub)
            newer = an_update_is_given_out(played, hub)
            the_receipt_comes_back_on_the_stick(played, hub)
            the_figures_rank_nobody(played)
            what_changes_is_seen_and_taken(played, newer)
            it_is_rolled_back_and_forward(played, newer)
            what_nobody_signed_is_refused(played, newer)
            both_people_stand_in_the_history(played)
            played.lock()
            the_words_reach_the_officer(played, shift)
            whoever_is_in_the_middle_ends_on_the_old_version(played, newer)
            shown = "\n".join(played.hand.shown)
    assert list(banned_words(shown, "en")) == []
    assert all(name not in shown for name in ("anonymous referral", "Anonymous"))
    assert sealed.manifest.sequence == 1


def what_matters_most_stands_on_top(played: PlayedDesktop, shift: Shift) -> None:
    hand = played.hand
    hand.read("14 referrals and findings wait for you")
    hand.click("review")
    hand.read("13 referrals wait for review · 0 are approved and not let go")
    # A supervisor sees that one cannot wait: from then on it stands above the rest.
    urgent = shift.plain[-1]
    hand.click(f"look-{urgent}")
    hand.click("make-urgent")
    hand.wait(lambda: hand.roles("look-")[:1] == (f"look-{urgent}",), "the urgent one")
    order = [role.removeprefix("look-") for role in hand.roles("look-")]
    assert order == [urgent, *(c for c in (*shift.plain, shift.alone, shift.back) if c != urgent)]
    assert hand.has(f"agree-{shift.lowered}")


def an_answer_cannot_be_changed(played: PlayedDesktop, shift: Shift) -> None:
    hand = played.hand
    hand.click(f"look-{shift.back}")
    hand.click("case")
    hand.wait(lambda: hand.has("check"), "the finding")
    assert not hand.has("back")
    hand.click("check")
    hand.wait(lambda: not hand.has("check"), "the answers")
    assert hand.roles("change-") == ()
    table, desk = played.case().case.table, played.workplace.desk
    assert table.case.code == shift.back
    service = ScreeningService(desk)
    with pytest.raises(NotPermittedError):
        played.in_vault(lambda: service.answer(table, QuestionId("debt"), ()))


def one_is_returned_with_words(played: PlayedDesktop, shift: Shift) -> None:
    hand = played.hand
    hand.click("finish")
    hand.click("leave")
    hand.click(f"look-{shift.back}")
    hand.type("comment", WORDS)
    hand.click("return")
    hand.read("Returned. The officer sees it with your words.")
    assert not hand.has(f"look-{shift.back}")


def the_lower_finding_takes_the_second_person(played: PlayedDesktop, shift: Shift) -> None:
    hand = played.hand
    said = "from “Indicators shown: possible trafficking” to “Not enough asked yet”"
    hand.read(f"Case {shift.lowered}: {said}")
    hand.read("Officer Duarte: The question or the answer was misunderstood")
    hand.click(f"agree-{shift.lowered}")
    hand.wait(lambda: not hand.has(f"agree-{shift.lowered}"), "the decision")


def twelve_are_approved_together(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.wait(lambda: len(hand.roles("choose-")) == 12, "twelve to choose from")
    chosen = hand.roles("choose-")
    for role in chosen:
        hand.click(role)
        hand.wait(partial(hand.is_checked, role), role)
    hand.click("approve-chosen")
    hand.read("0 referrals wait for review · 12 are approved and not let go")
    assert set(states(played)) == {ReferralState.REVIEWED, ReferralState.RETURNED}


def states(played: PlayedDesktop) -> list[ReferralState]:
    vault = played.workplace.desk.vault
    return [each.state for each in played.in_vault(vault.referrals.referrals)]


def who_stands_alone_is_made_less_exact(played: PlayedDesktop, shift: Shift) -> None:
    hand, coarsen = played.hand, f"coarsen-citizenship_area-{shift.alone}"
    hand.click("leaving")
    hand.wait(lambda: hand.has(coarsen), "the one who stands alone")
    assert hand.roles("coarsen-age_band-") == (f"coarsen-age_band-{shift.alone}",)
    # Before anything is pressed, the page says what it would make of the record.
    assert "48+ · Alpha, XA-1" in hand.words()
    hand.click(coarsen)
    hand.wait(lambda: not hand.has(coarsen), "the record without its area")
    age = f"coarsen-age_band-{shift.alone}"
    hand.click(age)
    hand.wait(lambda: not hand.has(age), "the record without its age band")
    hand.read("adult · Alpha, XA-1")


def what_leaves_is_said_and_written(played: PlayedDesktop, hub: HubFolder) -> Bundle:
    hand, stick = played.hand, played.files.root / "stick"
    hand.read(
        "12 pseudonymous referrals, 1 sealed item that goes with every bundle, full or not, no "
        "names."
    )
    hand.read(f"Fingerprint: {read_hub_card(hub).fingerprint}")
    hand.read(
        "Bundle number 1, signed by this machine and by you, with the state of the record of deeds."
    )
    assert not stick.exists()
    hand.click("same-hub")
    hand.click("write")
    hand.wait(lambda: "The stick can be pulled" in hand.words(), "the stick")
    (path,) = stick.iterdir()
    key = read_processor_keys(hub, None).identity
    bundle = open_bundle(read_frame(path.read_bytes()), key, read_hub_card(hub).hub)
    records = [read_ref(item.content.encode()) for item in bundle.items]
    assert len(records) == 12
    assert [record.coarsened for record in records if record.coarsened] == [
        ("citizenship_area", "age_band")
    ]
    assert {record.citizenship_area for record in records} == {Area.SOUTH_AMERICA, Area.NOT_STATED}
    assert {by for by, _key in bundle.signed_by} == {"device", "supervisor"}
    assert bundle.manifest.audit_count > 0
    return bundle


def an_update_is_given_out(played: PlayedDesktop, hub: HubFolder) -> SignedDocument:
    """A newer pack of the post's own rules."""
    pack = played.in_vault(lambda: played.workplace.desk.pack.pack)
    content = sticks.second_version(sticks.pack(pack.id))
    newer = read_document(content, {development_key().public})
    document = listed(newer.kind, newer.name, newer.version, content)
    HubDesk(hub, played.clock).add_update([document])
    return newer


def the_receipt_comes_back_on_the_stick(played: PlayedDesktop, hub: HubFolder) -> None:
    hand, stick = played.hand, played.files.root / "stick"
    HubDesk(hub, played.clock).take_in(stick, looks_inside=True)
    assert len(stored_referrals(hub)) == 12
    hand.read("1 bundle without a receipt goes once more")
    hand.click("write")
    played.wait_for_receipts(12)
    hand.read("Nothing waits to leave.")
    hand.click("back")


def the_figures_rank_nobody(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.click("figures")
    hand.read("People screened: 14")
    hand.read("Returned to an officer: 1")
    words = hand.words()
    assert not any(officer.name in words for officer in OFFICERS)
    hand.click("back")
    hand.click("home")


def versions(played: PlayedDesktop, newer: SignedDocument) -> tuple[int, list[int]]:
    """Of the pack in force, and of those that open screenings are held by."""
    desk = played.workplace.desk
    held = played.in_vault(desk.vault.cases.open_screenings)
    in_force = played.in_vault(lambda: desk.pack.pack)
    assert in_force.id == newer.name
    return in_force.version, [screening.pack_version for _case, screening in held]


def what_changes_is_seen_and_taken(played: PlayedDesktop, newer: SignedDocument) -> None:
    hand = played.hand
    before, held = versions(played, newer)
    hand.click("updates")
    hand.wait(lambda: len(hand.roles("look-")) == 1, "the update")
    (look,) = hand.roles("look-")
    hand.click(look)
    hand.read("What this update changes")
    hand.read(f"In force now: version {before}")
    hand.click("accept")
    hand.wait(lambda: hand.has("open-file"), "what was accepted")
    assert newer.version == before + 1
    assert versions(played, newer) == (newer.version, held)
    assert set(held) == {before}


def it_is_rolled_back_and_forward(played: PlayedDesktop, newer: SignedDocument) -> None:
    hand, name = played.hand, f"pack-{newer.name}"
    for way, version in (("back", newer.version - 1), ("on", newer.version)):
        hand.click(f"{way}-{name}")
        other = "on" if way == "back" else "back"
        hand.wait(partial(hand.has, f"{other}-{name}"), "the other version")
        assert versions(played, newer)[0] == version


def what_nobody_signed_is_refused(played: PlayedDesktop, newer: SignedDocument) -> None:
    hand = played.hand
    content = sticks.unsigned(sticks.second_version(newer))
    sticks.put_on_stick(played.files.root / "usb", content)
    hand.click("open-file")
    hand.read(error_text(played.now.around.language, UnsignedDocumentError()))
    assert versions(played, newer)[0] == newer.version
    hand.click("back")


def both_people_stand_in_the_history(played: PlayedDesktop) -> None:
    vault = played.workplace.desk.vault
    names = {user.id: user.name for user in played.in_vault(vault.users.everybody)}
    entries = played.in_vault(lambda: vault.audit.history(HistoryFilter(), None, 1000))
    told = {(names[each.actor], each.kind) for each in entries if each.actor in names}
    assert (OTHERS[0].name, DeedKind.LOWERING_PROPOSED) in told
    assert (SUPERVISOR.name, DeedKind.LOWERING_APPROVED) in told
    played.in_vault(vault.audit.verify)


def the_words_reach_the_officer(played: PlayedDesktop, shift: Shift) -> None:
    hand = played.hand
    played.sign_in(OTHERS[0].name, OTHERS[0].passphrase)
    hand.read(WORDS)
    hand.click(f"returned-{shift.back}")
    hand.wait(lambda: played.position() != "" or hand.has("finish"), "the case")


def whoever_is_in_the_middle_ends_on_the_old_version(
    played: PlayedDesktop, newer: SignedDocument
) -> None:
    assert played.interview().screening.pack_version == newer.version - 1
