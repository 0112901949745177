"""Build the frozen app, check what is in it, and run its self-test.

    python packaging/build.py [KEY]     KEY: file of 64 hex digits that signs the shipped documents

Without a key one is made for this build alone and thrown away afterwards: the app then trusts the
documents it was built with and nothing else. The development key is never trusted by a frozen app.
"""

from __future__ import annotations

import json
import lzma
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from statistics import median

from documents import build_documents
from licences import gather_licences

from frontline.cli.bench.measuring import trial_post
from frontline.cli.bench.starting import program, taking_turns
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.services.installation import find_installation

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
APP = DIST / "frontline"
MEGABYTE = 1_000_000
MOST_UNPACKED, MOST_PACKED = 170, 55
SLOWEST_START = 1.1
# Machine code packs better when its jumps are written as addresses first; any xz can unpack it.
PACKING = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9}]
# Under another licence than the rest of Qt, so they must not slip in.
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
    shutil.copytree(BUILD / "locale", data / "locale", ignore=shutil.ignore_patterns("built"))
    for part in ("fonts", "icons", "licenses", "pictures"):
        shutil.copytree(ROOT / "resources" / part, data / "resources" / part)
    shutil.copy(ROOT / "LICENSE", data / "resources" / "licenses" / "LICENSE")
    gather_licences(data / "resources" / "licenses")
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
    """The frozen program's own self-test and demo, on an empty account and without a screen."""
    home = BUILD / "empty-home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    for arguments in (
        ["selftest"],
        ["--help"],
        ["bench", "--only", "pack"],
        ["demo", "--headless", "--out", str(home / "demo")],
    ):
        print(f"frontline {' '.join(arguments)}")
        done = subprocess.run(
            [APP / "frontline", *arguments],
            env=environment,
            cwd=home,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise SystemExit(f"{done.stdout}\nthe frozen program failed")
    print(f"{len(list((home / 'demo').glob('*.png')))} pictures of the demo")


def check_size() -> None:
    """A link counts as a link: the libraries of Qt lie in one place and are named in two."""
    unpacked = sum(path.lstat().st_size for path in APP.rglob("*") if not path.is_dir())
    archive = DIST / "frontline.tar.xz"
    with (
        lzma.open(archive, "wb", filters=PACKING) as packed,
        tarfile.open(fileobj=packed, mode="w|") as files,
    ):
        files.add(APP, "frontline")
    sizes = (unpacked / MEGABYTE, MOST_UNPACKED), (archive.stat().st_size / MEGABYTE, MOST_PACKED)
    print("unpacked and packed: " + ", ".join(f"{size:.1f} MB of {most}" for size, most in sizes))
    if any(size > most for size, most in sizes):
        raise SystemExit("larger than it may be")


def compare_start() -> None:
    """Beside the same program from its sources. Said and not judged: machines are busy at times."""
    with trial_post(find_installation()) as post:
        environment = {"QT_QPA_PLATFORM": "offscreen", "FRONTLINE_HOME": str(post.folder)}
        frozen, source = taking_turns(
            [([str(APP / "frontline")], environment), (program(), environment)]
        )
    ratio = median(own / peer for own, peer in zip(frozen, source, strict=True))
    print(
        f"start to the painted window: frozen {median(frozen):.0f} ms, "
        f"source {median(source):.0f} ms, {ratio:.2f} x of {SLOWEST_START}"
    )


if __name__ == "__main__":
    freeze(gather_data(signing_key(sys.argv[1:])))
    check_content()
    check_program()
    check_size()
    compare_start()
