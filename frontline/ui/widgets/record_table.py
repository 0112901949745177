"""What a referral says, in words: the same wherever somebody looks at one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from frontline.domain.trafficking import Element
from frontline.rules.definitions import QuestionRole
from frontline.ui.formats import country_text, month_text
from frontline.ui.labels import (
    band_text,
    element_code_text,
    element_text,
    named,
    ref_value_text,
    role_text,
    service_text,
    site_text,
    status_text,
)
from frontline.ui.language import Language
from frontline.ui.pack_words import PackWords
from frontline.ui.route_words import leg_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.texts import label
from frontline.wire.ref_record import RefElement, RefRecord


def record_table(around: Surroundings, record: RefRecord, words: PackWords) -> QFrame:
    """All that a referral says, a line for each field."""
    frame = QFrame()
    frame.setObjectName("card")
    grid = QGridLayout(frame)
    edge = around.theme.px(1)
    grid.setContentsMargins(edge, edge, edge, edge)
    grid.setVerticalSpacing(around.theme.px(0.5))
    grid.setHorizontalSpacing(around.theme.px(1.2))
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(_rows(around.language, record, words)):
        grid.addWidget(label(name, "quiet"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value), at, 1)
    grid.setColumnMinimumWidth(0, around.theme.px(11))
    return frame


def _rows(language: Language, record: RefRecord, words: PackWords) -> list[tuple[str, str]]:
    gettext = language.gettext
    place = country_text(language.code, record.country)
    if record.region:
        place = f"{place}, {record.region}"
    nothing = gettext("none")
    yes_no = {True: gettext("Yes"), False: gettext("No")}
    return [
        (gettext("Finding"), band_text(language, record.band)),
        (gettext("Urgent"), yes_no[record.urgent]),
        *(
            (element_text(language, element), _element(language, element, found, words))
            for element, found in (
                (Element.ACT, record.act),
                (Element.MEANS, record.means),
                (Element.PURPOSE, record.purpose),
            )
        ),
        (
            gettext("Forms"),
            "\n".join(map(words.form, record.forms)) or nothing,
        ),
        (
            gettext("Also to be seen to"),
            _listed(words, (f"concern.{code}.label" for code in record.concerns), nothing),
        ),
        (
            gettext("Indicators"),
            _listed(words, (f"indicator.{code}.text" for code in record.indicators), nothing),
        ),
        (gettext("Age"), ref_value_text(language, record.age_band)),
        (gettext("Gender"), ref_value_text(language, record.gender)),
        (gettext("Citizenship"), ref_value_text(language, record.citizenship_area)),
        (gettext("Language"), _spoken(language, record.language, words)),
        (gettext("Place"), place),
        (gettext("Kind of place"), site_text(language, record.site_kind)),
        (gettext("Route"), _route(language, record) or nothing),
        (gettext("Month"), month_text(language.code, record.month)),
        (gettext("Service"), role_text(language, record.official_role)),
        (
            gettext("Services accepted"),
            ", ".join(service_text(language, s) for s in record.services) or nothing,
        ),
        (
            gettext("No return before an assessment"),
            yes_no[record.do_not_return_before_assessment],
        ),
        (gettext("Rests on"), ref_value_text(language, record.consent)),
    ]


def _route(language: Language, record: RefRecord) -> str:
    """A line for each place."""
    return "\n".join(
        f"{number}. {leg_text(language, leg)}" for number, leg in enumerate(record.route, start=1)
    )


def _spoken(language: Language, code: str | None, words: PackWords) -> str:
    asked = words.pack.question_with_role(QuestionRole.LANGUAGE)
    if code is None or asked is None:
        return language.gettext("not stated")
    return words.answer(asked, code)


def _element(language: Language, element: Element, found: RefElement, words: PackWords) -> str:
    names = [
        words.text(f"form.{code}.label")
        if element is Element.PURPOSE
        else element_code_text(language, code)
        for code in found.codes
    ]
    status = status_text(language, found.status)
    return named(language, status, ", ".join(names)) if names else status


def _listed(words: PackWords, string_ids: Iterable[str], nothing: str) -> str:
    """One on each line, because most are sentences."""
    return "\n".join(words.text(string_id) for string_id in string_ids) or nothing
