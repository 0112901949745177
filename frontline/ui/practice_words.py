"""What the invented person of the practice tells, and why it is recorded as it is."""

from __future__ import annotations

from frontline.domain.identifiers import QuestionId
from frontline.ui.language import Language
from frontline.ui.messages import mark

_TOLD: dict[str, str] = {
    "obs_needs_care": mark("You see a tired young woman, without any injury."),
    "private_now": mark("You sit with Lia in a room of your own. Her companion waits outside."),
    "interpreter": mark("You and Lia speak the same language well."),
    "informed": mark("You told her what happens with what she says, and that she may stop."),
    "care_offered": mark("You offered water, something to eat, and time to rest."),
    "safe_now": mark("“Here with you I feel safe.”"),
    "obs_led_group": mark("She came with one companion. There is no group."),
    "age_group": mark("“I am 24.” She looks it."),
    "age_years": mark("“I am 24.”"),
    "gender": mark("“I am a woman.”"),
    "journey_stage": mark("“We change planes here. Tomorrow we go on.”"),
    "offer_from": mark("“A lady wrote to me three weeks ago. I only know her from the telephone.”"),
    "knows_plans": mark("“I do not know where. They tell me when I arrive.”"),
    "unwanted_ahead": mark("Lia looks down. “I do not know.”"),
    "already_there": mark("“No, I never worked for them.”"),
    "terms_ahead": mark("“They will keep what I earn. And I may not leave.”"),
    "promises_broken": mark(
        "“First it was a restaurant, with good pay. Since yesterday it is a bar, and no pay.”"
    ),
    "journey_arranged_by": mark("“The lady paid for the tickets.”"),
    "journey_control": mark("“He took my telephone. So that I do not lose it, he says.”"),
    "papers_with": mark("“He has my passport as well.”"),
    "debt": mark("“I owe them for the journey. Nobody says how much. I am to work it off.”"),
}
_REASONS: dict[str, str] = {
    "obs_needs_care": mark("A long journey tires. Looked for and not seen is a record as well."),
    "private_now": mark("Without a companion in sight or hearing, people can answer freely."),
    "interpreter": mark("Whoever interprets could be part of it; here nobody has to."),
    "informed": mark("Who knows that they may stop has some control again."),
    "care_offered": mark("Mark what was offered, and nothing else."),
    "safe_now": mark("Safety comes before every other question."),
    "obs_led_group": mark("Record what you see, not what you expect."),
    "age_group": mark("With an adult, act, means and purpose are all looked at."),
    "age_years": mark("The age as it was told."),
    "gender": mark("In the person's own words. It weighs nothing in a finding."),
    "journey_stage": mark("A change of planes is transit: nothing has to have begun yet."),
    "offer_from": mark("Three weeks and a telephone: somebody met a short time ago."),
    "knows_plans": mark("She cannot say where she will be. That is a no, in her own words."),
    "unwanted_ahead": mark(
        "“I do not know” is an answer of its own. It stays open and is never a no."
    ),
    "already_there": mark("She has not worked there: what counts is what is intended."),
    "terms_ahead": mark("Two things were told: no leaving, and the pay kept."),
    "promises_broken": mark("A promise was broken twice: about the work, and about the pay."),
    "journey_arranged_by": mark("Paid for by the lady whom she only knows from the telephone."),
    "journey_control": mark("A reason was given for taking it. It was taken all the same."),
    "papers_with": mark("Her companion has it: another person, and none she chose."),
    "debt": mark("Two things were told: no sum, and working it off."),
}


def told_text(language: Language, question: QuestionId) -> str:
    """What is to be seen or heard about that question; "" where nothing is."""
    text = _TOLD.get(question)
    return "" if text is None else language.gettext(text)


def reason_text(language: Language, question: QuestionId) -> str:
    text = _REASONS.get(question)
    return "" if text is None else language.gettext(text)


def hint_text(language: Language, question: QuestionId | None) -> str:
    """What stands above a question."""
    told = told_text(language, question) if question is not None else ""
    if told:
        return told
    return language.gettext(
        "Lia says nothing about this: go on. Once the debt was asked about, press “Stop here”."
    )


def conditions_hint(language: Language) -> str:
    """What stands above the page of conditions: all of it at once."""
    asked = ("private_now", "interpreter", "informed", "care_offered", "safe_now")
    return " ".join(told_text(language, QuestionId(question)) for question in asked)


def finding_hint(language: Language) -> str:
    return language.gettext(
        "Read why. Each reason names what was told and what else it may mean. Then look at the "
        "help and the plan, or at how it went."
    )
