"""From the outbox of a real vault to a real hub, and the receipt back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from frontline.domain.referrals import ReferralState
from frontline.errors import HubUnreachableError, ReceiptRefusedError
from frontline.hub.enrolment import enrol
from frontline.hub.mail import import_folder
from frontline.hub.setup import renew_epoch
from frontline.services.chance import SystemChance
from frontline.services.outbox import Outbox
from frontline.services.vaults import NewUser
from frontline.sync.folder import FolderTransport
from frontline.wire.cards import DeviceCard
from frontline.wire.refusals import Refusal
from tests.support.clock import SettableClock
from tests.support.hub import new_hub
from tests.support.hub_roads import transport
from tests.support.hub_serving import RunningHub, bad_line, running
from tests.support.outbox_posts import OutboxPost, outbox_post
from tests.support.vault_posts import (
    OFFICER,
    SUPERVISOR,
    RealPost,
    cheap_derivation,
    make_real_post,
)

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    with cheap_derivation():
        yield


@pytest.fixture(scope="module")
def made_post(tmp_path_factory: pytest.TempPathFactory) -> RealPost:
    return make_real_post(tmp_path_factory.mktemp("posts") / "post")


@contextmanager
def signed_in(made: RealPost, folder: Path, who: NewUser, hub: RunningHub) -> Iterator[OutboxPost]:
    """The user at a copy of the post that the hub has enrolled, and that has the hub's card."""
    own = made.copy_to(folder)
    vault, session = own.keeper().sign_in(who.name, who.passphrase)
    try:
        post = outbox_post(vault, session, hub, own.clock)
        enrol(post.outbox.device_card(), hub.hub.mailroom)
        yield post
    finally:
        vault.close()


@pytest.fixture
def post(made_post: RealPost, tmp_path: Path, hub: RunningHub) -> Iterator[OutboxPost]:
    # The copies share one device, so each test's hub must not have met it.
    with signed_in(made_post, tmp_path / "post", OFFICER, hub) as post:
        yield post


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(new_hub(tmp_path / "hub")) as hub:
        yield hub


def test_a_referral_arrives_once_and_is_acknowledged(post: OutboxPost, hub: RunningHub) -> None:
    referrals = [post.queue(1), post.queue(2)]

    for _ in range(2):
        post.send(transport(), hub)

    assert [post.state(each) for each in referrals] == [ReferralState.ACKNOWLEDGED] * 2
    assert hub.hub.referrals() == {str(each.id): each.record.decode() for each in referrals}


def test_a_stick_brings_it_there_and_the_receipt_back(
    post: OutboxPost, hub: RunningHub, stick: Path
) -> None:
    referral = post.queue(1)

    post.send(FolderTransport(stick), hub)
    assert post.state(referral) is ReferralState.SENT
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)
    post.send(FolderTransport(stick), hub)

    assert post.state(referral) is ReferralState.ACKNOWLEDGED


def test_both_roads_together_bring_it_once(post: OutboxPost, hub: RunningHub, stick: Path) -> None:
    referral = post.queue(1)
    post.send(FolderTransport(stick), hub)
    post.send(transport(), hub)
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)
    post.send(FolderTransport(stick), hub)

    assert post.state(referral) is ReferralState.ACKNOWLEDGED
    assert list(hub.hub.referrals()) == [str(referral.id)]


def test_without_a_line_it_waits_and_goes_later(post: OutboxPost, hub: RunningHub) -> None:
    referral = post.queue(1)
    with bad_line(hub, []) as line:
        dead = hub.card_at(line.own_port)

    with pytest.raises(HubUnreachableError):
        transport(attempts=1).carry(post.outbox.seal_waiting(), dead)
    assert post.state(referral) is ReferralState.QUEUED

    post.send(transport(), hub)
    assert post.state(referral) is ReferralState.ACKNOWLEDGED


def test_an_item_the_hub_puts_aside_goes_back_to_draft(post: OutboxPost, hub: RunningHub) -> None:
    good, bad = post.queue(1), post.queue(2, record=b'{"format":"REF"}')

    post.send(transport(), hub)

    assert post.state(good) is ReferralState.ACKNOWLEDGED
    assert post.state(bad) is ReferralState.DRAFT
    assert hub.hub.counts()["quarantined"] == {"unreadable": 1}


def test_a_supervisor_signs_in_their_own_right(
    made_post: RealPost, tmp_path: Path, hub: RunningHub
) -> None:
    with signed_in(made_post, tmp_path / "post", SUPERVISOR, hub) as post:
        referral = post.queue(1)

        post.send(transport(), hub)

        assert post.state(referral) is ReferralState.ACKNOWLEDGED
        device = hub.hub.mailroom.device(post.outbox.device_card().device)
        assert device is not None
        assert device.supervisor_keys == set(post.outbox.device_card().supervisor_keys)


def test_a_new_supervisors_bundle_goes_through_once_the_hub_knows_them(
    made_post: RealPost, tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    card_without = Outbox.device_card

    def as_before(outbox: Outbox) -> DeviceCard:
        return card_without(outbox).model_copy(update={"supervisor_keys": ()})

    monkeypatch.setattr(Outbox, "device_card", as_before)
    with signed_in(made_post, tmp_path / "post", SUPERVISOR, hub) as post:
        referral = post.queue(1)
        with pytest.raises(ReceiptRefusedError, match="unknown-signer"):
            post.send(transport(), hub)
        assert post.state(referral) is ReferralState.SENT

        enrol(card_without(post.outbox), hub.hub.mailroom)
        hub.hub.processor.retry_refused(Refusal.UNKNOWN_SIGNER)
        hub.hub.processor.process_waiting()
        post.send(transport(), hub)

        assert post.state(referral) is ReferralState.ACKNOWLEDGED


def test_what_a_restored_hub_lost_is_sent_again(
    post: OutboxPost, hub: RunningHub, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    shutil.copytree(hub.folder.root, backup)
    lost = post.queue(1)
    post.send(transport(), hub)
    hub.stop()
    shutil.rmtree(hub.folder.root)
    shutil.copytree(backup, hub.folder.root)
    renew_epoch(hub.folder, SettableClock(), SystemChance())
    hub.start()

    after = post.queue(2)
    for _ in range(3):
        post.send(transport(), hub)

    assert set(hub.hub.referrals()) == {str(lost.id), str(after.id)}
