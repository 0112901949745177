"""Sites of a post in the vault."""

from __future__ import annotations

from sqlalchemy import select

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import SiteId, UserId
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.storage import tables
from frontline.storage.ledger import Ledger

# How far back it is looked for the last site of somebody, whatever number of cases there is.
_LAST_CASES = 200


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

    def last_used(self, user: UserId) -> Site | None:
        """Where their newest case was opened; None where none of the last cases is theirs."""
        cases, sites = tables.cases, tables.sites
        latest = select(cases).order_by(cases.c.number.desc()).limit(_LAST_CASES).subquery()
        found = (
            select(sites)
            .join(latest, latest.c.site_id == sites.c.id)
            .where(latest.c.opened_by == user)
            .order_by(latest.c.number.desc())
            .limit(1)
        )
        with self._ledger.database.reading() as connection:
            row = connection.execute(found).one_or_none()
            return None if row is None else _site(row)


def _site(row: tables.AnyRow) -> Site:
    return Site(
        id=SiteId(row.id),
        label=row.label,
        kind=SiteKind(row.kind),
        setting=SiteSetting(row.setting),
        country=row.country,
        region=row.region,
    )
