"""Finding, checking and signing packs for the commands that need one."""

from __future__ import annotations

from pathlib import Path

from frontline.crypto.development import development_key
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.errors import BadInputError, PackSourceError
from frontline.rules.built import BuiltPack
from frontline.rules.catalogues import read_translations
from frontline.rules.checks.complete import check_source, check_translations
from frontline.rules.compile import Translations, compile_pack
from frontline.rules.source import read_source
from frontline.rules.source_models import PackModel
from frontline.screening.compiled import compile_for_interviews
from frontline.screening.golden import check_case
from frontline.services.installation import find_installation
from frontline.services.packs import installed_packs


def checked_source(
    folder: Path, translations: Path | None = None
) -> tuple[PackModel, Translations]:
    """Read, check and try a pack's source. Raises PackSourceError with every fault."""
    if not folder.is_dir():
        raise BadInputError(reason="not-a-folder", name=folder.name)
    source = check_source(read_source(folder))
    pack = source.checked()
    texts = read_translations(translations or folder.parent.parent / "translations", pack)
    faults = [str(fault) for fault in check_translations(pack, texts)]
    compiled = compile_for_interviews(compile_pack(pack, texts))
    for case in pack.cases:
        for difference in check_case(compiled, case):
            fault = source.fault(f"case.{case.id}", "case.differs", "expect", detail=difference)
            faults.append(str(fault))
    if faults:
        raise PackSourceError(tuple(faults))
    return pack, texts


def signing_key(path: Path | None) -> SigningKey:
    """The key in a file of 64 hex digits, or the development key.

    Raises BadInputError when the file holds none, or when an installed app is asked to use the
    development key, which nobody but a source checkout trusts.
    """
    if path is None:
        if not find_installation().is_source_checkout:
            raise BadInputError(reason="signing-key-missing")
        return development_key()
    try:
        seed = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise BadInputError(reason="signing-key") from error
    if len(seed) != SEED_BYTES:
        raise BadInputError(reason="signing-key")
    return SigningKey.from_seed(seed)


def find_pack(name: str | None) -> tuple[BuiltPack, ...]:
    """Installed packs, newest version of each first; only `name` if given.

    Raises BadInputError when there is none.
    """
    found = installed_packs(find_installation())
    wanted = tuple(pack for pack in found if name in (None, pack.definition.id))
    if not wanted:
        raise BadInputError(reason="no-such-pack", name=name or "-")
    return wanted
