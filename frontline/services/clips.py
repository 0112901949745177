"""Spoken questions on disk: found beside the packs they belong to, and read one at a time.

They are published with the rules and tell nothing about anybody, so they lie outside the vault,
which is copied at every lock. Whatever is played is compared with what the signed pack names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from frontline.domain.identifiers import QuestionId
from frontline.errors_of_packs import ClipRefusedError, ClipsStrayError
from frontline.rules.clips import CLIPS_MAGIC, Clip, has_all
from frontline.rules.definitions import PackDefinition
from frontline.wire.stick import put_whole, unusable

CLIPS_SUFFIX = ".flclips"
# Beside the vault: what came after the program was installed.
CLIPS_FOLDER = "clips"


def clips_name(pack: str, version: int) -> str:
    """The name of the file of clips beside the built file of a pack."""
    return f"{pack}-{version}{CLIPS_SUFFIX}"


def are_clips(content: bytes) -> bool:
    """Whether a file says of itself that it holds clips; nothing is compared."""
    return content.startswith(CLIPS_MAGIC)


class ClipShelf:
    """`own` takes what comes later; `shipped` came with the program and is never written to."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._own = own
        self._folders = (shipped, own)

    def has(self, pack: PackDefinition, language: str, question: QuestionId) -> bool:
        """Whether there is something to play. Nothing is read for it."""
        return _clip(pack, language, question) is not None and self._file(pack) is not None

    def has_any(self, pack: PackDefinition) -> bool:
        return bool(pack.clips) and self._file(pack) is not None

    def sound(self, pack: PackDefinition, language: str, question: QuestionId) -> bytes:
        """The samples, as rules/clips.py says they are. Raises ClipRefusedError."""
        clip, path = _clip(pack, language, question), self._file(pack)
        if clip is None or path is None:
            raise ClipRefusedError(reason="missing")
        try:
            with path.open("rb") as file:
                file.seek(clip.at)
                sound = file.read(clip.size)
        except OSError as error:
            raise ClipRefusedError(reason="missing") from error
        if not clip.is_sound(sound):
            raise ClipRefusedError(reason="changed")
        return sound

    def owner(self, content: bytes, packs: Iterable[PackDefinition]) -> PackDefinition:
        """Which of these packs a file of clips belongs to, whole and unchanged.

        Raises ClipsStrayError.
        """
        for pack in packs:
            if pack.clips and has_all(pack.clips, content):
                return pack
        raise ClipsStrayError

    def keep(self, files: Sequence[bytes], packs: Sequence[PackDefinition]) -> None:
        """Put files of clips beside the packs they belong to: all, or none where one is stray.

        Raises ClipsStrayError or FolderUnusableError.
        """
        owned = [(self.owner(content, packs), content) for content in files]
        for pack, content in owned:
            try:
                self._own.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise unusable(error) from error
            put_whole(self._own, clips_name(pack.id, pack.version), content)

    def _file(self, pack: PackDefinition) -> Path | None:
        name = clips_name(pack.id, pack.version)
        return next((each / name for each in self._folders if (each / name).is_file()), None)


def _clip(pack: PackDefinition, language: str, question: QuestionId) -> Clip | None:
    return pack.clips.get(language, {}).get(question)
