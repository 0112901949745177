"""What every view is built with: the look, the officer's language, and the clock's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontline.ui.language import Language
from frontline.ui.theme import Theme

if TYPE_CHECKING:
    from datetime import tzinfo

    from frontline.ui.lexicon import Explainer
    from frontline.ui.viewmodels.listening import ListeningViewModel


class Surroundings(NamedTuple):
    """`zone` None is the machine's own; the demo sets one so that its pictures stay the same.

    `explainer` and `listening` None until somebody signed in: no word of a page is marked before,
    and no question is heard.
    """

    theme: Theme
    language: Language
    zone: tzinfo | None = None
    explainer: Explainer | None = None
    listening: ListeningViewModel | None = None
