"""The rights checklist in words."""

from __future__ import annotations

from frontline.domain.rights import Kept, RightsLine
from frontline.ui.language import Language
from frontline.ui.messages import mark

_LINES = {
    RightsLine.PRIVACY: mark("spoke in private"),
    RightsLine.INTERPRETER: mark("fit interpreter"),
    RightsLine.INFORMED: mark("informed"),
    RightsLine.COMPLAINT_ROUTE: mark("told where to complain"),
    RightsLine.HELP_OFFERED: mark("help offered"),
    RightsLine.CHOICES_RECORDED: mark("choices recorded"),
    RightsLine.CONSULAR_OR_CHILD_RIGHTS: mark(
        "consular right told, or child protection brought in"
    ),
}
_KEPT = {
    Kept.YES: mark("yes"),
    Kept.NO: mark("no"),
    Kept.NOT_DUE: mark("does not apply"),
    Kept.NOT_RECORDED: mark("not recorded"),
}


def rights_text(language: Language, line: RightsLine) -> str:
    return language.gettext(_LINES[line])


def kept_text(language: Language, kept: Kept) -> str:
    return language.gettext(_KEPT[kept])
