"""Adding people to a group: one with a relation, or several by their numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.domain.groups import GroupKind, MemberFlag, Relation
from frontline.ui.group_words import code_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.views.group_frame import tick_box
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import beside

_COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50)


def adding_card(viewmodel: GroupViewModel, around: Surroundings, kind: GroupKind) -> QWidget:
    if kind is GroupKind.FAMILY:
        return _one(viewmodel, around)
    theme, gettext = around.theme, around.language.gettext
    count = choice_list("count", [(str(number), str(number)) for number in _COUNTS])

    def add_people() -> None:
        viewmodel.add_people(int(str(count.currentData())))

    add = button(gettext("Add people"), add_people, name="add")
    return card(theme, beside(theme, add, Field(theme, gettext("How many people to add"), count)))


def _one(viewmodel: GroupViewModel, around: Surroundings) -> QWidget:
    theme, language = around.theme, around.language
    gettext = language.gettext
    choices = [(each.value, code_text(language, each)) for each in Relation]
    relation = choice_list("relation", choices, Relation.UNKNOWN.value)
    young = tick_box(around, code_text(language, MemberFlag.MAY_BE_CHILD), "may-be-child")

    def add_person() -> None:
        flags = {MemberFlag.MAY_BE_CHILD} if young.isChecked() else set[MemberFlag]()
        viewmodel.add_person(Relation(str(relation.currentData())), flags)

    add = button(gettext("Add person"), add_person, name="add")
    field = Field(theme, gettext("Relation to the others, as told"), relation)
    return card(theme, beside(theme, add, field, young))
