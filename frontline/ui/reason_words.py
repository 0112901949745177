"""The engine's reasons in words: which rule made the finding, and what a group of signs is about.

No score is shown, and no strength: a sentence says what the signs amount to together.
"""

from __future__ import annotations

from frontline.domain.findings import Reason
from frontline.domain.trafficking import Dimension
from frontline.screening import combination, reasons, tally
from frontline.ui.language import Language
from frontline.ui.messages import mark

_RULES: dict[str, str] = {
    tally.THREE_ELEMENTS: mark(
        "Act, means and purpose are shown together. For an adult the definition asks for all three."
    ),
    tally.ACT_AND_PURPOSE: mark(
        "Act and purpose are shown. For a child, or where age is in doubt, no means is needed."
    ),
    tally.MEANS_SHOWN: mark(
        "A means of control or deceit is shown. What it serves is not clear yet."
    ),
    tally.MEANS_WITH_SIGN: mark(
        "There is a sign of a means, and a sign of an act or a purpose beside it."
    ),
    tally.FORM_WITH_ACT: mark(
        "A form of exploitation is shown together with an act. No means is known yet."
    ),
    tally.CHILD_SIGN: mark("For a child, or where age is in doubt, one clear sign is enough."),
    tally.NOTHING_SHOWN: mark("What was looked for was not shown today."),
    reasons.ITEMS_UNASKED: mark("Questions that are always needed are still open."),
    reasons.ACT_SHOWN: mark("One act is enough."),
    reasons.ACT_WEAK: mark("A first sign, not enough alone."),
    reasons.NOT_ENOUGH: mark("Shown, but not enough yet to be sure."),
    reasons.ONE_FACT_FOR_CHILD: mark("For a child, one credible fact is enough."),
    reasons.URGENT_INDICATOR: mark("A sign of danger or of need is shown."),
    reasons.URGENT_CHILD: mark("This may be a child, and indicators are shown."),
    reasons.CONCERN_INDICATOR: mark("A sign of it is shown."),
    reasons.CONCERN_RULE: mark("What was answered calls for it."),
    combination.TWO_STRONG: mark("Two clear signs together establish this."),
    combination.STRONG_AND_OTHER: mark("A clear sign with another beside it establishes this."),
    combination.THREE_MEDIUM: mark("Three signs together establish this."),
    combination.TWO_MEDIUM_AND_WEAK: mark("Several signs together establish this."),
}
_DIMENSIONS: dict[Dimension, str] = {
    Dimension.DECEPTIVE_RECRUITMENT: mark("Deceived when recruited"),
    Dimension.COERCIVE_RECRUITMENT: mark("Forced or pressed when recruited"),
    Dimension.RECRUITMENT_BY_ABUSE: mark("A difficult situation used to recruit"),
    Dimension.EXPLOITATIVE_CONDITIONS: mark("Exploitative conditions"),
    Dimension.COERCION_AT_DESTINATION: mark("Forced or pressed at the place"),
    Dimension.ABUSE_AT_DESTINATION: mark("A difficult situation used at the place"),
}


def rule_text(language: Language, rule: str) -> str:
    """One sentence. Raises KeyError for a rule that no engine has."""
    return language.gettext(_RULES[rule])


def reason_text(language: Language, reason: Reason) -> str:
    """What the signs are about, where that has a name, and what they amount to."""
    sentence = rule_text(language, reason.rule)
    if reason.dimension is None:
        return sentence
    return f"{language.gettext(_DIMENSIONS[reason.dimension])}. {sentence}"
