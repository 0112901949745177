"""No part of the core can be taken from a country's pack, whatever else it adds."""

from __future__ import annotations

import pytest

from frontline.errors_of_updates import FloorLoweredError
from frontline.rules.built import BuiltPack, read_built_pack
from frontline.rules.source_models import PackModel
from frontline.services.floor import require_floor, require_sound
from tests.support.desks import TRUSTED, core_model, country_model
from tests.support.lowered_packs import thinner, weaker
from tests.support.updates import pack


def built(model: PackModel) -> BuiltPack:
    return read_built_pack(pack(model), TRUSTED)


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
