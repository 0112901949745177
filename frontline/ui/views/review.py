"""The review desk: what waits for a supervisor, and each referral on a page of its own.

Answers are read by opening the case; there is no way from here to change one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from frontline.domain.reviews import Decision
from frontline.services.lowerings import LoweringLine
from frontline.services.review_desk import QueueLine
from frontline.ui.labels import band_text, named
from frontline.ui.oversight_words import rights_text
from frontline.ui.pack_words import PackWords
from frontline.ui.review_words import finding_text, marks_text, reason_text, waiting_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.review import ReviewState, ReviewViewModel, Said
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import Field, text_area
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.record_table import record_table
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class ReviewWays:
    leaving: Callable[[], None]
    figures: Callable[[], None]
    home: Callable[[], None]


class ReviewView(PageFrame):
    def __init__(self, viewmodel: ReviewViewModel, around: Surroundings, ways: ReviewWays) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._ways = ways
        self._gettext = around.language.gettext
        self._shown: QueueLine | None = None
        self._comment = text_area("comment", around.theme, lines=3)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: ReviewState) -> None:
        is_same = state.looked_at == self._shown and self.page is not None
        if not (is_same and state.looked_at is not None):
            page = self._queue_page(state) if state.looked_at is None else self._line_page(state)
            self._shown = state.looked_at
            self.put(page, is_same=is_same)
        if self.page is not None:
            self.page.area.setEnabled(not state.is_busy)
        self.show_error(self._around.language, state.error)
        self.show_note(self._note(state.said))

    # The queue

    def _queue_page(self, state: ReviewState) -> Page:
        gettext = self._gettext
        page = Page(self._around.theme, gettext("Review desk"))
        page.add(label(self._counts(state), "lead"))
        if state.lowerings:
            page.add(label(gettext("Findings an officer asks to lower"), "heading"))
            for asked in state.lowerings:
                page.add(self._lowering_card(asked))
        if state.queue:
            page.add(label(gettext("Referrals that wait for you"), "heading"))
        for line in state.queue:
            page.add(self._queue_card(line, state))
        if state.is_loaded and not (state.queue or state.lowerings):
            page.add(label(gettext("Nothing waits for you."), "quiet"))
        page.add_footer(button(gettext("Home"), self._ways.home, name="home"), left=True)
        figures = button(gettext("Figures of the post"), self._ways.figures, name="figures")
        page.add_footer(figures, left=True)
        if state.queue:
            page.add_footer(self._approve_chosen(state))
        leaving = button(
            gettext("What leaves next"), self._ways.leaving, style="primary", name="leaving"
        )
        page.add_footer(leaving)
        return page

    def _counts(self, state: ReviewState) -> str:
        ngettext = self._around.language.ngettext
        waiting = ngettext(
            "{count} referral waits for review",
            "{count} referrals wait for review",
            len(state.queue),
        ).format(count=len(state.queue))
        approved = ngettext(
            "{count} is approved and not let go",
            "{count} are approved and not let go",
            state.approved,
        ).format(count=state.approved)
        return f"{waiting} · {approved}"

    def _approve_chosen(self, state: ReviewState) -> QWidget:
        text = self._around.language.gettext("Approve the chosen: {n}").format(n=len(state.chosen))
        made = button(text, self._viewmodel.approve_chosen, name="approve-chosen")
        made.setEnabled(bool(state.chosen))
        return made

    def _queue_card(self, line: QueueLine, state: ReviewState) -> QWidget:
        language, theme, code = self._around.language, self._around.theme, line.case.code
        title = self._around.language.gettext("Case {code}: {finding}").format(
            code=code, finding=band_text(language, line.record.band)
        )
        texts: list[QWidget] = [label(title, "strong")]
        marks = marks_text(language, line)
        if marks:
            texts.append(label(marks, "urgent" if line.is_urgent else "warn"))
        waited = waiting_text(language, line.since, state.now or line.since)
        texts.append(label(f"{line.officer} · {waited}", "quiet"))
        if line.unkept:
            said = ", ".join(rights_text(language, each) for each in line.unkept)
            texts.append(
                label(
                    named(language, self._around.language.gettext("Not kept, or not noted"), said)
                )
            )
        look = button(
            self._around.language.gettext("Look"), partial(self._look, line), name=f"look-{code}"
        )
        look.setAccessibleName(
            self._around.language.gettext("Look at case {code}").format(code=code)
        )
        choose = CheckBox(
            theme, self._around.language.gettext("Choose to approve"), f"choose-{code}"
        )
        choose.setProperty("role", f"choose-{code}")
        choose.setAccessibleName(
            self._around.language.gettext("Choose case {code}").format(code=code)
        )
        choose.setChecked(line.id in state.chosen)
        choose.toggled.connect(lambda is_on: self._viewmodel.choose(line.id, is_chosen=bool(is_on)))
        return card(theme, beside(theme, look, *texts), choose)

    def _look(self, line: QueueLine) -> None:
        self._comment = text_area("comment", self._around.theme, lines=3)
        self._viewmodel.look_at(line)

    def _lowering_card(self, asked: LoweringLine) -> QWidget:
        language, theme, gettext = self._around.language, self._around.theme, self._gettext
        code = asked.case.code
        change = gettext("Case {code}: from “{stands}” to “{answered}”").format(
            code=code,
            stands=finding_text(language, asked.stands),
            answered=finding_text(language, asked.answered),
        )
        texts: list[QWidget] = [label(change, "strong")]
        if asked.clears_fear:
            texts.append(label(gettext("It takes away the mark against a return."), "warn"))
        reason = reason_text(language, asked.lowering.reason)
        texts.append(label(named(language, asked.officer, reason), "quiet"))
        screening = asked.lowering.screening
        decide = partial(self._viewmodel.decide, asked.lowering.id)
        see = button(
            gettext("See the case"),
            partial(self._viewmodel.open_case, screening),
            name=f"case-{code}",
        )
        agree = button(
            gettext("Agree to the lower one"),
            partial(decide, Decision.APPROVED),
            name=f"agree-{code}",
        )
        refuse = button(
            gettext("The higher one stands"),
            partial(decide, Decision.REFUSED),
            name=f"refuse-{code}",
        )
        return card(theme, *texts, row(theme, see, agree, refuse))

    # One referral

    def _line_page(self, state: ReviewState) -> Page:
        gettext, theme, line = self._gettext, self._around.theme, state.looked_at
        title = gettext("Referral of case {code}")
        page = Page(theme, title.format(code=line.case.code if line is not None else ""))
        if line is None or state.pack is None:
            return page
        marks = marks_text(self._around.language, line)
        if marks:
            page.add(label(marks, "urgent" if line.is_urgent else "warn"))
        page.add(
            label(
                gettext(
                    "This is what would leave. Answers are the officer's: to have one "
                    "changed, return the referral."
                ),
                "quiet",
            )
        )
        words = PackWords(state.pack, self._around.language.code, "en", state.rules)
        page.add(record_table(self._around, line.record, words))
        see = partial(self._viewmodel.open_case, line.screening)
        page.add_row(button(gettext("See the case"), see, name="case"))
        hint = gettext("Sealed to those who work on the case, and to supervisors.")
        page.add(card(theme, Field(theme, gettext("Words to the officer"), self._comment, hint)))
        back = button(gettext("Back"), self._viewmodel.back_to_queue, name="back-to-queue")
        page.add_footer(back, left=True)
        if not line.is_urgent:
            urgent = partial(self._viewmodel.make_urgent, line.id)
            page.add_footer(button(gettext("It is urgent"), urgent, name="make-urgent"))
        page.add_footer(button(gettext("Return it"), partial(self._return, line), name="return"))
        page.add_footer(
            button(
                gettext("Approve"), partial(self._approve, line), style="primary", name="approve"
            )
        )
        return page

    def _return(self, line: QueueLine) -> None:
        self._viewmodel.return_to_officer(line.id, self._comment.toPlainText())

    def _approve(self, line: QueueLine) -> None:
        self._viewmodel.approve(line.id, self._comment.toPlainText())

    def _note(self, said: Said | None) -> str:
        gettext = self._gettext
        texts = {
            None: "",
            Said.APPROVED: gettext("Approved. Nothing leaves before it is let go."),
            Said.RETURNED: gettext("Returned. The officer sees it with your words."),
            Said.MADE_URGENT: gettext("It counts as urgent now, here and at the hub."),
            Said.AGREED: gettext("Agreed. The lower finding stands; the history names you both."),
            Said.NOT_AGREED: gettext("The higher finding stands."),
        }
        return texts[said]
