"""The rights checklist (S-030): what is owed to every person, and whether it was kept.

It is read off what was recorded anyway, so that nobody fills in a form about having filled in a
form. Where nothing was recorded, the officer says whether it was given, or why not.
"""

from __future__ import annotations

from enum import StrEnum

from frontline.domain.identifiers import QuestionId


class RightsLine(StrEnum):
    """In the order in which an interview comes to them."""

    PRIVACY = "privacy"
    INTERPRETER = "interpreter"
    INFORMED = "informed"
    COMPLAINT_ROUTE = "complaint_route"
    HELP_OFFERED = "help_offered"
    CHOICES_RECORDED = "choices_recorded"
    CONSULAR_OR_CHILD_RIGHTS = "consular_or_child_rights"


class Kept(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_DUE = "not_due"
    NOT_RECORDED = "not_recorded"


class RightsSaid(StrEnum):
    """What the officer says of a line: it was given, or why not."""

    GIVEN = "given"
    NOT_WANTED = "not_wanted"
    LEFT = "left"
    SAFETY_FIRST = "safety_first"
    NOT_AVAILABLE = "not_available"
    OTHER_BODY = "other_body"
    NOT_DUE = "not_due"

    @property
    def kept(self) -> Kept:
        return _KEPT.get(self, Kept.NO)


_KEPT = {RightsSaid.GIVEN: Kept.YES, RightsSaid.NOT_DUE: Kept.NOT_DUE}


def question_of(line: RightsLine) -> QuestionId:
    """Under which it stands in the log of answers. No pack has a question with such an id."""
    return QuestionId(f"rights.{line.value}")
