"""Strings planted in every field, passphrase and key are in no byte of any file that a flow of work
leaves behind, in any coding."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from frontline.app.canaries import count_canaries
from frontline.crypto.sealing import seal
from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId, SiteId
from frontline.domain.identity import IdentitySheet
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.errors import WrongPassphraseError
from frontline.services.backup_store import RestoreKey
from frontline.services.stores import StoredDocument
from frontline.storage.restoring import SqlVaultRestorer
from frontline.storage.vault import SqlVault
from tests.support.fault_report import report
from tests.support.hub import rounds
from tests.support.vault_posts import (
    CHANCE,
    NEW_PASSPHRASE,
    OFFICER,
    SITE,
    SUPERVISOR,
    Bench,
    RealPost,
)
from tests.support.vault_tampering import pulled_plug

pytestmark = pytest.mark.slow

CANARIES = (
    "Wilhelmina-Quetzal",
    "Passport-ZX-99817",
    "Calle-Inventada-4711",
    "Puerta-Escondida-12",
)


def plant(vault: SqlVault, post: RealPost) -> Case:
    users = vault.users.users()
    bench = Bench(vault, users[1].id, SITE, post.clock)
    case, screening = bench.added()
    for number, canary in enumerate(CANARIES, 1):
        bench.answer(screening, bench.an_event(screening, number, canary, canary))
    sheet = IdentitySheet(
        names=CANARIES[0], contact=CANARIES[2], papers=CANARIES[1], notes=" ".join(CANARIES)
    )
    sheet = sheet.model_copy(update={"question_notes": {QuestionId("papers"): " ".join(CANARIES)}})
    sealed = seal(sheet.model_dump_json().encode(), [user.recipient for user in users])
    vault.identities.save_envelope(case.id, sealed, bench.deed(DeedKind.IDENTITY_SAVED, case.id))
    site = Site(
        SiteId(CHANCE.uuid()),
        CANARIES[3],
        SiteKind.AIRPORT,
        SiteSetting.BORDER,
        "XA",
        "XA-1",
    )
    vault.sites.add_site(site, bench.deed(DeedKind.SITE_ADDED))
    document = StoredDocument("directory", CANARIES[3], 1, " ".join(CANARIES).encode())
    vault.documents.install(document, bench.deed(DeedKind.DOCUMENT_INSTALLED))
    return case


def work_and_crash(post: RealPost, root: Path) -> None:
    with closing(post.open()) as vault:
        plant(vault, post)
        pulled_plug(post, root / "crashed")


def back_up(post: RealPost, root: Path) -> None:
    with closing(post.open()) as vault:
        plant(vault, post)
        vault.backups.make(root / "stick", post.clock.now())
        vault.backups.make(vault.backups.home, post.clock.now())


def restore(post: RealPost, root: Path) -> None:
    back_up(post, root)
    (backup,) = (root / "stick").iterdir()
    key = RestoreKey(SUPERVISOR.name, SUPERVISOR.passphrase)
    SqlVaultRestorer(root / "restored", post.clock, CHANCE).restore(backup, key)
    SqlVaultRestorer(post.folder, post.clock, CHANCE).restore(backup, key, replacing_damage=True)


def remove(post: RealPost, root: Path) -> None:
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        case = plant(vault, post)
        bench = Bench(vault, session.user.id, SITE, post.clock)
        vault.retention.erase_identity(case.id, bench.deed())
        vault.retention.purge(case.id, bench.deed())
        keeper.accounts().renew_key(session)


def change_passphrase(post: RealPost, root: Path) -> None:
    back_up(post, root)
    keeper = post.keeper()
    with suppress(WrongPassphraseError):
        keeper.sign_in(OFFICER.name, NEW_PASSPHRASE)
    keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    keeper.recover(post.sheet.key, OFFICER.name, OFFICER.passphrase)


FLOWS: dict[str, Callable[[RealPost, Path], None]] = {
    "restore": restore,
    "work and crash": work_and_crash,
    "backup": back_up,
    "retention": remove,
    "passphrase": change_passphrase,
}


def files_below(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file() and path.suffix != ".reserve"]


@pytest.mark.parametrize("flow", list(FLOWS)[: rounds(1, len(FLOWS))])
def test_no_flow_leaves_a_readable_byte(post: RealPost, tmp_path: Path, flow: str) -> None:
    FLOWS[flow](post, tmp_path)
    secrets = (
        *CANARIES,
        OFFICER.name,
        SUPERVISOR.name,
        OFFICER.passphrase,
        SUPERVISOR.passphrase,
        NEW_PASSPHRASE,
        post.sheet.key,
        post.data_key.hex(),
    )

    found = count_canaries(files_below(tmp_path), secrets)

    report(14, f"canaries: {flow}", len(secrets), 0, found)
    assert found == 0


def test_a_note_left_in_the_open_is_found(post: RealPost, tmp_path: Path) -> None:
    """Control: the search reads every file of a flow."""
    back_up(post, tmp_path)
    backup = next((tmp_path / "stick").iterdir())
    shutil.copy(backup / "vault.head", backup / "note.txt")
    (backup / "note.txt").write_text(CANARIES[1], "utf-16-le")

    assert count_canaries(files_below(tmp_path), CANARIES) == 1
