"""The referral in plain words: exactly what will leave, and what never does."""

from __future__ import annotations

from collections.abc import Callable

from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.record_table import record_table
from frontline.ui.widgets.texts import label
from frontline.wire.ref_record import RefRecord


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
                self._fill_queued(page, is_in_review=state.is_in_review)
            elif state.preview is None:
                self._fill_refused(page)
            else:
                self._fill_preview(page, state, state.preview)
            self.put(page)
        self.show_error(self._around.language, state.error)

    def _fill_queued(self, page: Page, *, is_in_review: bool) -> None:
        gettext = self._around.language.gettext
        if is_in_review:
            text = gettext(
                "The referral waits for a supervisor. It leaves once they let it go. If it cannot "
                "wait, tell them."
            )
        else:
            text = gettext(
                "The referral is in the outbox. It is sent by itself when there is a "
                "connection, or by a supervisor on a stick."
            )
        page.add(label(text, "note"))
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
            pack = state.finding.interview.pack
            words = PackWords(pack, self._around.language.code, "en", state.rules)
            page.add(record_table(self._around, record, words))
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
