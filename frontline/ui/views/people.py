"""People of the post: the list, and what can be done to an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from frontline.domain.officials import User, UserState
from frontline.services.vaults import RecoveryKind
from frontline.ui.labels import account_state_text, role_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.people import Done, PeopleState, PeopleStep, PeopleViewModel
from frontline.ui.views.add_person import AddPersonForm
from frontline.ui.views.sheet_page import OnSavePdf, add_sheet, sheet_title
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.texts import label


class PeopleView(PageFrame):
    def __init__(
        self,
        viewmodel: PeopleViewModel,
        around: Surroundings,
        on_save_pdf: OnSavePdf,
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_save_pdf = on_save_pdf
        self._back = back
        self._shown: tuple[object, ...] | None = None
        self._form: AddPersonForm | None = None
        self._main: QWidget | None = None
        # False until a sheet that is shown is printed or written down.
        self._is_dealt_with = True
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: PeopleState) -> None:
        shown = (state.step, state.people, len(state.sheets))
        if shown != self._shown:
            is_same = self._shown is not None and self._shown[0] is state.step
            self._shown = shown
            self.put(self._make_page(state), is_same=is_same)
        if self._form is not None:
            self._form.show_problems(state.problems)
        if self._main is not None:
            self._main.setEnabled(self._is_dealt_with)
        self.show_error(self._around.language, state.error)
        self.show_note(self._done_text(state))

    def _make_page(self, state: PeopleState) -> Page:
        self._form = self._main = None
        self._is_dealt_with = True
        makers: dict[PeopleStep, Callable[[PeopleState], Page]] = {
            PeopleStep.LIST: self._list_page,
            PeopleStep.ADD: self._add_page,
            PeopleStep.REMOVE: self._remove_page,
            PeopleStep.RECOVERY: self._recovery_page,
            PeopleStep.SHEET: self._sheet_page,
        }
        return makers[state.step](state)

    def _list_page(self, state: PeopleState) -> Page:
        gettext, viewmodel = self._around.language.gettext, self._viewmodel
        page = Page(self._around.theme, gettext("People"))
        present = [user for user in state.people if user.state is not UserState.REMOVED]
        gone = [user for user in state.people if user.state is UserState.REMOVED]
        for user in present:
            page.add(self._card(user))
        if gone:
            page.add(label(gettext("Removed"), "heading"))
            page.add(label("\n".join(user.name for user in gone), "quiet"))
        page.add_footer(button(gettext("Back"), self._back, name="back"), left=True)
        if viewmodel.may_set_recovery:
            recovery = button(
                gettext("New recovery sheets"), viewmodel.ask_about_recovery, name="recovery"
            )
            page.add_footer(recovery, left=True)
        add = button(
            gettext("Add a person"), viewmodel.ask_whom_to_add, style="primary", name="add"
        )
        # Which roles they may give is read together with the list.
        add.setEnabled(bool(state.roles))
        page.add_footer(add)
        return page

    def _card(self, user: User) -> QWidget:
        theme, language = self._around.theme, self._around.language
        about = [role_text(language, user.access), role_text(language, user.official)]
        if user.id == self._viewmodel.own:
            about.append(language.gettext("you"))
        if user.state is not UserState.ACTIVE:
            about.append(account_state_text(language, user.state))
        texts = (label(user.name, "strong"), label(" · ".join(about), "quiet"))
        if not self._viewmodel.may_change(user):
            return card(theme, *texts)
        return card(theme, beside(theme, self._buttons(user), *texts))

    def _buttons(self, user: User) -> QWidget:
        gettext, viewmodel = self._around.language.gettext, self._viewmodel
        if user.state is UserState.SUSPENDED:
            change = button(
                gettext("Reinstate"), lambda: viewmodel.reinstate(user.id), name="reinstate"
            )
        else:
            change = button(gettext("Suspend"), lambda: viewmodel.suspend(user.id), name="suspend")
        remove = button(gettext("Remove"), lambda: viewmodel.ask_to_remove(user.id), name="remove")
        for each in (change, remove):
            each.setAccessibleName(f"{each.text()}: {user.name}")
        return row(self._around.theme, change, remove)

    def _add_page(self, state: PeopleState) -> Page:
        around, gettext = self._around, self._around.language.gettext
        page = Page(around.theme, gettext("Add a person"))
        self._form = AddPersonForm(page, around, state.roles, self._viewmodel.add)
        self._add_cancel(page)
        add = button(gettext("Add"), self._form.submit, style="primary", name="continue")
        # Which roles they may give is read together with the list.
        add.setEnabled(bool(state.roles))
        page.add_footer(add)
        return page

    def _remove_page(self, state: PeopleState) -> Page:
        around, gettext = self._around, self._around.language.gettext
        name = "" if state.subject is None else state.subject.name
        page = Page(around.theme, gettext("Remove {name}?").format(name=name))
        for text in (
            gettext("{name} can never sign in again."),
            gettext(
                "The vault gets a new key. A copy that somebody made of it before, with the old "
                "passphrase, opens nothing that is here from now on."
            ),
            gettext(
                "Everything {name} recorded stays, and says who recorded it. Identity details "
                "that were sealed to {name} stay readable for the supervisors they were sealed to."
            ),
            gettext("This cannot be undone. To keep somebody out for a time, suspend them."),
        ):
            page.add(label(text.format(name=name)))
        # What cannot be undone is never one key away.
        self._add_cancel(page).setFocus()
        remove = button(gettext("Remove for good"), self._viewmodel.remove, name="remove-for-good")
        page.add_footer(remove)
        return page

    def _recovery_page(self, _state: PeopleState) -> Page:
        around, gettext = self._around, self._around.language.gettext
        propose = self._viewmodel.propose_recovery
        page = Page(around.theme, gettext("New recovery sheets"))
        for text in (
            gettext(
                "The sheets handed out before open nothing once the new ones are printed. Collect "
                "and destroy them."
            ),
            gettext("Ask everybody to sign in once soon: only then can the new sheets help them."),
        ):
            page.add(label(text))
        self._add_cancel(page).setFocus()
        for kind, text in (
            (RecoveryKind.SHEET, gettext("One recovery sheet")),
            (RecoveryKind.HOLDERS, gettext("Three holders, any two of them needed")),
        ):
            page.add_row(button(text, partial(propose, kind), name=kind.value))
        return page

    def _sheet_page(self, state: PeopleState) -> Page:
        around, sheet = self._around, state.sheets[0]
        page = Page(around.theme, sheet_title(around.language, sheet))
        add_sheet(page, around, sheet, self._on_save_pdf, self._deal_with_sheet)
        self._is_dealt_with = False
        self._add_cancel(page)
        done = around.language.gettext("Done")
        self._main = page.add_footer(
            button(done, self._viewmodel.sheet_is_safe, style="primary", name="continue")
        )
        return page

    def _deal_with_sheet(self, is_done: bool) -> None:
        self._is_dealt_with = is_done
        if self._main is not None:
            self._main.setEnabled(is_done)

    def _add_cancel(self, page: Page) -> QWidget:
        text = self._around.language.gettext("Cancel")
        return page.add_footer(button(text, self._viewmodel.show_list, name="cancel"), left=True)

    def _done_text(self, state: PeopleState) -> str:
        gettext = self._around.language.gettext
        if state.is_busy:
            return gettext("One moment …")
        texts = {
            None: "",
            Done.ADDED: gettext(
                "{name} can sign in now. Let them choose a passphrase of their own."
            ),
            Done.SUSPENDED: gettext("{name} cannot sign in any more until reinstated."),
            Done.REINSTATED: gettext("{name} can sign in again with the same passphrase."),
            Done.REMOVED: gettext("{name} is removed, and the vault has a new key."),
            Done.RECOVERY: gettext("The new recovery sheets are in force. Destroy the old ones."),
        }
        name = "" if state.subject is None else state.subject.name
        return texts[state.done].format(name=name)
