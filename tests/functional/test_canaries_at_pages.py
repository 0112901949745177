"""Fault family 14, at the real pages: whatever is typed, searched, sealed, exported, printed or
crashed over, no byte of it is ever written to any file in a readable form, not even to one that is
gone again, and none of it is left in the clipboard."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.app.canaries import SHORTEST, count_canaries
from frontline.crypto.development import development_key
from frontline.domain.deeds import DeedKind
from frontline.services.stores import StoredDocument
from frontline.wire.oversight import OVERSIGHT_KIND
from tests.support import preloaded
from tests.support.desktop_traces import PLANTED, SHEET
from tests.support.desktop_worker_desk import at_the_desk
from tests.support.fault_report import report
from tests.support.oversight import body_of, oversight_document, oversight_keys
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, Bench, RealPost

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Traces:
    """`files` are those that are left, with the note of everything written among them."""

    files: tuple[Path, ...]
    clipboard_is_empty: bool
    crashes: int

    def names(self) -> set[str]:
        return {path.name for path in self.files}


def secrets(post: RealPost) -> tuple[str, ...]:
    """All that must not be found. A short word could be written by chance, so parts are not."""
    return (
        *PLANTED.values(),
        OFFICER.name,
        SUPERVISOR.name,
        OFFICER.passphrase,
        SUPERVISOR.passphrase,
        NEW_PASSPHRASE,
        post.sheet.key,
        post.data_key.hex(),
    )


def traces_of(root: Path, careless: str = "") -> Traces:
    """What a day leaves behind in `root`, where everything is that the program takes for home."""
    library, log = preloaded.build(root), root / "written.log"
    homes = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
    homes |= {f"XDG_{each}_HOME": each.lower() for each in ("CACHE", "CONFIG", "DATA", "STATE")}
    for name in homes.values():
        (root / name).mkdir(mode=0o700)
    environment = preloaded.environment(library) | {
        name: str(root / folder) for name, folder in homes.items()
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.desktop_traces", str(root), str(log), careless],
        cwd=ROOT,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    files = [path for path in root.rglob("*") if path.is_file() and path != library]
    return Traces(
        tuple(path for path in files if path.suffix != ".reserve"),
        said["is_empty"],
        said["crashes"],
    )


def know_an_oversight_body(post: RealPost) -> None:
    with at_the_desk(post.folder) as desk:
        content = oversight_document(body_of(oversight_keys()), key=development_key())
        document = StoredDocument(OVERSIGHT_KIND, "tango", 1, content)
        deed = Bench(desk.vault, desk.session.user.id, desk.vault.sites.sites()[0]).deed(
            DeedKind.DOCUMENT_INSTALLED
        )
        desk.vault.documents.install(document, deed)


def test_a_day_at_the_pages_leaves_nothing_readable(post: RealPost, tmp_path: Path) -> None:
    know_an_oversight_body(post)
    looked_for = secrets(post)
    assert all(len(each) >= SHORTEST for each in looked_for)

    left = traces_of(tmp_path)

    found = count_canaries(left.files, looked_for)
    report(
        14,
        "canaries: a day at the pages",
        len(looked_for),
        0,
        found + (not left.clipboard_is_empty),
    )
    assert found == 0
    assert left.clipboard_is_empty
    assert left.crashes == 1
    expected = {"history.jsonl", "document.age", "post-card.json", SHEET.file_name, "written.log"}
    assert expected <= left.names()
    assert (tmp_path / "written.log").stat().st_size > post.places.database.stat().st_size


@pytest.mark.parametrize("careless", ["copy", "scribble"])
def test_what_is_copied_or_scribbled_in_the_open_is_found(
    post: RealPost, tmp_path: Path, careless: str
) -> None:
    """Control: the look at everything written sees a file that is gone, and the clipboard."""
    left = traces_of(tmp_path, careless)

    found = count_canaries(left.files, PLANTED.values())
    assert (found, left.clipboard_is_empty) == ((0, False) if careless == "copy" else (1, True))
