"""Updates at the hub: numbered, signed, given out until overtaken; by stick and by network."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import DeedKind
from frontline.domain.officials import AccessRole
from frontline.errors import BadInputError
from frontline.hub.mail import put_updates
from frontline.hub.revocation import LossReason, Revocation
from frontline.hub.service import create_service
from frontline.hub.updates import ListedUpdate
from frontline.services.outbox import Outbox
from frontline.services.roads import Delivery
from frontline.services.updates import Updates
from frontline.sync.folder import FolderTransport
from frontline.wire.exchange import UpdatesAnswer, update_path, updates_path
from frontline.wire.stick import update_name
from frontline.wire.update import UpdateDocument, listed, read_update
from tests.support.commands import frontline
from tests.support.desks import KEY, a_session, an_office
from tests.support.hub import START, Hub, new_hub, opened
from tests.support.hub_calls import ServiceCalls
from tests.support.updates import SOURCE, directory, glossary, resigned, versions

SIGNING = SigningKey.from_seed(b"s" * 32)
TODAY = int(START.strftime("%Y%m%d01"))


def document(kind: str, version: int) -> UpdateDocument:
    made = directory(version, "Clinic") if kind == "directory" else glossary(version, "How.")
    return listed(kind, "tango" if kind == "directory" else "words", version, made)


def add(hub: Hub, *documents: UpdateDocument) -> ListedUpdate:
    return hub.mailroom.updates.add(hub.card.hub, documents, SIGNING)


def test_numbers_begin_with_the_day_and_only_rise(hub: Hub) -> None:
    first, second = add(hub, document("directory", 1)), add(hub, document("directory", 2))

    assert (first.number, second.number) == (TODAY, TODAY + 1)
    found = read_update(
        hub.mailroom.updates.content(first.number) or b"", hub.card.hub, SIGNING.public
    )
    assert (found.number, found.made) == (TODAY, START.date().isoformat())
    assert [each.version for each in found.documents] == [1]


def test_what_later_ones_have_overtaken_is_not_given_out_any_more(hub: Hub) -> None:
    both = add(hub, document("directory", 1), document("glossary", 1))
    newer = add(hub, document("directory", 2))
    assert [each.number for each in hub.mailroom.updates.current()] == [both.number, newer.number]

    last = add(hub, document("glossary", 2))

    overtaken = [each.number for each in hub.mailroom.updates.listed() if each.is_overtaken]
    assert overtaken == [both.number]
    assert [each.number for each in hub.mailroom.updates.current()] == [newer.number, last.number]
    assert [each.number for each in hub.mailroom.updates.current(newer.number)] == [last.number]


@pytest.mark.parametrize("version", [1, 2])
def test_what_is_not_newer_than_what_was_sent_is_refused(hub: Hub, version: int) -> None:
    add(hub, document("directory", 2))

    with pytest.raises(BadInputError) as refused:
        add(hub, document("glossary", 1), document("directory", version))
    assert refused.value.facts["reason"] == "update-nothing-new"
    assert len(hub.mailroom.updates.listed()) == 1


def test_a_stick_goes_back_with_the_updates_posts_still_need(hub: Hub, tmp_path: Path) -> None:
    add(hub, document("directory", 1))
    needed = add(hub, document("directory", 2))

    names = put_updates(tmp_path, hub.card.hub, hub.mailroom.updates)

    assert names == (update_name(hub.card.hub, needed.number),)
    assert (tmp_path / names[0]).read_bytes() == hub.mailroom.updates.content(needed.number)


@pytest.mark.slow
def test_an_enrolled_post_fetches_them_and_nobody_else(hub: Hub) -> None:
    client = ServiceCalls(create_service(hub.card, hub.mailroom, lambda: None))
    one = add(hub, document("directory", 1))
    two = add(hub, document("glossary", 1))
    hub.post()

    answer = client.get(updates_path("post-a"), params={"after": one.number})
    (entry,) = UpdatesAnswer.model_validate_json(answer.content).updates
    file = client.get(update_path("post-a", entry.number))

    assert (entry.number, entry.size) == (two.number, len(file.content))
    assert hashlib.sha256(file.content).hexdigest() == entry.sha256
    assert client.get(update_path("post-a", 7)).status_code == 404
    assert client.get(update_path("post-a", "x")).status_code == 400
    for path in (updates_path("post-x"), update_path("post-x", one.number)):
        assert (client.get(path).status_code, client.get(path).json()["code"]) == (
            403,
            "unknown-device",
        )
    hub.mailroom.revoke(Revocation("post-a", LossReason.STOLEN, START.date()))
    for path in (updates_path("post-a"), update_path("post-a", one.number)):
        assert client.get(path).json()["code"] == "device-revoked"


def command(*arguments: str | Path) -> Result:
    return frontline("hub", "update", *arguments)


def test_documents_become_an_update_that_a_post_takes_from_a_stick(tmp_path: Path) -> None:
    """From the commands of a hub to the vault of a post, by the road of files."""
    folder = new_hub(tmp_path / "hub")
    signed = tmp_path / "directory-tango-1.fldoc"
    signed.write_bytes(directory(1, "Clinic"))
    stick = tmp_path / "stick"
    stick.mkdir()

    made = command("add", signed, "--data", folder.root, "--signer", KEY.public)
    laid = command("put", stick, "--data", folder.root)
    told = command("list", "--data", folder.root)

    assert (made.exit_code, laid.exit_code) == (0, 0), made.stderr
    assert "  directory tango 1" in told.stdout
    with opened(folder) as hub:
        card = hub.card
    office = an_office(a_session(AccessRole.SUPERVISOR))
    office.vault.outbox.set_hub_card(card.canonical(), office.desk.deed(DeedKind.HUB_SET, card.hub))
    updates = Updates(office.desk, office.documents)
    outbox, road = Outbox(office.desk, updates), FolderTransport(stick)
    for _ in range(2):
        # The second time there is nothing new on the stick.
        found = road.updates(updates.wanted(), card)
        outbox.note_delivery(Delivery((), (), updates=found))
    (waiting,) = updates.waiting()
    updates.accept(waiting.number)

    assert versions(office, ["directory"]) == ["directory tango 1"]
    assert road.updates(updates.wanted(), card) == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SOURCE, "signature.missing"),
        (resigned(directory(1, "Clinic"), SIGNING), "signature.unknown-signer"),
        (directory(1, "Clinic").replace(b"Clinic", b"Clinik"), "signature.refused"),
        (directory(1, "Clinic", mandates=[]), "directory.incomplete"),
    ],
)
def test_the_hub_gives_out_nothing_that_posts_would_refuse(
    tmp_path: Path, content: bytes, code: str
) -> None:
    folder = new_hub(tmp_path / "hub")
    file = tmp_path / "file"
    file.write_bytes(content)

    made = command("add", file, "--data", folder.root, "--signer", KEY.public)

    assert made.exit_code == 1
    assert made.stderr.startswith(code)
    assert command("list", "--data", folder.root).stdout == ""
