"""A pack as JSON with fixed fields, so that others can build on them."""

from __future__ import annotations

from frontline.rules.definitions import Indicator, PackDefinition, Question
from frontline.rules.texts import SOURCE_LANGUAGE

Overview = dict[str, object]


def pack_overview(pack: PackDefinition) -> Overview:
    return {
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
