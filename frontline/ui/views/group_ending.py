"""Who works in a group, and closing it."""

from __future__ import annotations

from functools import partial

from frontline.domain.groups import GroupKind
from frontline.ui.group_words import point_text
from frontline.ui.labels import role_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.views.group_frame import group_page
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, beside, row
from frontline.ui.widgets.texts import label

_NEXT_VISIT_DAYS = (7, 14, 30, 60, 90, 180)


def team_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    theme, language, state = around.theme, around.language, viewmodel.state
    gettext = language.gettext
    page = group_page(viewmodel, around, gettext("Who works in this group"))
    page.add(
        label(
            gettext(
                "Colleagues see the board and the details. Each case stays with whoever began the "
                "talk; it is shared from its own page."
            ),
            "note",
        )
    )
    for user in state.team:
        take_back = partial(viewmodel.take_back, user.id)
        made = button(gettext("Take back"), take_back, name=f"take-back-{user.id}")
        made.setAccessibleName(gettext("Take back from {name}").format(name=user.name))
        texts = label(user.name, "strong"), label(role_text(language, user.official), "quiet")
        page.add(card(theme, beside(theme, made, *texts)))
    page.add(label(gettext("Share with a colleague"), "heading"))
    if not state.colleagues:
        page.add(label(gettext("There is no other colleague who screens."), "quiet"))
        return page
    users = [
        (str(user.id), f"{user.name} · {role_text(language, user.official)}")
        for user in state.colleagues
    ]
    box = choice_list("share-with", [("", gettext("Choose")), *users])

    def share() -> None:
        viewmodel.share(next(u.id for u in state.colleagues if str(u.id) == box.currentData()))

    share_button = button(gettext("Share"), share, name="share")
    share_button.setEnabled(False)
    # The first entry is no choice, so that nobody is let in by a slip.
    box.currentIndexChanged.connect(lambda at: share_button.setEnabled(at > 0))
    page.add(card(theme, Field(theme, gettext("Colleague"), box), row(theme, share_button)))
    return page


def closing_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    theme, language, board = around.theme, around.language, viewmodel.state.board
    gettext = language.gettext
    page = group_page(viewmodel, around, gettext("Close this group"))
    if board is None:
        return page
    kind = board.group.kind
    if board.open_points:
        page.add(label(gettext("Before closing"), "heading"))
        lines = [point_text(language, kind, each) for each in board.open_points]
        page.add(card(theme, *(label(line) for line in lines)))
    else:
        page.add(label(gettext("Everybody was seen to."), "note"))
    text = gettext("Talks that are open stay open, each for itself. Nothing is deleted.")
    page.add(label(text, "quiet"))
    days = [
        (str(n), language.ngettext("in {n} day", "in {n} days", n).format(n=n))
        for n in _NEXT_VISIT_DAYS
    ]
    visit = choice_list("next-visit", [("", gettext("Choose")), *days])
    if kind is GroupKind.SITE_VISIT:
        page.add(Field(theme, gettext("Next visit"), visit))

    def close() -> None:
        chosen = str(visit.currentData())
        viewmodel.close(int(chosen) if chosen else None)

    page.add_footer(button(gettext("Close"), close, style="primary", name="close-group"))
    return page
