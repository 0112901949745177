"""Shipped packs in which a form that had no name has one, with nothing asked for it."""

from __future__ import annotations

from functools import cache

from frontline.domain.answers import AnswerValue
from frontline.rules.built import build_pack
from frontline.rules.source_models import FormModel
from tests.support.desks import KEY
from tests.support.packs import SHIPPED, pack_model, translations

NEW_FORM = "IDENTITY_LENDING"
DESCRIBED_AS = ("other_identity_used", "papers_kept")
# What a person told before the form had its name: somebody made them lend an account (J6).
LENT: dict[str, AnswerValue] = {
    "interpreter": "not_needed",
    "age_years": 24,
    "already_there": "yes",
    "held_there": ("go_out", "call"),
    "papers_with": "employer_or_host",
    "planned_for": ("other",),
    "other_terms": "accounts",
    "fear_of_return": "no",
    "referral_choice": "full",
}


@cache
def naming_pack(name: str = "tango") -> bytes:
    """The second version of a shipped pack, with all its translations but that of the new form."""
    model = pack_model(SHIPPED / name)
    form = FormModel(
        code=NEW_FORM,
        family="other",
        label="Identity lent",
        parent="OTHER_UNNAMED",
        described_as=DESCRIBED_AS,
    )
    header = model.header.model_copy(update={"version": 2, "forms": (*model.header.forms, form)})
    named = model.model_copy(update={"header": header})
    return build_pack(named, translations(SHIPPED / name), KEY)
