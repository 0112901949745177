"""What everybody is told at sign-in, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from frontline.domain.deeds import DeedKind
from frontline.services.notices import Notice
from frontline.ui.formats import moment_text
from frontline.ui.language import Language


def notices_text(language: Language, notices: Sequence[Notice], zone: tzinfo | None) -> str:
    gettext = language.gettext
    texts = {
        DeedKind.RECOVERY_USED: gettext("{time}: {name} got a new passphrase by recovery sheet."),
        DeedKind.RECOVERY_SET: gettext("{time}: {name} made new recovery sheets."),
    }
    lines = [
        texts[each.kind].format(time=moment_text(language.code, each.at, zone), name=each.who)
        for each in notices
    ]
    closing = gettext("If nobody here knows of this, tell your supervisor and the hub.")
    return "\n".join((gettext("Since your last sign-in:"), *lines, closing))
