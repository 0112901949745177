"""Packs of Tango in which a form that had no name has one, with nothing asked for it."""

from __future__ import annotations

from functools import cache

from frontline.rules.built import build_pack
from frontline.rules.source_models import FormModel
from tests.support.desks import KEY
from tests.support.packs import SHIPPED, pack_model

NEW_FORM = "IDENTITY_LENDING"
DESCRIBED_AS = ("other_identity_used", "papers_kept")


@cache
def naming_pack(version: int = 2, described_as: tuple[str, ...] = DESCRIBED_AS) -> bytes:
    model = pack_model(SHIPPED / "tango")
    form = FormModel(
        code=NEW_FORM,
        family="other",
        label="Identity lent",
        parent="OTHER_UNNAMED",
        described_as=described_as,
    )
    header = model.header.model_copy(
        update={"version": version, "forms": (*model.header.forms, form)}
    )
    return build_pack(model.model_copy(update={"header": header}), {}, KEY)
