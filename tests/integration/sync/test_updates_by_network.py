"""Updates over a real line: fetched when a post calls, whether or not it sends anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontline.crypto.signing import SigningKey
from frontline.domain.officials import AccessRole
from frontline.errors import BundleRefusedError, HubUnreachableError, UnknownSignerError
from frontline.hub.enrolment import enrol
from frontline.hub.keys import read_processor_keys
from frontline.services.outbox import Outbox
from frontline.services.roads import Delivery
from frontline.services.updates import Updates, WantedUpdates
from frontline.wire.update import listed
from tests.support.desks import Office, a_session, an_office
from tests.support.hub import new_hub
from tests.support.hub_roads import transport
from tests.support.hub_serving import RunningHub, running
from tests.support.updates import directory, glossary, versions

pytestmark = pytest.mark.slow


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    folder = new_hub(tmp_path / "hub")
    with running(folder) as found:
        keys = read_processor_keys(folder, None)
        documents = (listed("directory", "tango", 1, directory(1, "Clinic")),)
        found.hub.mailroom.updates.add(found.card.hub, documents, keys.signing)
        yield found


@pytest.fixture
def office(hub: RunningHub) -> Office:
    office = an_office(a_session(AccessRole.SUPERVISOR))
    outbox = Outbox(office.desk)
    outbox.set_hub(hub.card.canonical())
    enrol(outbox.device_card(), hub.hub.mailroom)
    return office


def test_an_update_comes_once_and_is_put_in_force(office: Office, hub: RunningHub) -> None:
    updates = Updates(office.desk, office.documents)
    outbox = Outbox(office.desk, updates)

    brought = transport().updates(updates.wanted(), hub.card)
    outbox.note_delivery(Delivery((), (), updates=brought))
    updates.accept(updates.newest())

    assert len(brought) == 1
    assert versions(office, ["directory"]) == ["directory tango 1"]
    assert transport().updates(updates.wanted(), hub.card) == ()


def test_a_strangers_post_gets_none(hub: RunningHub) -> None:
    with pytest.raises(BundleRefusedError):
        transport().updates(WantedUpdates("post-x", 0), hub.card)


def test_without_a_line_there_is_none_and_nothing_is_lost(office: Office, hub: RunningHub) -> None:
    nowhere = hub.card.model_copy(update={"url": "https://127.0.0.1:1"})

    with pytest.raises(HubUnreachableError):
        transport().updates(Updates(office.desk, office.documents).wanted(), nowhere)


def test_what_another_than_the_hub_signed_is_refused_when_it_comes(
    office: Office, hub: RunningHub
) -> None:
    """Somebody who took over the ingest host lays an update of their own there."""
    forger = SigningKey.from_seed(b"f" * 32)
    documents = (listed("glossary", "words", 1, glossary(1, "Forged.")),)
    hub.hub.mailroom.updates.add(hub.card.hub, documents, forger)
    updates = Updates(office.desk, office.documents)

    brought = transport().updates(updates.wanted(), hub.card)
    with pytest.raises(UnknownSignerError):
        Outbox(office.desk, updates).note_delivery(Delivery((), (), updates=brought))

    # The sound one beside it is taken.
    assert [each.documents for each in updates.waiting()] == [(("directory", "tango", 1),)]
