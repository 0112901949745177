"""Packs of a country that leave out or weaken something of the core they stand on."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.rules.source_models import PackModel
from tests.support.desks import country_model

LISTS = ("indicators", "questions", "instruments", "cases")


def thinner() -> Iterator[tuple[str, PackModel]]:
    """The country's pack without one part of the core, for each of its parts that a pack can be
    without and still be one."""
    model = country_model()
    for name in LISTS:
        parts = getattr(model, name)
        for at, part in enumerate(parts):
            code = getattr(part, "code", None) or part.id
            rest = (*parts[:at], *parts[at + 1 :])
            yield f"{name} {code}", model.model_copy(update={name: rest})
    for at, offer in enumerate(model.routing.offers):
        rest = (*model.routing.offers[:at], *model.routing.offers[at + 1 :])
        routing = model.routing.model_copy(update={"offers": rest})
        yield f"offer {offer.id}", model.model_copy(update={"routing": routing})
    for name in ("concerns", "notices", "protocols"):
        parts = getattr(model.protocols, name)
        for at in range(len(parts)):
            rest = (*parts[:at], *parts[at + 1 :])
            protocols = model.protocols.model_copy(update={name: rest})
            yield f"{name} {at}", model.model_copy(update={"protocols": protocols})
    ungated = model.protocols.model_copy(update={"privacy_gate": None})
    yield "privacy gate", model.model_copy(update={"protocols": ungated})


def weaker() -> Iterator[tuple[str, PackModel]]:
    """With an indicator that says nothing, a question no longer kept for privacy."""
    model = country_model()
    for at, indicator in enumerate(model.indicators):
        silent = indicator.model_copy(update={"strength": {}, "urgent": False})
        if silent != indicator:
            parts = (*model.indicators[:at], silent, *model.indicators[at + 1 :])
            yield f"strength {indicator.code}", model.model_copy(update={"indicators": parts})
    for at, question in enumerate(model.questions):
        if question.sensitive:
            open_one = question.model_copy(update={"sensitive": False})
            asked = (*model.questions[:at], open_one, *model.questions[at + 1 :])
            yield f"sensitive {question.id}", model.model_copy(update={"questions": asked})
