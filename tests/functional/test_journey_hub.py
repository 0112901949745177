"""J9 at the national authority: bundles of three posts come by stick and by network among two
thousand made-up referrals; receipts, answers, figures, a new form, the directory and the
monitoring matrix leave again. Hub, database and commands are the real ones, and every number is
compared with a count by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from frontline.domain.referrals import ReferralState
from frontline.services.roads import Parcel
from frontline.sync.folder import FolderTransport
from frontline.wire.bundle import BundleItem
from tests.support.hub import Post, ref_item, ref_record
from tests.support.hub_commands import serving
from tests.support.hub_postgres import PostgresServer, postgres_server
from tests.support.hub_roads import transport
from tests.support.nation import Nation
from tests.support.nation_figures import (
    figures_are_counts_in_which_few_people_are_hidden,
    routes_are_the_shown_flows,
    three_countries_are_put_together,
    what_would_tell_of_few_new_people_is_refused,
)
from tests.support.nation_measures import (
    seeded_harms_show,
    the_matrix_equals_a_count,
)
from tests.support.nation_rules import (
    a_form_without_a_name_gets_one,
    a_pack_below_the_floor_is_refused,
    directory_and_glossary_go_with_it,
    no_rule_reads_who_was_met,
)
from tests.support.national_hub import Sticks, carried, new_national_hub, regional
from tests.support.national_posts import NationalPost

pytestmark = pytest.mark.slow
PEOPLE = 2000


@pytest.fixture
def postgres() -> Iterator[PostgresServer]:
    with TemporaryDirectory(prefix="pg") as folder, postgres_server(Path(folder)) as server:
        yield server


def test_a_national_authority_runs_its_hub(postgres: PostgresServer, tmp_path: Path) -> None:
    hub = new_national_hub(tmp_path / "hub", "hub-tango", postgres.new_database())
    parcels = regional(hub, PEOPLE, seed=9)
    posts = [
        NationalPost(f"Post {number}", region, hub.card)
        for number, region in enumerate(("XT-1", "XT-2", "XT-3"))
    ]
    for post in posts:
        hub.enrol(post.outbox.device_card())
    other = hub.copy_at(tmp_path / "other", postgres)
    sticks = Sticks(tmp_path / "sticks")
    referred = [post.refer(post.met()) for post in posts]
    nation = Nation(hub, other, sticks, posts, referred)

    by_both_roads_in_any_order_it_is_one_store(nation, parcels)
    what_is_broken_is_put_aside_with_its_reason(nation)
    receipts_and_answers_reach_three_posts(nation)
    figures_are_counts_in_which_few_people_are_hidden(nation, tmp_path / "figures")
    what_would_tell_of_few_new_people_is_refused(nation, tmp_path / "figures")
    routes_are_the_shown_flows(nation, tmp_path / "figures")
    no_rule_reads_who_was_met(tmp_path / "reading")
    a_form_without_a_name_gets_one(nation, tmp_path / "next")
    directory_and_glossary_go_with_it(nation, tmp_path / "next")
    the_matrix_equals_a_count(nation)
    seeded_harms_show(nation, tmp_path)
    three_countries_are_put_together(nation, postgres, tmp_path)
    a_pack_below_the_floor_is_refused(nation, tmp_path / "lower")


def by_both_roads_in_any_order_it_is_one_store(nation: Nation, parcels: list[Parcel]) -> None:
    hub, (usb, *online) = nation.hub, nation.posts
    of_posts = [parcel for post in nation.posts for parcel in post.outbox.seal_waiting()]
    sticks = [nation.sticks.stick(parcel) for parcel in parcels]
    usb.send(FolderTransport(nation.sticks.stick()))
    carried(hub, [*sticks, nation.sticks.made[-1]], seed=1)
    with serving(hub.root, "--listen", "127.0.0.1:0", server=hub.server) as address:
        card = hub.card.model_copy(update={"url": address})
        for post in online:
            post.send(transport(), card)
        hub.run("process")
        for post in online:
            post.send(transport(), card)
    carried(nation.other, [*sticks, *map(nation.sticks.stick, of_posts)], seed=2)

    assert nation.hub.stored() == nation.other.stored()
    sealed = {str(each.id): each.record.decode() for each in nation.referred}
    assert len(hub.stored()) == PEOPLE + len(sealed)
    assert sealed.items() <= hub.stored().items()
    counts = hub.told("stats")
    assert (counts["referrals"], counts["waiting"]) == (PEOPLE + 3, 0)
    assert (counts["forks"], counts["missing"], counts["refused"]) == (0, 0, {})


def what_is_broken_is_put_aside_with_its_reason(nation: Nation) -> None:
    hub, before = nation.hub, nation.hub.stored()
    post = Post(hub.card, "post-worn", seed=7)
    hub.enrol(post.device_card())
    sound, changed = ref_item(5000), ref_record(0).model_copy(update={"urgent": False})
    spoilt = BundleItem(id="spoilt", kind="REF/1", content='{"format":"REF/1"}')
    unknown = BundleItem(id="unknown", kind="REF/9", content="{}")
    parcel = post.seal(sound, spoilt, unknown, ref_item(0, changed))
    stick = nation.sticks.stick(parcel)
    (stick / "cut.flb").write_bytes(parcel.content[:400])
    stranger = Post(hub.card, "post-stranger", seed=8).seal(ref_item(6000))
    (stick / "stranger.flb").write_bytes(stranger.content)

    report = hub.told("import", stick, code=1)

    assert {each["name"]: each["reason"] for each in report["refused"]} == {
        "cut.flb": "header",
        "stranger.flb": "unknown-device",
    }
    (processed,) = report["processed"]
    assert (processed["items"], processed["quarantined"]) == (1, 3)
    reasons = hub.told("stats")["quarantined"]
    assert reasons == {"unreadable": 1, "unknown-kind": 1, "second-version": 1}
    assert hub.stored() == {**before, sound.id: sound.content}


def receipts_and_answers_reach_three_posts(nation: Nation) -> None:
    hub = nation.hub
    usb, *online = nation.posts
    assert [post.state(each) for post, each in zip(nation.posts, nation.referred, strict=True)] == [
        ReferralState.SENT,
        ReferralState.ACKNOWLEDGED,
        ReferralState.ACKNOWLEDGED,
    ]
    for each in nation.referred:
        options = ("--outcome", "accepted", "--contact-on", "2026-12-01")
        hub.run("answer", each.token, *options)
    stick = nation.sticks.stick()
    usb.send(FolderTransport(stick))
    hub.run("import", stick)
    usb.send(FolderTransport(stick))
    with serving(hub.root, "--listen", "127.0.0.1:0", server=hub.server) as address:
        for post in online:
            post.send(transport(), hub.card.model_copy(update={"url": address}))
    for post, each in zip(nation.posts, nation.referred, strict=True):
        assert post.state(each) is ReferralState.ANSWERED
        (follow_up,) = post.vault.follow_ups.open_follow_ups()
        assert follow_up.due.isoformat() == "2026-12-01"
