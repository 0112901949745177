"""The crime and its elements.

Source: Palermo Protocol, Article 3. PURPOSE is an open list: rule packs add forms, so a form is a
string with the treaty's own as constants.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Element(StrEnum):
    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    # Describes the situation and opens help; never counts towards a finding.
    CONTEXT = "context"


class Act(StrEnum):
    RECRUITMENT = "RECRUITMENT"
    TRANSPORTATION = "TRANSPORTATION"
    TRANSFER = "TRANSFER"
    HARBOURING = "HARBOURING"
    RECEIPT = "RECEIPT"


class Means(StrEnum):
    THREAT_OF_FORCE = "THREAT_OF_FORCE"
    USE_OF_FORCE = "USE_OF_FORCE"
    OTHER_COERCION = "OTHER_COERCION"
    ABDUCTION = "ABDUCTION"
    FRAUD = "FRAUD"
    DECEPTION = "DECEPTION"
    ABUSE_OF_POWER = "ABUSE_OF_POWER"
    ABUSE_OF_VULNERABILITY = "ABUSE_OF_VULNERABILITY"
    PAYMENT_TO_CONTROLLER = "PAYMENT_TO_CONTROLLER"


class Purpose(StrEnum):
    """The forms every pack has. The list stays open: packs add codes of their own."""

    PROSTITUTION_OF_OTHERS = "PROSTITUTION_OF_OTHERS"
    OTHER_SEXUAL_EXPLOITATION = "OTHER_SEXUAL_EXPLOITATION"
    FORCED_LABOUR = "FORCED_LABOUR"
    SLAVERY_OR_SIMILAR = "SLAVERY_OR_SIMILAR"
    SERVITUDE = "SERVITUDE"
    ORGAN_REMOVAL = "ORGAN_REMOVAL"
    OTHER_UNNAMED = "OTHER_UNNAMED"
    DOMESTIC_SERVITUDE = "DOMESTIC_SERVITUDE"


class Dimension(StrEnum):
    """The six dimensions of the ILO/EC operational indicators (2009)."""

    DECEPTIVE_RECRUITMENT = "D1"
    COERCIVE_RECRUITMENT = "D2"
    RECRUITMENT_BY_ABUSE = "D3"
    EXPLOITATIVE_CONDITIONS = "D4"
    COERCION_AT_DESTINATION = "D5"
    ABUSE_AT_DESTINATION = "D6"


MEANS_DIMENSIONS = frozenset(
    {
        Dimension.DECEPTIVE_RECRUITMENT,
        Dimension.COERCIVE_RECRUITMENT,
        Dimension.RECRUITMENT_BY_ABUSE,
        Dimension.COERCION_AT_DESTINATION,
        Dimension.ABUSE_AT_DESTINATION,
    }
)


class Strength(IntEnum):
    """How much one indicator says, for one profile. ABSENT: nothing, for that profile."""

    ABSENT = 0
    WEAK = 1
    MEDIUM = 2
    STRONG = 3


class JourneyStage(StrEnum):
    """Where on the way a sign can be met (S-016)."""

    BEFORE_DEPARTURE = "before_departure"
    ORIGIN = "origin"
    TRANSIT = "transit"
    DESTINATION = "destination"
    RETURN = "return"


class AgeProfile(StrEnum):
    ADULT = "adult"
    CHILD = "child"
    # Treated as a child until a competent authority has settled it (S-047).
    IN_DOUBT = "in_doubt"

    @property
    def counts_as_child(self) -> bool:
        return self is not AgeProfile.ADULT


class StrengthColumn(StrEnum):
    """The columns of the strength table; labour and sexual differ by age, the rest does not."""

    ADULT_LABOUR = "adult_labour"
    CHILD_LABOUR = "child_labour"
    ADULT_SEXUAL = "adult_sexual"
    CHILD_SEXUAL = "child_sexual"
    OTHER = "other"


ADULT_COLUMNS = (
    StrengthColumn.ADULT_LABOUR,
    StrengthColumn.ADULT_SEXUAL,
    StrengthColumn.OTHER,
)
CHILD_COLUMNS = (
    StrengthColumn.CHILD_LABOUR,
    StrengthColumn.CHILD_SEXUAL,
    StrengthColumn.OTHER,
)
