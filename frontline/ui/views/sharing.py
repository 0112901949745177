"""Who can read a case, and with whom it is shared."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QWidget

from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.services.sharing import Reader
from frontline.ui.labels import role_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sharing import SharingState, SharingStep, SharingViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.texts import label


class SharingView(PageFrame):
    def __init__(
        self, viewmodel: SharingViewModel, around: Surroundings, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_back = on_back
        self._shown: SharingState | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: SharingState) -> None:
        if self.page is None or (not state.is_busy and state.error is None):
            self.put(self._page(state))
        self.show_error(self._around.language, state.error)
        self.show_note(self._done_text(state.done))

    def _page(self, state: SharingState) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Who can read this case"))
        page.add(
            label(
                gettext(
                    "The person's details are sealed to these people and to nobody else at this "
                    "post. Each step here is recorded."
                ),
                "note",
            )
        )
        for reader in state.readers:
            page.add(self._reader_card(reader, state))
        if state.is_loaded and state.may_share:
            self._add_sharing(page, state)
            self._add_hand_over(page, state)
        back = button(gettext("Back"), self._on_back, style="primary", name="back")
        page.add_footer(back)
        return page

    def _reader_card(self, reader: Reader, state: SharingState) -> QWidget:
        theme, gettext, name = self._around.theme, self._around.language.gettext, reader.user.name
        texts: list[QWidget] = [label(name, "strong"), label(self._why(reader), "quiet")]
        if reader.opens is False:
            text = gettext(
                "Cannot open the details yet. They are sealed anew when somebody who can open them "
                "signs in."
            )
            texts.append(label(text, "quiet"))
        if not reader.is_shared or not state.may_share:
            return card(theme, *texts)
        take_back = button(
            gettext("Take back"),
            lambda: self._viewmodel.take_back(reader.user.id),
            name=f"take-back-{reader.user.id}",
        )
        take_back.setAccessibleName(gettext("Take back from {name}").format(name=name))
        return card(theme, beside(theme, take_back, *texts))

    def _why(self, reader: Reader) -> str:
        gettext = self._around.language.gettext
        if reader.is_owner:
            return gettext("The case is theirs")
        return gettext("It is shared with them") if reader.is_shared else gettext("Supervisor")

    def _add_sharing(self, page: Page, state: SharingState) -> None:
        theme, gettext = self._around.theme, self._around.language.gettext
        page.add(label(gettext("Share with a colleague"), "heading"))
        if not state.not_let_in:
            page.add(label(gettext("There is no other colleague who screens."), "quiet"))
            return
        box = choice_list("share-with", self._choices(state.not_let_in))

        def share() -> None:
            self._viewmodel.share(_user(str(box.currentData()), state))

        made = button(gettext("Share"), share, name="share")
        _only_with_choice(box, made)
        text = gettext(
            "They can go on with the screening and read the details. What they have read they "
            "know: taking it back later is for what comes then."
        )
        who = Field(theme, gettext("Colleague"), box, hint=text)
        page.add(card(theme, who, row(theme, made)))

    def _add_hand_over(self, page: Page, state: SharingState) -> None:
        theme, gettext = self._around.theme, self._around.language.gettext
        if not state.colleagues:
            return
        page.add(label(gettext("Hand over"), "heading"))
        box = choice_list("hand-over-to", self._choices(state.colleagues))
        words = gettext("Who has the case now can go on reading it")
        keeps = CheckBox(theme, words, "keeps-access")

        def hand_over() -> None:
            colleague = _user(str(box.currentData()), state)
            self._viewmodel.hand_over(colleague, keeps_access=keeps.isChecked())

        made = button(gettext("Hand over"), hand_over, name="hand-over")
        _only_with_choice(box, made)
        text = gettext("The case is theirs from then on, with its follow-ups.")
        who = Field(theme, gettext("New owner of the case"), box, hint=text)
        page.add(card(theme, who, keeps, row(theme, made)))

    def _choices(self, users: tuple[User, ...]) -> list[tuple[str, str]]:
        language = self._around.language
        named = [
            (str(user.id), f"{user.name} · {role_text(language, user.official)}") for user in users
        ]
        return [("", language.gettext("Choose")), *named]

    def _done_text(self, done: SharingStep | None) -> str:
        gettext = self._around.language.gettext
        texts = {
            SharingStep.SHARED: gettext("Shared. The details are sealed to them as well now."),
            SharingStep.TAKEN_BACK: gettext("Taken back. The details are sealed without them now."),
            SharingStep.HANDED_OVER: gettext("Handed over."),
        }
        return texts[done] if done is not None else ""


def _user(chosen: str, state: SharingState) -> UserId:
    return next(user.id for user in state.colleagues if str(user.id) == chosen)


def _only_with_choice(box: QComboBox, made: QWidget) -> None:
    """The first entry is no choice, so that nobody gets a case by a slip."""
    made.setEnabled(False)
    box.currentIndexChanged.connect(lambda at: made.setEnabled(at > 0))
