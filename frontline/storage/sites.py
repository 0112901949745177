"""Sites of a post in the vault."""

from __future__ import annotations

from sqlalchemy import select

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import SiteId
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.storage import tables
from frontline.storage.ledger import Ledger


class SqlSiteStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_site(self, site: Site, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(
                tables.sites,
                {
                    "id": site.id,
                    "label": site.label,
                    "kind": site.kind.value,
                    "setting": site.setting.value,
                    "country": site.country,
                    "region": site.region,
                },
            )

    def sites(self) -> tuple[Site, ...]:
        """In the order in which they were added."""
        with self._ledger.database.reading() as connection:
            rows = connection.execute(select(tables.sites).order_by(tables.sites.c.number))
            return tuple(_site(row) for row in rows)


def _site(row: tables.AnyRow) -> Site:
    return Site(
        id=SiteId(row.id),
        label=row.label,
        kind=SiteKind(row.kind),
        setting=SiteSetting(row.setting),
        country=row.country,
        region=row.region,
    )
