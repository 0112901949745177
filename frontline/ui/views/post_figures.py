"""How the post is doing: what waits, what is to be done, and a caution. No officer is ranked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.services.post_figures import PERIOD, PostFigures
from frontline.statistics.profiling import LEAST_CASES, Outcome, Selection
from frontline.ui.labels import named, ref_value_text
from frontline.ui.oversight_words import rights_text
from frontline.ui.review_words import hours_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.post_figures import PostFiguresState, PostFiguresViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.texts import label


class PostFiguresView(PageFrame):
    def __init__(
        self,
        viewmodel: PostFiguresViewModel,
        around: Surroundings,
        on_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._around = around
        self._on_back = on_back
        self._gettext = around.language.gettext
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: PostFiguresState) -> None:
        gettext = self._gettext
        page = Page(self._around.theme, gettext("Figures of the post"))
        if state.figures is not None:
            self._fill(page, state.figures)
        back = button(gettext("Back"), self._on_back, style="primary", name="back")
        page.add_footer(back)
        self.put(page)
        self.show_error(self._around.language, state.error)

    def _fill(self, page: Page, figures: PostFigures) -> None:
        gettext = self._gettext
        page.add(label(gettext("To be done now"), "heading"))
        page.add(self._tasks(figures))
        title = gettext("The last {days} days").format(days=PERIOD.days)
        page.add(label(title, "heading"))
        page.add(self._times(figures))
        page.add(label(gettext("Rights that were not kept, or not noted"), "heading"))
        page.add(self._unkept(figures))
        page.add(label(gettext("Whom officers screen"), "heading"))
        page.add(self._profiling(figures))

    def _lines(self, lines: list[tuple[str, str]]) -> QWidget:
        language = self._around.language
        said = [label(named(language, name, value)) for name, value in lines]
        return card(self._around.theme, *said)

    def _tasks(self, figures: PostFigures) -> QWidget:
        gettext, tasks = self._gettext, figures.tasks
        return self._lines(
            [
                (gettext("Referrals that wait for review"), str(tasks.in_review)),
                (gettext("Lower findings that wait for a second person"), str(tasks.lowerings)),
                (gettext("Approved, not let go yet"), str(tasks.approved)),
                (gettext("Returned to an officer"), str(tasks.returned)),
                (gettext("Sent, without a receipt of the hub"), str(tasks.without_receipt)),
                (gettext("Screenings that are not closed"), str(tasks.open_screenings)),
                (gettext("Follow-ups due"), str(tasks.follow_ups_due)),
            ]
        )

    def _times(self, figures: PostFigures) -> QWidget:
        gettext, language = self._gettext, self._around.language
        return self._lines(
            [
                (gettext("People screened"), str(figures.cases)),
                (gettext("Of them referred"), str(figures.referred)),
                (
                    gettext("From meeting somebody to the referral, usually"),
                    hours_text(language, figures.hours_to_referral),
                ),
                (
                    gettext("From the referral to its review, usually"),
                    hours_text(language, figures.hours_in_review),
                ),
            ]
        )

    def _unkept(self, figures: PostFigures) -> QWidget:
        language, all_of_them = self._around.language, figures.cases
        template = self._around.language.gettext("{count} of {all}")
        return self._lines(
            [
                (
                    rights_text(language, line),
                    template.format(count=count, all=all_of_them),
                )
                for line, count in figures.unkept.items()
            ]
        )

    def _profiling(self, figures: PostFigures) -> QWidget:
        gettext, found = self._gettext, figures.profiling
        parts: list[QWidget] = [
            label(self._selection(figures, each), "warn") for each in found.selections
        ]
        parts += [label(self._outcome(each), "warn") for each in found.outcomes]
        if not found.compared:
            few = gettext(
                "Too few to compare: it takes three officers with {least} screenings each. With "
                "fewer, chance alone makes such differences."
            )
            parts.append(label(few.format(least=LEAST_CASES), "quiet"))
        elif not parts:
            parts.append(label(gettext("Nothing stands out."), "quiet"))
        parts.append(
            label(
                gettext(
                    "A reason to talk, never a judgement: shifts, flights and places differ. What "
                    "an officer found is counted nowhere."
                ),
                "quiet",
            )
        )
        return card(self._around.theme, *parts)

    def _selection(self, figures: PostFigures, each: Selection) -> str:
        text = self._around.language.gettext(
            "{officer}: {share} of {cases} screenings are of people from {area}; among "
            "colleagues it is {usual}."
        )
        return text.format(
            officer=figures.names.get(each.officer, "?"),
            share=_percent(each.share),
            cases=each.cases,
            area=ref_value_text(self._around.language, each.group),
            usual=_percent(each.usual),
        )

    def _outcome(self, each: Outcome) -> str:
        text = self._around.language.gettext(
            "People from {area} were screened {cases} times and signs found in {share}; of all "
            "others it is {usual}. Are they picked for where they come from?"
        )
        return text.format(
            area=ref_value_text(self._around.language, each.group),
            cases=each.cases,
            share=_percent(each.share),
            usual=_percent(each.usual),
        )


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
