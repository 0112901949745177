"""The finding, with its reasons: by act, means and purpose, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from frontline.domain.findings import Band, ElementStatus, Trace
from frontline.domain.identifiers import IndicatorCode
from frontline.domain.trafficking import Element
from frontline.services.interview_state import FindingState
from frontline.services.naming import ShownName
from frontline.ui.labels import (
    band_meaning,
    band_text,
    element_code_text,
    element_question,
    element_text,
    named,
    status_text,
)
from frontline.ui.name_words import decision_text
from frontline.ui.pack_words import PackWords
from frontline.ui.reason_words import reason_text, rule_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.held_up_card import held_up_card
from frontline.ui.widgets.marked import marked_label
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.pay_card import pay_card
from frontline.ui.widgets.texts import label

_ELEMENTS = (Element.ACT, Element.MEANS, Element.PURPOSE)
_MOST_UNASKED = 6
# Where the glossary has a concern under another word.
_CONCERN_TERMS = {"smuggling": "smuggling_of_migrants"}


@dataclass(frozen=True, slots=True)
class FindingActions:
    go_back: Callable[[], None]
    check: Callable[[], None]
    papers: Callable[[], None]
    plan: Callable[[], None]
    identity: Callable[[], None]
    sharing: Callable[[], None]
    route: Callable[[], None]
    # From a case that is only looked at, or closed. Others are left by the plan, which closes it.
    leave: Callable[[], None] | None = None


class FindingView(PageFrame):
    def __init__(
        self, viewmodel: CaseViewModel, around: Surroundings, actions: FindingActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        self._finding: FindingState | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: CaseState) -> None:
        if state.finding is not None and state.finding != self._finding:
            self._finding = state.finding
            self.put(self._make_page(state.finding))
        self.show_error(self._around.language, state.error)

    def _make_page(self, finding: FindingState) -> Page:
        words = PackWords(finding.interview.pack, self._around.language.code, "en")
        page = Page(self._around.theme, self._around.language.gettext("Finding"))
        self._add_band(page, finding, words)
        if finding.standing is not None and finding.standing.is_held_up:
            may_ask = self._viewmodel.state.may_work
            ask = self._viewmodel.ask_for_lower if may_ask else None
            page.add(held_up_card(self._around, finding.standing, ask))
        if finding.names:
            page.add(self._names_card(finding.names))
        for element in _ELEMENTS:
            page.add(self._element_card(element, finding, words))
        self._add_concerns(page, finding, words)
        if finding.pay is not None:
            page.add(pay_card(self._around, finding.pay))
        self._add_unasked(page, finding, words)
        self._add_footer(page, finding, words)
        return page

    def _add_band(self, page: Page, finding: FindingState, words: PackWords) -> None:
        language, band = self._around.language, finding.assessment.finding.band
        style = "note" if band in (Band.INCOMPLETE, Band.NONE_OBSERVED) else "warn"
        if finding.assessment.finding.urgent:
            page.add(label(language.gettext("Urgent: see to safety first"), "urgent"))
        overview = " · ".join(
            named(
                language,
                element_text(language, element),
                status_text(language, finding.assessment.elements[element].status),
            )
            for element in _ELEMENTS
        )
        page.add(
            card(
                self._around.theme,
                marked_label(self._around, band_text(language, band), "title", term=f"band_{band}"),
                label(overview, "strong"),
                label(self._why(finding)),
                marked_label(self._around, band_meaning(language, band), style),
            )
        )
        notices = [words.text(f"notice.{notice}") for notice in finding.interview.notices]
        if notices:
            heading = label(language.gettext("Keep in mind"), "heading")
            texts = [marked_label(self._around, text) for text in notices]
            page.add(card(self._around.theme, heading, *texts))

    def _names_card(self, names: tuple[ShownName, ...]) -> QFrame:
        """Forms that were added since, beside what was found then."""
        language = self._around.language
        parts: list[QWidget] = [label(language.gettext("Named since"), "heading")]
        for each in names:
            words = PackWords(each.rules, language.code, "en")
            said = decision_text(language, each.naming, each.by, self._around.zone)
            parts += [label(words.form(each.naming.form), "strong"), label(said, "quiet")]
        return card(self._around.theme, *parts)

    def _why(self, finding: FindingState) -> str:
        rules = [r.rule for r in finding.assessment.reasons if r.subject == "band"]
        return " ".join(rule_text(self._around.language, rule) for rule in rules)

    def _element_card(self, element: Element, finding: FindingState, words: PackWords) -> QFrame:
        language = self._around.language
        found = finding.assessment.elements[element]
        heading = f"{element_text(language, element)} · {element_question(language, element)}"
        parts: list[QWidget] = [
            marked_label(self._around, heading, "heading", term=element.value),
            label(self._status_line(element, found.status, found.codes, words), "strong"),
        ]
        parts.extend(self._signs(element, finding, words))
        return card(self._around.theme, *parts)

    def _status_line(
        self, element: Element, status: ElementStatus, codes: tuple[str, ...], words: PackWords
    ) -> str:
        language = self._around.language
        names = [
            words.text(f"form.{code}.label")
            if element is Element.PURPOSE
            else element_code_text(language, code)
            for code in codes
        ]
        status_words = status_text(language, status)
        line = status_words[:1].upper() + status_words[1:]
        return named(language, line, ", ".join(names)) if names else line

    def _signs(self, element: Element, finding: FindingState, words: PackWords) -> list[QWidget]:
        """Reason by reason: what its signs amount to, then each sign once."""
        said: set[IndicatorCode] = set()
        parts: list[QWidget] = []
        for reason in finding.assessment.reasons:
            if reason.subject == element.value:
                parts.append(label(reason_text(self._around.language, reason), "note"))
                for trace in reason.traces:
                    if trace.indicator not in said:
                        said.add(trace.indicator)
                        parts.extend(self._sign(trace, finding, words))
        return parts

    def _sign(self, trace: Trace, finding: FindingState, words: PackWords) -> list[QWidget]:
        gettext = self._around.language.gettext
        values = finding.interview.values
        answers = " · ".join(
            f"{words.question(question)} {words.value(question, values.get(question))}"
            for question in trace.questions
        )
        against = words.counter_reading(trace.indicator)
        return [
            marked_label(self._around, words.indicator(trace.indicator)),
            label(gettext("From: {answers}").format(answers=answers), "quiet"),
            label(gettext("May also mean: {reading}").format(reading=against), "quiet"),
        ]

    def _add_concerns(self, page: Page, finding: FindingState, words: PackWords) -> None:
        concerns = finding.assessment.finding.concerns
        if not concerns:
            return
        page.add(label(self._around.language.gettext("Also to be seen to"), "heading"))
        for concern in concerns:
            page.add(
                card(
                    self._around.theme,
                    marked_label(
                        self._around,
                        words.text(f"concern.{concern}.label"),
                        "strong",
                        term=_CONCERN_TERMS.get(concern, concern),
                    ),
                    marked_label(self._around, words.text(f"concern.{concern}.remedy")),
                )
            )

    def _add_unasked(self, page: Page, finding: FindingState, words: PackWords) -> None:
        gettext = self._around.language.gettext
        open_questions = finding.assessment.can_still_matter
        if finding.assessment.is_settled:
            page.add(label(gettext("Nothing left to ask can change this finding."), "note"))
        elif open_questions:
            page.add(label(gettext("Still unasked, and able to change this"), "heading"))
            listed = [words.question(question) for question in open_questions[:_MOST_UNASKED]]
            page.add(card(self._around.theme, *(label(text) for text in listed)))
        page.add_row(
            button(gettext("Check the answers"), self._actions.check, name="check"),
            button(gettext("Card and slip for the person"), self._actions.papers, name="papers"),
            button(gettext("Route"), self._actions.route, name="route"),
        )

    def _add_footer(self, page: Page, finding: FindingState, words: PackWords) -> None:
        gettext = self._around.language.gettext
        may_work = self._viewmodel.state.may_work
        if may_work and not self._viewmodel.table.screening.is_closed:
            way = button(gettext("Back to the questions"), self._actions.go_back, name="back")
            page.add_footer(way, left=True)
        is_over = not may_work or self._viewmodel.table.screening.is_closed
        if is_over and self._actions.leave is not None:
            leave = button(gettext("Leave the case"), self._actions.leave, name="leave")
            page.add_footer(leave, left=True)
        page.add_footer(
            button(gettext("Person's details"), self._actions.identity, name="identity"), left=True
        )
        page.add_footer(
            button(gettext("Colleagues"), self._actions.sharing, name="sharing"), left=True
        )
        instrument = finding.interview.instrument.id
        if finding.exit is not None:
            page.add(label(words.text(f"instrument.{instrument}.exit.{finding.exit}"), "note"))
        if finding.next_instrument is not None and may_work:
            upcoming = finding.next_instrument
            title = words.text(f"instrument.{upcoming}.title")
            page.add_footer(
                button(
                    gettext("Go on with: {title}").format(title=title),
                    lambda: self._viewmodel.go_on_with(upcoming),
                    name="go-on",
                )
            )
        page.add_footer(
            button(gettext("Help and plan"), self._actions.plan, style="primary", name="plan")
        )
