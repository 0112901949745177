"""The board: how far everybody of a group is, and the way into each talk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from frontline.domain.answers import Observation
from frontline.domain.findings import Band, Finding
from frontline.domain.groups import Group, GroupKind, Reply, StartReason
from frontline.domain.identifiers import InstrumentId
from frontline.services.group_board import Board, MemberLine, TalkState
from frontline.ui.formats import day_text, moment_text
from frontline.ui.group_words import (
    bands_text,
    code_text,
    group_text,
    known_of,
    member_text,
    point_text,
    totals_text,
)
from frontline.ui.labels import band_text, named, service_text
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.viewmodels.group_state import GroupState
from frontline.ui.views.group_adding import adding_card
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, beside, pair, row
from frontline.ui.widgets.texts import label

# From the third on, somebody is asked too often (S-037).
_TOO_OFTEN = 3


def board_page(
    viewmodel: GroupViewModel, around: Surroundings, on_leave: Callable[[], None]
) -> Page:
    """`on_leave` shows all groups."""
    gettext, state = around.language.gettext, viewmodel.state
    leave = button(gettext("All groups"), on_leave, name="groups")
    if state.board is None:
        page = Page(around.theme, gettext("Group"))
        page.add_footer(leave, left=True)
        return page
    return _BoardPage(viewmodel, around, state, state.board).made(leave)


class _BoardPage:
    def __init__(
        self, viewmodel: GroupViewModel, around: Surroundings, state: GroupState, board: Board
    ) -> None:
        self._viewmodel = viewmodel
        self._around = around
        self._state = state
        self._board = board
        self._gettext = around.language.gettext

    def made(self, leave: QPushButton) -> Page:
        board = self._board
        title = group_text(self._around.language, board.group, board.site)
        page = Page(self._around.theme, title)
        page.add_footer(leave, left=True)
        self._add_overview(page)
        if self._state.may_work:
            if self._is_to_start(board.group):
                self._add_start(page)
            self._add_talk_choices(page)
        for line in board.lines:
            page.add(self._line_card(line))
        if self._state.may_work:
            page.add(adding_card(self._viewmodel, self._around, board.group.kind))
        self._add_facts(page)
        self._add_footer(page)
        if not self._is_to_start(board.group):
            self._focus_first(page, leave)
        return page

    def _focus_first(self, page: Page, leave: QPushButton) -> None:
        """Keys work at once: whom to talk to next, else the first talk there is."""
        first = [f"talk-{member.number}" for member in self._board.next_talks]
        found = {str(each.property("role")): each for each in page.findChildren(QPushButton)}
        talks = [name for name in found if name.startswith("talk-")]
        wanted = next((name for name in (*first, *talks) if name in found), "")
        found.get(wanted, leave).setFocus()

    def _is_to_start(self, group: Group) -> bool:
        return group.kind is GroupKind.OPERATION and group.started_at is None

    def _add_overview(self, page: Page) -> None:
        gettext = self._gettext
        language, board = self._around.language, self._board
        group, texts = board.group, [label(totals_text(language, board), "strong")]
        bands = bands_text(language, board)
        if bands:
            texts.append(label(bands))
        seen = [item for item, found in board.place.items() if found is Observation.SEEN]
        if seen:
            words = ", ".join(code_text(language, item) for item in seen)
            texts.append(label(named(language, gettext("Seen here"), words), "warn"))
        if board.next_talks:
            numbers = ", ".join(str(member.number) for member in board.next_talks[:6])
            texts.append(label(named(language, gettext("Talk to next"), numbers)))
        if group.started_at is not None:
            texts.append(label(self._started(group, group.started_at), "quiet"))
        if group.closed_at is not None:
            texts.append(label(self._closed(group, group.closed_at), "note"))
        page.add(card(self._around.theme, *texts))

    def _started(self, group: Group, at: datetime) -> str:
        gettext = self._gettext
        language = self._around.language
        when = moment_text(language.code, at, self._around.zone)
        text = gettext("Started: {when}").format(when=when)
        reason = group.start_reason
        return text if reason is None else f"{text} · {code_text(language, reason)}"

    def _closed(self, group: Group, at: datetime) -> str:
        gettext = self._gettext
        language = self._around.language
        when = moment_text(language.code, at, self._around.zone)
        text = gettext("Closed: {when}").format(when=when)
        if group.next_visit is None:
            return text
        day = day_text(language.code, group.next_visit)
        return f"{text} · {gettext('Next visit: {day}').format(day=day)}"

    def _add_start(self, page: Page) -> None:
        gettext = self._gettext
        theme, language = self._around.theme, self._around.language
        choices = [(reason.value, code_text(language, reason)) for reason in StartReason]
        none = gettext("Safe place and services stand ready")
        reasons = choice_list("start-reason", [("", none), *choices])

        def start() -> None:
            code = str(reasons.currentData())
            self._viewmodel.start(StartReason(code) if code else None)

        made = button(gettext("Start the operation"), start, style="primary", name="start")
        text = gettext("Those found are treated as presumed victims from the first moment.")
        why = Field(theme, gettext("Why it can start"), reasons)
        page.add(card(theme, label(text), beside(theme, made, why)))

    def _add_talk_choices(self, page: Page) -> None:
        gettext = self._gettext
        theme, viewmodel, pack = self._around.theme, self._viewmodel, self._state.pack
        if pack is None or not self._board.lines:
            return
        words = PackWords(pack, self._around.language.code, "en")
        titles = [
            (str(each), words.text(f"instrument.{each}.title")) for each in self._state.instruments
        ]
        instruments = choice_list("instrument", titles, viewmodel.instrument or "")
        codes = [(code, LANGUAGE_NAMES.get(code, code)) for code in words.person_languages()]
        spoken = viewmodel.person_language or self._around.language.code
        languages = choice_list("person-language", codes, spoken)

        def choose() -> None:
            viewmodel.instrument = InstrumentId(str(instruments.currentData()))
            viewmodel.person_language = str(languages.currentData())

        for box in (instruments, languages):
            box.currentIndexChanged.connect(lambda _at: choose())
        choose()
        one = Field(theme, gettext("Questionnaire for the next talk"), instruments)
        page.add(pair(theme, one, Field(theme, gettext("Language of the person"), languages)))

    def _line_card(self, line: MemberLine) -> QWidget:
        gettext = self._gettext
        theme, language, member = self._around.theme, self._around.language, line.member
        who = member_text(language, self._board.group.kind, member.number)
        known = known_of(language, member)
        texts: list[QWidget] = [label(" · ".join(filter(None, (who, known))), "strong")]
        if line.finding is not None:
            texts.append(self._light(line.finding))
        texts.append(label(self._standing(line), "quiet"))
        if line.measures:
            measures = ", ".join(service_text(language, each) for each in line.measures)
            texts.append(label(named(language, gettext("To be done"), measures), "warn"))
        if line.interviews >= _TOO_OFTEN:
            text = gettext("Talked to on {n} occasions. Ask nothing again that was told.")
            texts.append(label(text.format(n=line.interviews), "warn"))
        made = row(theme, *self._buttons(line, who))
        return card(theme, beside(theme, made, *texts))

    def _light(self, finding: Finding) -> QWidget:
        """Told by words, and by the ground they stand on."""
        gettext = self._gettext
        text = band_text(self._around.language, finding.band)
        if finding.urgent:
            return label(f"{text} · {gettext('Urgent')}", "urgent")
        is_grave = finding.band.rank >= Band.POSSIBLE.rank
        return label(text, "warn" if is_grave else "")

    def _standing(self, line: MemberLine) -> str:
        gettext = self._gettext
        language = self._around.language
        parts = [code_text(language, line.talk)]
        if not line.is_theirs:
            parts.append(gettext("a colleague's case"))
        if line.code is not None:
            parts.append(gettext("Case {code}").format(code=line.code))
        if line.interviews:
            parts.append(gettext("Interviews: {n}").format(n=line.interviews))
        return " · ".join(parts)

    def _buttons(self, line: MemberLine, who: str) -> list[QPushButton]:
        gettext = self._gettext
        number, found = line.member.number, list[QPushButton]()
        texts = {
            TalkState.NOT_MET: gettext("Begin talk"),
            TalkState.OPEN: gettext("Resume"),
            TalkState.CLOSED: gettext("Open"),
        }
        may_talk = self._state.may_work or line.talk is not TalkState.NOT_MET
        if may_talk and line.is_theirs:
            talk = partial(self._viewmodel.talk, line.member)
            found.append(button(texts[line.talk], talk, name=f"talk-{number}"))
        if self._state.may_work:
            show = partial(self._viewmodel.show_member, line.member)
            found.append(button(gettext("Note"), show, name=f"member-{number}"))
        for made in found:
            made.setAccessibleName(f"{made.text()}: {who}")
        return found

    def _add_facts(self, page: Page) -> None:
        gettext = self._gettext
        theme, board, pack = self._around.theme, self._board, self._state.pack
        if pack is None or not board.lines:
            return
        page.add(label(gettext("Shared facts"), "heading"))
        words = PackWords(pack, self._around.language.code, "en")
        for number, fact in enumerate(board.facts, 1):
            replies = [each.reply for each in board.replies if each.fact == fact.id]
            counts = gettext("Confirmed: {yes} · Denied: {no} · Not asked: {rest}").format(
                yes=replies.count(Reply.CONFIRMED),
                no=replies.count(Reply.DENIED),
                rest=len(board.lines) - len(replies),
            )
            show = partial(self._viewmodel.show_fact, fact)
            made = button(gettext("Ask each"), show, name=f"fact-{number}")
            said = f"{words.question(fact.question)} {words.value(fact.question, fact.value)}"
            page.add(card(theme, beside(theme, made, label(said), label(counts, "quiet"))))
        if self._state.may_work:
            add = button(
                gettext("Add a shared fact"), self._viewmodel.show_new_fact, name="new-fact"
            )
            page.add_row(add)

    def _add_footer(self, page: Page) -> None:
        gettext = self._gettext
        viewmodel, group = self._viewmodel, self._board.group
        page.add_footer(
            button(gettext("Details"), viewmodel.show_details, name="details"), left=True
        )
        if group.kind is GroupKind.SITE_VISIT:
            place = button(gettext("The place"), viewmodel.show_place, name="place")
            page.add_footer(place, left=True)
        if self._state.may_share:
            team = button(gettext("Colleagues"), viewmodel.show_team, name="team")
            page.add_footer(team, left=True)
        if self._state.may_work:
            self._add_open_points(page)
            close = button(gettext("Close …"), viewmodel.show_closing, name="closing")
            page.add_footer(close)

    def _add_open_points(self, page: Page) -> None:
        gettext = self._gettext
        language, board = self._around.language, self._board
        if board.open_points:
            page.add(label(gettext("Before closing"), "heading"))
            lines = [point_text(language, board.group.kind, each) for each in board.open_points]
            page.add(card(self._around.theme, *(label(line) for line in lines)))
