"""The program killed while it seals bundles and while they are carried (J12 of the requirements,
step 6): no half file, and every referral at the hub once."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from frontline.domain.referrals import ReferralState
from frontline.errors import BundleRefusedError
from frontline.hub.enrolment import enrol
from frontline.hub.mail import import_folder
from frontline.wire.cards import DeviceCard
from frontline.wire.frame import check_frame, read_frame
from frontline.wire.stick import BUNDLE_SUFFIX, files_in
from tests.support.desktop_worker import Worker
from tests.support.desktop_worker_desk import at_the_desk, check_whole
from tests.support.hub import new_hub, rounds, seeded
from tests.support.hub_serving import RunningHub, running
from tests.support.outbox_posts import outbox_post
from tests.support.vault_posts import RealPost

pytestmark = pytest.mark.slow

KILLS = rounds(12, 200)
ROADS = ("send-by-network", "send-by-stick")
# Sealing alone, sealing and a stick, and longer than all of it takes over the network.
LONGEST_SECONDS = (0.05, 0.3, 1.5)


def introduce(post: RealPost, hub: RunningHub) -> DeviceCard:
    with at_the_desk(post.folder) as desk:
        card = outbox_post(desk.vault, desk.session, hub, post.clock).outbox.device_card()
    enrol(card, hub.hub.mailroom)
    return card


def queue_more(post: RealPost, hub: RunningHub, count: int) -> dict[str, str]:
    """Id and content of `count` new referrals."""
    with at_the_desk(post.folder) as desk:
        at_work = outbox_post(desk.vault, desk.session, hub, post.clock)
        number = len(desk.vault.referrals.referrals())
        made = [at_work.queue(number + more) for more in range(count)]
    return {str(each.id): each.record.decode() for each in made}


def states(post: RealPost) -> Counter[ReferralState]:
    with at_the_desk(post.folder) as desk:
        check_whole(desk)
        return Counter(each.state for each in desk.vault.referrals.referrals())


def expect_whole_files(stick: Path, key: str) -> None:
    """What is named as a bundle is one, from its first byte to its last."""
    for path in files_in(stick, BUNDLE_SUFFIX):
        check_frame(read_frame(path.read_bytes()), key)


def send(programs: Worker, root: Path, road: str, seconds: float | None = None) -> None:
    """Until it is done, or is killed after `seconds`."""
    programs.start(road, root)
    assert programs.hear() == ["signed-in"]
    if seconds is None:
        assert programs.hear() == ["done"]
    else:
        time.sleep(seconds)
    programs.kill()


def test_killed_while_sending_it_brings_every_referral_to_the_hub_once(
    programs: Worker,
    post: RealPost,
    tmp_path: Path,
) -> None:
    chance, stick = seeded(6), tmp_path / "stick"
    queued: dict[str, str] = {}
    stick.mkdir()
    with running(new_hub(tmp_path / "hub")) as hub:
        card = introduce(post, hub)
        for _ in range(KILLS):
            queued |= queue_more(post, hub, chance.randint(1, 3))
            seconds = chance.uniform(0, chance.choice(LONGEST_SECONDS))
            send(programs, tmp_path, chance.choice(ROADS), seconds)
            assert states(post).total() == len(queued)
            assert hub.hub.referrals().items() <= queued.items()
            expect_whole_files(stick, card.verify_key)
        import_folder(stick, hub.hub.mailroom, hub.hub.processor)
        for road in ROADS:
            send(programs, tmp_path, road)

        assert hub.hub.referrals() == queued
        assert hub.hub.mailroom.counts()["forks"] == 0
        assert states(post) == {ReferralState.ACKNOWLEDGED: len(queued)}


def test_a_file_written_in_place_is_found_out(
    programs: Worker, post: RealPost, tmp_path: Path
) -> None:
    """Control: the look at the stick sees a half file."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with running(new_hub(tmp_path / "hub")) as hub:
        card = introduce(post, hub)
        queue_more(post, hub, 1)
    programs.start("send-by-stick-in-place", tmp_path)
    assert [programs.hear(), programs.hear()] == [["signed-in"], ["half"]]
    programs.kill()

    with pytest.raises(BundleRefusedError):
        expect_whole_files(stick, card.verify_key)
