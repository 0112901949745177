"""What lies on the disk: strings planted in a vault are in none of its files, in no coding, and
nobody else may read the files."""

from __future__ import annotations

import base64
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from frontline.crypto.sealing import seal
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.services.stores import StoredDocument
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR, Bench, RealPost
from tests.support.vault_tampering import deaf_driver, pulled_plug

CANARIES = ("Wilhelmina-Quetzal", "Passport-ZX-99817", "Calle-Inventada-4711")


def spellings(text: str) -> Iterator[bytes]:
    """All forms in which the text may lie in a file; base64 in each of its three alignments."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(coding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for skipped in range(3):
            inner = base64.b64encode(b"\0" * skipped + raw)[4:]
            yield inner[: (len(raw) - 3) * 4 // 3 - 3]


def found_in(content: bytes, texts: tuple[str, ...]) -> set[str]:
    parts = [content, *inflated(content)]
    return {
        text
        for text in texts
        if any(spelling in part for spelling in spellings(text) for part in parts)
    }


def inflated(content: bytes) -> Iterator[bytes]:
    """Whatever zlib can make of the content, from every place where a stream may begin."""
    for start in range(len(content) - 2):
        if content[start] == 0x78 and content[start : start + 2] in (b"x\x01", b"x\x9c", b"x\xda"):
            try:
                yield zlib.decompressobj().decompress(content[start:], 1 << 20)
            except zlib.error:
                continue


def plant(bench: Bench, recipients: list[str]) -> None:
    """The canaries in every place that takes a text."""
    vault, deed = bench.vault, bench.deed(DeedKind.IDENTITY_SAVED)
    case, screening = bench.added()
    for number, canary in enumerate(CANARIES):
        event = bench.an_event(screening, number + 1, canary, canary)
        bench.answer(screening, event)
        vault.cases.set_position(screening.id, event.question)
    sheet = " ".join(CANARIES).encode()
    vault.identities.save_envelope(case.id, seal(sheet, recipients), deed)
    vault.plans.record_choice(case.id, AssistanceService.SHELTER, Choice.ACCEPTED, deed)
    vault.documents.install(StoredDocument("directory", CANARIES[0], 1, sheet), deed)
    vault.outbox.set_hub_card(sheet, deed)
    vault.audit.verify()


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".reserve"}


def test_nothing_planted_can_be_read_in_any_file(post: RealPost, tmp_path: Path) -> None:
    secrets = (
        *CANARIES,
        OFFICER.name,
        SUPERVISOR.name,
        OFFICER.passphrase,
        post.data_key.hex(),
        post.sheet.key,
    )
    with closing(post.open()) as vault:
        users = vault.users.users()
        plant(Bench(vault, users[1].id, SITE, post.clock), [users[0].recipient, users[1].recipient])
        # The log is still there, and the vault still open.
        left = pulled_plug(post, tmp_path / "left")

    files = everything_in(post.folder) | {
        f"cut {name}": content for name, content in everything_in(left.folder).items()
    }
    hits = {name: found_in(content, secrets) for name, content in files.items()}

    assert any(name.endswith("-wal") for name in files)
    assert {name: found for name, found in hits.items() if found} == {}
    assert post.data_key not in b"".join(files.values())


def test_the_search_finds_what_is_there_in_any_coding() -> None:
    text = CANARIES[0]
    codings = [
        text.encode("utf-16-le"),
        base64.b64encode(b"ab" + text.encode() + b"cd"),
        b"\0" * 50 + zlib.compress(b"before " + text.encode()) + b"\0",
        text.encode().hex().encode(),
    ]

    assert all(found_in(b"x" * 7 + coding, (text,)) == {text} for coding in codings)


def test_without_a_key_the_planted_strings_lie_open(tmp_path: Path) -> None:
    path = tmp_path / "open.db"
    connection = deaf_driver().connect(path)
    connection.execute("CREATE TABLE answers (value)")
    connection.execute("INSERT INTO answers VALUES (?)", (CANARIES[0],))
    connection.commit()
    connection.close()

    assert found_in(path.read_bytes(), CANARIES) == {CANARIES[0]}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists, not in modes")
def test_folder_and_files_are_for_their_owner_only(post: RealPost) -> None:
    vault, _session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    bench = post.bench(vault)
    bench.added()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in post.folder.iterdir()}
    vault.close()

    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(post.folder.stat().st_mode) == 0o700
    assert {"vault.db", "vault.db-wal", "vault.slots-a", "vault.reserve"} <= set(modes)
    assert not any(name.endswith(("-shm", ".new")) for name in modes)
