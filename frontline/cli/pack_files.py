"""Finding, checking and signing packs for the commands that need one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontline.crypto.development import development_key
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.errors import BadInputError
from frontline.errors_of_packs import PackSourceError
from frontline.rules.built import BuiltPack, build_pack, read_built_pack
from frontline.rules.catalogues import read_translations
from frontline.rules.checks.complete import check_source
from frontline.rules.checks.texts import check_translations
from frontline.rules.clip_files import read_recordings
from frontline.rules.clips import Sounds, clips_file
from frontline.rules.compile import compile_pack
from frontline.rules.extension import read_pack
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import CaseModel, PackModel
from frontline.rules.texts import Translations
from frontline.screening.compiled import compile_for_interviews
from frontline.screening.golden import check_case, check_not_lowered
from frontline.services.clips import clips_name
from frontline.services.installation import DOCUMENT_SUFFIX, find_installation
from frontline.services.packs import installed_packs


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A pack's source without faults, with what else goes into its built files."""

    pack: PackModel
    texts: Translations
    sounds: Sounds

    def built(self, key: SigningKey) -> Mapping[str, bytes]:
        """The files to ship, by name: the signed pack, and beside it the clips it names, if any."""
        header = self.pack.header
        name = f"{header.pack}-{header.version}{DOCUMENT_SUFFIX}"
        files = {name: build_pack(self.pack, self.texts, key, self.sounds)}
        if self.sounds:
            files[clips_name(header.pack, header.version)] = clips_file(self.sounds)
        return files


def checked_source(folder: Path, translations: Path | None = None) -> CheckedSource:
    """Read, check and try a pack's source. Raises PackSourceError with every fault."""
    if not folder.is_dir():
        raise BadInputError(reason="not-a-folder", name=folder.name)
    source = check_source(read_pack(folder))
    pack = source.checked()
    texts = read_translations(translations or _catalogues_beside(folder), pack)
    faults = [str(fault) for fault in check_translations(source, pack, texts)]
    faults.extend(str(fault) for fault in golden_faults(source, pack))
    recordings = read_recordings(folder, pack, texts)
    faults.extend(str(fault) for fault in sorted(recordings.faults))
    if faults:
        raise PackSourceError(tuple(faults))
    return CheckedSource(pack, texts, recordings.sounds)


def read_any_pack(path: Path, translations: Path | None = None) -> tuple[PackModel, Translations]:
    """A pack from its source folder or its built file, whether or not `pack check` passes it.

    Raises PackSourceError for a source that cannot be read, the error of a bad built file, and
    BadInputError where there is neither.
    """
    if path.is_dir():
        pack = read_pack(path).checked()
        return pack, read_translations(translations or _catalogues_beside(path), pack)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(reason="no-such-pack", name=path.name) from error
    built = read_built_pack(content, find_installation().trusted_keys)
    return built.source, built.translations


def _catalogues_beside(folder: Path) -> Path:
    return folder.resolve().parent.parent / "translations"


def golden_faults(source: PackSource, pack: PackModel) -> Iterator[Fault]:
    """Try the golden cases: a pack's own must come out as written, those of the pack it extends
    must not fall."""
    compiled = compile_for_interviews(compile_pack(pack, {}))
    of_base: set[str] = set()
    if source.base is not None:
        base = compile_for_interviews(compile_pack(source.base, {}))
        of_base.update(case.id for case in source.base.cases)
        for case in source.base.cases:
            for difference in check_not_lowered(base, compiled, case):
                yield _case_fault(source, case, "case.lowered", difference)
    for case in pack.cases:
        if case.id not in of_base:
            for difference in check_case(compiled, case):
                yield _case_fault(source, case, "case.differs", difference)


def _case_fault(source: PackSource, case: CaseModel, code: str, difference: str) -> Fault:
    return source.fault(f"case.{case.id}", code, "expect", detail=difference)


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
