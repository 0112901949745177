"""No part of the core can be taken from a country's pack, whatever else it adds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from frontline.errors_of_updates import FloorLoweredError
from frontline.rules.built import BuiltPack, read_built_pack
from frontline.rules.source_models import PackModel
from frontline.services.floor import require_floor, require_sound
from tests.support.desks import TRUSTED, core_model, country_model
from tests.support.updates import pack

LISTS = ("indicators", "questions", "instruments", "cases")


def built(model: PackModel) -> BuiltPack:
    return read_built_pack(pack(model), TRUSTED)


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


ATTACKS = dict([*thinner(), *weaker()])


@pytest.mark.property
def test_no_part_of_the_core_can_be_left_out_or_weakened() -> None:
    floor, sound = built(core_model()), built(country_model())
    assert len(ATTACKS) > 40
    for model in ATTACKS.values():
        # The definitions of the sound one: what cannot even be compiled is refused before.
        lowered = BuiltPack(sound.definition, model, {}, b"", "")
        with pytest.raises(FloorLoweredError):
            require_floor(floor, lowered)


def test_a_country_that_only_adds_passes() -> None:
    """The control: a pack that keeps all of it, and is stricter in one question."""
    floor, model = built(core_model()), country_model()
    questions = tuple(
        each.model_copy(update={"sensitive": True}) if each.id == "journey" else each
        for each in model.questions
    )
    stricter = built(model.model_copy(update={"questions": questions}))

    require_floor(floor, built(model))
    require_floor(floor, stricter)
    require_sound(stricter, floor)
