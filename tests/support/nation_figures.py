"""What the hub of a nation tells in numbers, each compared with a count by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from frontline.statistics.merging import MergedFile
from frontline.wire.ref_record import RefRecord
from tests.support.commands import frontline
from tests.support.hub import Post, ref_item, seeded
from tests.support.hub_postgres import PostgresServer
from tests.support.nation import Nation
from tests.support.national import a_record
from tests.support.national_counts import count_pairs, count_table
from tests.support.national_hub import NationalHub, new_national_hub, regional

# Of so few people no number is shown.
FEW = 5
WAYS = "route_from,route_through,route_to"
TABLES = ("form,age_band,gender", "form,month", "origin,place", "age_band,gender,origin", WAYS)


def figures_are_counts_in_which_few_people_are_hidden(nation: Nation, out: Path) -> None:
    file = released(nation.hub, out, 1, "2026-01:2026-10")
    records = [each for each in nation.hub.records() if each.month <= "2026-10"]
    hidden = 0
    for table in file["tables"]:
        counted = count_table(records, table["dimensions"])
        shown = {tuple(cell["classes"]): cell["people"] for cell in table["cells"]}
        # An empty cell may be hidden as well, and is then listed.
        assert counted.keys() <= shown.keys()
        assert all(people in (None, counted[cell]) for cell, people in shown.items())
        assert all(shown[cell] is None for cell, number in counted.items() if number < FEW)
        assert rest_of_each_sum(file, table).isdisjoint(range(1, FEW))
        hidden += list(shown.values()).count(None)
        has_profile = {"age_band", "gender", "origin"} & set(table["dimensions"])
        assert ("They are no criteria" in table["note"]) == bool(has_profile)
    assert hidden > 0
    by_form = next(table for table in file["tables"] if table["dimensions"] == ["form"])
    assert {"UNKNOWN", "MIXED"} <= {cell["classes"][0] for cell in by_form["cells"]}
    pairs = {tuple(pair["codes"]): pair["people"] for pair in file["methods"]}
    together = count_pairs(records)
    assert together.keys() <= pairs.keys()
    assert all(people in (None, together[pair]) for pair, people in pairs.items())
    assert sum(people is not None for people in pairs.values()) > len(pairs) / 2


def released(hub: NationalHub, out: Path, number: int, months: str, code: int = 0) -> Any:
    tables = [part for each in TABLES for part in ("--table", each)]
    arguments = ("export", "--format", "stat", "--out", out, "--months", months, *tables)
    done = hub.run(*arguments, code=code)
    if code:
        return done
    return json.loads((out / f"stat-{hub.card.hub}-{number}.json").read_text("utf-8"))


def rest_of_each_sum(file: Any, table: Any) -> set[int]:
    """What an onlooker gets who takes the shown cells of a table away from each total."""
    rests, dimensions = set(), table["dimensions"]
    for total in file["tables"]:
        if not set(total["dimensions"]) <= set(dimensions):
            continue
        places = [dimensions.index(name) for name in total["dimensions"]]
        for whole in total["cells"]:
            inner = [
                cell["people"]
                for cell in table["cells"]
                if [cell["classes"][place] for place in places] == whole["classes"]
            ]
            if whole["people"] is not None:
                rests.add(whole["people"] - sum(people or 0 for people in inner))
    return rests


def what_would_tell_of_few_new_people_is_refused(nation: Nation, out: Path) -> None:
    """The three posts and the worn one referred four people in November."""
    hub = nation.hub
    refused = released(hub, out, 2, "2026-01:2026-11", code=1)
    assert "too-few-more" in refused.stderr
    post, chance = Post(hub.card, "post-late", seed=11), seeded(11)
    hub.enrol(post.device_card())
    late = (ref_item(n, a_record(chance, n, month="2026-11")) for n in range(7000, 7060))
    hub.run("import", nation.sticks.stick(post.seal(*late)))

    second = released(hub, out, 2, "2026-01:2026-11")

    first = json.loads((out / "stat-hub-tango-1.json").read_text("utf-8"))
    for before, after in zip(first["tables"], second["tables"], strict=True):
        shown = {tuple(cell["classes"]): cell["people"] for cell in before["cells"]}
        now = {tuple(cell["classes"]): cell["people"] for cell in after["cells"]}
        both = [cell for cell in now if now[cell] is not None and shown.get(cell, 0) is not None]
        assert {now[cell] - shown.get(cell, 0) for cell in both}.isdisjoint(range(1, FEW))


def routes_are_the_shown_flows(nation: Nation, out: Path) -> None:
    shown = frontline("hub", "routes", out / "stat-hub-tango-1.json", "--json")
    assert shown.exit_code == 0, shown.output
    told = json.loads(shown.stdout)
    records = [each for each in nation.hub.records() if each.month <= "2026-10"]
    flows = count_table(records, ["origin", "place"])
    drawn = {(flow["origin"], flow["place"]): flow["people"] for flow in told["flows"]}
    assert all(flows[flow] == people >= FEW for flow, people in drawn.items())
    assert told["hidden"] >= len(flows) - len(drawn)
    few = {flow for flow, people in flows.items() if people < FEW}
    assert few
    assert few.isdisjoint(drawn)
    assert drawn
    ways_are_the_shown_ones(told, records)
    met = count_table(records, ["place"])
    zones = [(zone["place"], zone["people"]) for zone in told["zones"]]
    assert zones == sorted(zones, key=lambda zone: -zone[1])
    assert all(met[place,] == people for place, people in zones)


def ways_are_the_shown_ones(told: Any, records: list[RefRecord]) -> None:
    counted = count_table(records, WAYS.split(","))
    ends = ("origin", "through", "destination")
    drawn = {tuple(way[end] for end in ends): way["people"] for way in told["ways"]}
    assert drawn
    assert all(counted[way] == people >= FEW for way, people in drawn.items())
    nobody = ("UNKNOWN", "UNKNOWN", "UNKNOWN")
    assert told["not_noted"] in (None, counted[nobody])
    assert told["hidden_ways"] >= len(counted.keys() - drawn.keys() - {nobody})
    few = {way for way, people in counted.items() if people < FEW}
    assert few
    assert few.isdisjoint(drawn)
    # Through one region, and through two.
    assert {("XA-1", "XT-C", "XD-1"), ("XA-1", "MIXED", "XD-1")} <= drawn.keys()


def three_countries_are_put_together(
    nation: Nation, postgres: PostgresServer, folder: Path
) -> None:
    files = []
    for seed, name in enumerate(("hub-alpha", "hub-delta"), start=21):
        hub = new_national_hub(folder / name, name, postgres.new_database())
        for parcel in regional(hub, 120, seed):
            hub.run("import", nation.sticks.stick(parcel))
        released(hub, folder / "figures", 1, "2026-01:2026-10")
        files.append(folder / "figures" / f"stat-{name}-1.json")
    files.append(folder / "figures" / "stat-hub-tango-1.json")
    done = frontline("hub", "merge", *files, "--out", folder / "all.json")
    assert done.exit_code == 0, done.output

    merged = MergedFile.model_validate_json((folder / "all.json").read_bytes())
    told = [json.loads(file.read_text("utf-8")) for file in files]
    for table in merged.tables:
        pooled, unknown = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
        for part in told:
            for each in part["tables"]:
                if tuple(each["dimensions"]) == table.dimensions:
                    for cell in each["cells"]:
                        pooled[tuple(cell["classes"])] += cell["people"] or 0
                        unknown[tuple(cell["classes"])] += cell["people"] is None
        assert {cell.classes: cell.people for cell in table.cells} == pooled
        assert {cell.classes: cell.hidden_in for cell in table.cells} == unknown
