"""Updates: each shows what it changes before anybody accepts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from frontline.services.documents import KeptDocument
from frontline.services.update_store import UpdateState
from frontline.services.updates import Offered, WaitingUpdate
from frontline.ui.change_words import change_sections
from frontline.ui.formats import day_text
from frontline.ui.labels import document_text
from frontline.ui.messages import error_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.updates import UpdateDone, UpdatesState, UpdatesViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class UpdatesActions:
    """`pick_files` asks for signed files."""

    pick_files: Callable[[], None]
    back: Callable[[], None]


class UpdatesView(PageFrame):
    def __init__(
        self, viewmodel: UpdatesViewModel, around: Surroundings, actions: UpdatesActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        self._shown: UpdatesState | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: UpdatesState) -> None:
        shown = self._shown
        if shown is None or _content(shown) != _content(state):
            is_same = shown is not None and (state.offered is None) == (shown.offered is None)
            self._shown = state
            page = self._list_page(state) if state.offered is None else self._review_page(state)
            self.put(page, is_same=is_same)
        self.show_error(self._around.language, state.error)
        self.show_note(self._note_text(state))

    def _list_page(self, state: UpdatesState) -> Page:
        theme, gettext = self._around.theme, self._around.language.gettext
        page = Page(theme, gettext("Updates"))
        page.add(label(gettext("From the hub"), "heading"))
        for waiting in state.waiting:
            page.add(self._waiting_card(waiting))
        if not state.waiting:
            page.add(label(gettext("No update waits.")))
        page.add(label(gettext("From a file"), "heading"))
        page.add_row(
            button(gettext("Open a signed file"), self._actions.pick_files, name="open-file")
        )
        page.add(label(gettext("In force"), "heading"))
        hint = gettext(
            "An earlier version can be put in force again. Open interviews end on the version they "
            "began on, whichever is in force."
        )
        page.add(label(hint, "quiet"))
        # Where there is a choice comes first: most documents have but one version.
        can_roll = [each for each in state.kept if each.earlier or each.later]
        for kept in can_roll:
            page.add(self._kept_card(kept))
        others = [each for each in state.kept if each not in can_roll]
        if others:
            page.add(card(theme, *(self._kept_label(each) for each in others)))
        page.add_footer(button(gettext("Back"), self._actions.back, style="primary", name="back"))
        return page

    def _waiting_card(self, waiting: WaitingUpdate) -> QWidget:
        theme, language = self._around.theme, self._around.language
        made = day_text(language.code, date.fromisoformat(waiting.made))
        title = language.gettext("Update {number}, made {day}")
        look = button(
            language.gettext("See what it changes"),
            lambda: self._viewmodel.look(waiting.number),
            name=f"look-{waiting.number}",
        )
        lines = "\n".join(self._document_text(*each) for each in waiting.documents)
        texts = [label(title.format(number=waiting.number, day=made), "strong"), label(lines)]
        if waiting.state is UpdateState.PUT_OFF:
            texts.append(label(language.gettext("Put off"), "quiet"))
        return card(theme, beside(theme, look, *texts))

    def _kept_card(self, kept: KeptDocument) -> QWidget:
        theme, language = self._around.theme, self._around.language
        name = f"{kept.kind}-{kept.name}"
        made = []
        for version, forward, text in (
            (kept.earlier, False, language.gettext("Go back to version {version}")),
            (kept.later, True, language.gettext("Go on to version {version}")),
        ):
            if version is not None:
                made.append(self._roll_button(kept, text.format(version=version), name, forward))
        return card(theme, beside(theme, row(theme, *made), self._kept_label(kept)))

    def _kept_label(self, kept: KeptDocument) -> QLabel:
        return label(self._document_text(kept.kind, kept.name, kept.version))

    def _roll_button(self, kept: KeptDocument, text: str, name: str, forward: bool) -> QWidget:
        way = "on" if forward else "back"
        made = button(
            text, lambda: self._viewmodel.roll(kept, forward=forward), name=f"{way}-{name}"
        )
        document = self._document_text(kept.kind, kept.name, kept.version)
        made.setAccessibleName(f"{document}. {text}")
        return made

    def _review_page(self, state: UpdatesState) -> Page:
        theme, gettext = self._around.theme, self._around.language.gettext
        page = Page(theme, gettext("What this update changes"))
        for offered in state.offered or ():
            page.add(card(theme, *self._offered_parts(offered)))
        page.add_footer(
            button(gettext("Not now"), self._viewmodel.put_off, name="put-off"), left=True
        )
        if state.can_accept:
            accept = button(
                gettext("Accept all of it"), self._viewmodel.accept, style="primary", name="accept"
            )
            page.add_footer(accept)
        return page

    def _offered_parts(self, offered: Offered) -> Iterator[QWidget]:
        language = self._around.language
        yield label(self._document_text(offered.kind, offered.name, offered.version), "strong")
        if offered.refusal is not None:
            yield label(error_text(language, offered.refusal), "warn")
        if offered.before is None:
            yield label(language.gettext("There is none of this name here yet."))
        else:
            text = language.gettext("In force now: version {version}")
            yield label(text.format(version=offered.before), "quiet")
        sections = []
        if offered.changes is not None:
            sections = list(change_sections(language, offered.changes))
        for heading, lines in sections:
            yield label(heading, "heading")
            yield label("\n".join(lines))
        if offered.before is not None and offered.refusal is None and not sections:
            yield label(language.gettext("Nothing in it is other than what is in force."))

    def _document_text(self, kind: str, name: str, version: int) -> str:
        text = self._around.language.gettext("{kind} {name}, version {version}")
        return text.format(
            kind=document_text(self._around.language, kind), name=name, version=version
        )

    def _note_text(self, state: UpdatesState) -> str:
        """A large pack takes a moment: nobody is to wonder whether it was pressed."""
        if state.is_busy:
            return self._around.language.gettext("Going through it …")
        return self._done_text(state.done) if state.done is not None else ""

    def _done_text(self, done: UpdateDone) -> str:
        gettext = self._around.language.gettext
        texts = {
            UpdateDone.ACCEPTED: gettext(
                "Accepted. Open interviews end on the version they began on."
            ),
            UpdateDone.CLIPS: gettext("The spoken questions are taken."),
            UpdateDone.PUT_OFF: gettext("Nothing was changed."),
            UpdateDone.ROLLED: gettext(
                "Another version is in force. Open interviews end on the one they began on."
            ),
        }
        return texts[done]


def _content(state: UpdatesState) -> tuple[object, ...]:
    """What the page is built of; the rest is told beside it."""
    return state.waiting, state.kept, state.offered
