"""The post of the journey at the airport, made and closed."""

from __future__ import annotations

from pathlib import Path

from frontline.app import demo_post as post
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import SiteId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.services.vaults import NewUser, PostSetup
from frontline.storage.keeper import SqlVaultKeeper
from frontline.ui.preferences import Preferences, save_preferences
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHANCE

AIRPORT = Site(
    SiteId(CHANCE.uuid()), "Llegadas", SiteKind.AIRPORT, SiteSetting.BORDER, "XT", "XT-C"
)
FARM = Site(SiteId(CHANCE.uuid()), "Finca norte", SiteKind.FARM, SiteSetting.RURAL, "XT", "XT-C")


def make_post(folder: Path) -> None:
    """Rivas of the immigration service, and two sites; the interface speaks Spanish."""
    keeper = SqlVaultKeeper(folder, SettableClock(), CHANCE)
    supervisor = NewUser(
        post.SUPERVISOR,
        post.SUPERVISOR_PASSPHRASE,
        AccessRole.SUPERVISOR,
        OfficialRole.IMMIGRATION,
    )
    officer = NewUser(
        post.OFFICER, post.OFFICER_PASSPHRASE, AccessRole.OFFICER, OfficialRole.IMMIGRATION
    )
    keeper.create(PostSetup(supervisor, officer, FARM))
    vault, session = keeper.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    deed = Deed(DeedKind.SITE_ADDED, session.user.id, str(AIRPORT.id), SettableClock().now())
    vault.sites.add_site(AIRPORT, deed)
    vault.close()
    save_preferences(folder, Preferences("es"))
