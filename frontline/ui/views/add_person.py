"""The fields for somebody who is to have an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from frontline.domain.officials import AccessRole, OfficialRole
from frontline.services.vaults import NewUser
from frontline.ui.labels import role_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.new_user import DIFFERENT, MISSING, TAKEN, WEAK
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, pair
from frontline.ui.widgets.texts import label

# The new user, and the passphrase typed a second time.
OnAdd = Callable[[NewUser, str], None]


class AddPersonForm:
    """Puts its fields on `page`; `submit` hands on what was typed."""

    def __init__(
        self, page: Page, around: Surroundings, roles: Sequence[AccessRole], on_add: OnAdd
    ) -> None:
        self._around = around
        self._on_add = on_add
        self._fields: dict[str, Field] = {}
        theme, language = around.theme, around.language
        gettext = language.gettext
        self._name = text_input("person-name")
        self._access = choice_list(
            "person-access", [(role.value, role_text(language, role)) for role in roles]
        )
        self._official = choice_list(
            "person-official", [(role.value, role_text(language, role)) for role in OfficialRole]
        )
        self._one = text_input("person-passphrase", is_secret=True)
        self._again = text_input("person-again", is_secret=True)
        page.add(self._field("name", gettext("Name to sign in with"), self._name))
        page.add(
            pair(
                theme,
                self._field("access", gettext("What they may do here"), self._access),
                self._field("official", gettext("Service they belong to"), self._official),
            )
        )
        page.add(
            pair(
                theme,
                self._field("passphrase", gettext("Passphrase"), self._one),
                self._field("again", gettext("Passphrase again"), self._again),
            )
        )
        page.add(
            label(
                gettext(
                    "At least four different words, or twelve characters. Hand it over in person; "
                    "they change it in Settings at their first sign-in, and nobody can look it up."
                ),
                "quiet",
            )
        )
        self._again.returnPressed.connect(self.submit)
        self._name.setFocus()

    def submit(self) -> None:
        new = NewUser(
            self._name.text().strip(),
            self._one.text(),
            AccessRole(str(self._access.currentData())),
            OfficialRole(str(self._official.currentData())),
        )
        self._on_add(new, self._again.text())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        gettext = self._around.language.gettext
        texts = {
            MISSING: gettext("Please fill this in."),
            DIFFERENT: gettext("The two passphrases differ."),
            TAKEN: gettext("Somebody signs in with that name already."),
            WEAK: gettext("Please use at least four different words, or twelve characters."),
        }
        for name, field in self._fields.items():
            field.show_error(texts[problems[name]] if name in problems else "")

    def _field(self, key: str, text: str, widget: QWidget) -> Field:
        self._fields[key] = Field(self._around.theme, text, widget)
        return self._fields[key]
