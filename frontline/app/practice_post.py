"""The post of a practice: a vault of its own, in a folder of its own, gone afterwards.

Vault, services and rules are the real ones. Nothing of the post's own vault is in reach of it, and
nothing of it in reach of the post: another file, under another key that nobody keeps.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from frontline.crypto.passphrase import FLOOR_ITERATIONS, FLOOR_MEMORY_KIB, Hardness
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.identifiers import SiteId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.installation import Installation
from frontline.services.pack_shelf import PackShelf
from frontline.services.vaults import NewUser, PostSetup
from frontline.storage.keeper import SqlVaultKeeper
from frontline.ui.lexicon import Lexicon
from frontline.ui.tasks import TaskRunner

# Nobody could be looked for under it: no post writes its own records here.
FOLDER = "practice"
_OFFICER = "practice"
_COUNTRY, _REGION = "XT", "XT-C"


class PracticePost:
    """Made and closed on the vault's thread; a CasePlace, and nothing is ever sent from it."""

    def __init__(self, folder: Path, desk: Desk, documents: Documents, site: SiteId) -> None:
        self.desk = desk
        self.documents = documents
        self.site = site
        self._folder = folder
        self.directories = documents.directories()
        self.lexicon = Lexicon(documents.glossaries())
        self.pack = desk.pack.pack

    def connect(self, vault_runner: TaskRunner) -> None:
        self.vault_runner = vault_runner

    def send_if_online(self) -> None:
        """There is nobody to send to."""

    def close(self) -> None:
        """Nothing stays."""
        self.desk.vault.close()
        clear_practice(self._folder)


def clear_practice(folder: Path) -> None:
    """Take away what a practice left behind when the power went. Without its passphrase, which was
    never written down, nobody could read it."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def open_practice(folder: Path, installation: Installation, clock: Clock) -> PracticePost:
    """Beside the vault in `folder`. Raises what making and opening a vault raises."""
    clear_practice(folder)
    chance = SystemChance()
    # The weakest the format allows, because nobody should wait for what guards nothing.
    hardness = Hardness(FLOOR_MEMORY_KIB, FLOOR_ITERATIONS)
    keeper = SqlVaultKeeper(folder / FOLDER / "post", clock, chance, hardness)
    site = Site(
        SiteId(chance.uuid()), FOLDER, SiteKind.AIRPORT, SiteSetting.BORDER, _COUNTRY, _REGION
    )
    officer = _somebody(chance, _OFFICER, AccessRole.OFFICER)
    supervisor = _somebody(chance, f"{_OFFICER}-supervisor", AccessRole.SUPERVISOR)
    keeper.create(PostSetup(supervisor, officer, site))
    vault, session = keeper.sign_in(officer.name, officer.passphrase)
    try:
        shelf = PackShelf(vault.documents, installation.trusted_keys)
        desk = Desk(vault, session, clock, chance, shelf)
        documents = Documents(desk, installation.trusted_keys)
        documents.install_shipped(path.read_bytes() for path in installation.document_files())
        return PracticePost(folder, desk, documents, site.id)
    except BaseException:
        vault.close()
        clear_practice(folder)
        raise


def _somebody(chance: Chance, name: str, access: AccessRole) -> NewUser:
    """With a passphrase by chance that is forgotten with the practice."""
    return NewUser(name, chance.uuid().hex, access, OfficialRole.IMMIGRATION)
