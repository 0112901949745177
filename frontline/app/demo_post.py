"""The demo's fictitious post and people. Every name is invented; the passphrases are public."""

from __future__ import annotations

from dataclasses import dataclass, field

SUPERVISOR = "duarte"
SUPERVISOR_PASSPHRASE = "lantern gravel orchard window"  # noqa: S105 -- public, for a demo post
OFFICER = "rivas"
OFFICER_PASSPHRASE = "copper meadow thunder violin"  # noqa: S105 -- public, for a demo post
SITE = "Tango airport, arrivals"
COUNTRY, REGION = "XT", "C"

# The golden case whose answers the demo gives (screening_rules/core/cases).
CASE = "j1_restaurant_promise"

# What the case leaves open, so that the journey goes to its end.
MORE_ANSWERS: dict[str, object] = {
    "health_need": "none",
    "safe_place": "no",
    "help_wanted": ["bed", "lawyer"],
    "referral_choice": "full",
}


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What the invented person tells. Each holds a word that occurs nowhere else: a canary."""

    names: str = field(default="Marisol Quetzalvane", repr=False)
    contact: str = field(default="Sister's neighbour, code word Brumolinde", repr=False)
    papers: str = field(default="Passport Zephyrgast 0417", repr=False)
    notes: str = field(default="Says the restaurant is called Ondivarkel.", repr=False)


CANARIES = (
    "Quetzalvane",
    "Brumolinde",
    "Zephyrgast",
    "Ondivarkel",
    SUPERVISOR_PASSPHRASE,
    OFFICER_PASSPHRASE,
)


@dataclass(frozen=True, slots=True)
class DemoChoices:
    """How the demo looks: interface language, the person's language, text size, theme."""

    language: str = "en"
    person_language: str = "ar"
    scale: int = 100
    theme: str = "light"
