"""First-run set-up: supervisor, officer, site, recovery sheet. One thing on each page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.services.vaults import RecoveryKind
from frontline.ui.formats import countries
from frontline.ui.labels import role_text, site_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.new_user import DIFFERENT, MISSING, TAKEN, WEAK
from frontline.ui.viewmodels.setup import SetupState, SetupStep, SetupViewModel
from frontline.ui.views.sheet_page import OnSavePdf, add_sheet, sheet_title
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, PageFrame, pair
from frontline.ui.widgets.texts import label


class SetupView(PageFrame):
    def __init__(
        self,
        viewmodel: SetupViewModel,
        around: Surroundings,
        on_save_pdf: OnSavePdf,
        on_restore: Callable[[], None] | None = None,
        on_practise: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_save_pdf = on_save_pdf
        self._on_restore = on_restore
        self._on_practise = on_practise
        # The way into a practice, on the last page alone.
        self._practise: QPushButton | None = None
        self._fields: dict[str, Field] = {}
        # The step, and which sheet where it is about them.
        self._shown: tuple[SetupStep, int] | None = None
        # False until the recovery sheet is printed or written down: it is never shown again.
        self._is_dealt_with = True
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: SetupState) -> None:
        if state.step is SetupStep.RECOVERY and not state.sheets:
            return
        shown = (state.step, len(state.sheets))
        if shown != self._shown:
            self._shown = shown
            self.put(self._make_page(state), is_same=False)
        for name, field in self._fields.items():
            problem = state.problems.get(name)
            field.show_error(self._problem_text(problem) if problem else "")
        self._main.setEnabled(not state.is_busy and self._is_dealt_with)
        self.show_error(self._around.language, state.error)

    def _make_page(self, state: SetupState) -> Page:
        self._fields = {}
        match state.step:
            case SetupStep.SUPERVISOR | SetupStep.OFFICER:
                return self._user_page(state.step)
            case SetupStep.SITE:
                return self._site_page()
            case _:
                return self._recovery_page(state)

    def _user_page(self, step: SetupStep) -> Page:
        around, gettext = self._around, self._around.language.gettext
        if step is SetupStep.SUPERVISOR:
            title = gettext("Set up this post: the first supervisor")
            text = gettext(
                "The supervisor reviews, exports and adds people, but never changes an answer."
            )
        else:
            title = gettext("Set up this post: the first officer")
            text = gettext("The officer screens people and makes referrals.")
        page = Page(self._around.theme, title)
        page.add(label(self._step_text(step), "quiet"))
        page.add(label(text))
        name = text_input("setup-name")
        one, again = (
            text_input("setup-passphrase", is_secret=True),
            text_input("setup-again", is_secret=True),
        )
        roles = [(role.value, role_text(self._around.language, role)) for role in OfficialRole]
        role = choice_list("setup-role", roles)
        page.add(
            pair(
                around.theme,
                self._field("name", gettext("Name to sign in with"), name),
                self._field("role", gettext("Service they belong to"), role),
            )
        )
        hint = gettext("At least four words, or twelve characters. Nobody can look it up later.")
        page.add(
            pair(
                around.theme,
                self._field("passphrase", gettext("Passphrase"), one, hint),
                self._field("again", gettext("Passphrase again"), again),
            )
        )

        def submit() -> None:
            official = OfficialRole(str(role.currentData()))
            self._viewmodel.set_user(name.text(), one.text(), again.text(), official)

        again.returnPressed.connect(submit)
        self._add_buttons(page, gettext("Continue"), submit, has_back=step > SetupStep.SUPERVISOR)
        name.setFocus()
        return page

    def _site_page(self) -> Page:
        around, gettext = self._around, self._around.language.gettext
        page = Page(around.theme, gettext("Set up this post: where you work"))
        page.add(label(self._step_text(SetupStep.SITE), "quiet"))
        name, region = text_input("setup-site"), text_input("setup-region")
        region.setMaxLength(3)
        kinds = [(kind.value, site_text(around.language, kind)) for kind in SiteKind]
        settings = [(each.value, site_text(around.language, each)) for each in SiteSetting]
        kind, setting = choice_list("setup-kind", kinds), choice_list("setup-setting", settings)
        unset = [("", gettext("Choose a country"))]
        country = choice_list("setup-country", unset + countries(around.language.code))
        page.add(self._field("label", gettext("Name of the site, for your own lists"), name))
        page.add(
            pair(
                around.theme,
                self._field("kind", gettext("Kind of place"), kind),
                self._field("setting", gettext("Surroundings"), setting),
            )
        )
        hint = gettext("Province or state, one to three letters or digits, as in ISO 3166-2.")
        page.add(
            pair(
                around.theme,
                self._field("country", gettext("Country"), country),
                self._field("region", gettext("Region code"), region, hint),
            )
        )

        ways = [
            (RecoveryKind.SHEET.value, gettext("One recovery sheet")),
            (RecoveryKind.HOLDERS.value, gettext("Three holders, any two of them needed")),
        ]
        recovery = choice_list("setup-recovery", ways)
        hint = gettext(
            "For when a passphrase is lost. With three holders nobody can open the records alone."
        )
        page.add(self._field("recovery", gettext("Recovery"), recovery, hint))

        def submit() -> None:
            self._viewmodel.choose_recovery(RecoveryKind(str(recovery.currentData())))
            self._viewmodel.set_site(
                name.text(),
                SiteKind(str(kind.currentData())),
                SiteSetting(str(setting.currentData())),
                str(country.currentData()),
                region.text(),
            )

        self._add_buttons(page, gettext("Create the vault"), submit, has_back=True)
        name.setFocus()
        return page

    def _recovery_page(self, state: SetupState) -> Page:
        around, sheet = self._around, state.sheets[0]
        page = Page(around.theme, sheet_title(around.language, sheet))
        page.add(label(self._step_text(SetupStep.RECOVERY), "quiet"))
        self._is_dealt_with = False
        add_sheet(page, around, sheet, self._on_save_pdf, self._deal_with_sheet)
        done = around.language.gettext("Done")
        self._practise = None
        if self._on_practise is not None and len(state.sheets) == 1:
            text = around.language.gettext("Done, and a practice interview first")
            self._practise = page.add_footer(button(text, self._go_practise, name="practise"))
            self._practise.setEnabled(False)
        self._add_buttons(page, done, self._viewmodel.sheet_is_safe, has_back=False)
        return page

    def _go_practise(self) -> None:
        self._viewmodel.sheet_is_safe()
        if self._on_practise is not None:
            self._on_practise()

    def _deal_with_sheet(self, is_done: bool) -> None:
        self._is_dealt_with = is_done
        self._main.setEnabled(is_done)
        if self._practise is not None:
            self._practise.setEnabled(is_done)

    def _field(self, key: str, text: str, widget: QWidget, hint: str = "") -> Field:
        self._fields[key] = Field(self._around.theme, text, widget, hint)
        return self._fields[key]

    def _add_buttons(
        self, page: Page, text: str, submit: Callable[[], None], *, has_back: bool
    ) -> None:
        if has_back:
            back = self._around.language.gettext("Back")
            page.add_footer(button(back, self._viewmodel.back, name="back"), left=True)
        elif self._on_restore is not None:
            restore = self._around.language.gettext("Restore from a backup")
            page.add_footer(button(restore, self._on_restore, name="restore-backup"), left=True)
        self._main = page.add_footer(button(text, submit, style="primary", name="continue"))

    def _step_text(self, step: SetupStep) -> str:
        gettext = self._around.language.gettext
        return gettext("Step {number} of {total}").format(number=step + 1, total=len(SetupStep))

    def _problem_text(self, problem: str) -> str:
        gettext = self._around.language.gettext
        texts = {
            MISSING: gettext("Please fill this in."),
            DIFFERENT: gettext("The two passphrases differ."),
            TAKEN: gettext("Please choose another name than the supervisor's."),
            WEAK: gettext("Please use at least four different words, or twelve characters."),
        }
        return texts[problem]
