"""The published combination rule of a dimension.

Source: ILO and European Commission, Operational indicators of trafficking in human beings (2009):
a dimension is positive with 2 strong; 1 strong and 1 medium or weak; 3 medium; or 2 medium and
1 weak. Adding an indicator never turns positive to negative.
"""

from __future__ import annotations

TWO_STRONG = "dimension.two_strong"
STRONG_AND_OTHER = "dimension.strong_and_other"
THREE_MEDIUM = "dimension.three_medium"
TWO_MEDIUM_AND_WEAK = "dimension.two_medium_and_weak"


def combination(weak: int, medium: int, strong: int) -> str | None:
    """Which part of the rule is satisfied by so many indicators of each strength, or None."""
    if strong >= 2:
        return TWO_STRONG
    if strong and (medium or weak):
        return STRONG_AND_OTHER
    if medium >= 3:
        return THREE_MEDIUM
    if medium >= 2 and weak:
        return TWO_MEDIUM_AND_WEAK
    return None
