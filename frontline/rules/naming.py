"""Which forms of exploitation may name what had no name when it was told (S-008).

A pack that gives a form its name says by which signs and means it was found. Whoever has all of
them, and whose form had no name, may be named so. Nothing is named by this alone: a person decides.
"""

from __future__ import annotations

from collections.abc import Collection

from frontline.domain.trafficking import Purpose
from frontline.rules.definitions import Form, PackDefinition


def named_later(pack: PackDefinition) -> tuple[Form, ...]:
    """The forms of the pack that were found among what had no name."""
    return tuple(form for form in pack.forms.values() if form.described_as)


def names_for(
    pack: PackDefinition, described: Collection[str], forms: Collection[str]
) -> tuple[str, ...]:
    """Codes of forms that may be added to `forms`. `described`: signs and means, by code."""
    if Purpose.OTHER_UNNAMED not in forms:
        return ()
    return tuple(
        form.code
        for form in named_later(pack)
        if form.code not in forms and form.described_as.issubset(described)
    )
