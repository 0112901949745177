"""A post whose vault was put back from an older copy: its hub gets every referral once, and never
two different bundles with one number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import BundleRefusedError
from frontline.hub.enrolment import enrol
from frontline.hub.setup import renew_epoch
from frontline.services.backup_store import RestoreKey
from frontline.services.chance import SystemChance
from frontline.storage.restoring import SqlVaultRestorer
from frontline.storage.vault import SqlVault
from frontline.sync.folder import FolderTransport
from frontline.wire.refusals import Refusal
from tests.support.clock import SettableClock
from tests.support.hub import Hub, new_hub, opened
from tests.support.outbox_posts import OutboxPost, outbox_post
from tests.support.outbox_restores import DirectRoad
from tests.support.vault_posts import (
    CHANCE,
    SUPERVISOR,
    RealPost,
    cheap_derivation,
    make_real_post,
)

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    with cheap_derivation():
        yield


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with opened(new_hub(tmp_path / "hub")) as found:
        yield found


@pytest.fixture
def real(tmp_path: Path) -> RealPost:
    return make_real_post(tmp_path / "post")


@contextmanager
def at_work(real: RealPost, hub: Hub) -> Iterator[OutboxPost]:
    vault, session = real.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        yield outbox_post(vault, session, hub, real.clock)


@dataclass
class Story:
    """One referral was acknowledged before the backup, one was sealed and not carried, and one
    was made, sent and acknowledged after it."""

    real: RealPost
    hub: Hub
    backup: Path
    before: Referral
    on_its_way: Referral
    after: Referral

    def restored(self, folder: Path) -> RealPost:
        restorer = SqlVaultRestorer(folder, SettableClock(), CHANCE)
        restorer.restore(self.backup, RestoreKey(SUPERVISOR.name, SUPERVISOR.passphrase))
        return RealPost(folder, self.real.sheet, self.real.data_key)

    @property
    def forks(self) -> int:
        return self.hub.mailroom.counts()["forks"]

    @property
    def at_the_hub(self) -> set[str]:
        return set(self.hub.referrals())


@pytest.fixture
def story(real: RealPost, hub: Hub, tmp_path: Path) -> Story:
    with at_work(real, hub) as post:
        enrol(post.outbox.device_card(), hub.mailroom)
        before = post.queue(1)
        post.send(DirectRoad(hub), hub)
        on_its_way = post.queue(2)
        (parcel,) = post.outbox.seal_waiting()
        assert isinstance(post.bench.vault, SqlVault)
        made = post.bench.vault.backups.make(tmp_path / "stick", real.clock.now())
        hub.ingest.accept(parcel.content)
        after = post.queue(3)
        post.send(DirectRoad(hub), hub)
    assert set(hub.referrals()) == {str(each.id) for each in (before, on_its_way, after)}
    return Story(real, hub, tmp_path / "stick" / made.name, before, on_its_way, after)


def test_what_it_sends_after_is_taken_in_once_the_hub_knows_its_new_card(
    story: Story, tmp_path: Path
) -> None:
    with at_work(story.restored(tmp_path / "restored"), story.hub) as post:
        more = post.queue(4)
        with pytest.raises(BundleRefusedError) as refused:
            story.hub.ingest.accept(post.outbox.seal_waiting()[0].content)
        assert refused.value.facts["reason"] == Refusal.UNKNOWN_DEVICE

        enrol(post.outbox.device_card(), story.hub.mailroom)
        post.send(DirectRoad(story.hub), story.hub)

        arrived = {story.before, story.on_its_way, story.after, more}
        assert story.at_the_hub == {str(each.id) for each in arrived}
        for each in (story.before, story.on_its_way, more):
            assert post.state(each) is ReferralState.ACKNOWLEDGED
    counts = story.hub.counts()
    assert story.forks == counts["rewound"] == counts["missing"] == 0


def test_a_stick_with_bundles_of_before_is_still_taken_in(
    story: Story, real: RealPost, tmp_path: Path
) -> None:
    stick = tmp_path / "carried"
    stick.mkdir()
    with at_work(real, story.hub) as post:
        late = post.queue(5)
        FolderTransport(stick).carry(post.outbox.seal_waiting(), story.hub.card)

    with at_work(story.restored(tmp_path / "restored"), story.hub) as post:
        enrol(post.outbox.device_card(), story.hub.mailroom)
        post.queue(6)
        post.send(DirectRoad(story.hub), story.hub)
    for path in sorted(stick.rglob("*.flb")):
        story.hub.ingest.accept(path.read_bytes())
    story.hub.processor.process_waiting()

    assert str(late.id) in story.at_the_hub
    assert story.forks == 0


def test_two_machines_restored_from_one_backup_do_not_collide(story: Story, tmp_path: Path) -> None:
    for name in ("one", "two"):
        with at_work(story.restored(tmp_path / name), story.hub) as post:
            enrol(post.outbox.device_card(), story.hub.mailroom)
            post.queue(7)
            post.send(DirectRoad(story.hub), story.hub)

    assert story.forks == 0
    assert len(story.at_the_hub) == 5


def test_a_folder_that_was_only_copied_back_forks(story: Story, tmp_path: Path) -> None:
    """Control: without a new identity the hub gets two bundles with one number."""
    copied = RealPost(story.backup, story.real.sheet, story.real.data_key)
    with at_work(copied, story.hub) as post:
        post.queue(8)
        *_known, forked = post.outbox.seal_waiting()
        with pytest.raises(BundleRefusedError) as refused:
            story.hub.ingest.accept(forked.content)

    assert refused.value.facts["reason"] == Refusal.FORK
    assert story.forks == 1


def test_a_hub_that_then_loses_all_of_it_gets_all_of_it_again(story: Story, tmp_path: Path) -> None:
    restored = story.restored(tmp_path / "restored")
    other = new_hub(tmp_path / "again")
    renew_epoch(other, SettableClock(), SystemChance())
    with opened(other) as emptied, at_work(restored, story.hub) as post:
        enrol(post.outbox.device_card(), emptied.mailroom)
        post.outbox.set_hub(emptied.card.canonical())
        post.send(DirectRoad(emptied), emptied)

        assert str(story.before.id) in emptied.referrals()
