"""The referral in plain words: exactly what will leave, and what never does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.texts import label
from frontline.wire.ref_record import RefElement, RefRecord


class ReferralView(PageFrame):
    def __init__(
        self,
        viewmodel: CaseViewModel,
        around: Surroundings,
        *,
        on_back: Callable[[], None],
        on_home: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_back = on_back
        self._on_home = on_home
        self._shown: tuple[object, ...] | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: CaseState) -> None:
        shown = (state.preview, state.is_queued)
        if shown != self._shown:
            self._shown = shown
            page = Page(
                self._around.theme, self._around.language.gettext("Referral to the national hub")
            )
            if state.is_queued:
                self._fill_queued(page)
            elif state.preview is None:
                self._fill_refused(page)
            else:
                self._fill_preview(page, state, state.preview)
            self.put(page)
        self.show_error(self._around.language, state.error)

    def _fill_queued(self, page: Page) -> None:
        gettext = self._around.language.gettext
        page.add(
            label(
                gettext(
                    "The referral is in the outbox. It is sent by itself when there is a "
                    "connection, or by a supervisor on a stick."
                ),
                "note",
            )
        )
        close = button(gettext("Close this screening"), self._viewmodel.close, name="close")
        page.add_footer(close, left=True)
        page.add_footer(button(gettext("Home"), self._on_home, style="primary", name="home"))

    def _fill_refused(self, page: Page) -> None:
        gettext = self._around.language.gettext
        page.add(
            label(
                gettext(
                    "The person has not agreed to a referral, so nothing can leave. They may "
                    "agree later. Help that is given here does not depend on it."
                ),
                "note",
            )
        )
        page.add_footer(button(gettext("Back"), self._on_back, name="back"), left=True)
        page.add_footer(button(gettext("Home"), self._on_home, style="primary", name="home"))

    def _fill_preview(self, page: Page, state: CaseState, record: RefRecord) -> None:
        gettext = self._around.language.gettext
        page.add(
            label(
                gettext(
                    "This is all that leaves, sealed to the hub. It is pseudonymous: it carries a "
                    "random number instead of a name."
                )
            )
        )
        if state.finding is not None:
            words = PackWords(state.finding.interview.pack, self._around.language.code, "en")
            page.add(_table(self._around, self._rows(record, words)))
        page.add(
            label(
                gettext(
                    "Never sent: names, papers, contacts, notes, exact place or hour, anything "
                    "the person may have done, and whether they cooperate."
                ),
                "note",
            )
        )
        page.add_footer(button(gettext("Back"), self._on_back, name="back"), left=True)
        send = button(
            gettext("Queue this referral"),
            self._viewmodel.make_referral,
            style="primary",
            name="queue",
        )
        page.add_footer(send)

    def _rows(self, record: RefRecord, words: PackWords) -> list[tuple[str, str]]:
        language = self._around.language
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
                (element_text(language, element), self._element(element, found, words))
                for element, found in (
                    (Element.ACT, record.act),
                    (Element.MEANS, record.means),
                    (Element.PURPOSE, record.purpose),
                )
            ),
            (
                gettext("Forms"),
                _listed(words, (f"form.{form}.label" for form in record.forms), nothing),
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
            (gettext("Language"), self._spoken(record.language, words)),
            (gettext("Place"), place),
            (gettext("Kind of place"), site_text(language, record.site_kind)),
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

    def _spoken(self, code: str | None, words: PackWords) -> str:
        asked = words.pack.question_with_role(QuestionRole.LANGUAGE)
        if code is None or asked is None:
            return self._around.language.gettext("not stated")
        return words.answer(asked, code)

    def _element(self, element: Element, found: RefElement, words: PackWords) -> str:
        language = self._around.language
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


def _table(around: Surroundings, rows: list[tuple[str, str]]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    grid = QGridLayout(frame)
    edge = around.theme.px(1)
    grid.setContentsMargins(edge, edge, edge, edge)
    grid.setVerticalSpacing(around.theme.px(0.5))
    grid.setHorizontalSpacing(around.theme.px(1.2))
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        grid.addWidget(label(name, "quiet"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value), at, 1)
    grid.setColumnMinimumWidth(0, around.theme.px(11))
    return frame
