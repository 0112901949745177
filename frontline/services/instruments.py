"""Which questionnaires somebody is offered at a place."""

from __future__ import annotations

from collections.abc import Iterable

from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.rules.definitions import Instrument, Mode


def instruments_at(
    site: SiteKind, role: OfficialRole, instruments: Iterable[Instrument]
) -> tuple[Instrument, ...]:
    """Those the role may use; the first is the one to begin with at a site of this kind.

    Before others stand those named to be the first there, those made for such a site, those that
    no other leads to, first looks, and those made for the fewest roles, in this order.
    """
    permitted = [instrument for instrument in instruments if role in instrument.roles]
    led_to = {way.next_instrument for instrument in permitted for way in instrument.exits}
    return tuple(
        sorted(
            permitted,
            key=lambda instrument: (
                site not in instrument.first_at,
                site not in instrument.sites,
                instrument.id in led_to,
                instrument.mode is not Mode.CHECKLIST,
                len(instrument.roles),
            ),
        )
    )
