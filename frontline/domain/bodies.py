"""What the directory says of authorities: what they are there for, how far they reach, and the
themes for which focal points are named (S-139, S-140)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from frontline.domain.trafficking import Purpose


class Mandate(StrEnum):
    ASSISTANCE = "ASSISTANCE"
    INVESTIGATION = "INVESTIGATION"


class Level(StrEnum):
    NATIONAL = "NATIONAL"
    REGIONAL = "REGIONAL"
    LOCAL = "LOCAL"


# Whoever is nearest is asked first; after them whoever reaches further.
WIDER: dict[Level, tuple[Level, ...]] = {
    Level.LOCAL: (Level.LOCAL, Level.REGIONAL, Level.NATIONAL),
    Level.REGIONAL: (Level.REGIONAL, Level.NATIONAL),
    Level.NATIONAL: (Level.NATIONAL,),
}


class Theme(StrEnum):
    CHILD = "CHILD"
    WOMEN = "WOMEN"
    LABOUR = "LABOUR"
    SEXUAL = "SEXUAL"
    ORGAN = "ORGAN"
    # Forms the treaty list does not name, and new ones.
    OTHER_FORMS = "OTHER_FORMS"
    CONSULAR = "CONSULAR"
    INTEGRITY = "INTEGRITY"
    STATISTICS = "STATISTICS"
    ICT = "ICT"


_OF_FORMS: dict[str, Theme] = {
    Purpose.PROSTITUTION_OF_OTHERS: Theme.SEXUAL,
    Purpose.OTHER_SEXUAL_EXPLOITATION: Theme.SEXUAL,
    "SEXUAL_EXPLOITATION_OF_CHILDREN": Theme.SEXUAL,
    Purpose.FORCED_LABOUR: Theme.LABOUR,
    Purpose.SLAVERY_OR_SIMILAR: Theme.LABOUR,
    Purpose.SERVITUDE: Theme.LABOUR,
    Purpose.DOMESTIC_SERVITUDE: Theme.LABOUR,
    "WORST_FORMS_CHILD_LABOUR": Theme.LABOUR,
    Purpose.ORGAN_REMOVAL: Theme.ORGAN,
}


def themes_of(forms: Iterable[str], *, counts_as_child: bool) -> tuple[Theme, ...]:
    """Whose focal points a referral concerns. A form that is not in the list above, of whatever
    pack, goes to the focal point for other forms, so that none is lost."""
    found = {_OF_FORMS.get(form, Theme.OTHER_FORMS) for form in forms}
    if counts_as_child:
        found.add(Theme.CHILD)
    return tuple(theme for theme in Theme if theme in found)
