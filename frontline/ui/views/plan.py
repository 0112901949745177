"""The assistance plan: each service with its reason, and the person's own choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from frontline.domain.assistance import AssistanceService, Choice, PlanLine
from frontline.ui.directory_words import accepting_text
from frontline.ui.formats import confirmed_text, moment_text
from frontline.ui.labels import choice_text, named, service_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.widgets.answer_card import AnswerCard, CardText
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.card_group import CardGroup
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import choice_list
from frontline.ui.widgets.marked import marked_label
from frontline.ui.widgets.page import Page, PageFrame, row
from frontline.ui.widgets.texts import label, short_label
from frontline.wire.directory import DirectoryEntry

_CHOICES = (Choice.ACCEPTED, Choice.DECLINED, Choice.LATER)
_FOLLOW_UP_DAYS = (1, 3, 7, 14, 30)


@dataclass(frozen=True, slots=True)
class PlanChannels:
    """Ways to one service by name, and to the police; None where the role has no part in it."""

    hand_over: Callable[[AssistanceService], None] | None = None
    handovers: Callable[[], None] | None = None
    notes: Callable[[], None] | None = None


NO_CHANNELS = PlanChannels()


@dataclass(frozen=True, slots=True)
class PlanWays:
    """`is_offer`: the page opened by itself between two questions; `back` leads on with them."""

    back: Callable[[], None]
    referral: Callable[[], None]
    papers: Callable[[], None]
    channels: PlanChannels = NO_CHANNELS
    is_offer: bool = False
    route: Callable[[], None] | None = None


class PlanView(PageFrame):
    """Built once; only marks change, so that nothing jumps while somebody is deciding."""

    def __init__(self, viewmodel: CaseViewModel, around: Surroundings, ways: PlanWays) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._ways = ways
        self._hand_overs: dict[AssistanceService, QPushButton] = {}
        self._shown: tuple[str, ...] | None = None
        self._follow_up_set = short_label("", "good")
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: CaseState) -> None:
        services = tuple(line.service.value for line in state.plan)
        if state.finding is not None and services != self._shown:
            self._shown = services
            self.put(self._make_page(state))
        self.show_error(self._around.language, state.error)
        if self.page is not None:
            is_set = state.follow_up_days is not None
            text = self._around.language.gettext("Reminder set") if is_set else ""
            self._follow_up_set.setText(text)
            self._told.setText(self._told_text(state))
            self._follow_choices(state)

    def _make_page(self, state: CaseState) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Help and plan"))
        if self._ways.is_offer:
            first = gettext(
                "Offer help now: the next questions are about other people. Afterwards you go on "
                "where you were."
            )
            page.add(label(first, "note"))
        page.add(
            label(
                gettext(
                    "Offer each service in plain words. The person decides, may say no or later, "
                    "and may change their mind; nothing else depends on it."
                )
            )
        )
        papers = gettext("Plan, card and slip for the person")
        page.add_row(button(papers, self._ways.papers, name="papers"), *self._channel_buttons())
        self._told = short_label(self._told_text(state), "good")
        if state.asks_for_child_protection:
            page.add(self._child_protection())
        if state.finding is not None:
            interview = state.finding.interview
            words = PackWords(interview.pack, self._around.language.code, "en")
            lines = [self._line(line, state, words) for line in state.plan]
            steps = self._steps(state, words)
            # In danger the steps come first; otherwise the offers, so that they are in sight.
            is_urgent = state.finding.assessment.finding.urgent
            for part in (*steps, *lines) if is_urgent else (*lines, *steps):
                page.add(part)
        if not state.plan:
            page.add(label(gettext("Nothing to offer follows from the answers so far."), "note"))
        if state.may_work:
            self._add_follow_up(page)
        self._add_footer(page, state)
        return page

    def _add_footer(self, page: Page, state: CaseState) -> None:
        gettext, ways = self._around.language.gettext, self._ways
        if ways.is_offer:
            # Nothing else is offered here that would end the talk by a slip.
            on = button(gettext("On with the questions"), ways.back, style="primary", name="back")
            page.add_footer(on)
            return
        page.add_footer(button(gettext("Back"), ways.back, name="back"), left=True)
        if state.may_work and not self._viewmodel.table.screening.is_closed:
            close = button(gettext("Close this screening"), self._viewmodel.close, name="close")
            page.add_footer(close, left=True)
        if state.may_refer:
            page.add_footer(
                button(gettext("Referral"), ways.referral, style="primary", name="referral")
            )

    def _channel_buttons(self) -> list[QWidget]:
        gettext, channels = self._around.language.gettext, self._ways.channels
        found: list[QWidget] = []
        if channels.handovers is not None:
            words = gettext("Hand-overs to services")
            found.append(button(words, channels.handovers, name="handovers"))
        if channels.notes is not None:
            found.append(button(gettext("Notes for the police"), channels.notes, name="notes"))
        if self._ways.route is not None and not self._ways.is_offer:
            found.append(button(gettext("Route"), self._ways.route, name="route"))
        return found

    def _hand_over_button(self, service: AssistanceService, name: str) -> QWidget | None:
        """Always there, so that nothing jumps; it works once the person has accepted."""
        hand_over = self._ways.channels.hand_over
        if hand_over is None or not self._viewmodel.state.may_work:
            return None
        text = self._around.language.gettext("Hand over to this service")
        made = button(text, lambda: hand_over(service), name=f"hand-over-{service}")
        made.setAccessibleName(named(self._around.language, name, text))
        self._hand_overs[service] = made
        return made

    def _follow_choices(self, state: CaseState) -> None:
        """A child may be handed over by duty, whatever they chose."""
        for line in state.plan:
            if line.service in self._hand_overs:
                may = line.choice is Choice.ACCEPTED or state.asks_for_child_protection
                self._hand_overs[line.service].setEnabled(may)

    def _child_protection(self) -> QWidget:
        """A duty, not an offer: nobody is asked whether they want it."""
        gettext = self._around.language.gettext
        tell = button(
            gettext("Child protection was brought in"),
            self._viewmodel.tell_child_protection,
            name="child-protection",
        )
        tell.setEnabled(self._viewmodel.state.may_work)
        return card(
            self._around.theme,
            label(gettext("Child protection"), "strong"),
            label(
                gettext(
                    "This person is or may be a child. Call child protection now, and record it "
                    "here. The screening cannot be closed without this or a referral."
                )
            ),
            tell,
            self._told,
        )

    def _told_text(self, state: CaseState) -> str:
        if state.child_protection_told is None:
            return ""
        language = self._around.language
        when = moment_text(language.code, state.child_protection_told)
        return language.gettext("Recorded: {when}").format(when=when)

    def _steps(self, state: CaseState, words: PackWords) -> list[QWidget]:
        if state.finding is None:
            return []
        cards: list[QWidget] = []
        for protocol in state.finding.interview.pack.protocols:
            if protocol.id in state.finding.interview.protocols and protocol.when is not None:
                stem = f"protocol.{protocol.id}"
                steps = [
                    marked_label(self._around, f"{number}. {words.text(f'{stem}.step.{number}')}")
                    for number in range(1, len(protocol.steps) + 1)
                ]
                title = label(words.text(f"{stem}.title"), "strong")
                cards.append(card(self._around.theme, title, *steps))
        return cards

    def _line(self, line: PlanLine, state: CaseState, words: PackWords) -> QWidget:
        theme, language = self._around.theme, self._around.language
        name = service_text(language, line.service)
        term = f"service_{line.service.value.lower()}"
        parts: list[QWidget] = [marked_label(self._around, name, "strong", term=term)]
        parts.extend(
            marked_label(self._around, words.text(f"offer.{offer}.reason"), "quiet")
            for offer in line.offers
        )
        choices, hand_over = self._choices(line, name), self._hand_over_button(line.service, name)
        parts.append(choices if hand_over is None else row(theme, choices, hand_over))
        entries = (state.contacts or {}).get(line.service, ())
        if entries:
            parts.extend(self._entry(entry) for entry in entries)
        else:
            gap = language.gettext("No service of this kind is in the directory for this region.")
            parts.append(label(gap, "quiet"))
        return card(theme, *parts)

    def _choices(self, line: PlanLine, name: str) -> QWidget:
        columns = (len(_CHOICES), len(_CHOICES))
        group, holder = QButtonGroup(self), CardGroup(self._around.theme.px(0.35), columns)
        # With room for the tick of the one that is chosen.
        holder.setMinimumWidth(self._around.theme.px(25))
        holder.setMaximumWidth(self._around.theme.px(36))
        for choice in _CHOICES:
            made = self._choice(line, choice, name)
            group.addButton(made)
            holder.put(made)
        return holder

    def _choice(self, line: PlanLine, choice: Choice, name: str) -> AnswerCard:
        text = choice_text(self._around.language, choice)
        made = AnswerCard(self._around.theme, CardText(text), units=0.95)
        made.setAccessibleName(named(self._around.language, name, text))
        made.setProperty("role", f"{line.service}={choice}")
        made.setChecked(line.choice is choice)
        made.setEnabled(self._viewmodel.state.may_work)
        made.clicked.connect(lambda: self._viewmodel.choose(line.service, choice))
        return made

    def _entry(self, entry: DirectoryEntry) -> QWidget:
        """What is not known is shown as a gap, never filled in."""
        language = self._around.language
        unknown = language.gettext("unknown")
        confirmed = confirmed_text(language.code, entry.confirmed) if entry.confirmed else unknown
        text = language.gettext("{name} · contact: {contact} · last confirmed: {confirmed}")
        said = text.format(name=entry.name, contact=entry.contact or unknown, confirmed=confirmed)
        if entry.is_accepting is False:
            said += " · " + accepting_text(language, entry.is_accepting)
        return label(said)

    def _add_follow_up(self, page: Page) -> None:
        language = self._around.language
        page.add(label(language.gettext("Look after this case again"), "heading"))
        days = [
            (str(n), language.ngettext("in {days} day", "in {days} days", n).format(days=n))
            for n in _FOLLOW_UP_DAYS
        ]
        box = choice_list("follow-up-days", days, "7")
        box.setAccessibleName(language.gettext("Follow up"))
        remind = button(
            language.gettext("Remind me"),
            lambda: self._viewmodel.follow_up_in(int(str(box.currentData()))),
            name="follow-up",
        )
        self._follow_up_set = short_label("", "good")
        page.add_row(box, remind, self._follow_up_set)
