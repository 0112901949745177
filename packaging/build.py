"""Build the frozen app, check what is in it, and run its self-test.

    python packaging/build.py [KEY]     KEY: file of 64 hex digits that signs the shipped documents

Without a key one is made for this build alone and thrown away afterwards: the app then trusts the
documents it was built with and nothing else. The development key is never trusted by a frozen app.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from documents import build_documents

from frontline.crypto.signing import SEED_BYTES, SigningKey

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
APP = DIST / "frontline"
MEGABYTE = 1_000_000
# Under another licence than the rest of Qt, so they must not slip in (docs: desktop facts, 1).
NOT_OURS = ("Charts", "Graphs", "DataVisualization", "VirtualKeyboard")


def signing_key(arguments: list[str]) -> SigningKey:
    if arguments:
        return SigningKey.from_seed(bytes.fromhex(Path(arguments[0]).read_text("ascii").strip()))
    print("No release key given: one is made for this build and thrown away.")
    return SigningKey.from_seed(secrets.token_bytes(SEED_BYTES))


def gather_data(key: SigningKey) -> Path:
    """Everything the app reads at run time, signed with `key`."""
    data = BUILD / "package-data"
    shutil.rmtree(data, ignore_errors=True)
    build_documents(data / "documents", key)
    shutil.copytree(BUILD / "locale", data / "locale")
    for part in ("fonts", "icons", "licenses"):
        shutil.copytree(ROOT / "resources" / part, data / "resources" / part)
    shutil.copy(ROOT / "LICENSE", data / "resources" / "licenses" / "LICENSE")
    trust = data / "resources" / "trust.json"
    trust.write_text(json.dumps({"document_keys": [key.public]}) + "\n", "utf-8")
    return data


def freeze(data: Path) -> None:
    shutil.rmtree(APP, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    spec = str(ROOT / "packaging" / "frontline.spec")
    environment = {**os.environ, "FRONTLINE_BUILD_DATA": str(data)}
    subprocess.run([*command, *folders, spec], check=True, env=environment, cwd=ROOT)


def check_content() -> None:
    strangers = [
        path.name for path in APP.rglob("libQt6*") if any(name in path.name for name in NOT_OURS)
    ]
    if strangers:
        raise SystemExit(f"not to be shipped: {strangers}")


def check_program() -> None:
    """The frozen program's own self-test, on an empty account and without a screen."""
    home = BUILD / "empty-home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([APP / "frontline", "selftest"], check=True, env=environment, cwd=home)
    subprocess.run(
        [APP / "frontline", "demo", "--headless", "--out", str(home / "demo")],
        check=True,
        env=environment,
        cwd=home,
        stdout=subprocess.DEVNULL,
    )


def report() -> None:
    unpacked = sum(path.stat().st_size for path in APP.rglob("*") if path.is_file())
    archive = DIST / "frontline.tar.xz"
    with tarfile.open(archive, "w:xz", preset=3) as packed:
        packed.add(APP, "frontline")
    print(
        f"unpacked {unpacked / MEGABYTE:.0f} MB, packed {archive.stat().st_size / MEGABYTE:.0f} MB"
    )


if __name__ == "__main__":
    freeze(gather_data(signing_key(sys.argv[1:])))
    check_content()
    check_program()
    report()
