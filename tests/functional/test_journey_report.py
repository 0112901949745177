"""J7 beyond the post: a sealed report goes along with a referral to a real hub, over the network
and on a stick. No key of the hub or of law enforcement opens it; the oversight body reads it whole,
the post gets its receipts, and nobody there finds anything."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.domain.integrity import Pattern, PublicService
from frontline.domain.referrals import ReferralState
from frontline.hub.keys import HubFolder, read_hub_card
from frontline.services.documents import Documents
from frontline.services.installation import find_installation
from tests.support.commands import frontline
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.desktop_network import NoNetwork
from tests.support.hub import new_hub, stored_referrals
from tests.support.hub_commands import serving
from tests.support.oversight import body_of, opens, oversight_document, oversight_keys
from tests.support.review_shift import TOLD, referred, signed_in
from tests.support.vault_posts import OFFICER, SUPERVISOR, RealPost, cheap_derivation

pytestmark = pytest.mark.slow

TEXT = "He let Quetzalcanary through for money."
PLACE, PERIOD = "Quay Tanzerellan", "Allhallows 2026"
KEYS, LAW_ENFORCEMENT = oversight_keys(), new_sealing_key()
PREVIEW = (
    "1 pseudonymous referral, 1 sealed item that goes with every bundle, full or not, no names."
)


def test_a_report_reaches_the_oversight_body_by_both_roads(
    qapp: QApplication, post: RealPost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, card = new_hub(tmp_path / "hub"), tmp_path / "hub-card.json"
    with cheap_derivation(), at_the_desk(tmp_path, card) as played:
        with serving(folder.root, "--process", "--listen", "127.0.0.1:0") as address:
            today = read_hub_card(folder).model_copy(update={"url": address})
            card.write_bytes(today.canonical())
            the_post_knows_its_hub_and_the_oversight_body(played, folder)
            an_officer_refers_somebody(post)
            ticket = an_officer_reports(played)
            the_supervisor_lets_go_of_a_sealed_item(played)
            played.show_outbox("after the network")
            played.wait_for_receipts(1)
        the_lists_of_the_post_show_nothing(played)
        the_oversight_body_alone_reads_it(folder, tmp_path / "by-network", ticket)

        # The next one on a stick, from a post without a line.
        NoNetwork(monkeypatch)
        played.lock()
        an_officer_refers_somebody(post)
        the_supervisor_lets_go_of_a_sealed_item(played)
        the_stick_goes_there_and_back(played, folder)
        played.wait_for_receipts(2)
        the_lists_of_the_post_show_nothing(played)
        the_oversight_body_alone_reads_it(folder, tmp_path / "by-stick", ticket)
        assert played.states_seen == [ReferralState.ACKNOWLEDGED] * 2
    assert len(stored_referrals(folder)) == 2


def the_post_knows_its_hub_and_the_oversight_body(played: PlayedDesktop, hub: HubFolder) -> None:
    played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    played.introduce_hub()
    own_card = played.files.root / "post-card.json"
    assert frontline("hub", "enroll", own_card, "--data", hub.root, "--yes").exit_code == 0
    desk, trusted = played.workplace.desk, find_installation().trusted_keys
    body = oversight_document(body_of(KEYS))
    played.in_vault(lambda: Documents(desk, trusted).install(body))
    played.lock()


def an_officer_refers_somebody(post: RealPost) -> None:
    with signed_in(post, OFFICER) as desk:
        referred(desk, post, TOLD)


def an_officer_reports(played: PlayedDesktop) -> str:
    """The ticket, which nobody but the reporter is shown."""
    hand = played.hand
    played.sign_in(OFFICER.name, OFFICER.passphrase)
    hand.click("bar-seal")
    hand.choose("pattern", Pattern.FALSE_PAPERS_ISSUED)
    hand.choose("service", PublicService.REGISTRY)
    hand.type("place", PLACE)
    hand.type("period", PERIOD)
    hand.type("text", TEXT)
    hand.click("seal")
    hand.wait(lambda: hand.has("done"), "the ticket")
    (ticket,) = [line for line in hand.words().split("\n") if line.count("-") == 2]
    hand.click("done")
    played.lock()
    hand.shown.clear()
    return ticket


def the_supervisor_lets_go_of_a_sealed_item(played: PlayedDesktop) -> None:
    played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    played.review()
    assert PREVIEW in played.hand.shown


def the_stick_goes_there_and_back(played: PlayedDesktop, hub: HubFolder) -> None:
    hand, stick = played.hand, played.files.root / "stick"
    hand.click("outbox")
    hand.click("export")
    hand.read(PREVIEW)
    hand.click("same-hub")
    hand.click("write")
    hand.read("The stick can be pulled")
    taken_in = frontline("hub", "import", stick, "--data", hub.root)
    assert "1 receipts written" in taken_in.stdout
    hand.click("write")
    hand.read("Nothing waits to leave.")
    hand.click("back")
    hand.click("home")


def the_lists_of_the_post_show_nothing(played: PlayedDesktop) -> None:
    hand = played.hand
    for page, button in (("history", "export-history"), ("outbox", "send")):
        hand.click(page)
        hand.wait(partial(hand.has, button), page)
        hand.look()
        hand.click("back" if hand.has("back") else "home")
    for wanted in (PLACE, PERIOD, "Quetzalcanary"):
        hand.click("search")
        hand.type("search", wanted)
        hand.click("find")
        hand.read("Nothing was found that you may read.")
        hand.click("back")
    shown = "\n".join(hand.shown)
    assert not any(written in shown for written in (TEXT, PERIOD, PLACE))


def the_oversight_body_alone_reads_it(hub: HubFolder, out: Path, ticket: str) -> None:
    out.mkdir()
    laid_out = frontline("hub", "slots", out, "--data", hub.root)
    assert laid_out.exit_code == 0
    of_the_hub = [path.read_text().strip() for path in (hub.identity, hub.reserve_identity)]
    for each in out.iterdir():
        assert not opens(each.read_bytes(), [*of_the_hub, LAW_ENFORCEMENT.identity])
    for key in KEYS:
        (report,) = opened_with(key, out)
        assert report == {
            "format": "frontline-integrity/1",
            "ticket": ticket,
            "pattern": "false-papers-issued",
            "service": "registry",
            "place": PLACE,
            "period": PERIOD,
            "text": TEXT,
            "reporter": "",
        }


def opened_with(key: SealingKey, slots: Path) -> list[dict[str, str]]:
    path = slots.parent / "key.txt"
    path.write_text(key.identity)
    done = frontline("report", "open", slots, "--key", path, "--json")
    assert done.exit_code == 0
    return list(json.loads(done.stdout))
