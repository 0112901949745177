"""A national hub on PostgreSQL, run by its commands, with posts that report to it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import Result

from frontline.hub.keys import HubFolder, read_hub_card
from frontline.services.roads import Parcel
from frontline.wire.cards import DeviceCard, HubCard
from frontline.wire.ref_record import RefRecord, read_ref
from frontline.wire.stick import bundle_name, put_whole
from tests.support.commands import frontline
from tests.support.hub import Post, ref_item, seeded, stored_referrals
from tests.support.hub_postgres import PostgresServer
from tests.support.national import a_record

IN_A_BUNDLE = 250


@dataclass
class NationalHub:
    """`root` is its folder, `server` its database."""

    root: Path
    server: str

    @property
    def folder(self) -> HubFolder:
        return HubFolder(self.root)

    @property
    def card(self) -> HubCard:
        return read_hub_card(self.folder)

    def run(self, *arguments: object, code: int = 0) -> Result:
        """`frontline hub …`, which must end with this code."""
        done = frontline("hub", *arguments, "--data", self.root, FRONTLINE_HUB_DATABASE=self.server)
        assert done.exit_code == code, (arguments, done.output, done.exception)
        return done

    def told(self, *arguments: object, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code).stdout)

    def enrol(self, card: DeviceCard) -> None:
        path = self.root.parent / f"card-{card.device}.json"
        path.write_bytes(card.canonical())
        self.run("enroll", path, "--yes")

    def records(self) -> list[RefRecord]:
        return [read_ref(each.encode()) for each in self.stored().values()]

    def stored(self) -> dict[str, str]:
        return stored_referrals(self.folder, self.server)

    def copy_at(self, root: Path, postgres: PostgresServer) -> NationalHub:
        """Another hub with the same keys and the same posts."""
        shutil.copytree(self.root, root)
        return NationalHub(root, postgres.new_database(template=self.server))


def new_national_hub(root: Path, name: str, server: str) -> NationalHub:
    hub = NationalHub(root, server)
    hub.run("init", "--host", "127.0.0.1", "--hub", name)
    return hub


@dataclass
class Sticks:
    """Sticks on their way, each with what somebody put on it."""

    root: Path
    made: list[Path] = field(default_factory=list)

    def stick(self, *parcels: Parcel) -> Path:
        path = self.root / f"stick-{len(self.made)}"
        path.mkdir(parents=True)
        for parcel in parcels:
            put_whole(path, bundle_name(parcel.device, parcel.sequence), parcel.content)
        self.made.append(path)
        return path


def carried(hub: NationalHub, sticks: Sequence[Path], seed: int) -> None:
    """Every stick, in an order of its own, and some of them twice."""
    chance = seeded(seed)
    order = [*sticks, *chance.sample(list(sticks), len(sticks) // 2)]
    chance.shuffle(order)
    for stick in order:
        hub.run("import", stick)


def regional(hub: NationalHub, people: int, seed: int) -> list[Parcel]:
    """Bundles of two posts with so many people in all, who are made up."""
    chance, sealed = seeded(seed), list[Parcel]()
    posts = [Post(hub.card, f"post-{name}", seed=at) for at, name in enumerate(("north", "south"))]
    for post in posts:
        hub.enrol(post.device_card())
    for at, start in enumerate(range(0, people, IN_A_BUNDLE)):
        numbers = range(start, min(start + IN_A_BUNDLE, people))
        items = (ref_item(number, a_record(chance, number)) for number in numbers)
        sealed.append(posts[at % len(posts)].seal(*items))
    return sealed
