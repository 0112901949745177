"""The same bundles by both roads, in any order and any number of times."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from frontline.errors import BundleRefusedError
from frontline.hub.keys import HubFolder
from frontline.hub.mail import import_folder
from frontline.services.roads import Parcel
from frontline.wire.bundle import BundleItem
from frontline.wire.stick import bundle_name, put_whole
from tests.support.hub import Hub, new_hub, opened, ref_item, rounds

COUNT = 4


@dataclass(frozen=True)
class World:
    """A hub with two posts enrolled, and bundles that are ready to go."""

    folder: HubFolder
    parcels: tuple[Parcel, ...]
    referrals: dict[str, str]

    @contextmanager
    def copy(self, to: Path) -> Iterator[Hub]:
        shutil.copytree(self.folder.root, to)
        with opened(HubFolder(to)) as hub:
            yield hub
        shutil.rmtree(to)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = new_hub(tmp_path_factory.mktemp("world") / "hub")
    parcels: list[Parcel] = []
    items: list[BundleItem] = []
    with opened(folder) as hub:
        for seed, device in enumerate(("post-a", "post-b"), start=1):
            post = hub.post(device, seed)
            for at in range(COUNT):
                mine = [ref_item(100 * seed + 2 * at), ref_item(100 * seed + 2 * at + 1)]
                # Every bundle repeats an item of the one before.
                parcels.append(post.seal(*mine, *items[-1:] if at else ()))
                items += mine
    return World(folder, tuple(parcels), {item.id: item.content for item in items})


# What happens next: a bundle comes over the network or lies on the stick, the stick comes to the
# hub, or somebody looks inside.
STEPS = st.one_of(
    st.tuples(st.sampled_from(["network", "stick"]), st.integers(0, 2 * COUNT - 1)),
    st.tuples(st.sampled_from(["mail", "process"]), st.just(0)),
)


def take(step: tuple[str, int], world: World, hub: Hub, stick: Path) -> None:
    kind, at = step
    parcel = world.parcels[at]
    match kind:
        case "network":
            hub.ingest.accept(parcel.content)
        case "stick":
            put_whole(stick, bundle_name(parcel.device, parcel.sequence), parcel.content)
        case "mail":
            import_folder(stick, hub.mailroom, hub.processor)
        case _:
            hub.processor.process_waiting()


numbers = count()


@pytest.mark.slow
@given(schedule=st.lists(STEPS, max_size=25), last=st.permutations(range(2 * COUNT)))
@settings(
    max_examples=rounds(25, 2_000),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_each_referral_is_there_once_whatever_the_schedule(
    world: World, tmp_path: Path, schedule: list[tuple[str, int]], last: list[int]
) -> None:
    stick = tmp_path / f"stick-{next(numbers)}"
    stick.mkdir()
    with world.copy(tmp_path / "copy") as hub:
        for step in schedule:
            take(step, world, hub, stick)
            assert hub.referrals().items() <= world.referrals.items()
        for at in last:
            take(("network", at), world, hub, stick)
        hub.processor.process_waiting()

        assert hub.referrals() == world.referrals
        counts = hub.counts()
        assert (counts["accepted"], counts["quarantined"]) == (2 * COUNT, {})
        assert (counts["missing"], counts["broken"], counts["refused"]) == (0, 0, {})
        assert hub.mailroom.counts()["forks"] == 0
        held = [*hub.mailroom.held("post-a", 0, 99), *hub.mailroom.held("post-b", 0, 99)]
        assert all(each.receipt is not None for each in held)


def test_without_a_look_at_what_is_stored_the_database_refuses_the_second_copy(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the schedules above do send items twice, and something has to notice."""
    monkeypatch.setattr("frontline.hub.register._stored", lambda _connection, _items: {})
    with world.copy(tmp_path / "copy") as hub:
        hub.receive(*world.parcels[:2])

        with pytest.raises(IntegrityError):
            hub.processor.process_waiting()


def test_a_fork_stays_an_alarm_by_either_road(world: World, tmp_path: Path) -> None:
    with world.copy(tmp_path / "copy") as hub:
        hub.ingest.accept(world.parcels[0].content)
        clone = hub.post("post-a", 1)
        other = clone.seal(ref_item(999))
        stick = tmp_path / "stick"
        stick.mkdir()
        put_whole(stick, bundle_name(other.device, other.sequence), other.content)

        report = import_folder(stick, hub.mailroom, hub.processor)
        with suppress(BundleRefusedError):
            hub.ingest.accept(other.content)

        assert [file.reason for file in report.refused] == ["fork"]
        assert hub.mailroom.counts()["forks"] == 1
        assert ref_item(999).id not in hub.referrals()
