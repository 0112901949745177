"""frontline bench hub: what a hub's work costs beside bare inserts of the same referrals.

Posts are made up and seal real bundles, outside the time that is taken. In turn, each round of
bundles is taken in, opened, checked and recorded by the hub, and its referrals are put into a bare
table of the same database in batches of the same size, so that both see the same machine.

With bundles of several sizes, what a bundle costs is told apart from what a referral in it costs.
"""

# ruff: noqa: PLC0415 -- the database is loaded by the command that needs it

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.bench.bundle_costs import BundleCost, BundleCosts
from frontline.cli.bench.made_up_posts import MadeUpPost, made_up_item, made_up_posts
from frontline.cli.bench.measuring import machine_load, resident_megabytes
from frontline.cli.hub_options import AsJson, Server
from frontline.cli.printing import print_json, refusals
from frontline.domain.clock import SystemClock
from frontline.services.chance import SystemChance
from frontline.wire.cards import DeviceCard, HubCard

if TYPE_CHECKING:
    from frontline.hub.desk import HubDesk
    from frontline.hub.ingest import Ingest
    from frontline.hub.mailroom import Mailroom
    from frontline.hub.processor import Processor
    from frontline.hub.yardstick import BareTable

_IN_A_BUNDLE = 100


def hub_command(
    posts: Annotated[int, typer.Option("--posts", min=1, help="How many posts send.")] = 20,
    referrals: Annotated[int, typer.Option("--referrals", min=1, help="How many in all.")] = 10_000,
    in_a_bundle: Annotated[
        list[int] | None,
        typer.Option(
            "--in-a-bundle",
            min=1,
            max=500,
            help="How many in a bundle; 100 where nothing is said. Said more than once, each post"
            " sends one of every size in turn, and bundle and referral are told apart.",
        ),
    ] = None,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """A hub's work as a ratio to bare inserts. Needs an empty database, which it leaves empty."""
    sizes = tuple(in_a_bundle or [_IN_A_BUNDLE])
    with (
        refusals(),
        TemporaryDirectory(prefix="frontline-bench-") as name,
        _measured_hub(Path(name) / "hub", server) as hub,
    ):
        found = _measure(hub, _Load(posts, referrals, sizes))
    report = {"posts": posts, **found, "load": machine_load()}
    if as_json:
        print_json(report)
    else:
        for key, value in report.items():
            typer.echo(f"{key:26} {value}")


@dataclass(frozen=True, slots=True)
class _Load:
    posts: int
    referrals: int
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _MeasuredHub:
    card: HubCard
    desk: HubDesk
    mailroom: Mailroom
    ingest: Ingest
    processor: Processor
    bare: BareTable


@contextmanager
def _measured_hub(root: Path, server: str | None) -> Iterator[_MeasuredHub]:
    """Raises BadInputError where the database is in use already."""
    from frontline.hub.desk import HubDesk
    from frontline.hub.ingest import Ingest
    from frontline.hub.keys import HubFolder
    from frontline.hub.places import hub_places
    from frontline.hub.setup import HubPlan, create_hub
    from frontline.hub.yardstick import BareTable, drop_measured_hub

    folder, clock = HubFolder(root), SystemClock()
    card = create_hub(root, HubPlan("127.0.0.1", 8443, "bench", server), clock, SystemChance())
    with ExitStack() as stack:
        if server is not None:
            stack.callback(drop_measured_hub, folder, server)
        desk = HubDesk(folder, clock, server)
        mailroom = stack.enter_context(desk.mailroom())
        processor = stack.enter_context(desk.processor(mailroom))
        bare = stack.enter_context(closing(BareTable(hub_places(folder, server))))
        yield _MeasuredHub(card, desk, mailroom, Ingest(mailroom), processor, bare)


def _measure(hub: _MeasuredHub, load: _Load) -> dict[str, object]:
    posts, costs, memory = _posts(hub, load.posts), BundleCosts(), list[float]()
    made = 0
    while made < load.referrals:
        for size in load.sizes:
            for post in posts:
                _take_time(hub, post, range(made, made + size), costs)
                made += size
            memory.append(resident_megabytes() or 0.0)
    return {
        "referrals": hub.bare.count(),
        **costs.told(),
        **costs.stored(hub.bare.stored_bytes()),
        "start_seconds": round(_start_seconds(hub), 2),
        "memory_after_a_tenth_mb": memory[len(memory) // 10],
        "memory_at_the_end_mb": memory[-1],
    }


def _take_time(hub: _MeasuredHub, post: MadeUpPost, numbers: range, costs: BundleCosts) -> None:
    items = [made_up_item(number) for number in numbers]
    content = post.seal(items)
    start, processor = perf_counter(), process_time()
    hub.ingest.accept(content)
    held = perf_counter()
    hub.processor.process_waiting()
    done, processor = perf_counter(), process_time() - processor
    hub.bare.insert([(item.id, item.content) for item in items])
    bare = perf_counter() - done
    costs.note(len(numbers), BundleCost(held - start, done - held, processor, bare), len(content))


def _start_seconds(hub: _MeasuredHub) -> float:
    """What each call of `frontline hub process` does before it looks into anything."""
    start = perf_counter()
    with hub.desk.processor(hub.mailroom):
        return perf_counter() - start


def _posts(hub: _MeasuredHub, count: int) -> list[MadeUpPost]:
    posts = made_up_posts(hub.card, count)
    for post in posts:
        card = DeviceCard(device=post.device, verify_key=post.key.public, supervisor_keys=())
        hub.mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)
    return posts
