"""Counts by hand of what a hub publishes, sharing nothing with frontline.statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from frontline.wire.ref_record import RefRecord


def classes(record: RefRecord) -> dict[str, str]:
    """One class in each dimension that the journey publishes."""
    sent = record.model_dump(mode="json")
    named = [form for form in sent["forms"] if form != "OTHER_UNNAMED"] or sent["forms"]
    unknown = {"disputed": "UNKNOWN", "not_stated": "UNKNOWN", None: "UNKNOWN"}
    return {
        "form": "UNKNOWN" if not named else named[0] if len(named) == 1 else "MIXED",
        "age_band": unknown.get(sent["age_band"], sent["age_band"]),
        "gender": unknown.get(sent["gender"], sent["gender"]),
        "month": sent["month"],
        "origin": unknown.get(sent["citizenship_area"], sent["citizenship_area"]),
        "place": unknown.get(sent["region"], sent["region"]),
        **way(sent["route"]),
    }


def way(route: Sequence[dict[str, str | None]]) -> dict[str, str]:
    """Where it begins, what it leads through, where it ends; no route here has one place."""
    places = [leg["region"] or leg["country"] or "UNKNOWN" for leg in route]
    names = ("route_from", "route_through", "route_to")
    if not places:
        return dict.fromkeys(names, "UNKNOWN")
    between = sorted(set(places[1:-1]))
    through = "MIXED" if len(between) > 1 else (*between, "DIRECT")[0]
    return dict(zip(names, (places[0], through, places[-1]), strict=True))


def count_table(
    records: Iterable[RefRecord], dimensions: Sequence[str]
) -> Counter[tuple[str, ...]]:
    return Counter(tuple(classes(each)[name] for name in dimensions) for each in records)


def count_pairs(records: Iterable[RefRecord]) -> Counter[tuple[str, str]]:
    """How many people have both codes of methods; under the same code twice, that one."""
    counted: Counter[tuple[str, str]] = Counter()
    for record in records:
        codes = sorted({*record.indicators, *record.means.codes})
        counted.update((one, other) for one in codes for other in codes if one <= other)
    return counted
