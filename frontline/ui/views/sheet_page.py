"""One recovery sheet on a page: its key, to be printed or written down, and never shown again."""

from __future__ import annotations

from collections.abc import Callable

from frontline.services.vaults import HOLDERS, RecoverySheet
from frontline.ui.language import Language
from frontline.ui.recovery_key import in_groups
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label

# Asks where to, writes the sheet, and says whether it did.
OnSavePdf = Callable[[RecoverySheet], bool]


def sheet_title(language: Language, sheet: RecoverySheet) -> str:
    if not sheet.holder:
        return language.gettext("The recovery sheet")
    text = language.gettext("Recovery sheet {number} of {total}")
    return text.format(number=sheet.holder, total=HOLDERS)


def add_sheet(
    page: Page,
    around: Surroundings,
    sheet: RecoverySheet,
    on_save_pdf: OnSavePdf,
    on_dealt_with: Callable[[bool], None],
) -> None:
    """`on_dealt_with` hears whether the sheet is said to be printed or written down."""
    gettext = around.language.gettext
    page.add(label(_meaning(around.language, sheet)))
    key = page.add(label(in_groups(sheet.key), "note"))
    key.setAccessibleName(gettext("Recovery key"))
    words = gettext("The sheet is printed or written down")
    confirmed = CheckBox(around.theme, words, "setup-confirmed")

    def save() -> None:
        if on_save_pdf(sheet):
            confirmed.setChecked(True)

    first = button(gettext("Save as PDF to print"), save, name="save-sheet")
    page.add_row(first)
    page.add(confirmed)
    first.setFocus()
    confirmed.toggled.connect(on_dealt_with)


def _meaning(language: Language, sheet: RecoverySheet) -> str:
    gettext = language.gettext
    if not sheet.holder:
        return gettext(
            "If a passphrase is lost, this key is the only way back to the records. "
            "Print it and keep it locked away, outside this office. "
            "It is shown this one time and stored nowhere."
        )
    return gettext(
        "If a passphrase is lost, the keys of two of the three holders are the only way back to "
        "the records; one alone opens nothing. Hand this sheet to one holder, who keeps it locked "
        "away from the other two. It is shown this one time and stored nowhere."
    )
