"""The outbox: the truth about every referral, and the two roads to the hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from frontline.services.referrals import ReferralLine
from frontline.services.stores import OutboxCounts
from frontline.ui.answer_words import answer_text
from frontline.ui.formats import month_text, time_text
from frontline.ui.labels import band_text, referral_state_text
from frontline.ui.language import Language
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sending import SendingState, SendingViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.icons import with_icon
from frontline.ui.widgets.page import Page, PageFrame, empty
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class OutboxActions:
    """`export` is None for those who may not carry bundles out on a stick."""

    send: Callable[[], None]
    export: Callable[[], None] | None
    home: Callable[[], None]


class OutboxView(PageFrame):
    def __init__(
        self, viewmodel: SendingViewModel, around: Surroundings, actions: OutboxActions
    ) -> None:
        super().__init__()
        self._around = around
        theme, gettext = around.theme, around.language.gettext
        page = Page(theme, gettext("Outbox"))
        self._summary = page.add(label("", "lead"))
        self._connection = page.add(label("", "quiet"))
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(gettext("Sending"))
        page.add(self._progress)
        held = page.add(QWidget())
        self._lines = QVBoxLayout(held)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(0.6))
        self._listed: tuple[ReferralLine, ...] = ()
        page.add_footer(button(gettext("Home"), actions.home, name="home"), left=True)
        if actions.export is not None:
            stick = button(gettext("Carry on a stick"), actions.export, name="export")
            page.add_footer(with_icon(stick, theme, "stick", theme.palette.text))
        send = button(gettext("Send now"), actions.send, style="primary", name="send")
        page.add_footer(with_icon(send, theme, "send", theme.palette.primary_text))
        self.put(page)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: SendingState) -> None:
        language = self._around.language
        self._summary.setText(counts_text(language, state.counts))
        self._connection.setText(self._connection_text(state))
        self._progress.setVisible(state.under_way > 0)
        self.show_error(language, state.error)
        if state.lines != self._listed:
            self._listed = state.lines
            empty(self._lines)
            for line in state.lines:
                self._lines.addWidget(self._line(line))

    def _connection_text(self, state: SendingState) -> str:
        gettext = self._around.language.gettext
        parts = [connection_text(self._around.language, state.is_online)]
        if state.last_success is not None:
            time = time_text(state.last_success, self._around.zone)
            parts.append(gettext("Last exchange with the hub {time}").format(time=time))
        return " · ".join(parts)

    def _line(self, line: ReferralLine) -> QWidget:
        language = self._around.language
        state = referral_state_text(language, line.state)
        title = language.gettext("Case {code}: {state}").format(code=line.case_code, state=state)
        about = f"{band_text(language, line.record.band)} · " + month_text(
            language.code, line.record.month
        )
        if line.is_urgent:
            about = f"{language.gettext('Urgent')} · {about}"
        texts = [label(title, "strong"), label(about, "quiet")]
        if line.answer is not None:
            texts.insert(1, label(answer_text(language, line.answer)))
        return card(self._around.theme, *texts)


def counts_text(language: Language, counts: OutboxCounts) -> str:
    """ "3 waiting, 1 sent, 12 acknowledged": the plain state, nothing prettier."""
    return language.gettext("{waiting} waiting, {sent} sent, {acknowledged} acknowledged").format(
        waiting=counts.waiting, sent=counts.sent, acknowledged=counts.acknowledged
    )


def connection_text(language: Language, is_online: bool | None) -> str:
    if is_online is None:
        return language.gettext("Stored on this machine")
    if is_online:
        return language.gettext("Connected")
    return language.gettext("No connection, stored on this machine")
