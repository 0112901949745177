"""The words an officer may search with, in their language, and the codes they stand for."""

from __future__ import annotations

from frontline.domain.findings import Band
from frontline.domain.marks import URGENT, mark, user_mark
from frontline.domain.officials import User
from frontline.domain.sites import SiteKind
from frontline.rules.definitions import PackDefinition
from frontline.services.search import Vocabulary
from frontline.ui.labels import band_text, site_text
from frontline.ui.language import Language
from frontline.ui.pack_words import PackWords


def vocabulary(language: Language, pack: PackDefinition, users: tuple[User, ...]) -> Vocabulary:
    words = PackWords(pack, language.code, "en")
    return (
        *((site_text(language, kind), mark(kind.value, "site")) for kind in SiteKind),
        *((band_text(language, band), mark(band.value)) for band in Band),
        (language.gettext("Urgent"), URGENT),
        *((words.text(f"form.{code}.label"), mark(code)) for code in pack.forms),
        *((words.text(f"concern.{each.code}.label"), mark(each.code)) for each in pack.concerns),
        *(
            (words.text(f"instrument.{each}.title"), mark(each, "instrument"))
            for each in pack.instruments
        ),
        *((user.name, user_mark(user.id)) for user in users),
    )
