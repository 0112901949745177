"""A pack as JSON with fixed fields, so that others can build on them."""

from __future__ import annotations

from frontline.rules.country import Country, RetentionPeriods, Stated
from frontline.rules.definitions import Indicator, PackDefinition, Question
from frontline.rules.texts import SOURCE_LANGUAGE

Overview = dict[str, object]
UNKNOWN = "unknown"


def pack_overview(pack: PackDefinition) -> Overview:
    """A country pack has two keys more: what it `extends`, and what is known of the `country`."""
    overview: Overview = {
        "pack": pack.id,
        "version": pack.version,
        "languages": pack.texts.completeness(),
        "indicators": [_indicator(pack, indicator) for indicator in pack.indicators.values()],
        "questions": [_question(question) for question in pack.questions.values()],
        "instruments": [
            {
                "id": instrument.id,
                "title": _text(pack, f"instrument.{instrument.id}.title"),
                "roles": [role.value for role in instrument.roles],
                "sites": [site.value for site in instrument.sites],
                "questions": [item.question for item in instrument.items],
            }
            for instrument in pack.instruments.values()
        ],
    }
    if pack.country is not None:
        overview.update({"extends": pack.extends, "country": country_facts(pack.country)})
    return overview


def country_facts(country: Country) -> Overview:
    """Facts of a country, each with who says so and since when; `unknown` where nobody does."""
    floor, rest, kept = country.pay_floor, country.reflection, country.retention
    pay: Overview = {}
    if floor is not None:
        amounts = {"per_day": floor.per_day, "per_week": floor.per_week}
        amounts["per_month"] = floor.per_month
        pay = {period: amount or UNKNOWN for period, amount in amounts.items()}
        pay.update({"currency": floor.currency, "minor_units": floor.minor_units})
        pay.update(_stated(floor.stated))
    return {
        "code": country.code,
        "roles": [role.value for role in country.roles],
        "pay_floor": pay or UNKNOWN,
        "reflection_days": UNKNOWN if rest is None else {"days": rest.days, **_stated(rest.stated)},
        **{
            name: UNKNOWN if line is None else {"number": line.number, **_stated(line.stated)}
            for name, line in (
                ("emergency_line", country.emergency_line),
                ("hotline", country.hotline),
            )
        },
        "retention": UNKNOWN if kept is None else _retention(kept),
        "regions": dict(country.regions),
    }


def _retention(kept: RetentionPeriods) -> Overview:
    return {
        "identity": {band.value: days for band, days in kept.identity.items()},
        "case": {band.value: days for band, days in kept.case.items()},
        **_stated(kept.stated),
    }


def _stated(stated: Stated) -> Overview:
    return {"source": stated.source, "as_of": stated.as_of.isoformat()}


def _text(pack: PackDefinition, string_id: str) -> str:
    return pack.texts.get(string_id, SOURCE_LANGUAGE).value


def _indicator(pack: PackDefinition, indicator: Indicator) -> Overview:
    return {
        "code": indicator.code,
        "text": _text(pack, f"indicator.{indicator.code}.text"),
        "kind": "observation" if indicator.is_observation else "question",
        "element": indicator.element.value,
        "element_codes": list(indicator.element_codes),
        "dimension": indicator.dimension.value if indicator.dimension else None,
        "forms": list(indicator.forms),
        "strength": {
            column.value: strength.name.lower() for column, strength in indicator.strength.items()
        },
        "counter_reading": _text(pack, f"indicator.{indicator.code}.counter_reading"),
        "source": indicator.source,
    }


def _question(question: Question) -> Overview:
    raises: dict[str, list[str]] = {
        answer: list(codes) for answer, codes in question.raises.items()
    }
    for threshold in question.thresholds:
        raises[f">={threshold.at_least}"] = list(threshold.indicators)
    return {
        "id": question.id,
        "kind": question.kind.value,
        "answers": list(question.answers),
        "raises": raises,
    }
