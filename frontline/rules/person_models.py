"""The shape of person.yaml: what the person takes along, and the words on a screen they hold."""

from __future__ import annotations

from frontline.rules.shapes import Code, Model, Prose


class PersonWordsModel(Model):
    """Headings, lines and buttons. `no_number` stands where no helpline is known."""

    title: Prose
    helpline: Prose
    emergency: Prose
    no_number: Prose
    places: Prose
    code_title: Prose
    code_text: Prose
    next: Prose
    back: Prose
    listen: Prose
    finished: Prose


class RightModel(Model):
    """One sentence of the card."""

    id: Code
    text: Prose


class PersonFile(Model):
    """A country pack adds rights; the words are those of the pack it extends. Both may be missing,
    because signed packs that know nothing of them are in use."""

    words: PersonWordsModel | None = None
    rights: tuple[RightModel, ...] = ()
