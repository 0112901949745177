"""Earlier cases whose form has a name now: seen at home, decided by a person, shown with both."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from frontline.domain.naming import NameDecision, NameReason
from frontline.services.referrals import Referrals
from frontline.ui.pack_words import PackWords
from frontline.ui.widgets.record_table import record_table
from tests.support.gui import Gui, settle
from tests.support.gui_naming import (
    add_name,
    earlier_cases,
    home_with_names,
    named_finding,
    naming_of,
    nothing_to_name,
)
from tests.support.gui_words import texts_of
from tests.support.named_form import NEW_FORM


def press(view: QWidget, role: str) -> None:
    buttons = [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
    next(b for b in buttons if b.property("role") == role).click()
    settle()


def test_home_leads_to_cases_that_are_like_a_form_with_a_name(gui: Gui) -> None:
    view = gui.show(home_with_names(gui))

    assert any("2 earlier cases" in text for text in texts_of(view))
    press(view, "names")
    assert gui.told == ["names"]


def test_a_person_adds_the_name_and_says_what_it_rests_on(gui: Gui) -> None:
    (table,) = earlier_cases(gui, 1)
    view = gui.show(naming_of(gui)[1])
    code = table.case.code
    assert gui.vault.names.namings(table.case.id) == ()
    why = view.findChild(QComboBox)
    assert isinstance(why, QComboBox)
    why.setCurrentIndex(why.findData(NameReason.ASKED_AGAIN))

    press(view, f"add-{code}")

    (naming,) = gui.vault.names.namings(table.case.id)
    assert (naming.form, naming.decision) == (NEW_FORM, NameDecision.ADDED)
    assert naming.reason is NameReason.ASKED_AGAIN
    assert any("The person was asked again" in text for text in texts_of(view))
    press(view, f"refuse-{code}")
    assert len(gui.vault.names.namings(table.case.id)) == 2


def test_the_finding_shows_what_was_named_since(gui: Gui) -> None:
    texts = texts_of(gui.show(named_finding(gui)))

    assert {"Named since", "Identity lent"} <= set(texts)
    assert any("Another form, not yet named" in text for text in texts)


def test_a_referral_tells_both_forms_in_words(gui: Gui) -> None:
    (table,) = earlier_cases(gui, 1)
    add_name(gui, table)
    record = Referrals(gui.desk).preview(table)

    words = PackWords(gui.definition, "en", "en", gui.desk.pack.pack)
    texts = texts_of(gui.show(record_table(gui.around, record, words)))

    assert "Another form, not yet named\nIdentity lent" in texts


def test_without_such_rules_nothing_is_listed(gui: Gui) -> None:
    texts = texts_of(gui.show(nothing_to_name(gui)))

    assert "No earlier case is like a form that got its name." in texts
