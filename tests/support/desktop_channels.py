"""Notes for the police and hand-overs to services, made through the window by whoever plays, and
the keys that may open them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontline.crypto.development import development_key
from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.domain.assistance import AssistanceService
from frontline.domain.deeds import DeedKind
from frontline.services.installation import find_installation
from frontline.services.stores import StoredDocument
from frontline.wire.directory import DIRECTORY_KIND, Directory
from frontline.wire.handover import HandoverSheet, open_handover
from frontline.wire.intel import IntelNote, open_note
from tests.support.channels import focal_point_of, install_focal_point
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_groups import GroupHand


@dataclass(frozen=True)
class Written:
    """What is filled into a note: `lines` by the name of their field, `chosen` by that of their
    list, `boxes` to be ticked."""

    lines: Mapping[str, str]
    boxes: Iterable[str]
    chosen: Mapping[str, str]


def know_focal_point(played: PlayedDesktop, country: str) -> SealingKey:
    """From now on the post knows one for that country; the key opens what is sealed to it."""
    key, desk = new_sealing_key(), played.workplace.desk
    point = focal_point_of(key, country=country)
    played.in_vault(lambda: install_focal_point(desk, point))
    return key


def know_key_of(played: PlayedDesktop, country: str, service: AssistanceService) -> SealingKey:
    """The shipped directory of that country, in which whoever offers the service has a key now."""
    key, desk, name = new_sealing_key(), played.workplace.desk, country
    installation = find_installation()
    path = next(installation.documents.glob(f"{DIRECTORY_KIND}-{name}-*"))
    shipped = read_document(path.read_bytes(), installation.trusted_keys)
    found = Directory.model_validate(shipped.body)
    entries = tuple(
        entry.model_copy(update={"recipient": key.recipient} if service in entry.services else {})
        for entry in found.entries
    )
    body = found.model_copy(update={"entries": entries}).model_dump(mode="json")
    version = shipped.version + 1
    content = write_document(
        SignedDocument(DIRECTORY_KIND, shipped.name, version, body), development_key()
    )
    document = StoredDocument(DIRECTORY_KIND, shipped.name, version, content)
    deed = desk.deed(DeedKind.DOCUMENT_INSTALLED, document.name)
    played.in_vault(lambda: desk.vault.documents.install(document, deed))
    return key


def write_note(hand: GroupHand, written: Written) -> None:
    """On the page of the plan: a note, filled in and not sealed yet."""
    hand.click("notes")
    hand.click("write-note")
    hand.wait(lambda: hand.has("seal-note"), "the form")
    for kind in sorted({name.split("-")[0] for name in written.lines if name != "note-text"}):
        hand.click(f"add-{kind}")
    for name, code in written.chosen.items():
        hand.choose(name, code)
    for name, text in written.lines.items():
        hand.type(name, text)
    for name in written.boxes:
        hand.tick(name)


def opened_notes(played: PlayedDesktop, key: SealingKey) -> list[IntelNote]:
    """All that were sealed at the post, in the order in which they were."""
    notes = played.in_vault(played.workplace.desk.vault.notes.notes)
    return [open_note(kept.sealed, key.identity) for kept in notes]


def hand_over(
    hand: GroupHand, service: AssistanceService, key: SealingKey, parts: Iterable[str] = ()
) -> HandoverSheet:
    """On the page of the plan, where the service was accepted: sealed with those parts of the
    person's details, and opened with the key. Ends on the list of hand-overs."""
    played = hand.played
    way = f"hand-over-{service}"
    hand.wait(lambda: way in played.hand.roles("hand-over-"), way)
    hand.click(way)
    hand.wait(lambda: hand.has("seal-handover"), "the form")
    for part in parts:
        hand.tick(f"part-{part}")
    hand.shoot(f"hand over to {service}")
    hand.click("seal-handover")
    hand.wait(lambda: bool(played.hand.roles("save-")), "the hand-over")
    vault, case = played.workplace.desk.vault, played.case().case.table.case.id
    (made,) = played.in_vault(lambda: vault.handovers.handovers(case))
    file = played.in_vault(lambda: vault.handovers.file(made.id))
    assert file is not None
    return open_handover(file.sealed, key.identity)
